from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from desk.teams.models import RoutingRule
from desk.teams.models.organisation import default_team
from tests.desk.conftest import add_counsellor, logged_in


@pytest.fixture
def operator(db: None) -> Client:
    return logged_in(add_counsellor("op", display_name="Op", is_superuser=True, is_staff=True))


def sent(**more: object) -> dict[str, object]:
    """What the form sends: a browser leaves out what is not ticked, and nothing else."""
    rule = {"position": 10, "team": default_team().pk, "is_active": "on", "urgent": "unknown"}
    return rule | {"municipalities": ""} | more


def test_codes_are_ticked_by_name_and_municipalities_written_line_by_line(operator) -> None:
    """They had to be written as lists in brackets and quotation marks."""
    at = reverse("admin:teams_routingrule_add")
    shown = operator.get(at).content.decode()
    assert 'type="checkbox" name="needs" value="job-services"' in shown
    assert "German-speaking Community" in shown
    conditions = {"needs": ["job-services"], "regions": ["flanders", "brussels"]}
    towns = {"municipalities": "Gent\r\n\r\n Aalst ", "languages": ["ar"]}
    assert operator.post(at, sent(**conditions, **towns)).status_code == 302
    rule = RoutingRule.objects.get()
    assert (rule.needs, rule.regions) == (["job-services"], ["flanders", "brussels"])
    assert (rule.municipalities, rule.languages) == (["Gent", "Aalst"], ["ar"])


def test_a_code_of_former_times_stays_until_it_is_unticked(operator) -> None:
    rule = RoutingRule.objects.create(
        team=default_team(), needs=["of-old"], municipalities=["Gent", "Aalst"]
    )
    at = reverse("admin:teams_routingrule_change", args=[rule.pk])
    shown = operator.get(at).content.decode()
    assert 'value="of-old"' in shown
    assert "Gent\nAalst" in shown
    operator.post(at, sent(needs=["of-old"], municipalities="Gent"))
    rule.refresh_from_db()
    assert (rule.needs, rule.municipalities) == (["of-old"], ["Gent"])
    operator.post(at, sent())
    rule.refresh_from_db()
    assert (rule.needs, rule.municipalities) == ([], [])


def test_a_code_that_no_list_holds_is_refused(operator) -> None:
    answer = operator.post(reverse("admin:teams_routingrule_add"), sent(regions=["atlantis"]))
    assert answer.status_code == 200
    assert not RoutingRule.objects.exists()
