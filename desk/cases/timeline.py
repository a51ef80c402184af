"""The transcript: what was said and what happened, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.utils.translation import get_language

from desk.cases import names
from desk.cases.knowledge_names import article_title, is_article, source_title
from desk.cases.models import Author, Case, CaseEvent, EventKind, Message
from desk.counsellors.models import Counsellor
from desk.delivery.models import Delivery, DeliveryState

#: Characters after which a message gets a height of its own and scrolls.
LONG = 1500
#: Messages shown at first; the page offers those before.
LATEST = 200


@dataclass(frozen=True, slots=True)
class Source:
    """A line under an answer of the bot."""

    title: str
    section: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """How far a reply, or news of a change of state, is."""

    id: int
    #: Whether it stands under a reply; news of a change of state has no place of its own.
    of_message: bool
    state: str
    label: str
    problem: str
    #: Waits for an earlier one that failed.
    held_back: bool
    #: Failed after the bot had taken it, and so holds back nothing.
    late: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the transcript: a message, or a change (then ``text`` is empty)."""

    key: str
    author: str
    #: Name to show; empty for the newcomer and the bot.
    name: str
    at: datetime
    time: str
    text: str = ""
    language: str = ""
    direction: str = "ltr"
    foreign: bool = False
    long: bool = False
    article: str = ""
    #: Id of the article, for its page.
    article_id: str = ""
    sources: tuple[Source, ...] = ()
    receipt: Receipt | None = None
    #: Key of the message; 0 for a change.
    message_id: int = 0
    change: str = ""
    #: ``note`` for a note of its own, else what happened.
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries after a point, and the point they reach."""

    entries: tuple[Entry, ...]
    #: Every receipt of the case: an old message's may change at any time.
    receipts: tuple[Receipt, ...]
    last_message: int
    last_event: int
    #: Changes with state, holder and receipts.
    version: str
    failed: bool = field(default=False)
    #: Whether one of those that failed holds back others.
    blocked: bool = False
    #: Whether there is more before the first entry.
    earlier: bool = False


def timeline(
    case: Case, *, after_message: int = 0, after_event: int = 0, whole: bool = False
) -> Timeline:
    """What was said and what happened after a point; three queries, however long the talk.

    From the beginning of a long talk, only the :data:`LATEST` messages unless the ``whole`` is
    asked for.
    """
    receipts = dict(_receipts(case))
    said = case.messages.filter(id__gt=after_message).select_related("counsellor", "delivery")
    messages = list(said if whole or after_message else said.order_by("-id")[: LATEST + 1])
    done = case.events.filter(id__gt=after_event).select_related("counsellor")
    earlier = not whole and not after_message and len(messages) > LATEST
    if not whole and not after_message:
        messages = messages[:LATEST][::-1]
    if earlier:
        done = done.filter(after_message__gte=messages[0].id)
    events = list(done)
    entries = tuple(
        _message_entry(case, item, receipts) if isinstance(item, Message) else _event_entry(item)
        for item in merge(messages, events)
    )
    shown = tuple(receipts.values())
    state = (get_language(), case.state, case.holder_id, case.outcome, shown)
    return Timeline(
        entries=entries,
        receipts=shown,
        last_message=messages[-1].id if messages else after_message,
        last_event=events[-1].id if events else after_event,
        version=sha256(repr(state).encode()).hexdigest()[:20],
        earlier=earlier,
        failed=any(receipt.state == DeliveryState.FAILED for receipt in shown),
        blocked=any(_blocks(receipt) for receipt in shown),
    )


def merge(
    messages: Iterable[Message], events: Iterable[CaseEvent]
) -> Iterator[Message | CaseEvent]:
    """Each change behind the last message there was when it happened."""
    waiting = iter(events)
    event = next(waiting, None)
    for message in messages:
        while event is not None and event.after_message < message.id:
            yield event
            event = next(waiting, None)
        yield message
    if event is not None:
        yield event
        yield from waiting


def _receipts(case: Case) -> Iterator[tuple[int, Receipt]]:
    blocked = False
    for delivery in Delivery.objects.filter(case=case).defer("payload"):
        # A change of state is shown only while it has not arrived.
        if delivery.message_id is None and delivery.state != DeliveryState.FAILED:
            continue
        blocked = blocked or _blocks(delivery)
        yield (
            delivery.id,
            Receipt(
                id=delivery.id,
                of_message=delivery.message_id is not None,
                state=delivery.state,
                label=delivery.get_state_display(),
                problem=delivery.get_problem_display() if delivery.problem else "",
                held_back=blocked and delivery.state == DeliveryState.QUEUED,
                late=delivery.late,
            ),
        )


def _blocks(one: Delivery | Receipt) -> bool:
    return one.state == DeliveryState.FAILED and not one.late


def _message_entry(case: Case, message: Message, receipts: dict[int, Receipt]) -> Entry:
    language = get_language() or "en"
    delivery: Delivery | None = getattr(message, "delivery", None)
    return Entry(
        key=f"m{message.id}",
        author=message.author,
        name=_name(message.counsellor),
        at=message.at,
        time=names.clock_time(message.at),
        text=message.text,
        language=message.language,
        direction=message.direction,
        foreign=message.language != case.language,
        long=len(message.text) > LONG,
        article=article_title(message.article, language) if message.article else "",
        article_id=message.article if is_article(message.article) else "",
        sources=tuple(
            Source(
                title=source_title(str(row.get("key", ""))),
                section=str(row.get("section") or ""),
                as_of=str(row.get("as_of") or ""),
            )
            for row in message.sources
        ),
        receipt=receipts.get(delivery.id) if delivery is not None else None,
        message_id=message.id,
    )


def _event_entry(event: CaseEvent) -> Entry:
    return Entry(
        key=f"e{event.id}",
        author="event" if event.kind != EventKind.WITHDRAWN else Author.NEWCOMER,
        name=_name(event.counsellor),
        at=event.at,
        time=names.clock_time(event.at),
        change=event.get_kind_display(),
        kind=event.kind,
        note=event.note,
    )


def _name(counsellor: Counsellor | None) -> str:
    return counsellor.get_full_name() if counsellor is not None else ""
