from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.cases.models import Case
from desk.teams.models import Organisation, RoutingRule, Team
from desk.teams.models.organisation import default_team
from desk.teams.routing import Request, office_covers, route

NEEDS, REGIONS, LANGUAGES = ["work", "diploma"], ["flanders", "brussels"], ["ar", "nl"]


def team(name: str, **values: object) -> Team:
    organisation, _ = Organisation.objects.get_or_create(name="Agency")
    return Team.objects.create(organisation=organisation, name=name, **values)


def rule(to: Team, **conditions: object) -> RoutingRule:
    return RoutingRule.objects.create(team=to, **conditions)


def test_the_first_rule_that_fits_decides(db) -> None:
    rule(team("Later"), position=20, regions=["flanders"])
    first = rule(team("First"), position=10, regions=["flanders"])
    found = route(Request(region="flanders"))
    assert (found.team.name, found.rule) == ("First", first.pk)


def test_of_equal_positions_the_older_rule_decides(db) -> None:
    rule(team("Older"))
    rule(team("Younger"))
    assert route(Request()).team.name == "Older"


@pytest.mark.parametrize(
    ("conditions", "misfit"),
    [
        ({"needs": ["work"]}, "need"),
        ({"regions": ["wallonia"]}, "region"),
        ({"municipalities": ["Gent"]}, "municipality"),
        ({"languages": ["tr"]}, "language"),
        ({"urgent": True}, "urgent"),
        ({"office": "atlas"}, "office"),
        ({"office": "no-such-office"}, "office"),
    ],
)
def test_a_rule_that_does_not_fit_says_why(db, conditions, misfit: str) -> None:
    rule(team("Special"), **conditions)
    asked = Request(need="diploma", region="flanders", municipality="Leuven", language="ar")
    found = route(asked)
    assert (found.team, found.rule) == (default_team(), None)
    assert [verdict.misfits for verdict in found.verdicts] == [(misfit,)]


def test_every_condition_must_fit(db) -> None:
    rule(team("Both"), regions=["flanders"], languages=["ar"])
    assert route(Request(region="flanders", language="ar")).rule is not None
    assert route(Request(region="flanders", language="nl")).rule is None


def test_a_municipality_is_known_by_any_spelling_of_its_name(db) -> None:
    rule(team("Liège"), municipalities=["Liège"])
    assert route(Request(municipality="LIEGE")).rule is not None


def test_a_rule_follows_the_area_of_an_office() -> None:
    assert office_covers("atlas", "flanders", "Antwerpen")
    assert not office_covers("atlas", "flanders", "Leuven")
    assert not office_covers("atlas", "flanders", "")
    assert not office_covers("atlas", "", "")


def test_a_team_that_takes_nothing_is_passed_over(db) -> None:
    rule(team("Closed down", is_active=False))
    found = route(Request())
    assert found.team == default_team()
    assert found.verdicts[0].misfits == ("team",)


def test_a_rule_out_of_use_is_not_asked(db) -> None:
    rule(team("Off"), is_active=False)
    assert route(Request()).verdicts == ()


def test_a_case_goes_where_its_rule_says(opened) -> None:
    chosen = rule(team("Urgent cases"), urgent=True)
    case = opened(urgent=True)
    assert (case.team, case.rule) == (chosen.team, chosen)
    assert opened().team == default_team()


some = st.lists(st.sampled_from(NEEDS + REGIONS + LANGUAGES), max_size=2)
rules = st.lists(
    st.fixed_dictionaries(
        {
            "position": st.integers(0, 5),
            "needs": some,
            "regions": some,
            "languages": some,
            "urgent": st.sampled_from([None, True, False]),
            "is_active": st.booleans(),
        }
    ),
    max_size=6,
)
requests = st.builds(
    Request,
    need=st.sampled_from(["", *NEEDS]),
    region=st.sampled_from(["", *REGIONS]),
    language=st.sampled_from(LANGUAGES),
    urgent=st.booleans(),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=rules, asked=requests)
def test_every_case_gets_exactly_one_team_and_always_the_same(db, made, asked) -> None:
    RoutingRule.objects.all().delete()
    Team.objects.exclude(is_default=True).delete()
    for number, values in enumerate(made):
        rule(team(f"Team {number}"), **values)
    found, again = route(asked), route(asked)
    assert found == again
    assert found.team.is_active
    fitting = [verdict.rule for verdict in found.verdicts if not verdict.misfits]
    assert fitting == ([found.rule] if found.rule else [])


def test_a_case_without_a_team_cannot_be_stored() -> None:
    assert Case._meta.get_field("team").null is False
