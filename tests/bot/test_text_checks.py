from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from bot.errors import CatalogueError
from bot.texts import catalogues, checks
from bot.texts.widget import WIDGET_TEXTS, widget_texts
from knowledge.languages import LANGUAGES

SILENT = "You are now talking to {name}. I am silent until you have finished."


def test_the_shipped_catalogues_are_complete() -> None:
    assert checks.problems() == []


@pytest.mark.parametrize("language", checks.REQUIRED)
def test_the_widget_has_every_text_in_every_language(language: str) -> None:
    coverage = checks.widget_coverage(language)
    assert coverage.problems == ()
    assert coverage.translated == len(widget_texts("en"))


def test_the_widget_bundles_every_language_that_has_texts() -> None:
    index = (WIDGET_TEXTS / "index.ts").read_text("utf-8")
    assert [code for code in LANGUAGES if f'from "./{code}"' not in index] == []


def catalogue(folder: Path, language: str, **translated: str) -> Catalog:
    path = catalogues.update(language, folder)
    catalog = catalogues.read(path, language)
    for message in catalog:
        if message.id:
            # What no test looks at is right: its placeholders and numbers, no word of the English.
            names = (f"{{{name}}}" for name in checks.placeholders(message.id))
            message.string = "/".join([*names, *re.findall(r"\d+", message.id), "…"])
    for english, text in translated.items():
        catalog.get(english).string = text
    return catalog


def problems(folder: Path, language: str, catalog: Catalog) -> list[str]:
    path = folder / language / "LC_MESSAGES" / "bot.po"
    path.write_bytes(catalogues.written(catalog))
    return checks.problems(folder, [language])


def test_a_catalogue_with_every_text_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, "nl", catalogue(tmp_path, "nl")) == []


def test_a_language_without_catalogue_is_a_problem(tmp_path: Path) -> None:
    (found,) = checks.problems(tmp_path, ["ti"])
    assert "python -m bot.texts update ti" in found


def test_a_new_language_is_reported_as_untranslated(tmp_path: Path) -> None:
    catalogues.update("pl", tmp_path)
    coverage = checks.bot_coverage("pl", tmp_path)
    assert (coverage.translated, coverage.missing) == (0, len(coverage.problems))
    assert all("not translated" in problem for problem in coverage.problems)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not translated"),
        ("   ", "not translated"),
        ("Met {naam}.", "other placeholders"),
        ("Met een begeleider.", "other placeholders"),
        (SILENT, "still English"),
    ],
)
def test_a_translation_that_cannot_be_right_is_reported(
    tmp_path: Path, text: str, problem: str
) -> None:
    (found,) = problems(tmp_path, "nl", catalogue(tmp_path, "nl", **{SILENT: text}))
    assert problem in found


def test_a_wrong_digit_in_a_number_to_call_is_reported(tmp_path: Path) -> None:
    catalog = catalogue(tmp_path, "nl")
    danger = next(message for message in catalog if "1813" in message.id)
    danger.string = danger.string.replace("1813", "1831")
    (found,) = problems(tmp_path, "nl", catalog)
    assert "other numbers" in found


def test_a_fuzzy_translation_counts_as_not_done(tmp_path: Path) -> None:
    catalog = catalogue(tmp_path, "nl")
    catalog.get(SILENT).flags.add("fuzzy")
    (found,) = problems(tmp_path, "nl", catalog)
    assert "fuzzy" in found
    assert checks.bot_coverage("nl", tmp_path).fuzzy == 1


def test_a_text_that_the_domain_no_longer_has_is_reported(tmp_path: Path) -> None:
    catalog = catalogue(tmp_path, "nl")
    catalog.add("Gone", "Weg")
    (found,) = problems(tmp_path, "nl", catalog)
    assert "no longer used" in found


@pytest.mark.parametrize(("language", "forms"), [("ro", ("fel", "feluri")), ("uk", ("a", "b"))])
def test_a_wrong_number_of_plural_forms_is_reported(
    tmp_path: Path, language: str, forms: tuple[str, ...]
) -> None:
    catalog = catalogue(tmp_path, language)
    catalog.add(("{n} way", "{n} ways"), forms)
    assert any(
        "plural forms instead of" in found for found in problems(tmp_path, language, catalog)
    )


def test_plural_rules_of_another_language_are_reported(tmp_path: Path) -> None:
    catalog = catalogue(tmp_path, "uk")
    path = tmp_path / "uk" / "LC_MESSAGES" / "bot.po"
    text = catalogues.written(catalog).decode("utf-8")
    path.write_text(text.replace("nplurals=3", "nplurals=2"), "utf-8")
    (found,) = checks.problems(tmp_path, ["uk"])
    assert "Plural-Forms" in found


def test_a_telephone_number_stays_in_order_between_right_to_left_words(tmp_path: Path) -> None:
    """Digit groups parted by plain spaces are laid out from right to left: 123 32 0800."""
    for language, space, turned in (("ar", " ", True), ("ar", "\u00a0", False), ("nl", " ", False)):
        catalog = catalogue(tmp_path, language)
        danger = next(message for message in catalog if "0800 32 123" in message.id)
        danger.string = space.join(danger.string.split("/"))
        found = problems(tmp_path, language, catalog)
        assert [("turns around" in problem) for problem in found] == [True] * turned


def test_unmatched_braces_are_refused() -> None:
    with pytest.raises(CatalogueError, match="braces"):
        checks.placeholders("Hello {name")


def widget(folder: Path, **texts: str) -> Path:
    english = {"send": "Send", "left": "Characters left: {count}", "wait": "Please wait a moment"}
    for language, entries in (("en", english), ("nl", texts)):
        lines = "".join(f'  {key}: "{text}",\n' for key, text in entries.items())
        (folder / f"{language}.ts").write_text(f"export const {language} = {{\n{lines}}};\n")
    return folder


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"wait": ""}, "not translated"),
        ({"wait": "Please wait a moment"}, "still English"),
        ({"left": "Tekens over"}, "other placeholders"),
        ({"extra": "Meer"}, "no longer used"),
    ],
)
def test_a_wrong_widget_text_is_reported(
    tmp_path: Path, changed: dict[str, str], problem: str
) -> None:
    right = {"send": "Send", "left": "Tekens over: {count}", "wait": "Even geduld"}
    assert checks.widget_coverage("nl", widget(tmp_path, **right)).problems == ()
    (found,) = checks.widget_coverage("nl", widget(tmp_path, **{**right, **changed})).problems
    assert problem in found


def test_a_widget_without_a_language_says_so(tmp_path: Path) -> None:
    (found,) = checks.widget_coverage("ti", widget(tmp_path)).problems
    assert "has no texts" in found
