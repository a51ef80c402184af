from __future__ import annotations

import pytest

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.resolve import resolve
from desk.cases.errors import UnknownCaseError
from desk.cases.models import Outcome


def test_keeps_the_order_of_arrival(opened, said) -> None:
    case = opened(messages=0)
    append_messages(case.id, [said("one"), said("two")])
    append_messages(case.id, [said("three")])

    assert [message.text for message in case.messages.all()] == ["one", "two", "three"]


def test_a_known_id_is_passed_over(opened, said) -> None:
    case = opened(messages=0)
    message = said("once", id="e9")
    append_messages(case.id, [message, message])
    append_messages(case.id, [message, said("new")])

    assert [message.text for message in case.messages.all()] == ["once", "new"]


def test_the_same_id_in_another_case_is_another_message(opened, said) -> None:
    first, second = opened(messages=0), opened(messages=0)
    append_messages(first.id, [said("of one", id="e1")])
    append_messages(second.id, [said("of the other", id="e1")])

    assert second.messages.get().text == "of the other"


def test_the_newcomers_words_call_for_an_answer_the_bots_do_not(opened, said, counsellor) -> None:
    case = claim(opened(messages=0).id, counsellor)
    assert not append_messages(case.id, [said(author="bot")]).wants_reply
    assert append_messages(case.id, [said()]).wants_reply


def test_words_after_the_end_are_kept_and_noticed(opened, said, counsellor) -> None:
    case = claim(opened().id, counsellor)
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)

    late = append_messages(case.id, [said("one more thing")])

    assert late.wrote_after_closing
    assert late.messages.last().text == "one more thing"


def test_a_repeated_delivery_of_old_words_does_not_look_like_new_ones(
    opened, said, counsellor
) -> None:
    case = claim(opened().id, counsellor)
    message = said()
    append_messages(case.id, [message])
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)

    assert not append_messages(case.id, [message]).wrote_after_closing


def test_an_unknown_case_is_refused(db, said, some_id) -> None:
    with pytest.raises(UnknownCaseError):
        append_messages(some_id, [said()])
