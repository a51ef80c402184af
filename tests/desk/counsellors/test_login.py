from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from desk.counsellors.models import Counsellor
from desk.teams.models import Role
from tests.desk.conftest import add_counsellor, logged_in


def log_in(browser: Client, password: str):
    return browser.post("/accounts/login/", {"login": "ayse", "password": password})


def test_the_right_password_opens_the_queue(counsellor) -> None:
    browser = Client()
    assert log_in(browser, "a long password").url == "/"
    assert browser.get("/").status_code == 200


def test_too_many_wrong_passwords_close_the_door_even_for_the_right_one(counsellor) -> None:
    browser = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert log_in(browser, "wrong").status_code == 200
    assert log_in(browser, "wrong").status_code == 429

    answer = log_in(browser, "a long password")

    assert answer.status_code == 429
    assert "quarter of an hour" in answer.content.decode()
    assert browser.get("/").status_code == 302


def test_nobody_signs_up(db) -> None:
    assert Client().get("/accounts/signup/").status_code == 404


def test_the_login_page_names_no_account_that_exists(counsellor) -> None:
    browser = Client()
    known = browser.post("/accounts/login/", {"login": "ayse", "password": "wrong"})
    unknown = browser.post("/accounts/login/", {"login": "none", "password": "wrong"})
    assert known.context["form"].errors == unknown.context["form"].errors != {}


def test_a_required_second_factor_comes_before_any_page(page: Client, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    assert page.get("/").url == "/accounts/2fa/totp/activate/"
    setting_up = page.get("/accounts/2fa/totp/activate/", follow=True)
    assert setting_up.status_code == 200


@pytest.mark.parametrize(
    ("role", "sent_away"),
    [(Role.COUNSELLOR, False), (Role.LEAD, True), (Role.ADMINISTRATOR, True), (Role.EDITOR, False)],
)
def test_a_second_factor_may_be_asked_of_leads_and_administrators_alone(
    db, settings, role: Role, sent_away: bool
) -> None:
    settings.REQUIRE_SECOND_FACTOR_OF_LEADS = True
    answer = logged_in(add_counsellor("x", role=role, display_name="X")).get("/articles/")
    assert (answer.status_code == 302) is sent_away


def test_operators_are_asked_for_a_second_factor_with_the_leads(db, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR_OF_LEADS = True
    operator = Counsellor.objects.create_superuser("op", display_name="Op")
    assert logged_in(operator).get("/articles/").url == "/accounts/2fa/totp/activate/"


def test_an_idle_session_ends_and_news_do_not_keep_it_alive(
    page, opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = {"now": 1_000_000.0}
    monkeypatch.setattr("desk.counsellors.idle.time.time", lambda: clock["now"])
    assert page.get("/").status_code == 200
    for _ in range(5):
        clock["now"] += settings.IDLE_SECONDS / 4
        assert page.get("/queue/news").status_code in {200, 204, 302}
    assert "/login/" in page.get("/").url


def test_a_session_in_use_goes_on(page, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = {"now": 1_000_000.0}
    monkeypatch.setattr("desk.counsellors.idle.time.time", lambda: clock["now"])
    for _ in range(6):
        assert page.get("/").status_code == 200
        clock["now"] += settings.IDLE_SECONDS / 2


def test_a_session_ends_with_the_working_day_and_with_the_browser() -> None:
    assert settings.SESSION_COOKIE_AGE <= 12 * 60 * 60
    assert settings.ACCOUNT_SESSION_REMEMBER is False
    assert settings.SESSION_COOKIE_HTTPONLY


@pytest.mark.parametrize(
    "password", ["short", "123456789012345", "password1234", "counsellor-bart"]
)
def test_a_weak_password_is_refused(counsellor, password: str) -> None:
    counsellor.display_name = "Counsellor Bart"
    with pytest.raises(ValidationError):
        validate_password(password, counsellor)


@pytest.mark.parametrize(
    "address", ["/accounts/profile/", "/accounts/2fa/", "/accounts/password/change/"]
)
def test_the_own_account_has_its_pages(page: Client, address: str) -> None:
    answer = page.get(address, follow=True)
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.content.decode()
