from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.channels.messaging.readable import WORDS, readable, word
from bot.texts import catalogues

WIRE = Path(__file__).parents[3] / "wire"


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WIRE / f"{name}.json").read_text("utf-8"))
    return found


@pytest.fixture(autouse=True)
def _compiled() -> None:
    catalogues.compile_all(only_stale=True)


def test_every_word_stands_where_translators_find_it() -> None:
    assert set(WORDS.values()) <= {text for text, _ in catalogues.sentences()}


def test_an_answer_tells_where_to_go_and_what_it_rests_on() -> None:
    text = readable(sample("message_answer"))
    lines = text.splitlines()
    assert lines[0] == sample("message_answer")["text"]
    assert "• Agentschap Integratie en Inburgering (AGII) – integratie-inburgering.be" in lines
    assert "• Labour market integration of third-country nationals in Belgium (2018)" in lines
    assert lines[-1] == word("draft", "ar") != WORDS["draft"]


def test_one_document_is_named_once() -> None:
    message = sample("message_answer")
    message["custom"]["sources"] *= 2
    assert readable(message).count("Labour market integration") == 1


def test_what_would_be_shared_is_shown_before_it_is_sent() -> None:
    text = readable(sample("message_handoff"))
    assert text.endswith(
        "This is what we would share:\n"
        "• Language: English\n"
        "• Place: Antwerpen\n"
        "• Your question: Must my husband follow the course?"
    )


def test_a_line_of_a_kind_that_is_not_known_here_is_shown_all_the_same() -> None:
    message = sample("message_handoff")
    message["custom"]["summary"] = [{"label": "highest_diploma", "value": "Master"}]
    assert "• Highest diploma: Master" in readable(message)


def test_a_counsellor_is_named() -> None:
    assert readable(sample("message_counsellor")).startswith("👤 Ayşe (Integration counsellor)\n")
