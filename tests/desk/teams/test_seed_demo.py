from __future__ import annotations

import re
from io import StringIO

from django.core.management import call_command
from django.test import Client

from desk.counsellors.models import Counsellor
from desk.teams.models import Organisation, Team
from desk.teams.routing import Request, route


def seed() -> str:
    said = StringIO()
    call_command("seed_demo", stdout=said)
    return said.getvalue()


def test_a_printed_password_opens_the_queue(db) -> None:
    said = seed()
    found = re.search(r"  ayse +(\S+)", said)
    assert found is not None
    browser = Client()
    browser.post("/accounts/login/", {"login": "ayse", "password": found[1]})
    assert browser.get("/").status_code == 200
    assert (Organisation.objects.count(), Team.objects.count()) == (2, 3)


def test_cases_of_the_demo_go_three_ways(db) -> None:
    seed()
    found = {
        route(Request(region="brussels")).team.name,
        route(Request(region="flanders", need="job-services")).team.name,
        route(Request(region="wallonia")).team.name,
    }
    assert found == {"Brussels", "Work", "Welcome"}
    assert route(Request(region="brussels", urgent=True)).team.name == "Welcome"


def test_a_second_call_changes_nothing(db) -> None:
    seed()
    assert "nothing was changed" in seed()
    assert Counsellor.objects.count() == 7
