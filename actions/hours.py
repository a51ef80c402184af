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

    @classmethod
    def of_week(cls, rows: object) -> OpeningHours | None:
        """From the desk's rows of ``weekday``, ``opens`` and ``closes``; None without any.

        Days in a row with the same times are told together.
        """
        times: dict[int, tuple[str, ...]] = {}
        for row in rows if isinstance(rows, list) else []:
            day, opens, closes = (row.get(key) for key in ("weekday", "opens", "closes"))
            span = f"{opens}-{closes}"
            if day in range(7) and _TIME.fullmatch(span):
                times[day] = (*times.get(day, ()), span)
        parts: list[tuple[int, int, tuple[str, ...]]] = []
        for day in sorted(times):
            if parts and parts[-1][1] == day - 1 and parts[-1][2] == times[day]:
                parts[-1] = (parts[-1][0], day, times[day])
            else:
                parts.append((day, day, times[day]))
        return cls(tuple(parts)) if parts else None

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
