"""Delivers what was set aside, once the reason is gone."""

from __future__ import annotations

import logging

from bot.relay.case import case_body, case_messages
from bot.relay.delivery import LISTENING, Cases, Conversations, agreed_case
from bot.relay.desk import RefusedError
from bot.relay.state import State

logger = logging.getLogger(__name__)


def retry(state: State, source: Conversations, desk: Cases) -> tuple[int, int]:
    """Send all of each conversation that has dead letters; the desk skips what it knows.

    Returns:
        Conversations that are whole again, and those that the desk still refuses.

    Raises:
        DeskDownError: The desk cannot be reached; what was not delivered stays set aside.
    """
    senders = list(dict.fromkeys(sender for _, sender, _ in state.dead_letters()))
    refused = 0
    for sender in senders:
        events = source.conversation(sender, state.cursor)
        try:
            agreed = agreed_case(events)
            desk.open(case_body(sender, agreed, events))
            desk.append(agreed["value"]["id"], case_messages(sender, events))
        except (RefusedError, LookupError) as error:
            refused += 1
            logger.error("A conversation stays set aside: %s.", type(error).__name__)
            continue
        states = [e.get("value") for e in events if e.get("name") == "handoff_state"]
        with state.moving_to(state.cursor):
            state.revive(sender)
            state.remember(
                sender, agreed["value"]["id"], listening=bool(states) and states[-1] in LISTENING
            )
    return len(senders) - refused, refused
