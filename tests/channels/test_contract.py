"""The same conversations on every channel: ask, buttons, clarify, a person, and being forgotten."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from knowledge.settings import ROOT
from tests.channels.clients import Client

QUESTION = "How much does the integration course cost in Antwerp?"
REGIONAL = "What should I do now?"
CLARIFY = "Where do you live"
REPLY = "Hello, I have read your question. Bring your card on Monday."


def test_a_question_is_answered_and_asked_whether_it_helped(newcomer: Client) -> None:
    newcomer.say(QUESTION)
    [answer] = newcomer.texts(1)
    assert len(answer) > 40
    newcomer.choose("Yes, that helped")
    assert "glad" in newcomer.texts(2)[1]


def test_a_question_that_depends_on_the_region_is_clarified_with_a_button(
    newcomer: Client,
) -> None:
    newcomer.say(REGIONAL)
    assert CLARIFY in newcomer.texts(1)[0]
    newcomer.choose("Brussels")
    answer = newcomer.texts(2)[1]
    assert "Brussels" in answer
    assert CLARIFY not in answer


def test_a_counsellor_answers_in_the_persons_own_channel(
    newcomer: Client, counsellor: Any, channel: str
) -> None:
    newcomer.say(QUESTION)
    newcomer.texts(1)
    newcomer.say("I want to talk to a person")
    assert "share" in newcomer.texts(2)[1]
    newcomer.choose("Yes, send it")
    newcomer.texts(3)
    sender = newcomer.sender()
    case = counsellor.until(sender, lambda case: QUESTION in case["said"], "the case")
    assert case["channel"] == channel

    counsellor.act("claim", sender)
    counsellor.act("reply", sender, REPLY)
    counsellor.until(sender, lambda case: case["states"] in (["sent"], ["stored"]), "the delivery")
    if newcomer.hears:
        said = newcomer.texts(5)
        assert "You are now talking to" in said[3]
        assert REPLY in said[4]
    before = len(newcomer.texts(0))
    newcomer.say("Thank you, which card?")
    counsellor.until(sender, lambda case: "Thank you, which card?" in case["said"], "the answer")
    assert len(newcomer.texts(before)) == before, "the bot spoke into the conversation"

    counsellor.act("resolve", sender)
    if newcomer.hears:
        assert "has closed" in newcomer.texts(before + 1)[-1]
        before += 1
        newcomer.say("Hello")
        newcomer.texts(before + 1)


def test_whoever_is_erased_begins_anew(newcomer: Client, town: Any) -> None:
    newcomer.say("I live in Brussels")
    newcomer.texts(1)
    before = newcomer.sender()
    done = subprocess.run(
        [sys.executable, "-m", "bot.erase", before],
        cwd=ROOT,
        env=town.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"events": 0' not in done.stdout
    newcomer.say(REGIONAL)
    assert CLARIFY in newcomer.texts(2)[1], "the region was still known"
