from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from desk.cases.actions.claim import claim
from desk.cases.actions.forget_closed import forget_closed
from desk.cases.actions.resolve import resolve
from desk.cases.actions.withdraw import withdraw
from desk.cases.models import Case, Outcome
from desk.config.environment import environment


@pytest.fixture
def closed_for(opened, counsellor):
    def close(*, days: float, withdrawn: bool = False) -> Case:
        case = claim(opened(minutes_ago=60 * 24 * 400).id, counsellor)
        if withdrawn:
            withdraw(case.id)
        else:
            resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
        Case.objects.filter(pk=case.pk).update(closed_at=timezone.now() - timedelta(days=days))
        return case

    return close


def test_old_closed_cases_go_and_everything_else_stays(opened, closed_for, counsellor) -> None:
    closed_for(days=31)
    closed_for(days=31, withdrawn=True)
    young = closed_for(days=29)
    waiting = opened(minutes_ago=60 * 24 * 400)
    active = claim(opened(minutes_ago=60 * 24 * 400).id, counsellor)

    assert forget_closed(days=30).cases == 2
    assert set(Case.objects.all()) == {young, waiting, active}


@pytest.mark.parametrize("days", [0, -1])
def test_a_span_of_nothing_is_refused(db, days: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        forget_closed(days=days)


@pytest.mark.parametrize(
    ("days", "said", "left"),
    [("30", "Forgot 1 cases closed more than 30 days ago.", 0), ("0", "kept for ever.", 1)],
)
def test_the_job_follows_the_setting(closed_for, monkeypatch, days, said, left) -> None:
    closed_for(days=31)
    monkeypatch.setenv("FANAL_DESK_RETENTION_DAYS", days)
    environment.cache_clear()
    output = StringIO()

    call_command("forget_closed", stdout=output)

    assert said in output.getvalue()
    assert Case.objects.count() == left
