"""Which button payloads people may send, and what they may carry."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from knowledge.languages import LANGUAGES

REGIONS = frozenset({"flanders", "brussels", "wallonia", "german-community"})

_ARTICLE = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_KEY = re.compile(r"[a-z0-9_]{1,40}")
_PAYLOAD = re.compile(r"/([a-z_]+)\s*(\{.*\})?", re.DOTALL)
#: Nobody writes a brace behind a command; an old or broken button does.
_BUTTON = re.compile(r"/[A-Za-z_]+\s*\{.*", re.DOTALL)

_YES_NO = frozenset({"yes", "no"})


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


_Check = Callable[[str], bool]
_CHECKS: dict[str, dict[str, _Check]] = {
    "inform_place": {
        "region": REGIONS.__contains__,
        "municipality": lambda name: 0 < len(name) <= 100,
    },
    "change_language": {"chosen_language": LANGUAGES.__contains__},
    "ask_topic": {"article": lambda name: _ARTICLE.fullmatch(name) is not None},
    "ask_for_person": {},
    "tell_me_later": {},
    "affirm": {},
    "deny": {},
    "withdraw_handoff": {},
    "start": {},
    "strike": {"line": lambda key: _KEY.fullmatch(key) is not None},
    "leave_contact": {},
    "answer_transfer": {"transfer": _is_id, "agreed": _YES_NO.__contains__},
    "rate_counsellor": {"case": _is_id, "helped": _YES_NO.__contains__},
    "ask_help": {},
    "ask_theme": {"theme": lambda key: _KEY.fullmatch(key) is not None},
    "ask_pathway": {},
    "tell_profile": {},
    "show_profile": {},
    "answer_profile": {
        "item": lambda key: _KEY.fullmatch(key) is not None,
        "value": lambda key: _KEY.fullmatch(key) is not None,
    },
    "change_profile": {"item": lambda key: _KEY.fullmatch(key) is not None},
    "skip": {},
    "pause_profile": {},
    "delete_profile": {},
    "delete_data": {},
    "confirm_delete": {},
    "unknown_button": {},
}
_HINTS = ("language_hint", "region_hint")


def hints(metadata: object) -> dict[str, str]:
    """The usable part of a message's metadata: a language code and a region, nothing else."""
    if not isinstance(metadata, Mapping):
        return {}
    language, region = metadata.get("language"), metadata.get("region")
    found = {}
    if isinstance(language, str):
        # Browsers say "nl-BE"; the language is what counts.
        code = re.split(r"[-_]", language.strip().lower())[0]
        if re.fullmatch(r"[a-z]{2,3}", code):
            found["language"] = code
    if isinstance(region, str) and region in REGIONS:
        found["region"] = region
    return found


def cleaned(text: str, metadata: Mapping[str, str]) -> str:
    """What Rasa may see of an incoming text.

    Rasa takes everything that begins with ``/`` for a command, privileged ones included. Only
    payloads that our own buttons use pass; what looks like a button of another make is
    ``/unknown_button``, and anything else loses the slash and is plain text.

    Args:
        text: As received.
        metadata: Hints as ``hints()`` gives them; a payload carries them along, because the
            language component does not see payloads.
    """
    stripped = text.strip()
    if not stripped.startswith("/"):
        return text
    payload = _parsed(stripped)
    if payload is None and _BUTTON.fullmatch(stripped):
        payload = ("unknown_button", {})
    if payload is None:
        return stripped.lstrip("/").strip()
    intent, entities = payload
    entities |= {f"{key}_hint": value for key, value in metadata.items()}
    return f"/{intent}{json.dumps(entities, sort_keys=True)}" if entities else f"/{intent}"


def button_key(payload: str) -> str:
    """The same for all ways of writing one payload, hints left out; to find a button's title."""
    parsed = _parsed(payload, ignore=_HINTS)
    if parsed is None:
        return payload
    return f"{parsed[0]}{json.dumps(parsed[1], sort_keys=True)}"


def _parsed(text: str, ignore: tuple[str, ...] = ()) -> tuple[str, dict[str, Any]] | None:
    match = _PAYLOAD.fullmatch(text.strip())
    if match is None or match[1] not in _CHECKS:
        return None
    try:
        entities = json.loads(match[2] or "{}")
    except ValueError:
        return None
    checks = _CHECKS[match[1]]
    kept = {key: value for key, value in entities.items() if key not in ignore}
    for key, value in kept.items():
        if key not in checks or not isinstance(value, str) or not checks[key](value):
            return None
    return match[1], kept
