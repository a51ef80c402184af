from __future__ import annotations

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.erase_person import Erased, erase_person
from desk.cases.actions.reply import reply
from desk.cases.models import Case, CaseEvent, Message
from desk.delivery.models import Delivery, DeliveryState
from desk.labels.actions import put_label
from desk.labels.models import CaseLabel
from desk.notes.mentions import write_note
from desk.notes.models import Mention
from desk.presence.models import Presence
from desk.presence.present import appear
from desk.snooze.actions import put_aside
from desk.snooze.models import Snooze


def test_everything_of_the_person_goes_and_nothing_of_others(opened, counsellor) -> None:
    mine = [opened(sender="amal", messages=2), opened(sender="amal", messages=1)]
    other = opened(sender="omar", messages=1)
    for case in (*mine, other):
        claim(case.id, counsellor)
    reply(mine[0].id, counsellor, reply_id=uuid4(), text="Dag", language="nl")
    sent = Delivery.objects.filter(case=mine[1])
    sent.update(state=DeliveryState.SENT)

    # The reply is a message too; one of the three deliveries had reached the bot.
    assert erase_person("amal") == Erased(cases=2, messages=4, outbox=2)

    assert Case.objects.get() == other
    assert Message.objects.get().case == other
    assert CaseEvent.objects.get().case == other
    assert Delivery.objects.get().case == other


def test_what_colleagues_added_goes_too(opened, counsellor, colleague) -> None:
    case = claim(opened(sender="amal").id, counsellor)
    write_note(case.id, counsellor, "@bart: she has a bachelor")
    put_label(case.id, counsellor, "diploma")
    put_aside(case.id, counsellor, timezone.now() + timedelta(days=1))
    appear(case, colleague)
    erase_person("amal")
    for model in (CaseEvent, Mention, CaseLabel, Snooze, Presence):
        assert not model.objects.exists(), model


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's vacuum does it.")
@pytest.mark.django_db(transaction=True)
def test_the_words_leave_the_pages_of_the_search_index(opened, said) -> None:
    case = opened(sender="amal")
    append_messages(case.id, [said("zzyzxword")])
    erase_person("amal")
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM search_words_data")
        assert not any(b"zyzxword" in bytes(block) for (block,) in cursor.fetchall())


def test_somebody_unknown_is_erased_without_a_fuss(db) -> None:
    assert erase_person("nobody") == Erased(0, 0, 0)


def test_the_command_says_how_much_is_gone(opened) -> None:
    opened(sender="amal", messages=2)
    said = StringIO()

    call_command("erase_person", "amal", stdout=said)

    assert said.getvalue() == "Erased: 1 cases, 2 messages, 0 not yet delivered, 0 questions.\n"
