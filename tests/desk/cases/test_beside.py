"""Articles and ready-made replies beside the reply."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse

from desk.cases import article_search
from desk.cases.actions.claim import claim
from knowledge.answer import Answer, SourceRef
from knowledge.errors import QueryError
from tests.desk.conftest import logged_in

HTMX = {"HX-Request": "true"}
TEXTS = {"en": "It is free.", "ar": "إنه مجاني.", "nl": "Het is gratis."}
COST = "integration-programme-cost"


class FakeAnswers:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def understand(self, text: str):
        self.asked.append(text)
        return text

    def search(self, question):
        return [SimpleNamespace(id=COST)] if "cost" in question else []

    def article(self, article_id, *, reply_in, region, municipality) -> Answer:
        if article_id != COST:
            raise QueryError("There is no such article.", "Choose one of those offered.")
        language = reply_in if reply_in in TEXTS else "en"
        return Answer(
            action="answer",
            articles=(COST,),
            confidence=1.0,
            language=language,
            text=TEXTS[language],
            article=COST,
            title=f"Cost ({language})",
            translation="draft" if language != "en" else "source",
            sources=(SourceRef("s", "Decree", "2", 2024), SourceRef("s", "Decree", "3", 2024)),
        )


@pytest.fixture
def answers(monkeypatch) -> FakeAnswers:
    fake = FakeAnswers()
    monkeypatch.setattr(article_search, "_loaded", [fake])
    return fake


@pytest.fixture
def case(opened, counsellor):
    return claim(opened(language="ar").id, counsellor)


def at(name: str, case) -> str:
    return reverse(f"cases:{name}", args=[case.id])


def test_the_newcomers_question_stands_in_the_search_at_first(opened, page, counsellor) -> None:
    case = claim(opened(summary=({"label": "question", "value": '"Free"?'},)).id, counsellor)
    shown = page.get(case.get_absolute_url()).content.decode()
    assert 'name="articles" value="&quot;Free&quot;?"' in shown


def test_an_article_is_read_in_both_languages_with_its_source(case, page, answers) -> None:
    text = page.get(at("articles", case), {"articles": "what does it cost"}).content.decode()
    assert "Cost (en)" in text
    assert '<p class="own" lang="en" dir="ltr">It is free.</p>' in text
    assert '<p class="theirs" lang="ar" dir="rtl">إنه مجاني.</p>' in text
    assert text.count("Decree (2024)") == 1
    assert reverse("articles:article", args=[COST]) in text


def test_the_whole_page_searches_without_javascript(case, page, answers) -> None:
    text = page.get(at("case", case), {"articles": "cost"}).content.decode()
    assert "إنه مجاني." in text


def test_nothing_found_says_so_and_an_endless_question_is_cut(case, page, answers) -> None:
    answer = page.get(at("articles", case), {"articles": "x" * 20_000})
    assert "No article was found." in answer.content.decode()
    assert len(answers.asked[0]) == article_search.LONGEST


def test_a_search_that_cannot_be_loaded_points_to_the_articles(case, page, monkeypatch) -> None:
    def broken():
        raise article_search.SearchUnavailableError

    monkeypatch.setattr(article_search, "answers", broken)
    text = page.get(at("articles", case), {"articles": "cost"}).content.decode()
    assert "The articles cannot be searched right now." in text
    assert reverse("articles:list") in text


def insert(browser, case, what: str, text: str = "", **extra):
    form = {"insert": what, "text": text, "reply_id": str(uuid4()), "language": "nl"}
    return browser.post(at("insert", case), form, **extra)


def test_an_article_goes_behind_what_is_written_in_the_newcomers_language(
    case, page, answers
) -> None:
    answer = insert(page, case, f"article:{COST}", "مرحبا", headers=HTMX)
    text = answer.content.decode()
    assert "مرحبا\n\nإنه مجاني.\n\n— Decree (2024)" in text
    assert '<option value="ar" selected>' in text
    case.refresh_from_db()
    assert case.draft.endswith("Decree (2024)")


def test_without_javascript_it_waits_in_the_draft(case, page, answers) -> None:
    answer = insert(page, case, "canned:closing", "Dag")
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.draft.startswith("Dag\n\nآمل أن يكون هذا قد ساعدك.")


def test_a_ready_made_reply_carries_the_counsellors_name(case, page) -> None:
    insert(page, case, "canned:greeting")
    case.refresh_from_db()
    assert "Ayşe" in case.draft


def test_the_case_page_shows_ready_made_replies_in_both_languages(case, page) -> None:
    text = page.get(at("case", case), headers={"Accept-Language": "nl"}).content.decode()
    assert "Afsluiting" in text
    assert "آمل أن يكون هذا قد ساعدك." in text


@pytest.mark.parametrize(
    "what", ["", "canned:", "canned:../../secrets", "article:none", "other:greeting", "canned"]
)
def test_what_is_not_there_is_not_inserted(case, page, answers, what: str) -> None:
    answer = insert(page, case, what, "Dag")
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.draft == ""


def test_only_the_holder_inserts(case, colleague, answers) -> None:
    insert(logged_in(colleague), case, "canned:greeting")
    case.refresh_from_db()
    assert case.draft == ""
