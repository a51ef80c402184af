from __future__ import annotations

import pytest
from django.urls import reverse

from desk.counsellors.models import Counsellor
from desk.teams.models.organisation import default_team
from tests.desk.conftest import add_counsellor, logged_in

PASSWORD = "three quiet herons"


@pytest.fixture
def operator(db: None):
    counsellor = add_counsellor("op", display_name="Op", is_superuser=True, is_staff=True)
    return logged_in(counsellor)


def account(**more: object) -> dict[str, object]:
    """What the form sends: an account with one role."""
    team = {"memberships-0-team": default_team().pk, "memberships-0-role": "counsellor"}
    return {
        "username": "noor",
        "display_name": "Noor",
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        **team,
        **more,
    }


def test_languages_of_a_new_account_are_ticked(operator) -> None:
    """They had to be written as a list of codes in brackets and quotation marks."""
    at = reverse("admin:counsellors_counsellor_add")
    assert 'type="checkbox" name="languages" value="nl"' in operator.get(at).content.decode()
    passwords = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    answer = operator.post(at, account(languages=["nl", "ar"], **passwords))
    assert answer.status_code == 302
    assert Counsellor.objects.get(username="noor").languages == ["nl", "ar"]


def test_skills_are_ticked_by_name_and_kept(operator) -> None:
    noor = add_counsellor("noor", display_name="Noor", skills=["job-services"], languages=["nl"])
    at = reverse("admin:counsellors_counsellor_change", args=[noor.pk])
    shown = operator.get(at).content.decode()
    assert 'value="job-services" id="id_skills_4" checked' in shown
    assert "diploma recognition" in shown
