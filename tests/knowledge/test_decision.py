from __future__ import annotations

import pytest

from knowledge.article_loader import load_articles
from knowledge.decision import Calibration, LogisticModel, Signals, decide
from knowledge.document import Hit

#: Sure of the first article when it is near in meaning; sure that there is one when it sounds so.
CALIBRATION = Calibration(
    right=LogisticModel((0.0, 0.0, 1.0, 0.0, 0.0, 0.0), -5.0),
    covered=LogisticModel((0.0, 0.0, 0.0, 10.0, 0.0, 0.0), -5.0),
    answer_from=0.5,
    clarify_from=0.5,
)
EVERYWHERE = "flanders, brussels, wallonia, german-community"


@pytest.fixture
def loaded(articles):
    for region in ("flanders", "brussels", "wallonia"):
        articles.write(f"course-{region}", regions=region)
    articles.write("price", regions=EVERYWHERE)
    articles.write("talk-to-a-human-counsellor", regions=EVERYWHERE)
    return load_articles(articles.root)


def hit(article: str, *, share: float = 0.5, dense: float = 0.0, sound: float = 0.0) -> Hit:
    return Hit(article, dense, share, dense, 0.0, sound, f"{article}/en")


def decided(loaded, *hits: Hit, region: str | None = None, question: str = "how many hours"):
    return decide(hits, loaded, question=question, region=region, calibration=CALIBRATION)


def test_nothing_found_is_no_answer(loaded):
    assert decided(loaded).action == "no_answer"


def test_a_sure_hit_is_answered_with_its_confidence(loaded):
    decision = decided(loaded, hit("price", dense=8.0))
    assert (decision.action, decision.ask) == ("answer", None)
    assert 0.9 < decision.confidence < 1.0


def test_a_sure_hit_of_one_region_asks_where_unless_that_is_known_or_named(loaded):
    sure = hit("course-flanders", dense=8.0)
    assert decided(loaded, sure).ask == "region"
    assert decided(loaded, sure, region="flanders").action == "answer"


def test_the_wish_for_a_person_is_handed_over(loaded):
    assert decided(loaded, hit("talk-to-a-human-counsellor", dense=8.0)).action == "handoff"


def test_an_unsure_hit_of_a_covered_question_asks_what_is_meant(loaded):
    decision = decided(loaded, hit("price", sound=0.9), hit("course-flanders", share=0.1))
    assert (decision.action, decision.ask) == ("clarify", "topic")


def test_hits_of_several_regions_are_told_apart_by_where_the_person_lives(loaded):
    hits = [hit(f"course-{r}", share=0.3, sound=0.9) for r in ("flanders", "brussels", "wallonia")]
    assert decided(loaded, *hits).ask == "region"
    assert decided(loaded, *hits, region="flanders").ask == "topic"


def test_one_region_that_holds_most_of_the_probability_is_not_asked_for(loaded):
    hits = [hit("course-flanders", share=0.8, sound=0.9), hit("course-wallonia", share=0.1)]
    assert decided(loaded, *hits).ask == "topic"


def test_what_nothing_covers_is_refused(loaded):
    assert decided(loaded, hit("price", dense=1.0)).action == "no_answer"


def test_certainty_falls_with_the_number_of_hits_that_are_alike():
    alone = Signals.of([hit("a", share=1.0)], "text")
    alike = Signals.of([hit(str(n), share=0.1) for n in range(10)], "text")
    assert alone.certainty == 0.0
    assert alike.certainty == pytest.approx(-2.3026, abs=1e-3)


def test_scope_falls_with_what_is_probably_about_something_else():
    ours = Signals.of([hit("a", share=0.9), hit("b", share=0.1)], "text")
    half = Signals.of([hit("a", share=0.45), hit("b", share=0.05)], "text")
    nothing = Signals.of([hit("a", share=0.0)], "text")
    assert ours.scope == pytest.approx(0.0)
    assert half.scope == pytest.approx(-0.693, abs=1e-3)
    assert half.certainty == pytest.approx(ours.certainty)
    assert nothing.scope == pytest.approx(-10.0)
