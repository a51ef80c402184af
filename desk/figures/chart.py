"""Bars as shapes for an inline SVG; the table under it holds the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

from desk.figures.table import Table

WIDTH, BAR, GAP, LABEL = 640, 22, 8, 220
#: Room for the number behind the longest bar.
NUMBER = 60
LONGEST_LABEL = 30
#: More bars than this stand upright, without names: a stretch of days.
LYING = 20
HEIGHT = 160


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in units of the picture."""

    x: float
    y: float
    width: float
    height: float
    label: str
    number: str
    text_y: float
    number_x: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of bars."""

    width: int
    height: int
    lying: bool
    bars: tuple[Bar, ...]


def chart(table: Table) -> Chart | None:
    """The second column as bars; ``None`` if there is nothing to see."""
    numbers = [(str(row[0]), float(row[1] or 0)) for row in table.rows]
    most = max((n for _label, n in numbers), default=0.0)
    if not table.charted or most <= 0:
        return None
    if table.key == "days" or len(numbers) > LYING:
        step = WIDTH / len(numbers)
        upright = tuple(
            _bar((i * step, HEIGHT - n / most * HEIGHT, step * 0.8, n / most * HEIGHT), label, n)
            for i, (label, n) in enumerate(numbers)
        )
        return Chart(WIDTH, HEIGHT, False, upright)
    room = WIDTH - LABEL - NUMBER
    lying = tuple(
        _bar((LABEL, i * (BAR + GAP), n / most * room, BAR), label, n)
        for i, (label, n) in enumerate(numbers)
    )
    return Chart(WIDTH, len(numbers) * (BAR + GAP), True, lying)


def _bar(box: tuple[float, float, float, float], label: str, n: float) -> Bar:
    """A bar in a box of x, y, width and height."""
    short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
    x, y, width, height = (round(edge, 1) for edge in box)
    return Bar(
        x, y, width, height, short, f"{n:g}", round(y + BAR * 0.7, 1), round(x + width + 6, 1)
    )
