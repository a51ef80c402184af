"""What of the summary a person agreed to share, after striking lines out."""

from __future__ import annotations

from typing import Any

from actions.summary import card, summary
from actions.turn import Turn

#: Nobody could answer without it.
KEPT = "language"
#: The line that stands for everything that was written before.
CONVERSATION = "conversation"


def shared(turn: Turn) -> list[dict[str, Any]]:
    """Rows of the case, without the lines that were struck out."""
    return [row for row in summary(turn) if row["label"] not in turn.handoff_struck]


def shown(turn: Turn) -> list[dict[str, Any]]:
    """Rows of the card: those of the case and, unless it was struck out, the conversation."""
    rows = card(shared(turn), turn.reply_in)
    if CONVERSATION in turn.handoff_struck:
        return rows
    title = {"say": "utter_profile_label_conversation"}
    value = {"say": "utter_summary_conversation"}
    return [*rows, {"label": CONVERSATION, "title": title, "value": value}]


def without_struck(case: dict[str, Any], turn: Turn) -> dict[str, Any]:
    """A case that holds nothing that was struck out, and tells the relay what to leave out."""
    if not turn.handoff_struck:
        return case
    kept = {**case, "struck": list(turn.handoff_struck)}
    if "topic" in turn.handoff_struck:
        kept |= {"topic": None, "need": None}
    if "question" in turn.handoff_struck:
        # The relay finds the message by how it begins; the words go no further.
        kept["question"] = turn.handoff_struck["question"]
    return kept
