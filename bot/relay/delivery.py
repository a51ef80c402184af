"""What one stored event means for the desk."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Protocol

from bot.channels.receipts import Receipt
from bot.relay.case import LANGUAGE_SLOTS, case_body, case_messages, language_of
from bot.relay.desk import RefusedError
from bot.relay.learning import asks_to_learn, is_spoken, question_body, tallies
from bot.relay.source import Row
from bot.relay.state import State

logger = logging.getLogger(__name__)

LISTENING = frozenset({"waiting", "active"})


class Conversations(Protocol):
    """Where earlier events are looked up."""

    def conversation(self, sender: str, until: int) -> list[dict[str, Any]]:
        """All events of a conversation up to an id."""
        ...


class Cases(Protocol):
    """The desk."""

    def open(self, case: dict[str, Any]) -> None:
        """Open a case."""
        ...

    def append(self, case_id: str, messages: list[dict[str, Any]]) -> None:
        """Add messages."""
        ...

    def answer_in(self, case_id: str, language: str) -> None:
        """Tell the language that the person is answered in from now on."""
        ...

    def withdraw(self, case_id: str) -> None:
        """Take a case back."""
        ...

    def answer(self, case_id: str, answer: dict[str, Any]) -> None:
        """Bring an answer to a question of the desk."""
        ...

    def learn(self, question: dict[str, Any]) -> None:
        """Bring a question without an answer."""
        ...

    def count(self, report: dict[str, Any]) -> None:
        """Bring counts."""
        ...

    def tell(self, receipt: Receipt) -> None:
        """Bring what became of a counsellor's reply."""
        ...


def deliver(row: Row, state: State, source: Conversations, desk: Cases) -> None:
    """Bring one event to the desk and move the cursor past it.

    The desk is told first and the cursor moves after its answer. When the process dies in between,
    the event is delivered again, and the desk recognises it.

    Raises:
        DeskDownError: Nothing has moved; the same event is to be tried again.
    """
    _count(row, state)
    if asks_to_learn(row) and not state.is_starting(row.sender):
        _learn(row, state, source, desk)
    if row.type == "session_started":
        with state.moving_to(row.id):
            state.starts_session(row.sender)
    elif row.type == "action" and state.is_starting(row.sender):
        with state.moving_to(row.id):
            state.has_started(row.sender)
    elif row.type in {"user", "bot"}:
        _message(row, state, source, desk)
    elif row.type == "slot" and not state.is_starting(row.sender):
        _slot(row, state, source, desk)
    else:
        with state.moving_to(row.id):
            pass


def _count(row: Row, state: State) -> None:
    if row.type == "slot" and state.is_starting(row.sender):
        state.count_with_next_move([])
        return
    begins = row.type == "bot" and state.is_fresh(row.sender)
    state.count_with_next_move(tallies(row, begins=begins), begun=row.sender if begins else "")
    if is_spoken(row):
        state.has_spoken(row.sender)


def _learn(row: Row, state: State, source: Conversations, desk: Cases) -> None:
    question = question_body(row, source.conversation(row.sender, row.id))
    if question is not None:
        try:
            desk.learn(question)
        except RefusedError as error:
            # Nobody waits for it: it is not worth a dead letter.
            logger.error("A question is not learnt from: %s.", error.code)


def _slot(row: Row, state: State, source: Conversations, desk: Cases) -> None:
    if row.data.get("name") == "handoff_case" and row.data.get("value"):
        _case(row, state, source, desk)
    elif row.data.get("name") == "handoff_state":
        _change(row, state, desk)
    elif row.data.get("name") in LANGUAGE_SLOTS:
        _language(row, state, source, desk)
    elif row.data.get("name") == "handoff_answer" and row.data.get("value"):
        answer = dict(row.data["value"])
        case_id = answer.pop("case")
        _try(row, state, lambda: desk.answer(case_id, answer))
        with state.moving_to(row.id):
            pass
    else:
        with state.moving_to(row.id):
            pass


def _case(row: Row, state: State, source: Conversations, desk: Cases) -> None:
    known = state.of(row.sender)
    case_id = row.data["value"]["id"]
    if known and known.listening and known.case != case_id:
        # Replaced by a more urgent one.
        _try(row, state, lambda: desk.withdraw(known.case))
    events = source.conversation(row.sender, row.id)
    body = case_body(row.sender, row.data, events)
    opened = _try(row, state, lambda: desk.open(body))
    with state.moving_to(row.id):
        state.remember(row.sender, case_id, listening=opened)


def _language(row: Row, state: State, source: Conversations, desk: Cases) -> None:
    known = state.of(row.sender)
    if known and known.listening:
        events = source.conversation(row.sender, row.id)
        language = language_of(events)
        if language != language_of(events[:-1]):
            try:
                desk.answer_in(known.case, language)
            except RefusedError as error:
                # A case that the desk has lost is opened anew with the next message.
                logger.error("A case keeps its language: %s.", error.code)
    with state.moving_to(row.id):
        pass


def _message(row: Row, state: State, source: Conversations, desk: Cases) -> None:
    known = state.of(row.sender)
    if known and known.listening:
        # The whole conversation is read because a pressed button is shown by its title, which
        # stands in an earlier message.
        said = case_messages(row.sender, source.conversation(row.sender, row.id))
        mine = case_messages(row.sender, [row.data]) if row.type == "bot" else said[-1:]
        if mine and (row.type == "bot" or _is_of(row, mine[0])):
            _try(row, state, lambda: _append(row, known.case, mine, source, desk))
    with state.moving_to(row.id):
        pass


def _append(
    row: Row, case_id: str, messages: list[dict[str, Any]], source: Conversations, desk: Cases
) -> None:
    try:
        desk.append(case_id, messages)
    except RefusedError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        # The desk has lost the case, with its database perhaps; the conversation still has it.
        events = source.conversation(row.sender, row.id)
        desk.open(case_body(row.sender, agreed_case(events, case_id), events))


def agreed_case(events: Sequence[dict[str, Any]], case_id: str | None = None) -> dict[str, Any]:
    """The slot event of the last case, or of the one with this id.

    Raises:
        LookupError: There is none.
    """
    agreed = [
        event
        for event in events
        if event.get("name") == "handoff_case"
        and event.get("value")
        and case_id in {None, event["value"]["id"]}
    ]
    if not agreed:
        raise LookupError("This conversation has no such case.")
    return agreed[-1]


def _change(row: Row, state: State, desk: Cases) -> None:
    known = state.of(row.sender)
    new_state = row.data.get("value")
    by_desk = (row.data.get("metadata") or {}).get("by") == "desk"
    if known and known.listening and new_state not in LISTENING and not by_desk:
        _try(row, state, lambda: desk.withdraw(known.case))
    with state.moving_to(row.id):
        if known and new_state not in LISTENING:
            state.close(row.sender)


def _is_of(row: Row, message: dict[str, Any]) -> bool:
    return bool(message["author"] == "newcomer" and message["id"] == row.data.get("message_id"))


def _try(row: Row, state: State, call: Any) -> bool:
    """Call the desk; a refusal is set aside instead of holding up everybody else.

    Returns:
        Whether the desk took it.
    """
    try:
        call()
    except RefusedError as error:
        set_aside(row, state, f"{error.status} {error.code}")
        return False
    return True


def set_aside(row: Row, state: State, problem: str) -> None:
    """Put an event among the dead letters, where it holds up nobody; the cursor stays."""
    logger.error("Event %d is set aside: %s.", row.id, problem)
    with state.moving_to(state.cursor):
        state.set_aside(row.id, row.sender, problem)
