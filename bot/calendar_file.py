"""Days as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

#: Bytes of a line, without its end (RFC 5545, 3.1).
_LONGEST_LINE = 75


@dataclass(frozen=True, slots=True)
class Day:
    """One whole day to remember; ``id`` is the same for the same thing."""

    id: str
    day: date
    title: str
    text: str


def calendar(name: str, days: Iterable[Day], *, made: datetime) -> str:
    """A calendar with a reminder two weeks before each day.

    Args:
        name: Of the calendar.
        days: What to remember.
        made: When, in UTC.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fanal//Next steps//EN"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.id}",
            f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(one.title)}",
            f"DESCRIPTION:{_escaped(one.text)}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:-P14D",
            f"DESCRIPTION:{_escaped(one.title)}",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of 75 bytes, never through a character; each but the first after a space."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > _LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return "\r\n".join([*pieces, piece])
