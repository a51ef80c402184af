from __future__ import annotations

import pytest
from django.urls import reverse

from desk.cases.actions.claim import claim
from desk.cases.filters import Filters, fields, read_filters
from desk.cases.queue import queue, visible_cases
from desk.teams.models import Team
from tests.desk.conftest import add_counsellor


def waiting(counsellor, **filters: str) -> set[object]:
    return {case.id for case in queue(counsellor, Filters(**filters)).waiting.cases}


def test_filters_narrow_and_combine(opened, counsellor) -> None:
    arabic = opened(language="ar", region="flanders", need="work")
    french = opened(language="fr", region="brussels", need="work", urgent=True)
    both = {arabic.id, french.id}
    assert waiting(counsellor) == waiting(counsellor, need="work") == both
    assert waiting(counsellor, language="ar") == {arabic.id}
    assert waiting(counsellor, region="brussels") == {french.id}
    assert waiting(counsellor, urgent="1") == {french.id}
    assert waiting(counsellor, need="work", language="ar", region="brussels") == set()


def test_waiting_since_concerns_only_those_who_wait(opened, counsellor) -> None:
    long, _short = opened(minutes_ago=70), opened(minutes_ago=5)
    mine = claim(opened(minutes_ago=5).id, counsellor)
    seen = queue(counsellor, Filters(waited="60"))
    assert [case.id for case in seen.waiting.cases] == [long.id]
    assert [case.id for case in seen.mine.cases] == [mine.id]


def test_a_team_of_others_shows_nothing_of_theirs(opened, counsellor, db) -> None:
    home = opened().team
    other = Team.objects.create(organisation=home.organisation, name="Elsewhere")
    hidden = opened()
    hidden.team = other
    hidden.save()
    assert waiting(counsellor, team=str(other.pk)) == set()
    assert waiting(add_counsellor("zoe", team=other), team=str(other.pk)) == {hidden.id}


@pytest.mark.parametrize(
    "values",
    [
        {"team": "1 OR 1=1"},
        {"team": "٣"},
        {"team": "9" * 30},
        {"waited": "-5"},
        {"waited": "61"},
        {"urgent": "yes"},
    ],
)
def test_what_cannot_be_a_filter_is_passed_over(values: dict[str, str]) -> None:
    assert read_filters(values) == Filters()


def test_the_form_offers_what_open_cases_have_and_what_is_chosen(opened, counsellor) -> None:
    opened(language="uk", region="wallonia", need="")
    by_name = {
        field.name: [value for value, _name in field.choices]
        for field in fields(Filters(language="tr"), visible_cases(counsellor))
    }
    assert by_name["language"] == ["tr", "uk"]
    assert by_name["region"] == ["wallonia"]
    assert by_name["need"] == []


def test_filters_stand_in_the_address_and_are_remembered_until_cleared(opened, page) -> None:
    opened(municipality="Genk", language="ar")
    opened(municipality="Evere", language="fr")
    text = page.get("/", {"language": "fr"}).content.decode()
    assert "Evere" in text
    assert "Genk" not in text

    again = page.get("/")
    assert (again.status_code, again.url) == (302, "/?language=fr")
    cleared = page.get("/", {"team": ""}).content.decode()
    assert "Genk" in cleared
    assert page.get("/").status_code == 200


def test_the_news_keep_to_the_filters(opened, page) -> None:
    opened(municipality="Genk", language="ar")
    shown = page.get("/", {"language": "fr"})
    assert "language=fr" in shown.content.decode()
    news = reverse("cases:queue_news")
    version = shown.context["page"].version
    assert page.get(news, {"version": version, "language": "fr"}).status_code == 204
    assert "Genk" in page.get(news, {"version": version}).content.decode()


def test_an_empty_result_says_that_filters_hide_the_others(opened, page) -> None:
    opened(language="ar")
    text = page.get("/", {"language": "fr", "region": "<b>"}).content.decode()
    assert "Nobody who waits fits the filters." in text
    assert "<b>" not in text
