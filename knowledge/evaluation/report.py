"""A run as one self-contained page: no script, nothing to load, readable in light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from knowledge.evaluation import charts, metrics
from knowledge.evaluation.bootstrap import Estimate
from knowledge.evaluation.compare import Comparison
from knowledge.evaluation.records import Record
from knowledge.evaluation.runs import Run, groups
from knowledge.evaluation.summary import (
    LESS_IS_BETTER,
    MEASURES,
    Summary,
    confidence_and_outcome,
    summarise,
)
from knowledge.languages import LANGUAGES

ACTIONS = ("answer", "clarify", "handoff", "no_answer")
#: Questions shown for each language.
WORST = 20


def render(run: Run, comparison: Comparison | None = None) -> str:
    """The whole page as HTML.

    Args:
        run: What to show.
        comparison: With an earlier run, if there is one.
    """
    environment = Environment(
        loader=PackageLoader("knowledge.evaluation", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = number
    environment.filters["signed"] = lambda value: f"{value:+.3f}"
    return environment.get_template("report.html").render(**_content(run, comparison))


def number(value: float | None) -> str:
    """Three decimals, or a dash for what could not be measured."""
    return "–" if value is None else f"{value:.3f}"


def _content(run: Run, comparison: Comparison | None) -> dict[str, Any]:
    whole = summarise(run.records)
    parts = {
        kind: {name: summarise(records) for name, records in found.items()}
        for kind, found in groups(run.records).items()
    }
    before, after = _common(comparison)
    return {
        "run": run,
        "whole": whole,
        "parts": parts,
        "measures": MEASURES,
        "less_is_better": LESS_IS_BETTER,
        "comparison": comparison,
        "before": before,
        "after": after,
        "actions": ACTIONS,
        "decisions": {
            expected: [whole.decisions.get((expected, decided), 0) for decided in ACTIONS]
            for expected in ACTIONS
        },
        "languages": LANGUAGES,
        "worst": {
            name: worst(records) for name, records in groups(run.records)["language"].items()
        },
        "outcome": outcome,
        "risk_table": list(_risk_table(run.records)),
        # Drawn by us from numbers and known names, so they are markup already.
        "charts": {name: Markup(drawing) for name, drawing in _charts(run, whole, parts)},  # noqa: S704
    }


def _charts(
    run: Run, whole: Summary, parts: dict[str, dict[str, Summary]]
) -> Iterator[tuple[str, str]]:
    yield "language", charts.recall_bars(parts["language"], "language")
    yield "style", charts.recall_bars(parts["style"], "style")
    yield "reliability", charts.reliability(whole.bins)
    # Ten bins of sixty questions would show noise.
    by_language = {
        name: metrics.reliability(*confidence_and_outcome(records), bins=5)
        for name, records in groups(run.records)["language"].items()
    }
    yield "multiples", charts.reliability_multiples(by_language)
    splits = {"all": list(run.records), **groups(run.records)["split"]}
    curves = {
        name: metrics.risk_coverage(*confidence_and_outcome(records))
        for name, records in splits.items()
    }
    yield "risk", charts.risk_coverage(curves)


def _risk_table(records: Sequence[Record]) -> Iterator[tuple[float, float]]:
    """Risk at each tenth of coverage."""
    _, risk = metrics.risk_coverage(*confidence_and_outcome(records))
    for tenth in range(1, 11):
        covered = max(1, round(len(risk) * tenth / 10))
        yield tenth / 10, float(risk[covered - 1])


def _common(comparison: Comparison | None) -> tuple[dict[str, Estimate], dict[str, Estimate]]:
    """Measures of both runs over the questions they share; empty if there are none."""
    if comparison is None or not comparison.pairs:
        return {}, {}
    return (
        dict(summarise([pair.before for pair in comparison.pairs]).measures),
        dict(summarise([pair.after for pair in comparison.pairs]).measures),
    )


def worst(records: Sequence[Record], limit: int = WORST) -> list[Record]:
    """Questions not served, the most harmful first.

    An answer that is not true where the person lives comes before another wrong answer, that before
    a right article missed, that before a wrong decision about the right one. Among equals, those
    whose confidence was furthest from the truth come first.
    """
    missed = [record for record in records if not record.served]
    return sorted(missed, key=_harm, reverse=True)[:limit]


def _harm(record: Record) -> tuple[int, float]:
    gap = abs(record.confidence - record.first_right)
    if record.holds is False:
        return 3, gap
    if record.action == "answer" and not record.first_right:
        return 2, gap
    return int(record.question.answerable and not record.first_right), gap


def outcome(record: Record) -> str:
    """What went wrong, or that nothing did, in a few words."""
    if record.served:
        return "served"
    if record.holds is False:
        return "answer of another region"
    if record.action == "answer" and not record.question.answerable:
        return "answered though no article does"
    if record.action == "answer" and not record.first_right:
        return "wrong article given"
    if record.question.answerable and record.action == "no_answer":
        place = record.rank
        return f"refused; right article at {place}" if place else "refused; right article not found"
    return f"{record.action} instead of {record.question.expect}"
