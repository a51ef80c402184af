from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client


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
    "address", ["/accounts/profile/", "/accounts/2fa/", "/accounts/password/change/"]
)
def test_the_own_account_has_its_pages(page: Client, address: str) -> None:
    answer = page.get(address, follow=True)
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.content.decode()
