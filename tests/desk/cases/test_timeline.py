from __future__ import annotations

from uuid import uuid4

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.hand_back import hand_back
from desk.cases.actions.reply import reply
from desk.cases.timeline import timeline
from desk.delivery.models import Delivery, DeliveryState, Problem


def shown(line) -> list[str]:
    return [entry.change or entry.text for entry in line.entries]


def test_changes_stand_between_the_words_they_came_between(opened, said, counsellor) -> None:
    case = opened(messages=1)
    claim(case.id, counsellor)
    append_messages(case.id, [said("hello?")])
    reply(case.id, counsellor, reply_id=uuid4(), text="Dag", language="nl")
    case = hand_back(case.id, counsellor)

    assert shown(timeline(case)) == [
        "words 0",
        "took the case",
        "hello?",
        "Dag",
        "gave the case back to the queue",
    ]


def test_only_what_came_after_the_page_is_new(opened, said, counsellor) -> None:
    case = claim(opened(messages=2).id, counsellor)
    page = timeline(case)
    append_messages(case.id, [said("news")])

    later = timeline(case, after_message=page.last_message, after_event=page.last_event)

    assert shown(later) == ["news"]
    again = timeline(case, after_message=later.last_message, after_event=later.last_event)
    assert (again.entries, again.last_message) == ((), later.last_message)


def test_the_version_changes_with_the_receipts(opened, counsellor) -> None:
    case = claim(opened().id, counsellor)
    reply(case.id, counsellor, reply_id=uuid4(), text="Dag", language="nl")
    before = timeline(case)
    Delivery.objects.filter(message__isnull=False).update(state=DeliveryState.STORED)

    after = timeline(case)

    assert before.version != after.version
    assert after.entries[-1].receipt is not None
    assert after.entries[-1].receipt.state == "stored"


def test_a_failed_change_of_state_is_told_and_holds_back_the_replies(opened, counsellor) -> None:
    case = claim(opened().id, counsellor)
    reply(case.id, counsellor, reply_id=uuid4(), text="Dag", language="nl")
    Delivery.objects.filter(message__isnull=True).update(
        state=DeliveryState.FAILED, problem=Problem.UNKNOWN_CONVERSATION
    )

    line = timeline(case)

    assert line.failed
    assert [(row.of_message, row.held_back) for row in line.receipts] == [
        (False, False),
        (True, True),
    ]


def test_a_late_failure_is_told_and_holds_back_nothing(opened, counsellor) -> None:
    case = claim(opened().id, counsellor)
    for text in ("Dag", "Nog iets"):
        reply(case.id, counsellor, reply_id=uuid4(), text=text, language="nl")
    first = Delivery.objects.filter(message__text="Dag")
    first.update(state=DeliveryState.FAILED, problem=Problem.NOT_ARRIVED, late=True)

    line = timeline(case)

    assert (line.failed, line.blocked) == (True, False)
    assert [row.held_back for row in line.receipts] == [False, False]


def test_queries_do_not_grow_with_the_talk(
    opened, said, counsellor, django_assert_num_queries
) -> None:
    case = claim(opened(messages=1).id, counsellor)
    for number in range(10):
        append_messages(case.id, [said(str(number), author="bot", article="x")])
        reply(case.id, counsellor, reply_id=uuid4(), text="Dag", language="nl")

    with django_assert_num_queries(3):
        assert len(timeline(case).entries) == 22
