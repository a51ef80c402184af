"""What travels with a case: shown to the person first, then read by a counsellor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from actions.knowledge_port import knowledge
from actions.profile_questions import BY_KEY
from actions.profile_reading import in_english, shown
from actions.profile_value import Told
from actions.turn import Turn

#: Enough to know what it is about; the counsellor reads the conversation anyway.
_LONGEST_QUESTION = 500
#: Labels with a name of their own in the bot's catalogues.
_NAMED = frozenset({"language", "municipality", "region", "topic", "question", "contact"})


def summary(turn: Turn) -> list[dict[str, Any]]:
    """Rows as a case keeps them (docs/wire.md, section 6); one without a value is left out.

    Rows of the profile carry their ``block`` and ``codes``, and in ``value`` plain English or the
    person's own words.
    """
    topic = turn.case_topic
    title = knowledge().title(topic, turn.reply_in) if topic else None
    known = {
        "language": turn.reply_in,
        "municipality": turn.municipality,
        "region": turn.region,
        "topic": title,
        "question": (turn.last_question or "")[:_LONGEST_QUESTION],
        "contact": turn.contact,
    }
    rows: list[dict[str, Any]] = [
        {"label": label, "value": value} for label, value in known.items() if value
    ]
    return rows + [
        {
            "label": key,
            "value": in_english(key, told),
            "block": BY_KEY[key].block,
            "codes": list(told.codes),
            "text": told.text,
            "at": told.at,
        }
        for key, told in turn.profile.answered.items()
        if key != "municipality"
    ]


def card(rows: Iterable[Mapping[str, Any]], reader: str) -> list[dict[str, Any]]:
    """The rows in words for the person: ``label``, its ``title`` where it has one, ``value``."""
    return [_row(row, reader) for row in rows]


def _row(row: Mapping[str, Any], reader: str) -> dict[str, Any]:
    label = row["label"]
    if "block" not in row:
        title = {"title": {"say": f"utter_profile_label_{label}"}} if label in _NAMED else {}
        return {"label": label, **title, "value": row["value"]}
    told = Told(tuple(row.get("codes") or ()), row.get("text") or "")
    return {
        "label": label,
        "title": {"say": f"utter_profile_label_{label}"},
        "value": shown(label, told, reader),
    }
