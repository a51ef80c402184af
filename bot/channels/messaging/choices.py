"""Buttons as a numbered list, and what a person who answers with a number means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bot.channels.messaging.readable import readable, word
from bot.messages import Message

#: "2", "2.", "(2)", "№ 2" and the like, in the digits of any script.
_NUMBER = re.compile(r"[\s(№#]*(\d{1,2})[\s.):]*")


def numbered(message: Message) -> str:
    """The message as text with its buttons as a numbered list, and how to answer."""
    rows = [f"{place}. {b['title']}" for place, b in enumerate(message["buttons"], start=1)]
    hint = word("choose", message["language"])
    return "\n\n".join((readable(message), "\n".join(rows), f"({hint})"))


def fits(message: Message, *, most: int, longest_title: int) -> bool:
    """Whether the platform can show all buttons of a message with their whole titles."""
    titles = [button["title"] for button in message["buttons"]]
    return (
        len(titles) <= most
        and len(set(titles)) == len(titles)
        and all(len(title) <= longest_title for title in titles)
    )


def chosen(text: str, payloads: Sequence[str]) -> str | None:
    """The payload that a typed number stands for; ``None`` when the text is something else."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    number = int("".join(str(unicodedata.digit(digit)) for digit in match[1]))
    return payloads[number - 1] if 1 <= number <= len(payloads) else None
