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

    answer = Client().post("/accounts/login/", {"login": name, "password": password})

    assert answer.url == "/"
    assert Counsellor.objects.get().is_superuser


def test_a_second_call_changes_nothing_and_says_so(db) -> None:
    create()
    assert "nothing was changed" in create()
    assert Counsellor.objects.count() == 1
