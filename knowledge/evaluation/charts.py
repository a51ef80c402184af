"""Charts of a run as SVG that takes its colours from the page around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure

from knowledge.evaluation.metrics import Bin, Floats
from knowledge.evaluation.summary import Summary

# Matplotlib wants colours, the page has some for light and some for dark: these stand for them.
_INK, _FAINT, _LINE, _STRONG, _SOFT, _WARN = (
    "#010101", "#020202", "#030303", "#040404", "#050505", "#060606",
)  # fmt: skip
_VARIABLES = {
    _INK: "ink", _FAINT: "faint", _LINE: "line", _STRONG: "strong", _SOFT: "soft", _WARN: "warn",
}  # fmt: skip
_STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _INK,
    "axes.edgecolor": _LINE,
    "axes.labelcolor": _FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.titlesize": 10,
    "xtick.color": _FAINT,
    "ytick.color": _FAINT,
    "xtick.labelcolor": _INK,
    "grid.color": _LINE,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
}


def recall_bars(groups: Mapping[str, Summary], name: str) -> str:
    """Recall@1 with its interval before recall@5, one bar a group."""
    with rc_context(_STYLE):
        figure = Figure(figsize=(9.5, 3.2))
        axes = figure.subplots()
        places = np.arange(len(groups))
        first = [summary.measures["recall_1"] for summary in groups.values()]
        fifth = [summary.measures["recall_5"].value or 0.0 for summary in groups.values()]
        values = np.array([estimate.value or 0.0 for estimate in first])
        low = values - np.array([estimate.low or 0.0 for estimate in first])
        high = np.array([estimate.high or 0.0 for estimate in first]) - values
        axes.bar(places, fifth, 0.72, color=_SOFT, label="recall@5")
        axes.bar(places, values, 0.46, color=_STRONG, label="recall@1, with 95 % interval")
        # An interval of a skewed resample need not hold the value itself.
        spread = np.maximum([low, high], 0)
        axes.errorbar(places, values, spread, fmt="none", ecolor=_INK, elinewidth=1.2, capsize=3)
        axes.set_xticks(places, [*groups])
        axes.set_ylim(0, 1.02)
        axes.grid(axis="y", linewidth=0.6)
        axes.tick_params(length=0)
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.18), ncol=2)
        return _svg(
            figure, name, f"Recall@1 and recall@5 by {name}; the table below has the values."
        )


def reliability(bins: Sequence[Bin]) -> str:
    """Stated confidence against how often it was right; the area of a dot is its questions."""
    with rc_context(_STYLE):
        figure = Figure(figsize=(4.4, 4.2))
        axes = figure.subplots()
        _diagonal(axes, bins)
        axes.set_xlabel("confidence")
        axes.set_ylabel("first article right")
        return _svg(figure, "reliability", "Reliability diagram; the table below has the values.")


def reliability_multiples(groups: Mapping[str, Sequence[Bin]]) -> str:
    """A small reliability diagram for each language."""
    columns = 5
    rows = -(-len(groups) // columns)
    with rc_context(_STYLE):
        figure = Figure(figsize=(9.5, 2.0 * rows))
        for cell, (name, bins) in enumerate(groups.items(), 1):
            axes = figure.add_subplot(rows, columns, cell)
            _diagonal(axes, bins, scale=3)
            axes.set_title(name)
            axes.set_xticks([0, 1])
            axes.set_yticks([0, 1])
        return _svg(figure, "multiples", "Reliability diagrams by language.")


def _diagonal(axes: Any, bins: Sequence[Bin], scale: float = 1.5) -> None:
    filled = [bin_ for bin_ in bins if bin_.n]
    axes.plot([0, 1], [0, 1], color=_FAINT, linewidth=1, dashes=(3, 3))
    stated, right = [bin_.confidence for bin_ in filled], [bin_.right for bin_ in filled]
    axes.plot(stated, right, color=_STRONG, linewidth=1.6)
    axes.scatter(stated, right, [8 + scale * bin_.n for bin_ in filled], color=_STRONG, alpha=0.75)
    axes.set_xlim(-0.03, 1.03)
    axes.set_ylim(-0.03, 1.03)
    axes.set_aspect("equal")
    axes.grid(linewidth=0.6)
    axes.tick_params(length=0)


def risk_coverage(curves: Mapping[str, tuple[Floats, Floats]]) -> str:
    """Share of wrong first articles among the most confident; one line a split."""
    colours = (_STRONG, _WARN, _FAINT)
    with rc_context(_STYLE):
        figure = Figure(figsize=(4.8, 4.2))
        axes = figure.subplots()
        for colour, (name, (coverage, risk)) in zip(colours, curves.items(), strict=False):
            axes.plot(coverage, risk, color=colour, linewidth=1.8, label=name)
        axes.set_xlim(0, 1)
        axes.set_ylim(bottom=0)
        axes.set_xlabel("coverage: share of questions kept, most confident first")
        axes.set_ylabel("risk: first article wrong")
        axes.grid(linewidth=0.6)
        axes.tick_params(length=0)
        axes.legend(loc="upper left")
        return _svg(figure, "risk", "Risk–coverage curve; the table below has the values.")


def _svg(figure: Figure, name: str, label: str) -> str:
    """The drawing alone: no prolog, no styles that reach the page, ids of its own."""
    out = StringIO()
    with rc_context({"svg.hashsalt": name}):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    drawing = out.getvalue()
    drawing = drawing[drawing.index("<svg") :]
    drawing = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", drawing, flags=re.DOTALL)
    drawing = drawing.replace("'sans-serif'", "sans-serif")
    drawing = re.sub(r'<g id="[^"]*"', "<g", drawing)
    drawing = re.sub(r'<svg ([^>]*?)width="[^"]*" height="[^"]*"', r"<svg \1", drawing)
    drawing = drawing.replace(
        "<svg ", f'<svg class="chart {name}" role="img" aria-label="{label}" ', 1
    )
    for colour, variable in _VARIABLES.items():
        drawing = drawing.replace(colour, f"var(--{variable})")
    return re.sub(r"\s*\n\s*", " ", drawing)
