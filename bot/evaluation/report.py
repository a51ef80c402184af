"""The two reports: understanding (intents and danger) and language identification."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.evaluation import page
from bot.evaluation.scores import (
    Judged,
    by,
    confusion,
    group_means,
    score,
    worst,
)

_MOST_MISTAKES = 15


def understanding(intents: Sequence[Judged], dangers: Sequence[Judged]) -> dict[str, Any]:
    """What `fanal nlu evaluate` found, ready for JSON."""
    languages = by(intents, lambda message: message.language)
    return {
        "groups": group_means(languages),
        "languages": {code: asdict(one) for code, one in languages.items()},
        "intents": {name: asdict(one) for name, one in by(intents, lambda m: m.label).items()},
        "confusion": _pairs(intents),
        "mistakes": _mistakes(intents),
        "danger": {
            **danger_rates(dangers),
            "languages": {
                code: danger_rates([d for d in dangers if d.message.language == code])
                for code in by(dangers, lambda message: message.language)
            },
            "mistakes": _mistakes(dangers),
        },
    }


def danger_rates(dangers: Sequence[Judged]) -> dict[str, float]:
    """``recall``, and how often ``innocent`` uses and ordinary ``question`` raise a false alarm."""
    rates: dict[str, float] = {}
    for kind, name in (("danger", "recall"), ("innocent", "innocent"), ("question", "question")):
        judged = [one for one in dangers if one.message.kind == kind]
        if judged:
            rates[name] = sum(one.found == "danger" for one in judged) / len(judged)
    return rates


def understanding_page(
    report: dict[str, Any], intents: Sequence[Judged], dangers: Sequence[Judged]
) -> str:
    """The same as a page."""
    groups = "".join(
        f"<tr><th scope=row>{name}<td>{value:.3f}" for name, value in report["groups"].items()
    )
    rates = "".join(
        f"<tr><th scope=row>{code}"
        + "".join(
            f"<td>{one[key]:.3f}" if key in one else "<td>–"
            for key in ("recall", "innocent", "question")
        )
        for code, one in [("all", report["danger"]), *report["danger"]["languages"].items()]
    )
    return page.page(
        "Understanding",
        [
            "<h2>Macro-F1 by training</h2><table><tr><th>languages<th>mean macro-F1"
            f"{groups}</table>",
            page.score_table("Intents by language", by(intents, lambda m: m.language), "language"),
            page.confusion_picture("Intents taken for each other", intents),
            "<h2>Danger</h2><table><tr><th>language<th>recall<th>false alarms, innocent uses"
            f"<th>false alarms, ordinary questions{rates}</table>",
            page.mistakes("Danger missed or seen wrongly", dangers),
            page.mistakes("Intents: the surest mistakes", intents),
        ],
    )


def identification(judged: Sequence[Judged]) -> dict[str, Any]:
    """What `fanal language evaluate` found; ``unsure`` is said instead of a guess."""
    return {
        "all": asdict(score(judged)),
        "unsure": sum(one.found == "unsure" for one in judged) / len(judged),
        "wrong": sum(not one.right and one.found != "unsure" for one in judged) / len(judged),
        "languages": {c: asdict(one) for c, one in by(judged, lambda m: m.language).items()},
        "kinds": {kind: asdict(one) for kind, one in by(judged, lambda m: m.kind).items()},
        "confusion": _pairs(judged),
        "mistakes": _mistakes(judged),
    }


def identification_page(judged: Sequence[Judged]) -> str:
    """The same as a page."""
    return page.page(
        "Language identification",
        [
            page.score_table("By language", by(judged, lambda m: m.language), "language"),
            page.score_table("By how it is written", by(judged, lambda m: m.kind), "written"),
            page.confusion_picture("Languages taken for each other", judged),
            page.mistakes("The surest mistakes", judged),
        ],
    )


def write(folder: Path, name: str, report: dict[str, Any], html: str) -> Path:
    """Write ``<name>.json`` and ``<name>.html``; returns the page."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text, "utf-8")
    file = folder / f"{name}.html"
    file.write_text(html, "utf-8")
    return file


def _pairs(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    return [
        {"right": right, "found": found, "n": number}
        for (right, found), number in sorted(confusion(judged).items())
    ]


def _mistakes(judged: Sequence[Judged]) -> dict[str, list[dict[str, Any]]]:
    return {
        language: [
            {"id": one.message.id, "found": one.found, "confidence": round(one.confidence, 3)}
            for one in worst((j for j in judged if j.message.language == language), _MOST_MISTAKES)
        ]
        for language in by(judged, lambda message: message.language)
    }
