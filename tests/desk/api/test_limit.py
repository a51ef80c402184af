from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import connection

from desk.api.errors import ApiError
from desk.api.limit import hold_back
from desk.api.models import Calls
from desk.config.environment import environment
from knowledge.settings import ROOT

NOON = 6_000_000 * 60.0
CALLER = f"""
import django
django.setup()
from desk.api import limit
from desk.api.errors import ApiError

limit.time.time = lambda: {NOON}
let_in = 0
for _ in range(100):
    try:
        limit.hold_back("partner")
        let_in += 1
    except ApiError as error:
        assert error.status == 429
print(let_in)
"""


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FANAL_DESK_API_CALLS_PER_MINUTE", "1")
    environment.cache_clear()
    return lambda moment: monkeypatch.setattr("desk.api.limit.time.time", lambda: moment)


def test_every_minute_begins_anew_and_keeps_one_row_a_client(db, at) -> None:
    for minute in range(3):
        at(NOON + 60 * minute)
        hold_back("partner")
        with pytest.raises(ApiError, match="too often"):
            hold_back("partner")
        hold_back(f"other {minute}")
    assert Calls.objects.get(client="partner").n == 2
    assert Calls.objects.count() == 4


def test_a_call_costs_one_query(db, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        hold_back("partner")


def shared_database() -> str:
    told = {key: str(value) for key, value in connection.settings_dict.items()}
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    who = f"{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}"
    return f"postgresql://{who}/{told['NAME']}"


@pytest.mark.integration
@pytest.mark.django_db(transaction=True)
def test_two_processes_share_one_limit_and_lose_no_call() -> None:
    """Each process counted for itself once, so that two let in twice as many."""
    environment_of_both = os.environ | {
        "DJANGO_SETTINGS_MODULE": "desk.config.test",
        "FANAL_DESK_TEST_DB": shared_database(),
        "FANAL_DESK_API_CALLS_PER_MINUTE": "150",
    }
    command = [sys.executable, "-c", CALLER]
    callers = [
        subprocess.Popen(
            command, cwd=ROOT, env=environment_of_both, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    let_in = [int(caller.communicate(timeout=60)[0]) for caller in callers]
    assert sum(let_in) == 150
    assert Calls.objects.get().n == 200
