"""Erase a person everywhere, and tell what was removed where."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from desk.cases.actions.erase_person import erase_person
from desk.learning.keep import forget_questions_of
from desk.privacy.bot_side import erase_there

#: What the stores of :meth:`Report.by_store` are called on a page.
_STORES = {
    "desk_cases": _("cases at the desk, with notes and labels"),
    "desk_messages": _("messages at the desk"),
    "desk_outbox": _("messages that were still on their way"),
    "desk_questions": _("questions kept for editors"),
    "bot_events": _("events of the conversation with the assistant"),
    "bot_channel": _("address and deliveries of a messaging channel"),
    "bot_relay": _("marks of what was brought to the desk"),
}


def store_name(key: str) -> str:
    """The name of a store; an unknown one is shown as it is called."""
    return str(_STORES.get(key, key))


@dataclass(frozen=True, slots=True)
class Report:
    """Rows that were removed, by store."""

    desk: dict[str, int]
    bot: dict[str, int]

    def by_store(self) -> dict[str, Any]:
        """How much went from each store, ``desk_messages`` and so on."""
        named = (("desk", self.desk), ("bot", self.bot))
        return {f"{room}_{store}": n for room, stores in named for store, n in stores.items()}


def erase_at_desk(sender: str) -> dict[str, Any]:
    """Erase a person from every table of the desk.

    Notes, labels, drafts, deliveries, consents and translations go with their cases.
    """
    return asdict(erase_person(sender)) | {"questions": forget_questions_of(sender)}


def erase_everywhere(sender: str) -> Report:
    """Erase a person from the bot, the relay and the desk.

    Raises:
        BotSideError: The bot cannot be reached; nothing was erased at all.
    """
    # The bot first: from what it still held, the relay would open the case anew.
    there = erase_there(sender)
    return Report(desk=erase_at_desk(sender), bot=there)
