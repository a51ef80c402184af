"""Every role at every page; a page without a row here fails."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from desk.counsellors.models import Counsellor
from desk.teams.models import Role
from desk.teams.pages import For, audience, may_open
from desk.teams.rights import rights
from tests.desk.conftest import add_counsellor, logged_in

NOBODY, OPERATOR = "nobody", "operator"
ROLES = [NOBODY, *Role.values, OPERATOR]
EVERYBODY = frozenset(ROLES)
ACCOUNTS = EVERYBODY - {NOBODY}
CASES = frozenset({Role.COUNSELLOR.value, Role.LEAD.value})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR.value, OPERATOR})
EDITORS = CASES | {Role.EDITOR.value}
LEADERS = ADMINISTRATORS | {Role.LEAD.value}

#: Who may open what. Rows of the administration are patterns; there, the models decide further.
ROWS = {
    "cases:queue": CASES,
    "cases:live": CASES,
    "cases:queue_news": CASES,
    "cases:calls": CASES,
    "cases:case": CASES,
    "cases:news": CASES,
    "cases:claim": CASES,
    "cases:acknowledge": CASES,
    "cases:reply": CASES,
    "cases:draft": CASES,
    "cases:hand_back": CASES,
    "cases:resolve": CASES,
    "cases:send_again": CASES,
    "cases:give_up": CASES,
    "cases:reopen": CASES,
    "cases:articles": CASES,
    "cases:insert": CASES,
    "notes:add": CASES,
    "notes:mentions": CASES,
    "labels:put": CASES,
    "labels:take_off": CASES,
    "snooze:snooze": CASES,
    "snooze:wake": CASES,
    "presence:sign": CASES,
    "canned:list": CASES,
    "search:search": CASES,
    "articles:list": ACCOUNTS,
    "articles:article": ACCOUNTS,
    "learning:*": EDITORS,
    "figures:*": LEADERS,
    "privacy:*": CASES,
    "translation:*": CASES,
    "teams:list": ACCOUNTS,
    "teams:hours": LEADERS,
    "teams:add_closure": LEADERS,
    "teams:remove_closure": LEADERS,
    "teams:of_case": CASES,
    "teams:transfer": CASES,
    "teams:take_back": CASES,
    "audit:log": ADMINISTRATORS,
    "audit:export": ADMINISTRATORS,
    "admin:login": EVERYBODY,
    "admin:logout": ACCOUNTS,
    "admin:*": ADMINISTRATORS,
    "account_login": EVERYBODY,
    "account_logout": ACCOUNTS,
    "account_inactive": EVERYBODY,
    "account_reauthenticate": ACCOUNTS,
    "account_change_password": ACCOUNTS,
    "profile": ACCOUNTS,
    # Without a first step that has just succeeded, it sends back to the login.
    "mfa_authenticate": ACCOUNTS,
    "mfa_index": ACCOUNTS,
    "mfa_reauthenticate": ACCOUNTS,
    "mfa_activate_totp": ACCOUNTS,
    "mfa_deactivate_totp": ACCOUNTS,
    "mfa_view_recovery_codes": ACCOUNTS,
    "mfa_generate_recovery_codes": ACCOUNTS,
    "mfa_download_recovery_codes": ACCOUNTS,
    "api:*": EVERYBODY,
    "demo": EVERYBODY,
    "demo_playground": EVERYBODY,
    "demo_help": EVERYBODY,
    "demo_answer": EVERYBODY,
    "health": EVERYBODY,
    "set_language": EVERYBODY,
}


def pages(
    resolver: URLResolver | None = None, namespace: str = ""
) -> Iterator[tuple[str, dict[str, str]]]:
    """Every named page with sample values for its address."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = (entry.namespace and f"{entry.namespace}:") or ""
            yield from pages(entry, namespace + inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or ''}", samples(entry)


def samples(entry: URLPattern) -> dict[str, str]:
    values = {"UUIDConverter": "00000000-0000-4000-8000-000000000000", "IntConverter": "1"}
    return {
        name: values.get(type(converter).__name__, "x")
        for name, converter in entry.pattern.converters.items()
    }


def row(name: str) -> frozenset[str] | None:
    return ROWS.get(name) or next(
        (who for pattern, who in ROWS.items() if fnmatchcase(name, pattern)), None
    )


#: Pages of the administration without a name or with positional parts are behind the same door.
PAGES = sorted({name: values for name, values in pages() if name}.items())
NAMES = [name for name, _ in PAGES if not name.startswith("admin:") or name == "admin:index"]


@pytest.mark.parametrize("name", [name for name, _ in PAGES])
def test_every_page_has_a_row(name: str) -> None:
    assert row(name) is not None, f"Add a row for {name} here and one in desk/teams/pages.py."
    assert audience(name) is not None, f"{name} has no row in desk/teams/pages.py."


def test_every_row_is_about_a_page() -> None:
    names = [name for name, _ in PAGES]
    unused = [pattern for pattern in ROWS if not any(fnmatchcase(n, pattern) for n in names)]
    assert unused == []


@pytest.fixture
def visitor(db, request: pytest.FixtureRequest) -> Client:
    """A browser of somebody with one role."""
    role = request.param
    if role == NOBODY:
        return Client()
    if role == OPERATOR:
        return logged_in(Counsellor.objects.create_superuser("op", None, "x", display_name="Op"))
    return logged_in(add_counsellor(role, role=Role(role), password="x", display_name=role))


@pytest.mark.parametrize(
    ("visitor", "role"), [(role, role) for role in ROLES], indirect=["visitor"]
)
def test_a_role_opens_its_pages_and_no_others(visitor: Client, role: str) -> None:
    opened, refused = set(), set()
    for name, values in PAGES:
        if name not in NAMES:
            continue
        answer = visitor.get(reverse(name, kwargs=values))
        at_login = answer.status_code == 302 and "/login/" in answer.url
        # Whoever has no queue is shown what there is instead.
        elsewhere = name == "cases:queue" and answer.status_code == 302
        (refused if answer.status_code == 403 or at_login or elsewhere else opened).add(name)
    assert opened == {name for name in NAMES if role in (row(name) or ())}
    assert refused == set(NAMES) - opened


def test_a_page_that_nobody_thought_of_is_for_nobody(db) -> None:
    everything = Counsellor.objects.create_superuser("op", display_name="Op")
    for role in Role:
        add_counsellor(f"x{role}", role=role)
    assert audience("brand:new") is None
    assert not may_open(None, rights(everything))
    assert may_open(For.OPERATORS, rights(everything))
