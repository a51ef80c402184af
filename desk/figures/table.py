"""What every figure is shown as: a table, from which charts and files are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from django.utils.translation import gettext as _

#: Rows of a table that could be endless: articles, municipalities.
LONGEST = 15
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        key: Name of its sheet and anchor.
        title: For readers.
        heads: Titles of the columns; the first column names the row.
        rows: As long as ``heads`` each; ``None`` is not known.
        charted: Whether the second column makes a chart of bars.
    """

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    charted: bool = True


def counted(key: str, title: str, counter: Counter[Any], name: Callable[[str], str]) -> Table:
    """The most frequent values by their names; what is rarer is added up in the last row."""
    ordered = counter.most_common()
    rows: list[tuple[Cell, ...]] = [
        (name(value) if value else _("not known"), n) for value, n in ordered[:LONGEST]
    ]
    rest = sum(n for _value, n in ordered[LONGEST:])
    if rest:
        rows.append((_("others"), rest))
    return Table(key, title, (_("Which"), _("How many")), tuple(rows))


def percentile(values: Iterable[float], percent: int) -> float | None:
    """A percentile, rounded to a tenth; ``None`` of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    if len(ordered) == 1:
        return round(ordered[0], 1)
    return round(quantiles(ordered, n=100, method="inclusive")[percent - 1], 1)


def share(part: int, whole: int) -> float | None:
    """A part in percent, rounded to a tenth; ``None`` of nothing."""
    return round(100 * part / whole, 1) if whole else None
