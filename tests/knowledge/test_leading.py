from __future__ import annotations

import json

import pytest

from knowledge.article_loader import load_articles
from knowledge.leading import leading_sentence
from knowledge.settings import ROOT
from tests.knowledge.conftest import ARTICLE, ArticleTree

LEADS = ROOT / "knowledge" / "evaluation" / "leads.jsonl"

TEXT = """\
---
title: {title}
questions: [a one, b two, c three, d four, e five, f six]
translation: {translation}
---

## short-answer

{short}[^f1]

## more

{more}

## where-to-go

{where}
"""
SHORT = "Go to a course near you."
HOURS = "- The course takes 120 hours.[^f1]"
WHERE = "- Flanders: the Sint-Michiel house.[^next]\n- Brussels: the Huis.[^next]"


@pytest.fixture
def lead(articles: ArticleTree):
    def lead(
        question, *, region=None, short=SHORT, more=HOURS, where=WHERE, facts=ARTICLE, nl=None
    ):
        articles.write("course", title="The course")
        folder = articles.root / "job-services" / "course"
        (folder / "article.yml").write_text(facts.format(id="course", regions="flanders, brussels"))
        for language, said in {"en": more, **({"nl": nl} if nl else {})}.items():
            status = "source" if language == "en" else "draft"
            text = TEXT.format(
                title="The course", translation=status, short=short, more=said, where=where
            )
            (folder / f"{language}.md").write_text(text)
        article = load_articles(articles.root)["course"]
        text = article.texts["nl" if nl else "en"]
        found = leading_sentence(article, text, question=question, region=region)
        return found.text if found else None

    return lead


def test_the_sentence_asked_for_leads(lead):
    assert lead("How many hours is it?") == "The course takes 120 hours."


def test_it_leads_in_the_language_of_the_reader(lead):
    nl = "- De cursus duurt 120 uur.[^f1]"
    assert lead("How many hours is it?", nl=nl) == "De cursus duurt 120 uur."


def test_a_translation_out_of_step_leads_nothing(lead):
    nl = "- Vraag het.[^o1]\n- De cursus duurt 120 uur.[^f1]"
    assert lead("How many hours is it?", nl=nl) is None


def test_nothing_leads_what_the_short_answer_tells(lead):
    assert lead("How many hours is it?", short="It takes 120 hours.") is None


def test_nothing_leads_when_no_single_thing_is_asked(lead):
    assert lead("What is the course about?") is None


def test_a_sentence_about_something_else_does_not_lead(lead):
    more = "- The BVS course takes 120 hours.[^f1]\n- With Wallangues, ask for Bisk: 20 hours.[^f1]"
    assert lead("How many hours is it?", more=more) is None
    assert lead("How many hours is a BVS?", more=more) == "The BVS course takes 120 hours."


def test_a_sentence_about_another_region_does_not_lead(lead):
    more = "- Flanders: it takes 120 hours.[^f1]"
    assert lead("How many hours is it?", more=more, region="brussels") is None
    assert lead("How many hours is it?", more=more) is None
    assert lead("How many hours is it?", more=more, region="flanders") == more[2:-5]


def test_what_is_known_goes_before_what_is_open(lead):
    more = f"- Ask how many hours it takes today.[^o1]\n{HOURS}"
    assert lead("How many hours is it?", more=more) == "The course takes 120 hours."


def test_figures_about_groups_do_not_lead(lead):
    facts = ARTICLE.replace("status: current", "status: statistic")
    assert lead("How many hours is it?", facts=facts) is None


def test_the_office_of_the_region_leads(lead):
    assert lead("Who do I contact?", region="brussels") == "Brussels: the Huis."
    assert lead("Who do I contact?") is None


def test_no_office_leads_when_the_short_answer_sends_to_one(lead):
    assert lead("Who do I contact?", region="brussels", short="Ask Actiris for it.") is None


def _outcomes():
    articles = load_articles(ROOT / "knowledge" / "articles")
    for line in LEADS.read_text("utf-8").splitlines():
        asked = json.loads(line)
        article = articles[asked["article"]]
        text = article.texts.get(asked["language"], article.texts["en"])
        part, number = asked["lead"] or (None, 0)
        if part and part not in text.parts:  # not translated yet: judged in English
            text = article.texts["en"]
        found = leading_sentence(article, text, question=asked["text"], region=asked["region"])
        yield found, text.parts[part][number - 1] if part else None, asked


def test_leads_are_right_on_the_labelled_set():
    outcomes = list(_outcomes())
    shown = [(found, wanted) for found, wanted, _ in outcomes if found]
    wanted = [found == wanted for found, wanted, _ in outcomes if wanted]
    assert len(outcomes) >= 120
    assert len({asked["language"] for _, _, asked in outcomes}) >= 10
    assert sum(found == want for found, want in shown) / len(shown) >= 0.95
    assert sum(wanted) / len(wanted) >= 0.85
