from __future__ import annotations

import pytest

from bot.evaluation.labelled import Labelled
from bot.evaluation.report import danger_rates, identification_page
from bot.evaluation.scores import Judged, by, confusion, group_means, macro_f1, score, worst


def judged(label: str, found: str, language: str = "en", **more: str) -> Judged:
    return Judged(Labelled("1", more.pop("text", "words"), language, label, **more), found, 0.5)


def test_macro_f1_counts_every_label_once() -> None:
    # a: precision 2/3, recall 1 -> F1 0.8; b: precision 1, recall 1/2 -> F1 2/3
    answers = [judged("a", "a"), judged("a", "a"), judged("b", "a"), judged("b", "b")]
    assert macro_f1(answers) == pytest.approx((0.8 + 2 / 3) / 2)
    assert score(answers).accuracy == 0.75


def test_a_label_found_but_not_in_the_set_only_costs_recall() -> None:
    assert macro_f1([judged("a", "a"), judged("a", "z")]) == pytest.approx(2 / 3)


def test_every_language_of_a_group_counts_once() -> None:
    answers = [judged("a", "a", "nl"), judged("a", "b", "fr"), judged("a", "a", "ps")]
    assert group_means(by(answers, lambda m: m.language)) == {"ten": 0.5, "five": 1.0}


def test_confusion_counts_pairs_of_right_and_found() -> None:
    assert confusion([judged("a", "b"), judged("a", "b"), judged("b", "b")]) == {
        ("a", "b"): 2, ("b", "b"): 1,
    }  # fmt: skip


def test_the_worst_mistakes_are_the_surest() -> None:
    sure = Judged(Labelled("2", "x", "en", "a"), "b", 0.9)
    assert worst([judged("a", "b"), sure, judged("a", "a")], most=1) == [sure]


def test_danger_rates_tell_recall_and_both_kinds_of_false_alarm() -> None:
    rates = danger_rates(
        [
            judged("danger", "danger", kind="danger"),
            judged("danger", "none", kind="danger"),
            judged("none", "danger", kind="innocent"),
            judged("none", "none", kind="question"),
        ]
    )
    assert rates == {"recall": 0.5, "innocent": 1.0, "question": 0.0}


def test_markup_in_messages_stays_text() -> None:
    html = identification_page([judged("a", "b", text="<script>alert(1)</script>", kind="plain")])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
