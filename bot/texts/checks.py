"""How complete the texts for newcomers are in each language, and what is wrong with them."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural

from bot.errors import CatalogueError
from bot.texts import DOMAIN, LOCALE_DIR
from bot.texts.catalogues import read, template
from bot.texts.widget import WIDGET_TEXTS, widget_texts
from knowledge.languages import LANGUAGES, direction

#: English needs no catalogue: it is what stands in bot/domain.
REQUIRED = tuple(code for code in LANGUAGES if code != "en")

_NUMBER = re.compile(r"\d+")
#: Between right-to-left words a plain space lets the groups of a number change places.
_LOOSE_NUMBER = re.compile(r"\d \d")


@dataclass(frozen=True, slots=True)
class Coverage:
    """One language of one set of texts, counted in texts; ``problems`` are sentences."""

    language: str
    translated: int
    fuzzy: int
    missing: int
    problems: tuple[str, ...]


def bot_coverage(language: str, locale_dir: Path = LOCALE_DIR) -> Coverage:
    """How far the catalogue of the bot's own sentences is in one language."""
    wanted = [str(message.id) for message in template() if message.id]
    path = locale_dir / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    place = f"{path.relative_to(locale_dir.parent)}"
    if not path.exists():
        mend = f"Run `python -m bot.texts update {language}`."
        return Coverage(language, 0, 0, len(wanted), (f"{place}: does not exist. {mend}",))
    catalog = read(path, language)
    have = {str(m.id): _forms(m.string) for m in catalog if m.id}
    fuzzy = [str(m.id) for m in catalog if m.id and m.fuzzy]
    texts = {text: forms[0] for text, forms in have.items()}
    found = [
        *_plural_problems(catalog, language),
        *(f"not sure (fuzzy): {text!r}." for text in fuzzy),
        *(f"no longer used: {text!r}." for text in have if text not in wanted),
        *_text_problems({text: text for text in wanted}, texts, language, placeholders),
    ]
    done = [text for text in wanted if texts.get(text) and text not in fuzzy]
    doubtful = len(set(fuzzy) & set(wanted))
    return Coverage(
        language, len(done), doubtful, len(wanted) - len(done) - doubtful, _named(place, found)
    )


def widget_coverage(language: str, folder: Path = WIDGET_TEXTS) -> Coverage:
    """The same of the chat element."""
    english = widget_texts("en", folder)
    texts = widget_texts(language, folder)
    if not texts:
        place = f"widget/src/i18n/{language}.ts"
        return Coverage(language, 0, 0, len(english), (f"{place}: has no texts.",))
    found = [
        *(f"no longer used: {key!r}." for key in texts if key not in english),
        *_text_problems(english, texts, language, _places),
    ]
    done = sum(bool(texts.get(key)) for key in english)
    return Coverage(
        language, done, 0, len(english) - done, _named(f"widget/src/i18n/{language}.ts", found)
    )


def problems(locale_dir: Path = LOCALE_DIR, languages: Iterable[str] | None = None) -> list[str]:
    """What is wrong with the bot's catalogues, one sentence each; empty when all is well.

    Args:
        locale_dir: Where the languages lie.
        languages: Which ones; without it, the required ones and whatever else lies there.
    """
    chosen = languages or {
        *REQUIRED,
        *(path.name for path in locale_dir.iterdir() if path.is_dir()),
    }
    return sorted(
        found for language in chosen for found in bot_coverage(language, locale_dir).problems
    )


def placeholders(text: str) -> set[str]:
    """Names in braces.

    Raises:
        CatalogueError: The braces do not match.
    """
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise CatalogueError(
            f"The braces in the text {text!r} do not match.", "Write {name}, and nothing else."
        ) from error


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def _text_problems(
    english: Mapping[str, str],
    texts: Mapping[str, str],
    language: str,
    places: Callable[[str], set[str]],
) -> Iterator[str]:
    for key, source in english.items():
        text = texts.get(key, "")
        if not text.strip():
            yield f"not translated: {key!r}."
            continue
        if places(text) != places(source):
            yield f"other placeholders than the English: {key!r}."
        # A wrong digit in a number to call in danger is the worst mistake these texts can have.
        if sorted(_NUMBER.findall(text)) != sorted(_NUMBER.findall(source)):
            yield f"other numbers than the English: {key!r}."
        # One word may be the same in two languages; of several words and no name, hardly.
        if text == source and re.search(r"[a-z] [a-z]", source):
            yield f"still English: {key!r}."
        if direction(language) == "rtl" and _LOOSE_NUMBER.search(text):
            yield f"a number with plain spaces turns around; use no-break spaces: {key!r}."


def _plural_problems(catalog: Catalog, language: str) -> Iterator[str]:
    forms = get_plural(language).num_plurals
    if catalog.num_plurals != forms:
        yield f"Plural-Forms says {catalog.num_plurals} forms, the language has {forms}."
    for message in catalog:
        if message.id and message.pluralizable:
            written = [form for form in _forms(message.string) if form]
            if len(written) != forms:
                yield f"{len(written)} plural forms instead of {forms}: {message.id[0]!r}."


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _named(place: str, found: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{place}: {problem}" for problem in found)
