"""Talks to a running bot in five languages and writes down what was said.

Usage: ``python scripts/record_conversations.py http://127.0.0.1:5005``
"""

from __future__ import annotations

import re
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "conversations"
_ADDRESS = re.compile(r"https?://\S*/webhooks/pathway/\S+")


def talk(bot: str, language: str, said: list[Any]) -> Iterator[str]:
    """One conversation as Markdown lines; a list stands for a button by its place, from 1."""
    sender, buttons = str(uuid.uuid4()), [{"title": "", "payload": "/start"}]
    session: dict[str, str] = {}
    for one in said:
        pressed = buttons[one[0] - 1] if isinstance(one, list) else None
        text = pressed["payload"] if pressed else one
        body = {"sender": sender, "message": text, "metadata": {"language": language}}
        answer = httpx.post(f"{bot}/webhooks/rest/webhook", json=body, headers=session, timeout=60)
        answer.raise_for_status()
        session["Fanal-Session"] = answer.headers["Fanal-Session"]
        shown = f"[{pressed['title']}]" if pressed else text
        yield from _block("🧑", shown if shown != "[]" else "…", "auto")
        for message in answer.json():
            buttons = message["buttons"] or buttons
            yield from _block("🤖", message["text"], message["dir"])
            yield from _sources(message)
            if message["buttons"]:
                titles = " ".join(f"[{button['title']}]" for button in message["buttons"])
                yield from _block("", titles, message["dir"])


def _block(who: str, text: str, direction: str) -> Iterator[str]:
    yield f'<div dir="{direction}">\n'
    # Sealed addresses are long and end after a while.
    short = _ADDRESS.sub("https://…", text)
    yield f"**{who}** {short}" if who else f"<sub>{short}</sub>"
    yield "\n</div>\n"


def _sources(message: dict[str, Any]) -> Iterator[str]:
    sources = {f"{s['title']} ({s['as_of']})" for s in message["custom"].get("sources") or ()}
    offices = [office["name"] for office in message["custom"].get("offices") or ()]
    lines = [*sorted(sources), *([", ".join(offices)] if offices else [])]
    if lines:
        yield from _block("", " · ".join(lines), message["dir"])


def main() -> int:
    """Record every conversation of ``docs/conversations/said.yml``."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)  # noqa: T201
        return 2
    for language, story in YAML(typ="safe").load(FOLDER / "said.yml").items():
        lines = [f"# {story['title']}\n", *talk(sys.argv[1].rstrip("/"), language, story["said"])]
        text = "\n".join(lines).replace("\n\n\n", "\n\n")
        (FOLDER / f"{language}.md").write_text(text, encoding="utf-8")
        print(f"Recorded {language}.md.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
