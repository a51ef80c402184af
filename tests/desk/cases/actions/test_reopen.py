from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.cases.actions.claim import claim
from desk.cases.actions.reopen import reopen
from desk.cases.actions.resolve import resolve
from desk.cases.errors import CaseError
from desk.cases.models import Case, Outcome, State
from desk.cases.undo import UNDO_SECONDS
from desk.delivery.models import Delivery, DeliveryState


@pytest.fixture
def closed(opened, counsellor) -> Case:
    case = claim(opened().id, counsellor)
    Delivery.objects.all().delete()
    return resolve(case.id, counsellor, outcome=Outcome.ANSWERED, undo_seconds=UNDO_SECONDS)


def test_an_end_taken_back_leaves_no_trace_for_the_newcomer(closed: Case, counsellor) -> None:
    case = reopen(closed.id, counsellor)
    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_at) == (State.ACTIVE, "", None)
    assert case.holder == counsellor
    assert not Delivery.objects.exists()


def test_the_news_of_the_end_rests_before_it_goes(closed: Case) -> None:
    (delivery,) = Delivery.objects.all()
    assert delivery.next_attempt_at > timezone.now() + timedelta(seconds=UNDO_SECONDS - 5)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": DeliveryState.SENT, "payload": {}},
        {"attempts": 1},
        {"leased_until": timezone.now()},
    ],
)
def test_it_is_too_late_once_the_courier_has_it(closed: Case, counsellor, changes) -> None:
    Delivery.objects.update(**changes)
    with pytest.raises(CaseError, match="too late"):
        reopen(closed.id, counsellor)
    closed.refresh_from_db()
    assert closed.state == State.RESOLVED


def test_a_colleague_cannot_take_it_back(closed: Case, colleague) -> None:
    with pytest.raises(CaseError, match="Ayşe"):
        reopen(closed.id, colleague)


def test_an_active_case_has_no_end_to_take_back(opened, counsellor) -> None:
    with pytest.raises(CaseError):
        reopen(claim(opened().id, counsellor).id, counsellor)


def test_the_page_offers_it_once_and_does_it(opened, page, counsellor) -> None:
    case = claim(opened().id, counsellor)
    address = reverse("cases:resolve", args=[case.id])
    after = page.post(address, {"outcome": "answered"}, follow=True).content.decode()
    assert reverse("cases:reopen", args=[case.id]) in after

    back = page.post(reverse("cases:reopen", args=[case.id]), follow=True).content.decode()
    assert "The case is open again" in back
    assert reverse("cases:reopen", args=[case.id]) not in back
    case.refresh_from_db()
    assert case.state == State.ACTIVE


def test_an_offer_whose_time_is_over_is_not_shown(opened, page, counsellor, monkeypatch) -> None:
    monkeypatch.setattr("desk.cases.undo.UNDO_SECONDS", -1)
    case = claim(opened().id, counsellor)
    address = reverse("cases:resolve", args=[case.id])
    after = page.post(address, {"outcome": "answered"}, follow=True).content.decode()
    assert reverse("cases:reopen", args=[case.id]) not in after
