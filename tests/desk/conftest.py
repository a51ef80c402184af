from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from desk.audit import triggers
from desk.cases.actions.open_case import open_case
from desk.cases.models import Case
from desk.cases.transcript import NewCase, NewMessage
from desk.config import environment as environment_module
from desk.counsellors.models import Counsellor
from desk.teams.models import Membership, Role, Team
from desk.teams.models.organisation import default_team
from tests.desk.fake_bot import FakeBot, serve

WIRE = Path(__file__).parent.parent / "wire"
LOGIN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
API_TOKEN, BOT_TOKEN = "key-of-the-relay", "key-of-the-desk"

OpenCase = Callable[..., Case]


@pytest.fixture(autouse=True)
def only_loopback(socket_disabled_hosts: None) -> None:
    """No test of the desk talks to the outside."""


@pytest.fixture
def socket_disabled_hosts() -> Iterator[None]:
    import pytest_socket

    pytest_socket.socket_allow_hosts(["127.0.0.1", "localhost"], allow_unix_socket=True)
    yield
    pytest_socket._remove_restrictions()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Lets the tests that leave no transaction behind empty the audit log after themselves."""
    with django_db_blocker.unblock():
        triggers.remove(connection, "delete")


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Every test reads its own environment."""
    monkeypatch.setenv("FANAL_VAR", str(tmp_path))
    monkeypatch.setenv("FANAL_DESK_API_TOKEN", API_TOKEN)
    monkeypatch.setenv("FANAL_BOT_DESK_TOKEN", BOT_TOKEN)
    environment_module.environment.cache_clear()
    cache.clear()
    yield
    environment_module.environment.cache_clear()


@pytest.fixture
def wire() -> Callable[[str], Any]:
    """A sample message of tests/wire, by name."""
    return lambda name: json.loads((WIRE / f"{name}.json").read_text(encoding="utf-8"))


def add_counsellor(
    name: str, *, team: Team | None = None, role: Role = Role.COUNSELLOR, **values: Any
) -> Counsellor:
    """An account with one role, in the default team unless told."""
    counsellor = Counsellor.objects.create_user(name, **values)
    team = team or default_team()
    Membership.objects.create(counsellor=counsellor, team=team, role=role)
    return counsellor


@pytest.fixture
def counsellor(db: None) -> Counsellor:
    return add_counsellor(
        "ayse",
        password="a long password",
        display_name="Ayşe",
        role_title="Integration counsellor",
        languages=["nl", "ar"],
    )


@pytest.fixture
def colleague(db: None) -> Counsellor:
    return add_counsellor("bart", password="a long password", display_name="Bart", languages=["nl"])


@pytest.fixture
def page(counsellor: Counsellor) -> Client:
    """A browser in which the counsellor is logged in."""
    return logged_in(counsellor)


def logged_in(counsellor: Counsellor) -> Client:
    browser = Client()
    browser.force_login(counsellor, backend=LOGIN_BACKEND)
    return browser


@pytest.fixture
def new_case() -> Callable[..., NewCase]:
    def make(*, minutes_ago: float = 5, messages: int = 1, **changes: Any) -> NewCase:
        opened_at = timezone.now() - timedelta(minutes=minutes_ago)
        values: dict[str, Any] = {
            "id": uuid4(),
            "sender": f"person-{uuid4()}",
            "channel": "socketio",
            "language": "ar",
            "region": "flanders",
            "municipality": "Antwerpen",
            "need": "integration",
            "topic": "",
            "reason": "asked",
            "urgent": False,
            "summary": ({"label": "question", "value": "سؤال"},),
            "opened_at": opened_at,
            "messages": tuple(
                NewMessage(f"e{number}", "newcomer", f"words {number}", "ar", opened_at)
                for number in range(messages)
            ),
        }
        return NewCase(**(values | changes))

    return make


@pytest.fixture
def opened(db: None, new_case: Callable[..., NewCase]) -> OpenCase:
    """Opens a case with the given changes and returns it."""
    return lambda **changes: open_case(new_case(**changes))[0]


@pytest.fixture
def said() -> Callable[..., NewMessage]:
    """A message of the newcomer."""
    return lambda text="more", **changes: NewMessage(
        **(
            {
                "id": str(uuid4()),
                "author": "newcomer",
                "text": text,
                "language": "ar",
                "at": timezone.now(),
            }
            | changes
        )
    )


@pytest.fixture
def fake_bot() -> Iterator[FakeBot]:
    with serve(BOT_TOKEN) as bot:
        yield bot


@pytest.fixture
def some_id() -> UUID:
    return uuid4()
