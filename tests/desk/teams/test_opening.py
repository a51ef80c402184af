from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.teams.holidays import easter, public_holidays
from desk.teams.models import Closure, OpeningTime
from desk.teams.models.organisation import default_team
from desk.teams.opening import BRUSSELS, Schedule, schedule

WORKING_DAYS = {day: ((time(9), time(12)), (time(13), time(17))) for day in range(5)}
PLAN = Schedule(week=WORKING_DAYS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2018, date(2018, 4, 1)),
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_is_when_the_almanac_says(year: int, sunday: date) -> None:
    assert easter(year) == sunday


@given(st.integers(1900, 2300))
def test_there_are_ten_holidays_a_year_but_for_ascension_on_the_first_of_may(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    assert len(public_holidays(year)) in {9, 10}


def test_the_holidays_of_2026() -> None:
    assert sorted(f"{day:%m-%d}" for day in public_holidays(2026)) == [
        "01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-11", "12-25",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-05-04T09:00", True),
        ("2026-05-04T08:59", False),
        ("2026-05-04T12:00", False),
        ("2026-05-04T16:59", True),
        ("2026-05-03T10:00", False),
        ("2026-05-14T10:00", False),
    ],
)
def test_a_team_is_there_by_its_hours_and_not_on_holidays(moment: str, is_open: bool) -> None:
    assert PLAN.is_open(at(moment)) is is_open


def test_hours_are_those_of_brussels_in_summer_and_winter() -> None:
    assert PLAN.is_open(datetime(2026, 7, 6, 7, 30, tzinfo=timezone.utc))
    assert not PLAN.is_open(datetime(2026, 1, 5, 7, 30, tzinfo=timezone.utc))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-05-04T10:00", None),
        ("2026-05-04T12:30", "2026-05-04T13:00"),
        ("2026-05-08T18:00", "2026-05-11T09:00"),
        ("2026-04-30T18:00", "2026-05-04T09:00"),
    ],
)
def test_the_next_opening_passes_over_weekends_and_holidays(moment, opens) -> None:
    assert PLAN.next_opening(at(moment)) == (at(opens) if opens else None)


def test_a_team_that_is_never_there_says_no_day() -> None:
    away = Schedule(week=WORKING_DAYS, closed=((date(2026, 1, 1), date(2027, 1, 1)),))
    assert away.next_opening(at("2026-05-04T10:00")) is None


def test_a_team_without_hours_is_always_there() -> None:
    plan = Schedule(week={})
    assert plan.is_open(at("2026-05-01T03:00"))
    assert plan.open_minutes(at("2026-05-01T00:00"), at("2026-05-03T00:00")) == 2 * 24 * 60


def test_only_opening_time_counts_as_waiting() -> None:
    assert PLAN.open_minutes(at("2026-05-04T11:00"), at("2026-05-04T14:00")) == 120
    assert PLAN.open_minutes(at("2026-05-08T16:30"), at("2026-05-11T09:15")) == 45
    assert PLAN.open_minutes(at("2026-05-11T09:15"), at("2026-05-08T16:30")) == 0


@given(st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)), st.integers(0, 20 * 24 * 60))
def test_opening_time_never_exceeds_the_time_that_passed(start: datetime, minutes: int) -> None:
    begin = start.replace(tzinfo=timezone.utc)
    end = begin + timedelta(minutes=minutes)
    assert 0 <= PLAN.open_minutes(begin, end) <= minutes + 1e-6


def test_a_schedule_is_read_from_the_rows(db) -> None:
    team = default_team()
    OpeningTime.objects.create(team=team, weekday=0, opens=time(9), closes=time(12))
    Closure.objects.create(team=None, first=date(2026, 5, 4), last=date(2026, 5, 4))
    Closure.objects.create(team=team, first=date(2026, 5, 11), last=date(2026, 5, 12))
    plan = schedule(team)
    assert plan.next_opening(at("2026-05-04T08:00")) == at("2026-05-18T09:00")
