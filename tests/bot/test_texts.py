from __future__ import annotations

from pathlib import Path

import pytest

from bot import texts
from bot.errors import CatalogueError
from bot.texts import catalogues


@pytest.fixture(autouse=True)
def _compiled() -> None:
    catalogues.compile_all(only_stale=True)
    texts.available.cache_clear()


def test_the_shipped_catalogues_are_complete() -> None:
    assert catalogues.problems() == []


@pytest.mark.parametrize("language", ["nl", "fr", "ar", "de", "tr", "uk", "ru", "fa", "es"])
def test_each_main_language_says_yes_in_its_own_way(language: str) -> None:
    assert texts.translate("Yes, that helped", language) != "Yes, that helped"


def test_english_is_the_domain_itself() -> None:
    assert texts.translate("Yes, that helped", "en") == "Yes, that helped"


def test_a_language_without_catalogue_gets_the_closest_one() -> None:
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


def test_a_new_language_is_reported_as_untranslated(tmp_path: Path) -> None:
    catalogues.update("pl", tmp_path)
    found = catalogues.problems(tmp_path)
    assert found
    assert all("not translated" in problem for problem in found)


def test_a_translation_with_other_placeholders_is_reported(tmp_path: Path) -> None:
    path = catalogues.update("nl", tmp_path)
    text = path.read_text("utf-8")
    english = "You are now talking to {name}. I am silent until you have finished."
    path.write_text(
        text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "Met {{naam}}."'),
        "utf-8",
    )
    assert any("other placeholders" in problem for problem in catalogues.problems(tmp_path))


def test_unmatched_braces_are_refused() -> None:
    with pytest.raises(CatalogueError, match="braces"):
        catalogues.placeholders("Hello {name")


def test_only_stale_catalogues_are_compiled_again(tmp_path: Path) -> None:
    catalogues.update("nl", tmp_path)
    assert len(catalogues.compile_all(tmp_path)) == 1
    assert catalogues.compile_all(tmp_path, only_stale=True) == []
