"""The report as one page: bars, a confusion matrix as a picture, and tables; no network needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from bot.evaluation.scores import Judged, Score, by, confusion, worst

_MOST_MISTAKES = 15
_CELL = 26
_MARGIN = 150
_STYLE = """
:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;
max-width:70rem;padding:0 1rem}table{border-collapse:collapse;margin:1rem 0}
td,th{padding:.2rem .7rem;text-align:start;border-bottom:1px solid #8886}
meter{width:12rem}svg{max-width:100%;height:auto}svg text{fill:currentColor;font-size:11px}
.scroll{overflow-x:auto}
"""


def page(title: str, sections: Sequence[str]) -> str:
    """A whole page.

    Args:
        title: Plain text.
        sections: HTML.
    """
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        f"<h1>{escape(title)}</h1>{''.join(sections)}</html>\n"
    )


def score_table(heading: str, scores: dict[str, Score], first: str) -> str:
    """A table with a bar for each score."""
    rows = "".join(
        f"<tr><th scope=row>{escape(name)}<td>{one.n}<td>{one.accuracy:.3f}<td>{one.macro_f1:.3f}"
        f'<td><meter value="{one.accuracy:.3f}" aria-label="accuracy"></meter>'
        for name, one in scores.items()
    )
    return (
        f"<h2>{escape(heading)}</h2><table><tr><th>{escape(first)}<th>messages<th>accuracy"
        f"<th>macro-F1<th>accuracy{rows}</table>"
    )


def confusion_picture(heading: str, judged: Sequence[Judged]) -> str:
    """A matrix as SVG: a row for each right label, a column for each label found."""
    counts = confusion(judged)
    labels = sorted({label for pair in counts for label in pair})
    of_row: Counter[str] = Counter()
    for (right, _), number in counts.items():
        of_row[right] += number
    place = {label: _MARGIN + _CELL * i for i, label in enumerate(labels)}
    size = _MARGIN + _CELL * len(labels) + 10
    cells = "".join(
        f'<rect x="{place[found]}" y="{place[right]}" width="{_CELL - 1}" height="{_CELL - 1}" '
        f'fill="{"#2a7" if right == found else "#d43"}" '
        f'fill-opacity="{0.12 + 0.88 * number / of_row[right]:.2f}">'
        f"<title>{escape(right)} taken for {escape(found)}: {number}</title></rect>"
        f'<text x="{place[found] + 5}" y="{place[right] + 17}">{number}</text>'
        for (right, found), number in sorted(counts.items())
    )
    names = "".join(
        f'<text x="{_MARGIN - 6}" y="{place[label] + 17}" text-anchor="end">{escape(label)}</text>'
        f'<text transform="translate({place[label] + 17} {_MARGIN - 6}) rotate(-60)">'
        f"{escape(label)}</text>"
        for label in labels
    )
    return (
        f'<h2>{escape(heading)}</h2><div class="scroll"><svg viewBox="0 0 {size} {size}" '
        f'width="{size}" role="img" aria-label="{escape(heading)}; the mistakes are listed below">'
        f"{names}{cells}</svg></div>"
    )


def mistakes(heading: str, judged: Sequence[Judged]) -> str:
    """The surest mistakes of each language."""
    parts = [f"<h2>{escape(heading)}</h2>"]
    for language in by(judged, lambda message: message.language):
        wrong = worst((j for j in judged if j.message.language == language), _MOST_MISTAKES)
        if not wrong:
            continue
        rows = "".join(
            f'<tr><td dir="auto">{escape(one.message.text[:200])}<td>{escape(one.message.label)}'
            f"<td>{escape(one.found)}<td>{one.confidence:.2f}"
            for one in wrong
        )
        parts.append(
            f"<h3>{escape(language)}</h3><table><tr><th>message<th>right<th>found<th>confidence"
            f"{rows}</table>"
        )
    return "".join(parts)
