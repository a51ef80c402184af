"""When counsellors are there, said in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names

from actions.errors import SettingsError

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PART = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? ([\d:, -]+)")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Days (0 is Monday, both ends included) with times like ``09:00-12:00``."""

    parts: tuple[tuple[int, int, tuple[str, ...]], ...]

    @classmethod
    def parse(cls, text: str) -> OpeningHours:
        """Read ``mon-thu 09:00-12:00, 13:00-17:00; fri 09:00-12:00``.

        Raises:
            SettingsError: The text has another form.
        """
        parts = []
        for piece in filter(None, (piece.strip().lower() for piece in text.split(";"))):
            match = _PART.fullmatch(piece)
            days = [match[1], match[2] or match[1]] if match else []
            times = tuple(time.strip() for time in match[3].split(",")) if match else ()
            if not times or not set(days) <= set(_DAYS) or not all(map(_TIME.fullmatch, times)):
                raise SettingsError(
                    f"FANAL_DESK_HOURS holds {piece!r}, which is not understood.",
                    "Write it like: mon-thu 09:00-12:00, 13:00-17:00; fri 09:00-12:00",
                )
            parts.append((_DAYS.index(days[0]), _DAYS.index(days[1]), times))
        return cls(tuple(parts))

    def told_in(self, language: str) -> str:
        """One line with the day names of ``language``; English for one without day names."""
        try:
            names = get_day_names("wide", locale=Locale.parse(language))
        except (UnknownLocaleError, ValueError):
            names = get_day_names("wide", locale="en")
        said = []
        for first, last, times in self.parts:
            days = names[first] if first == last else f"{names[first]} – {names[last]}"
            said.append(f"{days} {', '.join(times)}")
        return "; ".join(said)
