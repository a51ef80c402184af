from __future__ import annotations

import pytest

from knowledge import corpus
from knowledge.answering import Answerer
from knowledge.article_loader import load_articles
from knowledge.compose import Composer
from knowledge.decision import Calibration, LogisticModel
from knowledge.errors import QueryError
from knowledge.gazetteer import Gazetteer
from knowledge.language_id import LanguageIdentifier
from knowledge.offices import OfficeFinder, load_offices
from knowledge.places import municipalities
from knowledge.retriever import Retriever
from knowledge.sources import load_sources
from tests.fakes.encoder import WordEncoder

#: Answers whenever words are shared, so that these tests are about everything but the threshold.
NEAR = LogisticModel(weights=(0.0, 0.0, 1.0, 0.0, 0.0, 0.0), intercept=-1.4)
EAGER = Calibration(right=NEAR, covered=NEAR, answer_from=0.5, clarify_from=0.5)

EVERYWHERE = "flanders, brussels, wallonia, german-community"


@pytest.fixture(scope="module")
def tools():
    return Gazetteer.load(), LanguageIdentifier.load()


@pytest.fixture
def answerer(articles, settings, tools) -> Answerer:
    articles.write("flemish-hours", title="Hours of the course", regions="flanders")
    articles.write("walloon-hours", title="Hours of the course today", regions="wallonia")
    articles.write("everywhere-price", title="Price of the lessons", regions=EVERYWHERE)
    articles.write(
        "everywhere-price",
        title="Prix des leçons",
        language="fr",
        answer="Le cours dure 120 heures.",
    )
    articles.write("everywhere-price", title="Price of the lessons", regions=EVERYWHERE)
    articles.write("talk-to-a-human-counsellor", title="Speak with somebody", regions=EVERYWHERE)
    loaded = load_articles(articles.root)
    composer = Composer(
        loaded, load_sources(), OfficeFinder(load_offices(settings.offices_dir), municipalities())
    )
    retriever = Retriever.build(corpus.documents(loaded.values()), encoder=WordEncoder())
    return Answerer(retriever, composer, EAGER, *tools)


def test_an_answer_carries_text_source_and_region(answerer):
    answer = answerer.ask("hours of the course", language="en", region="flanders")
    assert (answer.action, answer.article) == ("answer", "flemish-hours")
    assert answer.text.startswith("The course takes 120 hours.")
    assert [(s.key, s.section, s.as_of) for s in answer.sources] == [
        ("emn-2018", "Conclusions", 2018)
    ]
    assert answer.sections[0].text == "1. Go to the town hall."


def test_the_region_is_asked_for_when_the_answer_depends_on_it(answerer):
    assert answerer.ask("hours of the course", language="en").action == "clarify"


def test_a_place_in_the_question_wins_over_the_known_region(answerer):
    answer = answerer.ask("hours of the course in Liège", language="en", region="flanders")
    assert (answer.article, answer.region, answer.municipality) == (
        "walloon-hours",
        "wallonia",
        "Liège",
    )


def test_nothing_is_asked_when_the_answer_is_the_same_everywhere(answerer):
    assert answerer.ask("price of the lessons", language="en").article == "everywhere-price"


def test_an_answer_never_comes_from_another_region(answerer):
    answer = answerer.ask("hours of the course", language="en", region="brussels")
    assert answer.article not in ("flemish-hours", "walloon-hours")


def test_the_wish_for_a_person_is_a_handoff(answerer):
    assert answerer.ask("speak with somebody", language="en").action == "handoff"


@pytest.mark.parametrize("text", ["quantum chromodynamics", "", "👍", "   "])
def test_what_no_article_answers_is_not_answered(answerer, text):
    answer = answerer.ask(text, language="en")
    assert answer.action == "no_answer"
    assert answer.text == ""


@pytest.mark.parametrize(
    ("reply_in", "language"), [("fr", "fr"), ("ar", "fr"), ("de", "en"), ("xx", "en")]
)
def test_a_missing_translation_falls_back_to_what_the_reader_reads_best(
    answerer, reply_in, language
):
    answer = answerer.ask("price of the lessons", language="en", reply_in=reply_in)
    assert answer.language == language
    assert answer.custom()["language"] == language


def test_an_article_is_answered_by_its_id(answerer):
    assert answerer.article("everywhere-price", reply_in="fr").text.startswith("Le cours")
    with pytest.raises(QueryError, match="no such article"):
        answerer.article("nothing", reply_in="en")


def test_what_a_question_asks_for_leads_the_answer(answerer, articles):
    path = articles.write("led", title="Lessons in town", answer="Ask there.") / "en.md"
    path.write_text(path.read_text("utf-8") + "\n## more\n\n- It takes 120 hours.[^f1]\n", "utf-8")
    answerer.composer.articles["led"] = load_articles(articles.root)["led"]
    told = answerer.article("led", reply_in="en")
    led = answerer.article("led", reply_in="en", question="and how many hours?")
    assert led.text == f"It takes 120 hours.\n\n{told.text}"
    assert led.sources == told.sources


def test_the_custom_object_has_the_shape_of_the_wire(answerer):
    import json

    from knowledge.settings import ROOT

    answer = answerer.ask("price of the lessons", language="en", region="flanders")
    sample = json.loads((ROOT / "tests/wire/message_answer.json").read_text("utf-8"))["custom"]
    assert set(answer.custom()) == set(sample)
    assert set(answer.custom()["sources"][0]) == set(sample["sources"][0])
