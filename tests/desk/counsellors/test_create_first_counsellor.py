from __future__ import annotations

import re
from io import StringIO

from django.core.management import call_command
from django.test import Client

from desk.counsellors.models import Counsellor


def create() -> str:
    said = StringIO()
    call_command("create_first_counsellor", "--username", "ayse", stdout=said)
    return said.getvalue()


def test_the_printed_password_opens_the_desk(db) -> None:
    found = re.search(r"user +(\S+)\n +password +(\S+)", create())
    assert found is not None
    name, password = found.groups()

    browser = Client()
    answer = browser.post("/accounts/login/", {"login": name, "password": password})

    assert answer.url == "/"
    assert Counsellor.objects.get().is_superuser
    assert browser.get("/").status_code == 200


def test_a_second_call_changes_nothing_and_says_so(db) -> None:
    create()
    assert "nothing was changed" in create()
    assert Counsellor.objects.count() == 1


def test_newcomers_read_a_person_and_never_the_name_of_the_machine(db) -> None:
    create()
    assert Counsellor.objects.get().get_full_name() == "Counsellor"


def test_the_organisation_may_be_named_at_once(db) -> None:
    call_command("create_first_counsellor", "--organisation", "Agency", stdout=StringIO())
    counsellor = Counsellor.objects.get()
    assert counsellor.role_title == "Agency"
    assert counsellor.memberships.first().team.organisation.name == "Agency"
