from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.components.language_identifier import LanguageIdentifier
from knowledge.language_id import LanguageGuess


class Detector:
    """Knows what the tests say."""

    def identify(self, text: str) -> LanguageGuess:
        known = {"thanks": "en", "bonjour à tous les amis": "fr", "ok": None}
        return LanguageGuess(known.get(text, "ar"), 0.9)


def entities(text: str, *, known: str | None = None, metadata: Any = None) -> dict[str, Any]:
    slot = TextSlot("language", mappings=[], influence_conversation=False)
    tracker = DialogueStateTracker("x", [slot])
    tracker.slots["language"].value = known
    component = LanguageIdentifier(Detector())  # type: ignore[arg-type]
    [message] = component.process([Message({"text": text, "metadata": metadata})], tracker)
    return {found["entity"]: found["value"] for found in message.get("entities", [])}


def test_the_language_becomes_an_entity() -> None:
    assert entities("كيف حالك يا صديقي") == {"language": "ar"}


def test_a_message_that_says_nothing_about_its_language_adds_none() -> None:
    assert entities("ok") == {}


def test_the_first_short_word_counts() -> None:
    assert entities("thanks") == {"language": "en"}


def test_one_short_foreign_word_does_not_switch_a_conversation() -> None:
    assert entities("thanks", known="ar") == {}


def test_a_whole_foreign_sentence_does() -> None:
    assert entities("bonjour à tous les amis", known="ar") == {"language": "fr"}


def test_payloads_have_no_language() -> None:
    assert entities("/affirm") == {}


@pytest.mark.parametrize("metadata", [{"language": "nl", "region": "brussels"}])
def test_hints_of_the_channel_are_kept_apart(metadata: dict[str, str]) -> None:
    assert entities("ok", metadata=metadata) == {"language_hint": "nl", "region_hint": "brussels"}
