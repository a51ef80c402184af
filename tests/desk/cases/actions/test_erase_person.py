from __future__ import annotations

from io import StringIO
from uuid import uuid4

from django.core.management import call_command

from desk.cases.actions.claim import claim
from desk.cases.actions.erase_person import Erased, erase_person
from desk.cases.actions.reply import reply
from desk.cases.models import Case, CaseEvent, Message
from desk.delivery.models import Delivery, DeliveryState


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


def test_somebody_unknown_is_erased_without_a_fuss(db) -> None:
    assert erase_person("nobody") == Erased(0, 0, 0)


def test_the_command_says_how_much_is_gone(opened) -> None:
    opened(sender="amal", messages=2)
    said = StringIO()

    call_command("erase_person", "amal", stdout=said)

    assert said.getvalue() == "Erased: 1 cases, 2 messages, 0 not yet delivered.\n"
