"""Lines of the summary that a person does not want to share."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events, FanalAction
from actions.replies import say
from actions.struck import KEPT, shared, shown
from actions.turn import Turn


class ActionStrike(FanalAction):
    """Leave one line out, or ask which."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_strike"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Show what is left, with the same question as before; nothing is sent by this."""
        lines = [row for row in shown(turn) if row["label"] != KEPT]
        if turn.handoff_state != "offered" or not lines:
            say(dispatcher, "utter_strike_nothing")
            return []
        line = str(next(iter(turn.entities.get("line", ())), ""))
        if line not in {row["label"] for row in lines}:
            say(dispatcher, "utter_strike_which", choices=[_button(row) for row in lines])
            return []
        values = {row["label"]: row["value"] for row in shared(turn)}
        struck = {**turn.handoff_struck, line: values.get(line, "")}
        left = replace(turn, handoff_struck=struck)
        offers.show(left, dispatcher, turn.handoff_reason or "asked")
        return [SlotSet("handoff_struck", struck)]


def _button(row: dict[str, Any]) -> dict[str, Any]:
    payload = f"/strike{json.dumps({'line': row['label']})}"
    return {"title": row.get("title") or row["value"], "payload": payload}
