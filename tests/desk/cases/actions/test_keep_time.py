from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from threading import Event

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError

from desk.cases.actions.claim import claim
from desk.cases.actions.keep_time import MOST_REMINDERS, keep_time
from desk.cases.management.commands.watch import run
from desk.cases.models import Case, EventKind
from desk.delivery.models import Delivery
from desk.teams.models import Distribution, OpeningTime, Role, Team
from desk.teams.models.organisation import default_team
from tests.desk.conftest import add_counsellor

#: A Monday, 10 o'clock in Brussels.
NOW = datetime(2026, 5, 4, 8, 0, tzinfo=timezone.utc)


@pytest.fixture
def team(db) -> Team:
    team = default_team()
    team.claim_minutes = 60
    team.save()
    for day in range(5):
        OpeningTime.objects.create(team=team, weekday=day, opens=time(9), closes=time(17))
    return team


@pytest.fixture
def waits(opened, team):
    """Opens a case that has waited for a time at NOW."""

    def make(minutes: float, **changes) -> Case:
        case = opened(**changes)
        Case.objects.filter(pk=case.pk).update(queued_at=NOW - timedelta(minutes=minutes))
        return case

    return make


def look(*, reminder_minutes: int = 0, after: float = 0):
    return keep_time(now=NOW + timedelta(minutes=after), reminder_minutes=reminder_minutes)


def test_leads_hear_once_that_nobody_took_a_case(
    waits, team, django_capture_on_commit_callbacks
) -> None:
    add_counsellor("lea", role=Role.LEAD, display_name="Lea", email="lea@example.org")
    case = waits(60)
    # Only the hour since nine counts: nobody was there before.
    assert look().escalated == 1
    with django_capture_on_commit_callbacks(execute=True):
        Case.objects.update(escalated_at=None)
        assert look().escalated == 1
    assert look(after=500).escalated == 0
    [sent] = mail.outbox
    assert sent.to == ["lea@example.org"]
    assert str(case.id) in sent.body
    assert "سؤال" not in sent.body + sent.subject
    assert case.events.filter(kind=EventKind.ESCALATED).count() == 2


def test_nobody_is_late_outside_opening_hours(waits) -> None:
    waits(15 * 60)
    assert look(after=-1).escalated == 0
    assert look().escalated == 1


def test_danger_does_not_wait_for_opening_hours(waits) -> None:
    waits(10, urgent=True)
    assert look(after=-1).escalated == 0
    assert look().escalated == 1


def test_another_team_of_the_organisation_steps_in(waits, team) -> None:
    team.fallback = Team.objects.create(organisation=team.organisation, name="Sister")
    team.save()
    case = waits(60)
    look()
    case.refresh_from_db()
    assert (case.team, case.escalated_at) == (team.fallback, None)
    kinds = [event.kind for event in case.events.all()]
    assert kinds == [EventKind.ESCALATED, EventKind.MOVED]


def test_whoever_had_the_turn_and_did_not_use_it_loses_it(waits, team) -> None:
    team.distribution = Distribution.ROUND_ROBIN
    team.save()
    first, second = (add_counsellor(name, display_name=name) for name in ("anna", "bo"))
    case = waits(60)
    assert case.proposed_to == first
    look()
    case.refresh_from_db()
    assert case.proposed_to == second


def test_a_team_without_a_limit_never_escalates(waits, team) -> None:
    Team.objects.update(claim_minutes=None)
    waits(10_000)
    assert look().escalated == 0


def test_a_taken_case_is_left_alone(waits, counsellor) -> None:
    claim(waits(600).id, counsellor)
    assert look(reminder_minutes=1).escalated == 0


def test_who_waits_hears_of_it_from_time_to_time_and_not_for_ever(waits, wire) -> None:
    Team.objects.update(claim_minutes=None)
    case = waits(0)
    done = [look(reminder_minutes=30, after=minutes).reminded for minutes in range(0, 300, 10)]
    assert sum(done) == MOST_REMINDERS
    assert done[:4] == [0, 0, 0, 1]
    event, sample = Delivery.objects.filter(case=case).first().payload, wire("desk_event_reminder")
    assert event.keys() == sample.keys()
    assert (event["type"], event["position"], event["wait_minutes"]) == ("reminder", 1, None)


def test_nobody_is_reminded_at_night_or_when_it_is_off(waits) -> None:
    Team.objects.update(claim_minutes=None)
    waits(100)
    assert look(reminder_minutes=30, after=12 * 60).reminded == 0
    assert look(reminder_minutes=0).reminded == 0


def test_an_urgent_case_is_told_to_leads_at_once(
    opened, team, django_capture_on_commit_callbacks
) -> None:
    add_counsellor("lea", role=Role.LEAD, display_name="Lea", email="lea@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        opened(urgent=True)
        opened()
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_stops_nothing(
    opened, team, django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> int:
        raise OSError("no route")

    add_counsellor("lea", role=Role.LEAD, display_name="Lea", email="lea@example.org")
    monkeypatch.setattr("desk.cases.alerts.send_mail", away)
    with django_capture_on_commit_callbacks(execute=True):
        assert opened(urgent=True).pk


@pytest.mark.django_db
def test_the_watch_cleans_up_once_a_day_and_outlives_its_database() -> None:
    stop = Event()
    days = [date(2026, 5, 4), date(2026, 5, 4), date(2026, 5, 5)]
    cleaned: list[date] = []
    looks = 0

    def look_once() -> None:
        nonlocal looks
        looks += 1
        if looks == 2:
            raise DatabaseError
        if looks == 3:
            stop.set()

    stop.wait = lambda _=None: False  # type: ignore[method-assign]
    run(
        stop,
        once=False,
        daily=lambda: cleaned.append(days[min(looks, 2)]),
        look=look_once,
        today=lambda: days[min(looks, 2)],
    )
    assert looks == 3
    assert cleaned == [days[0], days[2]]


def test_one_look_as_a_command(opened, team) -> None:
    opened()
    call_command("watch", "--once")
