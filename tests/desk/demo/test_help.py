from __future__ import annotations

import re

import pytest
from django.test import Client

from desk.demo.help_pages import REGIONS, themes, words
from desk.demo.templatetags.help_texts import isolated
from knowledge.languages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_questions_as_links(db, language) -> None:
    text = Client().get("/demo/help/", {"lang": language, "region": "flanders"}).content.decode()
    assert f'<html lang="{language}" dir="{LANGUAGES[language].direction}">' in text
    assert "<script" not in text
    assert text.count('href="/demo/help/') > 20
    assert set(words(language)) == set(words("en"))


def test_a_region_shows_what_holds_there_only() -> None:
    def ids(region: str | None) -> set[str]:
        return {question.id for theme in themes("nl", region) for question in theme.questions}

    everywhere = ids(None)
    assert all(ids(region) < everywhere for region in REGIONS)
    assert not any(one.startswith("wallonia-") for one in ids("flanders"))


def test_a_question_leads_to_its_answer_with_sources(db) -> None:
    page = Client().get("/demo/help/", {"lang": "nl", "region": "flanders"}).content.decode()
    found = re.search(r'href="(/demo/help/[a-z-]+/)\?([^"]+)"', page)
    assert found
    answer = Client().get(f"{found[1]}?{found[2].replace('&amp;', '&')}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert '<p class="short">' in text
    assert "Bronnen" in text
    assert re.search(r"<bdi>20\d\d</bdi>", text)


def test_what_is_no_article_is_not_found(db) -> None:
    assert Client().get("/demo/help/no-such-article/").status_code == 404


def test_the_playground_prints_the_code_for_the_choices(db) -> None:
    chosen = {"language": "ar", "region": "brussels", "accent": "#7A1F5C", "mode": "inline"}
    text = Client().get("/demo/playground/", chosen).content.decode()
    assert "mode=&quot;inline&quot; language=&quot;ar&quot; region=&quot;brussels&quot;" in text
    assert "--fanal-accent: #7a1f5c" in text
    assert 'mode="inline" language="ar" region="brussels" data-accent="#7a1f5c"' in text


def test_the_playground_takes_nothing_else_from_the_address(db) -> None:
    asked = {"language": '"><script>', "accent": "red;} *{", "theme": "x", "region": "mars"}
    text = Client().get("/demo/playground/", asked).content.decode()
    assert "<script>" not in text
    assert "mars" not in text
    assert "fanal-chat bot-url=&quot;http://127.0.0.1:5005&quot;&gt;" in text


def test_latin_names_do_not_disturb_a_text_from_right_to_left() -> None:
    shown = isolated("إن AGII (Agentschap Integratie en Inburgering) <b>")
    assert shown == (
        "إن <bdi>AGII</bdi> (<bdi>Agentschap Integratie en Inburgering</bdi>) &lt;<bdi>b</bdi>&gt;"
    )
