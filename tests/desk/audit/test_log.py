from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.audit import triggers
from desk.audit.log import log
from desk.audit.middleware import AUDITED, QUIET
from desk.audit.models import AppendOnlyError, Entry, Kind
from desk.audit.views import harmless
from desk.config import environment as environment_module
from desk.teams.models import Organisation, Role, Team
from tests.desk.conftest import add_counsellor, logged_in


def kinds(**about: object) -> list[str]:
    return list(Entry.objects.filter(**about).order_by("id").values_list("kind", flat=True))


def test_every_look_at_a_case_is_logged(page, opened, counsellor) -> None:
    case = opened()
    for _ in range(2):
        page.get(f"/cases/{case.id}/")
    assert kinds(case_id=case.id, actor=counsellor) == [Kind.CASE_VIEWED] * 2
    assert Entry.objects.filter(kind=Kind.CASE_VIEWED).first().address == "127.0.0.1"


def test_a_case_that_was_not_shown_was_not_seen(page, some_id) -> None:
    page.get(f"/cases/{some_id}/")
    assert Kind.CASE_VIEWED not in kinds()


def test_news_of_an_open_page_are_not_logged_again(page, opened) -> None:
    case = opened()
    page.get(f"/cases/{case.id}/news")
    assert kinds(case_id=case.id) == []


def test_logins_and_failed_ones_are_logged_without_what_was_typed(counsellor) -> None:
    browser = Client()
    browser.post("/accounts/login/", {"login": "my secret password", "password": "x"})
    browser.post("/accounts/login/", {"login": "ayse", "password": "a long password"})
    browser.post("/accounts/logout/")
    assert kinds()[-3:] == [Kind.LOGIN_FAILED, Kind.LOGGED_IN, Kind.LOGGED_OUT]
    assert "secret" not in repr(list(Entry.objects.values()))


def test_a_change_of_rights_tells_whose_and_which(counsellor) -> None:
    membership = counsellor.memberships.get()
    membership.delete()
    entry = Entry.objects.get(kind=Kind.ROLE_TAKEN)
    assert entry.detail == {"account": "ayse", "role": "counsellor", "team": "Counsellors"}


def test_a_refused_page_is_logged(page, counsellor) -> None:
    assert page.get("/audit/").status_code == 403
    assert kinds(actor=counsellor)[-1] == Kind.REFUSED


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(detail={}),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["detail"]),
    ],
)
def test_an_entry_cannot_be_changed_or_deleted(counsellor, change) -> None:
    entry = log(Kind.EXPORTED, actor=counsellor)
    with pytest.raises(AppendOnlyError):
        change(entry)
    assert Entry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET kind = 'exported'"])
def test_the_database_refuses_too(counsellor, statement: str) -> None:
    triggers.install(connection, "delete")
    log(Kind.CASE_VIEWED, actor=counsellor)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(triggers.TABLE))
    assert Kind.CASE_VIEWED in kinds()


def test_only_the_job_forgets_and_only_what_is_old(
    counsellor, monkeypatch: pytest.MonkeyPatch
) -> None:
    triggers.install(connection, "delete")
    monkeypatch.setenv("FANAL_DESK_AUDIT_DAYS", "30")
    environment_module.environment.cache_clear()
    before = timezone.now() - timedelta(days=31)
    monkeypatch.setattr("django.utils.timezone.now", lambda: before)
    log(Kind.EXPORTED, actor=counsellor)
    monkeypatch.undo()
    monkeypatch.setenv("FANAL_DESK_AUDIT_DAYS", "30")
    environment_module.environment.cache_clear()
    log(Kind.CASE_VIEWED, actor=counsellor)
    said = StringIO()
    call_command("forget_audit", stdout=said)
    assert said.getvalue() == "Forgot 1 entries older than 30 days.\n"
    assert kinds()[-1] == Kind.CASE_VIEWED
    assert Kind.EXPORTED not in kinds()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {triggers.TABLE}")


@pytest.fixture
def administrator(db) -> Client:
    return logged_in(add_counsellor("eva", role=Role.ADMINISTRATOR, display_name="Eva"))


def test_administrators_read_and_filter_the_log(administrator, opened, counsellor) -> None:
    case = opened()
    log(Kind.CASE_VIEWED, actor=counsellor, case_id=case.id)
    log(Kind.EXPORTED, actor=counsellor)
    all_of_it = administrator.get("/audit/").context["page"].paginator.count
    found = administrator.get(
        "/audit/", {"kind": "case_viewed", "actor": counsellor.pk, "case": str(case.id)}
    )
    assert [entry.case_id for entry in found.context["page"]] == [case.id]
    assert all_of_it > 1
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert not administrator.get("/audit/", {"first": tomorrow}).context["page"].object_list
    assert not administrator.get("/audit/", {"case": "'; --"}).context["page"].object_list


def test_administrators_read_nothing_of_another_organisation(administrator) -> None:
    other = Organisation.objects.create(name="Other")
    team = Team.objects.create(organisation=other, name="Team")
    stranger = add_counsellor("omar", team=team, display_name="Omar")
    log(Kind.EXPORTED, actor=stranger)
    shown = administrator.get("/audit/").context["page"].object_list
    assert stranger not in {entry.actor for entry in shown}


def test_the_log_is_exported_as_csv_and_that_is_logged(administrator, counsellor) -> None:
    answer = administrator.get("/audit/audit.csv", {"kind": "role_given"})
    assert answer.content.decode().splitlines()[0] == "at,kind,account,case,detail,address"
    assert kinds()[-1] == Kind.EXPORTED


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_every_page_that_shows_a_case_is_logged_or_known_to_be_quiet(page, opened) -> None:
    from tests.desk.teams.test_permissions import PAGES

    case = opened()
    shown = {
        name
        for name, values in PAGES
        if "case_id" in values
        and not name.startswith("api:")
        and page.get(reverse(name, kwargs=values | {"case_id": case.id})).status_code == 200
    }
    assert "cases:case" in shown
    assert shown <= AUDITED.keys() | QUIET
