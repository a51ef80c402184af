from __future__ import annotations

from collections.abc import Iterable

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot, CategoricalSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.contact_policy import KEEP, ContactPolicy
from bot.components.handoff_policy import HandoffPolicy
from bot.components.silence_guard import APOLOGY, SilenceGuard


def choice(policy: type, events: Iterable[Event]) -> str | None:
    slot = CategoricalSlot("handoff_state", mappings=[], values=["offered", "waiting", "active"])
    tracker = DialogueStateTracker("x", [slot, AnySlot("contact_asked", mappings=[])])
    for event in [ActionExecuted("action_listen"), *events]:
        tracker.update(event)
    chosen: str | None = policy.choose(None, tracker)
    return chosen


ACTIVE = SlotSet("handoff_state", "active")
ASKED = UserUttered("where?", intent={"name": "ask_question"})
ACTED = ActionExecuted("action_answer")


@pytest.mark.parametrize("intent", ["ask_question", "affirm", "restart", "report_danger", "empty"])
def test_the_bot_listens_while_a_counsellor_is_active_whatever_is_said(intent: str) -> None:
    said = UserUttered("text", intent={"name": intent})
    assert choice(HandoffPolicy, [ACTIVE, said]) == "action_listen"


def test_the_answer_about_another_organisation_is_the_bots_to_take_and_then_it_listens() -> None:
    pressed = UserUttered("/answer_transfer", intent={"name": "answer_transfer"})
    acted = ActionExecuted("action_answer_transfer")
    assert choice(HandoffPolicy, [ACTIVE, pressed]) is None
    assert choice(HandoffPolicy, [ACTIVE, pressed, acted]) == "action_listen"


CONTACT_ASKED = SlotSet("contact_asked", True)


@pytest.mark.parametrize("intent", ["no_words", "ask_question", "deny"])
def test_what_is_written_after_a_number_was_asked_for_is_kept_as_one(intent: str) -> None:
    written = UserUttered("0470 12 34 56", intent={"name": intent})
    assert choice(ContactPolicy, [CONTACT_ASKED, written]) == KEEP
    assert choice(ContactPolicy, [CONTACT_ASKED, written, ActionExecuted(KEEP)]) is None
    assert choice(ContactPolicy, [written]) is None


def test_buttons_and_danger_are_no_number() -> None:
    pressed = UserUttered("/ask_for_person", intent={"name": "ask_for_person"})
    danger = UserUttered("he beats me", intent={"name": "report_danger"})
    for said in (pressed, danger):
        assert choice(ContactPolicy, [CONTACT_ASKED, said]) is None


@pytest.mark.parametrize("state", ["offered", "waiting", None])
def test_otherwise_the_other_policies_decide(state: str | None) -> None:
    assert choice(HandoffPolicy, [SlotSet("handoff_state", state), ASKED]) is None


def test_the_guard_has_no_opinion_before_anything_was_done() -> None:
    assert choice(SilenceGuard, [ASKED]) is None


def test_a_turn_ends_after_an_action_that_spoke() -> None:
    assert choice(SilenceGuard, [ASKED, ACTED, BotUttered("there")]) == "action_listen"


def test_a_silent_action_is_followed_by_an_apology() -> None:
    assert choice(SilenceGuard, [ASKED, ACTED]) == APOLOGY


def test_the_apology_comes_once_even_if_it_fails_itself() -> None:
    assert choice(SilenceGuard, [ASKED, ACTED, ActionExecuted(APOLOGY)]) == "action_listen"


def test_what_was_said_in_an_earlier_turn_does_not_count() -> None:
    events = [ASKED, ACTED, BotUttered("there"), ActionExecuted("action_listen"), ASKED, ACTED]
    assert choice(SilenceGuard, events) == APOLOGY


def test_the_guard_is_silent_while_a_counsellor_is_active() -> None:
    assert choice(SilenceGuard, [ACTIVE, ASKED, ACTED]) is None


def test_a_new_session_is_not_an_action() -> None:
    assert choice(SilenceGuard, [ASKED, ActionExecuted("action_session_start")]) is None
