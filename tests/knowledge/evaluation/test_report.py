from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.evaluation.compare import compare
from knowledge.evaluation.records import Record
from knowledge.evaluation.report import outcome, render, worst
from knowledge.evaluation.runs import Run

Make = Callable[..., Record]
MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'


def run(*records: Record) -> Run:
    return Run("2026-01-01T00-00-00", "all", None, "fake", {}, records)


def test_questions_are_shown_as_text_whatever_they_hold(record: Make) -> None:
    bad = [record("xa", text=MARKUP, id=MARKUP, language=code) for code in ("en", "ar")]
    page = render(run(*bad, record("xa", text=MARKUP, id="y")))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }}" in page


def test_the_page_loads_nothing(record: Make) -> None:
    page = render(run(record(), record("xy", expect="no_answer", articles=[], id="n")))
    assert not re.findall(r'(?:src|href)="(?!#)', page)
    assert "url(http" not in page
    assert "@import" not in page


def test_every_chart_is_named_and_its_ids_are_its_own(record: Make) -> None:
    page = render(run(record(), record("xa", id="en-2", language="ar", style="typo")))
    charts = re.findall(r"<svg [^>]*>", page)
    assert len(charts) == 5
    assert all('role="img" aria-label="' in chart for chart in charts)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_what_got_worse_is_told(record: Make) -> None:
    before, after = run(record("ab")), run(record("xa"))
    page = render(after, compare(before, after))
    assert "1 no longer are" in page
    assert "before: served" in page


def test_a_run_of_unanswerable_questions_has_a_page(record: Make) -> None:
    assert "recall@1" in render(run(record("x", "no_answer", 0.1, expect="no_answer", articles=[])))


def test_the_most_harmful_question_comes_first(record: Make) -> None:
    region = record("xa", id="region", holds=False, confidence=0.6)
    wrong = record("xa", id="wrong", confidence=0.9)
    missed = record("xa", "no_answer", id="missed", confidence=0.2)
    refused = record("ab", "no_answer", id="refused", confidence=0.4)
    found = worst([refused, missed, record(), wrong, region])
    assert [each.question.id for each in found] == ["region", "wrong", "missed", "refused"]
    assert [outcome(each) for each in found] == [
        "answer of another region",
        "wrong article given",
        "refused; right article at 2",
        "refused; right article at 1",
    ]
