"""What an action needs to know about the conversation, read once from the tracker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions.contact_text import contact_in
from actions.profile_value import Profile
from knowledge.languages import reply_language

#: Intents of messages that ask something.
_QUESTIONS = frozenset(
    {"ask_question", "follow_up", "out_of_scope", "nlu_fallback", "report_danger"}
)
_PLACES = frozenset({"municipality", "region", "place"})
#: Notices after which the message before them still stands.
_UNREADABLE = frozenset({"empty", "too_long", "no_words"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a person, with what was known before it.

    Attributes:
        text: The message; a payload such as ``/affirm`` when a button was pressed.
        intent: Name of its intent.
        confidence: Of that intent, 0.0 to 1.0.
        entities: What was found in it: value lists by entity name, in order of appearance.
        written_in: Language of this message, None when it says too little.
        reply_in: Language to answer in.
        region: Where the person lives: told, or else hinted by the channel.
        told_region: The same without the hint.
        last_custom: ``custom`` object of the bot's last message of this session; empty if none.
        last_question: What the person asked last in words, maybe this message; None if nothing.
        answered_question: What the last answer answered, None if the last message was none.
        beside_places: Letters and digits of the message that belong to no place it names.
        without_places: The message without the places it names; a question is remembered so,
            because asked again for another place its own would win.
        times: How often this very text was written in this session, now included.
        profile: What the person told about themselves.
        handoff_struck: Lines that shall not be shared: their values by label.
        unanswered_question: What was asked last of all that got no answer.
        contact: Phone number or e-mail address that the person left.
        case_topic: ``topic``, unless something else was asked since: then a case has none.
        asking: Key of the profile's question that the bot's last message asked.
    """

    sender: str
    text: str
    intent: str
    confidence: float
    entities: dict[str, tuple[Any, ...]]
    written_in: str | None
    reply_in: str
    region: str | None
    municipality: str | None
    topic: str | None
    pending_question: str | None
    no_answer_count: int
    handoff_state: str | None
    handoff_case: dict[str, Any] | None
    handoff_reason: str | None
    last_custom: dict[str, Any]
    last_question: str | None
    answered_question: str | None
    beside_places: int
    without_places: str
    times: int
    told_region: str | None
    profile: Profile
    asking: str | None
    handoff_struck: dict[str, str] = field(default_factory=dict)
    contact: str | None = None
    unanswered_question: str | None = None
    case_topic: str | None = None

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """Read a tracker as Rasa sends it."""
        slot = tracker.get_slot
        intent = tracker.latest_message.get("intent") or {}
        entities: dict[str, tuple[Any, ...]] = {}
        for entity in tracker.latest_message.get("entities") or []:
            values = entities.get(entity["entity"], ())
            entities[entity["entity"]] = (*values, entity["value"])
        return cls(
            sender=tracker.sender_id,
            text=tracker.latest_message.get("text") or "",
            intent=intent.get("name") or "",
            confidence=float(intent.get("confidence") or 0.0),
            entities=entities,
            written_in=next(iter(entities.get("language", ())), None),
            reply_in=reply_language(
                chosen=slot("chosen_language"),
                detected=slot("language"),
                hint=slot("language_hint"),
            ),
            region=slot("region") or slot("region_hint"),
            municipality=slot("municipality"),
            topic=slot("topic"),
            pending_question=slot("pending_question"),
            no_answer_count=int(slot("no_answer_count") or 0),
            handoff_state=slot("handoff_state"),
            handoff_case=slot("handoff_case"),
            handoff_reason=slot("handoff_reason"),
            last_custom=_last_custom(tracker),
            last_question=next((text for _, text in _questions(tracker)), None),
            answered_question=slot("answered_question"),
            beside_places=_beside_places(tracker.latest_message),
            without_places=_without_places(tracker.latest_message),
            times=_times_written(tracker),
            told_region=slot("region"),
            profile=Profile.of(slot("profile")),
            asking=slot("profile_asking"),
            handoff_struck=dict(slot("handoff_struck") or {}),
            contact=slot("contact"),
            unanswered_question=slot("unanswered_question"),
            case_topic=slot("topic") if _answered_last(tracker) else None,
        )

    @property
    def last_answer(self) -> dict[str, Any] | None:
        """``custom`` object of the bot's last message, if that was an answer."""
        return self.last_custom if self.last_custom.get("type") == "answer" else None

    @property
    def after_answer(self) -> bool:
        """Whether the bot's last message was an answer."""
        return self.last_answer is not None

    @property
    def is_payload(self) -> bool:
        """Whether a button was pressed instead of something written."""
        return self.text.startswith("/")

    @property
    def n_words(self) -> int:
        """Words written; 0 for a button."""
        return 0 if self.is_payload else len(self.text.split())


def _last_custom(tracker: Tracker) -> dict[str, Any]:
    """Of the bot's last message; a complaint about an unreadable message does not count."""
    for event in _of_session(tracker):
        if event.get("event") == "bot":
            custom: dict[str, Any] = (event.get("data") or {}).get("custom") or {}
            if custom.get("notice") not in _UNREADABLE:
                return custom
    return {}


def _of_session(tracker: Tracker) -> Iterator[dict[str, Any]]:
    """Events since the session began, newest first: what was asked before no longer waits."""
    for event in reversed(tracker.events):
        if event.get("event") == "session_started":
            return
        yield event


def _beside_places(message: dict[str, Any]) -> int:
    return sum(one.isalnum() for one in _without_places(message))


def _without_places(message: dict[str, Any]) -> str:
    covered: set[int] = set()
    for entity in message.get("entities") or []:
        if entity["entity"] in _PLACES:
            covered.update(range(entity.get("start", 0), entity.get("end", 0)))
    text = message.get("text") or ""
    kept = "".join(one for position, one in enumerate(text) if position not in covered)
    return " ".join(kept.split())


def _times_written(tracker: Tracker) -> int:
    now = _written(tracker.latest_message.get("text"))
    said = (_written(e.get("text")) for e in _of_session(tracker) if e.get("event") == "user")
    return sum(1 for text in said if text == now)


def _written(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _questions(tracker: Tracker) -> Iterator[tuple[int, str]]:
    """What the person asked in words, with its place among the events, newest first.

    A number that was asked for is no question.
    """
    for at, event in reversed(list(enumerate(tracker.events))):
        text = (event.get("text") or "").strip()
        if event.get("event") != "user" or not text or text.startswith("/"):
            continue
        intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
        if intent in _QUESTIONS and not (contact_in(text) and _asked_contact(tracker, at)):
            yield at, text


def _answered_last(tracker: Tracker) -> bool:
    """Whether the last answer is what became of the last question, or the person asked nothing.

    The same words asked again are the same question, whatever came of them the second time.
    """
    questions = list(_questions(tracker))
    answers = (at for at, event in enumerate(tracker.events) if _is_answer(event))
    answered_at = max(answers, default=-1)
    if not questions or answered_at > questions[0][0]:
        return True
    answered = next((text for at, text in questions if at < answered_at), None)
    return _written(answered) == _written(questions[0][1])


def _is_answer(event: dict[str, Any]) -> bool:
    custom = (event.get("data") or {}).get("custom") or {}
    return event.get("event") == "bot" and custom.get("type") == "answer"


def _asked_contact(tracker: Tracker, before: int) -> bool:
    """Whether the bot's last message before an event asked for a number or an address."""
    for event in reversed(tracker.events[:before]):
        if event.get("event") == "bot":
            return (event.get("metadata") or {}).get("utter_action") == "utter_contact_ask"
    return False
