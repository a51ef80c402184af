"""Cases by the thousand, to see and measure the desk as it is after years."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.utils import timezone

from desk.cases.models import Author, Case, CaseEvent, EventKind, Message, Outcome, Reason, State
from desk.counsellors.models import Counsellor
from desk.teams.models import Team

#: Rows written at once.
BATCH = 2000
#: Of a hundred cases: how many wait, are active, are withdrawn; the others are resolved.
WAITING, ACTIVE, WITHDRAWN = 2, 3, 5
YEARS = 2

WORDS = {
    "ar": "أريد أن أتعلم الهولندية في أنتويرب وأبحث عن عمل وشهادتي غير معترف بها",
    "uk": "Я шукаю курси нідерландської мови у Генті і хочу визнати свій диплом",
    "tr": "Brüksel'de Fransızca kursu arıyorum ve diplomamı tanıtmak istiyorum",
    "fa": "دنبال کلاس زبان هلندی هستم و می‌خواهم مدرک تحصیلی‌ام را ارزیابی کنم",
    "fr": "Je cherche un cours de néerlandais et je voudrais faire reconnaître mon diplôme",
    "en": "I am looking for a Dutch course and would like to have my diploma recognised",
    "es": "Busco un curso de francés en Bruselas y quiero homologar mi título",
}
PLACES = (
    ("flanders", "Antwerpen"),
    ("flanders", "Gent"),
    ("brussels", "Evere"),
    ("wallonia", "Liège"),
    ("german-community", "Eupen"),
)
NEEDS = ("integration-programme", "diploma-recognition", "language-courses", "job-services")


def fill(
    *, cases: int, messages: int, teams: list[Team], counsellors: list[Counsellor], seed: int = 1
) -> None:
    """Write cases with messages and events, spread over two years.

    Args:
        cases: How many.
        messages: How many in all; at least one a case.
        teams: Where the cases go, in turn.
        counsellors: Who holds those that somebody took, in turn.
        seed: The same one makes the same cases, apart from today's date.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    rows = [_case(number, chance, teams, counsellors) for number in range(cases)]
    Case.objects.bulk_create(rows, batch_size=BATCH)
    CaseEvent.objects.bulk_create(
        (
            CaseEvent(case=case, kind=EventKind.CLAIMED, counsellor=case.holder)
            for case in rows
            if case.holder
        ),
        batch_size=BATCH,
    )
    said = _messages(rows, messages, chance)
    while batch := list(islice(said, BATCH)):
        Message.objects.bulk_create(batch)


def _case(
    number: int, chance: random.Random, teams: list[Team], counsellors: list[Counsellor]
) -> Case:
    drawn = chance.randrange(100)
    region, town = chance.choice(PLACES)
    language = chance.choice(list(WORDS))
    state = State.RESOLVED
    age = timedelta(minutes=chance.randrange(60 * 24, YEARS * 365 * 24 * 60))
    if drawn < WAITING + ACTIVE:
        state = State.WAITING if drawn < WAITING else State.ACTIVE
        age = timedelta(minutes=chance.randrange(1, 60 * 24))
    elif drawn < WAITING + ACTIVE + WITHDRAWN:
        state = State.WITHDRAWN
    opened_at = timezone.now() - age
    taken = state in {State.ACTIVE, State.RESOLVED}
    return Case(
        id=UUID(int=chance.getrandbits(128), version=4),
        sender=f"sample-{chance.randrange(10**9)}",
        channel="socketio",
        language=language,
        region=region,
        municipality=town,
        need=chance.choice(NEEDS),
        reason=Reason.ASKED,
        urgent=state == State.WAITING and chance.random() < 0.05,
        summary=[{"label": "question", "value": WORDS[language]}],
        state=state,
        team=teams[number % len(teams)],
        queued_at=opened_at,
        holder=counsellors[number % len(counsellors)] if taken else None,
        outcome=Outcome.ANSWERED if state == State.RESOLVED else "",
        opened_at=opened_at,
        claimed_at=opened_at + timedelta(minutes=9) if taken else None,
        closed_at=None if state in {State.WAITING, State.ACTIVE} else _after(opened_at, 40),
        newcomer_wrote_at=_after(opened_at, 20),
        counsellor_wrote_at=_after(opened_at, 30) if taken else None,
    )


def _after(moment: datetime, minutes: int) -> datetime:
    return min(moment + timedelta(minutes=minutes), timezone.now())


def _messages(cases: list[Case], total: int, chance: random.Random) -> Iterator[Message]:
    for number in range(total):
        case = cases[number % len(cases)]
        words = WORDS[case.language].split()
        turn = number // len(cases)
        author = (Author.NEWCOMER, Author.BOT, Author.COUNSELLOR)[turn % 3]
        if author == Author.COUNSELLOR and case.holder is None:
            author = Author.BOT
        yield Message(
            case=case,
            message_id=f"sample-{turn}",
            author=author,
            counsellor=case.holder if author == Author.COUNSELLOR else None,
            text=" ".join(chance.choices(words, k=chance.randrange(4, 30))),
            language=case.language,
            at=_after(case.opened_at, turn),
        )
