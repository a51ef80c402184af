from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from desk.audit.models import Entry, Kind
from desk.cases.expectation import Expectation
from desk.counsellors.models import Counsellor
from desk.teams.hours import Week, holidays_ahead, keep_week, week_of
from desk.teams.hours_forms import MOST, WeekForm, fields_of
from desk.teams.models import Closure, OpeningTime, Organisation, Role, Team
from desk.teams.models.organisation import default_team
from desk.teams.opening import BRUSSELS
from desk.teams.views.hours import told
from tests.desk.conftest import add_counsellor, logged_in

pytestmark = pytest.mark.django_db
MORNING = Week(((0, time(9), time(12)), (0, time(13), time(17)), (4, time(9), time(12))), True)


@pytest.fixture
def team() -> Team:
    return default_team()


@pytest.fixture
def lead(team) -> Client:
    return logged_in(add_counsellor("lead", role=Role.LEAD, display_name="Lena"))


@pytest.fixture
def address(team) -> str:
    return f"/teams/{team.pk}/hours"


def undo(browser: Client, shown) -> None:
    offer = shown.context["undo"]
    browser.post(offer.url, offer.fields)


def test_a_lead_keeps_the_week_and_can_undo_it(lead, team, address) -> None:
    shown = lead.post(address, fields_of(MORNING), follow=True)
    assert week_of(team) == MORNING
    assert "Monday 09:00–12:00, 13:00–17:00 · Friday 09:00–12:00" in shown.content.decode()

    undo(lead, shown)

    assert week_of(Team.objects.get()) == Week((), True)


def test_what_changed_is_in_the_audit_log_of_the_organisation(team, address) -> None:
    operator = logged_in(Counsellor.objects.create_superuser("op", display_name="Op"))
    for week in (MORNING, MORNING, Week((), False)):
        operator.post(address, fields_of(week))
    last, first = Entry.objects.filter(kind=Kind.HOURS_CHANGED)
    assert first.organisation == team.organisation
    assert first.detail["hours"] == ["0 09:00-12:00", "0 13:00-17:00", "4 09:00-12:00"]
    assert (last.detail["hours"], last.detail["holidays"]) == ([], 0)


@pytest.mark.parametrize(
    ("sent", "field", "problem"),
    [
        ({"day0_0_opens": "09:00"}, "day0_0_closes", "Give both times"),
        ({"day0_1_closes": "09:00"}, "day0_1_opens", "Give both times"),
        ({"day0_0_opens": "12:00", "day0_0_closes": "09:00"}, "day0_0_closes", "must be later"),
        ({"day0_0_opens": "12:00", "day0_0_closes": "12:00"}, "day0_0_closes", "must be later"),
        ({"day6_0_opens": "25:00", "day6_0_closes": "x"}, "day6_0_opens", "Enter a valid time"),
        (
            {
                "day2_0_opens": "13:00",
                "day2_0_closes": "17:00",
                "day2_1_opens": "09:00",
                "day2_1_closes": "13:30",
            },
            "day2_0_opens",
            "overlap",
        ),
    ],
)
def test_hours_that_cannot_be_are_told_at_their_field(
    lead, team, address, sent, field, problem
) -> None:
    shown = lead.post(address, sent)
    assert shown.status_code == 422
    assert problem in str(shown.context["week_form"].errors[field])
    page = shown.content.decode()
    assert f'id="id_{field}_error"' in page
    assert 'aria-invalid="true"' in page
    assert week_of(team) == Week((), True)


def test_hours_may_follow_each_other_without_a_gap(lead, team, address) -> None:
    touching = Week(((0, time(9), time(12)), (0, time(12), time(17))), True)
    lead.post(address, fields_of(touching))
    assert week_of(team) == touching


def test_a_day_has_room_for_more_hours_on_request_and_for_those_it_has(lead, team, address) -> None:
    def rooms(**query: str) -> int:
        return len(lead.get(address, query).context["week_form"].days()[0].spans)

    assert (rooms(), rooms(more="")) == (2, 3)
    spans = tuple((0, time(hour), time(hour, 30)) for hour in range(8, 11))
    lead.post(address, fields_of(Week(spans, True)))
    assert week_of(team).spans == spans
    assert (rooms(), rooms(more="")) == (3, 4)


def test_no_more_hours_are_read_than_a_page_has_room_for(team) -> None:
    sent = {f"day0_{n}_{end}": "09:00" for n in range(99) for end in ("opens", "closes")}
    assert len(WeekForm(sent, team=team).days()[0].spans) == MOST


def test_a_week_that_is_kept_already_is_not_written_again(team) -> None:
    keep_week(team, MORNING)
    assert keep_week(team, MORNING) is None
    assert OpeningTime.objects.count() == 3


def closing(**changes: str) -> dict[str, str]:
    today = timezone.localdate()
    return {"reason": "Team day", "first": today.isoformat(), "last": ""} | changes


def test_a_closed_day_is_told_at_once_and_can_be_opened_and_closed_again(lead, team) -> None:
    days = f"/teams/{team.pk}/closed-days"
    assert "Counsellors are there now." in lead.get(f"/teams/{team.pk}/hours").content.decode()
    shown = lead.post(days, closing(), follow=True).content.decode()
    assert "Team day" in shown
    assert "Counsellors are away. They are back on" in shown

    closure = Closure.objects.get()
    shown = lead.post(f"{days}/{closure.pk}/remove", follow=True)
    assert "Counsellors are there now." in shown.content.decode()
    assert lead.post(f"{days}/{closure.pk}/remove").status_code == 302

    undo(lead, shown)
    again = Closure.objects.get()
    assert (again.first, again.last, again.reason) == (closure.first, closure.last, "Team day")
    kept = [entry.detail.keys() for entry in Entry.objects.filter(kind=Kind.HOURS_CHANGED)]
    assert kept == [{"team", "closed"}, {"team", "opened"}, {"team", "closed"}]


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"reason": " "}, "reason", "required"),
        ({"reason": "x" * 121}, "reason", "at most 120"),
        ({"first": ""}, "first", "required"),
        ({"first": "2026-02-31"}, "first", "valid date"),
        ({"last": "soon"}, "last", "valid date"),
        ({"last": "2020-01-01"}, "last", "must not come before"),
        ({"first": "2020-01-01"}, "first", "are over"),
        ({"last": "9999-12-31"}, "last", "more than a year"),
    ],
)
def test_days_that_cannot_be_closed_are_told_at_their_field(
    lead, team, changes, field, problem
) -> None:
    shown = lead.post(f"/teams/{team.pk}/closed-days", closing(**changes))
    assert shown.status_code == 422
    assert problem in str(shown.context["closure_form"].errors[field])
    assert not Closure.objects.exists()


def test_a_second_press_closes_no_day_twice(lead, team) -> None:
    assert lead.post(f"/teams/{team.pk}/closed-days", closing()).status_code == 302
    assert lead.post(f"/teams/{team.pk}/closed-days", closing()).status_code == 422
    assert Closure.objects.count() == 1


def test_a_name_is_shown_as_text_and_cannot_turn_the_line_around(lead, team) -> None:
    lead.post(f"/teams/{team.pk}/closed-days", closing(reason="<script>x</script>\u202eabc"))
    shown = lead.get(f"/teams/{team.pk}/hours").content.decode()
    assert "<script>x" not in shown
    assert "\u202e" not in shown


def test_days_that_are_over_are_not_listed_and_everybodys_cannot_be_opened(lead, team) -> None:
    today = timezone.localdate()
    Closure.objects.create(team=team, first=date(2020, 1, 1), last=date(2020, 1, 2), reason="Old")
    everybody = Closure.objects.create(first=today, last=today, reason="Strike")
    shown = lead.get(f"/teams/{team.pk}/hours").content.decode()
    assert "Old" not in shown
    assert "Strike" in shown
    assert "Open again" not in shown
    lead.post(f"/teams/{team.pk}/closed-days/{everybody.pk}/remove")
    assert Closure.objects.filter(pk=everybody.pk).exists()


@pytest.fixture
def sister(team) -> Team:
    return Team.objects.create(organisation=team.organisation, name="Sister")


@pytest.fixture
def stranger() -> Team:
    return Team.objects.create(organisation=Organisation.objects.create(name="Other"), name="Far")


OPERATOR = "operator"


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("nobody", set()),
        (Role.COUNSELLOR, set()),
        (Role.EDITOR, set()),
        (Role.LEAD, {"own"}),
        (Role.ADMINISTRATOR, {"own", "sister"}),
        (OPERATOR, {"own", "sister", "stranger"}),
    ],
)
def test_only_who_answers_for_a_team_changes_it(team, sister, stranger, role, allowed) -> None:
    browser = Client()
    if role == OPERATOR:
        browser = logged_in(Counsellor.objects.create_superuser("op", display_name="Op"))
    elif role != "nobody":
        browser = logged_in(add_counsellor("somebody", role=Role(role), display_name="S"))
    for name, one in {"own": team, "sister": sister, "stranger": stranger}.items():
        today = timezone.localdate()
        closure = Closure.objects.create(team=one, first=today, last=today, reason="x")
        here = f"/teams/{one.pk}"
        answers = [
            browser.get(f"{here}/hours"),
            browser.post(f"{here}/hours", fields_of(MORNING)),
            browser.post(f"{here}/closed-days", closing(first="2999-01-01")),
            browser.post(f"{here}/closed-days/{closure.pk}/remove"),
        ]
        changed = (one.opening_times.exists(), one.closures.filter(first__year=2999).exists())
        gone = not Closure.objects.filter(pk=closure.pk).exists()
        if name in allowed:
            assert [answer.status_code for answer in answers] == [200, 302, 302, 302]
            assert (*changed, gone) == (True, True, True)
        else:
            refused = 302 if role == "nobody" else 403
            assert [answer.status_code for answer in answers] == [refused] * 4
            assert (*changed, gone) == (False, False, False)


def test_a_day_of_another_team_is_not_opened_through_the_own_one(lead, team, stranger) -> None:
    closure = Closure.objects.create(team=stranger, first=date(2999, 1, 1), last=date(2999, 1, 1))
    lead.post(f"/teams/{team.pk}/closed-days/{closure.pk}/remove")
    assert Closure.objects.filter(pk=closure.pk).exists()


def test_a_team_that_does_not_exist_is_not_found(lead) -> None:
    assert lead.get("/teams/999999/hours").status_code == 404


def test_the_list_of_teams_leads_to_those_one_may_change(lead, team, stranger) -> None:
    shown = lead.get("/teams/").content.decode()
    assert f"/teams/{team.pk}/hours" in shown
    assert f"/teams/{stranger.pk}/hours" not in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Counsellors are away. They are back on Monday 4 May, 09:00."),
        ("nl", "Er zijn nu geen begeleiders. Ze zijn er weer op ma 4 mei, 09:00."),
        ("fr", "Les conseillers sont absents. Ils reviennent lun. 4 mai, 09:00."),
        ("de", "Die Beratung ist nicht da. Sie ist wieder da: Mo., 4. Mai, 09:00."),
    ],
)
def test_what_newcomers_hear_is_told_in_the_language_of_the_page(team, language, said) -> None:
    opens_at = datetime(2026, 5, 4, 9, tzinfo=BRUSSELS)
    with translation.override(language):
        assert told(Expectation(team, False, opens_at, None, [])) == said


def test_a_team_that_is_away_for_long_says_no_day(team) -> None:
    assert "nobody knows" in told(Expectation(team, False, None, None, []))


def test_the_holidays_ahead_go_on_into_the_next_year() -> None:
    assert holidays_ahead(date(2026, 12, 25), days=10) == [date(2026, 12, 25), date(2027, 1, 1)]
    assert holidays_ahead(date(2026, 12, 26), days=2) == []


def test_opening_a_page_costs_the_same_however_many_days_are_closed(
    lead, team, address, django_assert_max_num_queries
) -> None:
    first = timezone.localdate()
    Closure.objects.bulk_create(
        Closure(team=team, first=first + timedelta(days=n), last=first + timedelta(days=n))
        for n in range(60)
    )
    with django_assert_max_num_queries(20):
        lead.get(address)
