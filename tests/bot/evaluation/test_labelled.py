"""The labelled sets keep their promises: large enough, and apart from what the bot was taught."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.evaluation import labelled
from bot.evaluation.labelled import EvaluationError, group
from bot.settings import ROOT
from knowledge.languages import LANGUAGES
from knowledge.letter_profile import examples


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


@pytest.fixture(scope="module")
def taught() -> set[str]:
    phrases = {plain(p) for file in (ROOT / "data/nlu").rglob("*.yml") for p in examples(file)}
    for name in ("phrases.yml", "short_words.yml"):
        for listed in YAML(typ="safe").load(ROOT / "data" / "languages" / name).values():
            phrases.update(plain(str(phrase)) for phrase in listed)
    return phrases


def test_languages_have_a_thousand_short_messages_in_21_languages() -> None:
    messages = labelled.languages()
    per_language = Counter(message.language for message in messages)
    assert len(messages) >= 1000
    assert len(per_language) >= 21
    assert set(LANGUAGES) <= set(per_language)
    assert min(per_language.values()) >= 45
    assert all(1 <= len(message.text.split()) <= 8 for message in messages)
    assert {message.kind for message in messages} == {"plain", "short", "mixed", "romanised"}


def test_every_old_intent_has_three_messages_in_every_language() -> None:
    counts = Counter((message.language, message.label) for message in labelled.intents())
    languages = {language for language, _ in counts}
    intents = {intent for language, intent in counts if language == "en"}
    assert len(intents) == 12
    assert {group(language) for language in languages} == {"ten", "five", "never trained"}
    assert min(counts[language, intent] for language in languages for intent in intents) >= 3


def test_danger_is_told_in_all_fifteen_languages_beside_innocent_uses() -> None:
    counts = Counter((message.language, message.kind) for message in labelled.dangers())
    assert all(counts[language, "danger"] >= 7 for language in LANGUAGES)
    assert all(counts[language, "innocent"] >= 6 for language in LANGUAGES)


@pytest.mark.parametrize("read", [labelled.intents, labelled.languages, labelled.dangers])
def test_nothing_of_a_set_was_taught(read, taught: set[str]) -> None:
    known = [m.id + " " + m.text for m in read() if plain(m.text) in taught]
    assert known == []


@pytest.mark.parametrize("read", [labelled.intents, labelled.languages])
def test_no_message_is_in_a_set_twice(read) -> None:
    counts = Counter((m.language, plain(m.text)) for m in read())
    assert [text for text, number in counts.items() if number > 1] == []


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.jsonl").write_text('{"id": 1\n')
    with pytest.raises(EvaluationError, match=r"Line 1 of en\.jsonl"):
        labelled.intents(tmp_path)


def test_a_missing_set_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no labelled set"):
        labelled.intents(tmp_path)
