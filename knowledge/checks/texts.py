"""The texts of an article: marks, numbers, lengths, and translations that say the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from knowledge.article import (
    NEXT_MARK,
    NO_CLAIM_MARK,
    PARTS,
    SHORT_ANSWER,
    Article,
    Text,
)
from knowledge.article_loader import SOURCE_LANGUAGE
from knowledge.checks.lines import line_of_text
from knowledge.languages import LANGUAGES
from knowledge.problems import Problem

MIN_QUESTIONS = 6
MAX_SHORT_SENTENCES = 3
#: French and Arabic need more words than English for the same three sentences.
MAX_SHORT_WORDS = 100
MAX_TITLE_CHARACTERS = 120

#: Numbers that count things in the sentence itself ("three offices") or name a CEFR level.
_NUMBER = re.compile(r"(?<![A-Za-z0-9])\d+(?:[.,]\d+)?(?![A-Za-z])")
_TRANSLATIONS = ("source", "draft", "reviewed")


def check_texts(folder: Path, article: Article) -> Iterator[Problem]:
    """Complaints about every text of an article."""
    if SOURCE_LANGUAGE not in article.texts:
        yield Problem(folder, 1, "There is no English text.", "Write en.md first.")
        return
    source = article.texts[SOURCE_LANGUAGE]
    for code, text in article.texts.items():
        file = folder / f"{code}.md"
        yield from _head(file, text)
        yield from _marks(file, article, text)
        yield from _numbers(file, article, text)
        if code != SOURCE_LANGUAGE:
            yield from _same_as(file, text, source)


def _head(file: Path, text: Text) -> Iterator[Problem]:
    if text.language not in LANGUAGES:
        yield Problem(
            file, 1, f"{text.language!r} is not one of our languages.", "Rename the file."
        )
    if text.translation not in _TRANSLATIONS or (
        (text.translation == "source") != (text.language == SOURCE_LANGUAGE)
    ):
        yield Problem(
            file,
            line_of_text(file, "translation:"),
            f"The translation status {text.translation!r} does not fit.",
            "English is `source`; every other language is `draft` or `reviewed`.",
        )
    if len(set(text.questions)) < MIN_QUESTIONS:
        yield Problem(
            file,
            line_of_text(file, "questions:"),
            f"There are only {len(set(text.questions))} different questions.",
            f"Write {MIN_QUESTIONS} or more, the way different people would ask.",
        )
    if not 0 < len(text.title) <= MAX_TITLE_CHARACTERS:
        yield Problem(
            file,
            line_of_text(file, "title:"),
            f"The title has {len(text.title)} characters.",
            f"Keep it under {MAX_TITLE_CHARACTERS}.",
        )
    short = text.parts[SHORT_ANSWER]
    if len(short) > MAX_SHORT_SENTENCES or len(text.short_answer.split()) > MAX_SHORT_WORDS:
        yield Problem(
            file,
            line_of_text(file, f"## {SHORT_ANSWER}"),
            f"The short answer has {len(short)} sentences, {len(text.short_answer.split())} words.",
            f"Keep it to {MAX_SHORT_SENTENCES} sentences and {MAX_SHORT_WORDS} words.",
        )


def _marks(file: Path, article: Article, text: Text) -> Iterator[Problem]:
    known = {*article.facts, *article.open_points, NEXT_MARK, NO_CLAIM_MARK}
    for sentences in text.parts.values():
        for sentence in sentences:
            for mark in sentence.marks:
                if mark not in known:
                    yield Problem(
                        file,
                        line_of_text(file, sentence.text),
                        f"The mark [^{mark}] is not a fact of this article.",
                        "Use an id from its facts or open points, `next`, or `0`.",
                    )


def _numbers(file: Path, article: Article, text: Text) -> Iterator[Problem]:
    """Every number of a text stands in one of the article's facts."""
    grounds = [
        *(f"{fact.claim} {fact.as_of}" for fact in article.facts.values()),
        *article.open_points.values(),
        article.next_step,
        *article.terms,
    ]
    known = {number for ground in grounds for number in numbers(ground)}
    for sentences in text.parts.values():
        for sentence in sentences:
            for number in sorted(numbers(sentence.text) - known):
                yield Problem(
                    file,
                    line_of_text(file, sentence.text),
                    f"The number {number} stands in no fact of this article.",
                    "Correct it, or add the fact that holds it.",
                )


def numbers(text: str) -> set[str]:
    """All numbers of a text, in Western digits, thousands without their separator."""
    western = "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character
        for character in text
    )
    joined = re.sub(r"(?<=\d)[.,  ](?=\d{3}(?!\d))", "", western)
    return {match.replace(",", ".") for match in _NUMBER.findall(joined)}


def _same_as(file: Path, text: Text, source: Text) -> Iterator[Problem]:
    """A translation says the same, sentence by sentence."""
    for part in PARTS:
        if part not in text.parts:
            continue
        marks = [sentence.marks for sentence in text.parts[part]]
        expected = [sentence.marks for sentence in source.parts.get(part, ())]
        if [set(m) for m in marks] != [set(m) for m in expected]:
            yield Problem(
                file,
                line_of_text(file, f"## {part}"),
                f"The sentences of {part} do not carry the marks of the English ones.",
                "Translate sentence by sentence and keep the marks.",
            )
