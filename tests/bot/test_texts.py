from __future__ import annotations

from pathlib import Path

import pytest

from bot import texts
from bot.texts import catalogues
from knowledge.languages import LANGUAGES


@pytest.fixture(autouse=True)
def _compiled() -> None:
    catalogues.compile_all(only_stale=True)
    texts.available.cache_clear()


OTHER_THAN_ENGLISH = [code for code in LANGUAGES if code != "en"]


def test_every_language_has_a_compiled_catalogue() -> None:
    assert set(texts.available()) == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHER_THAN_ENGLISH)
def test_each_language_says_yes_in_its_own_way(language: str) -> None:
    assert texts.translate("Yes, that helped", language) != "Yes, that helped"


def test_english_is_the_domain_itself() -> None:
    assert texts.translate("Yes, that helped", "en") == "Yes, that helped"


def test_a_language_without_catalogue_gets_the_closest_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert texts.readable("ps") == "ps"
    monkeypatch.setattr(texts, "available", lambda: ("en", "fa"))
    assert texts.readable("ps") == "fa"
    assert texts.readable("zz") == "en"


def domain(folder: Path, text: str) -> Path:
    path = folder / "domain"
    path.mkdir()
    (path / "x.yml").write_text(
        f"responses:\n  utter_x:\n    - text: {text!r}\n"
        "      buttons: [{title: Go, payload: /affirm}]\n",
        "utf-8",
    )
    return path


def test_a_template_holds_texts_and_titles_but_no_bare_placeholders(tmp_path: Path) -> None:
    assert {m.id for m in catalogues.template(domain(tmp_path, "Hello")) if m.id} == {"Hello", "Go"}


def test_a_bare_placeholder_needs_no_translator(tmp_path: Path) -> None:
    assert {m.id for m in catalogues.template(domain(tmp_path, "{answer}")) if m.id} == {"Go"}


def test_an_update_keeps_translations_and_adds_what_is_new(tmp_path: Path) -> None:
    path = catalogues.update("nl", tmp_path)
    first = path.read_text("utf-8").replace(
        'msgid "Yes, send it"\nmsgstr ""', 'msgid "Yes, send it"\nmsgstr "Ja, stuur maar"'
    )
    path.write_text(first, "utf-8")
    assert catalogues.update("nl", tmp_path).read_text("utf-8") == first


def test_only_stale_catalogues_are_compiled_again(tmp_path: Path) -> None:
    catalogues.update("nl", tmp_path)
    assert len(catalogues.compile_all(tmp_path)) == 1
    assert catalogues.compile_all(tmp_path, only_stale=True) == []
