"""Events for the bot, in the form of ``docs/wire.md`` part 2."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from desk.cases.models import Case, Message, State, Transfer
from desk.counsellors.models import Counsellor
from desk.teams.models import Team


def person(counsellor: Counsellor) -> dict[str, str]:
    """What a newcomer may know about a counsellor."""
    return {"name": counsellor.get_full_name(), "role": counsellor.role_title}


def state_event(case: Case, state: State, counsellor: Counsellor) -> dict[str, Any]:
    """Tells the bot that a case is ``waiting``, ``active`` or ``resolved``."""
    return {
        "id": str(uuid4()),
        "sender": case.sender,
        "case": str(case.id),
        "type": "state",
        "state": state.value,
        "counsellor": person(counsellor),
    }


def destination(team: Team) -> dict[str, str]:
    """Where a case goes, as the newcomer reads it."""
    return {"organisation": team.organisation.name, "team": team.name}


def transfer_event(transfer: Transfer, counsellor: Counsellor) -> dict[str, Any]:
    """Asks the newcomer whether another organisation may get the case."""
    return {
        "id": str(uuid4()),
        "sender": transfer.case.sender,
        "case": str(transfer.case_id),
        "type": "transfer",
        "transfer": str(transfer.pk),
        "to": destination(transfer.to_team),
        "counsellor": person(counsellor),
    }


def reminder_event(case: Case, position: int | None, wait_minutes: int | None) -> dict[str, Any]:
    """Tells a newcomer that the case still waits."""
    return {
        "id": str(uuid4()),
        "sender": case.sender,
        "case": str(case.id),
        "type": "reminder",
        "position": position,
        "wait_minutes": wait_minutes,
    }


def message_event(message: Message, counsellor: Counsellor) -> dict[str, Any]:
    """Carries a reply; the event's id is the message's."""
    return {
        "id": message.message_id,
        "sender": message.case.sender,
        "case": str(message.case_id),
        "type": "message",
        "text": message.text,
        "language": message.language,
        "counsellor": person(counsellor),
    }


def recall_event(message: Message) -> dict[str, Any]:
    """Takes a reply back that has not reached the newcomer."""
    return {
        "id": str(uuid4()),
        "sender": message.case.sender,
        "case": str(message.case_id),
        "type": "recall",
        "message": message.message_id,
    }


def typing_event(case: Case, counsellor: Counsellor) -> dict[str, Any]:
    """Tells that a counsellor writes; nothing is lost when it does not arrive."""
    return {
        "id": str(uuid4()),
        "sender": case.sender,
        "case": str(case.id),
        "type": "typing",
        "counsellor": person(counsellor),
    }
