from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from desk.counsellors.models import validate_languages


def test_a_counsellor_changes_name_role_and_languages(page, counsellor) -> None:
    page.post(
        "/accounts/profile/",
        {"display_name": "Ayşe D.", "role_title": "Clerk", "languages": ["nl", "tr"]},
    )
    counsellor.refresh_from_db()
    assert (counsellor.display_name, counsellor.role_title) == ("Ayşe D.", "Clerk")
    assert counsellor.languages == ["nl", "tr"]


def test_a_name_is_needed(page, counsellor) -> None:
    answer = page.post("/accounts/profile/", {"display_name": " ", "role_title": "Clerk"})
    counsellor.refresh_from_db()
    assert counsellor.display_name == "Ayşe"
    assert answer.context["form"].errors.keys() == {"display_name"}


@pytest.mark.parametrize("field", ["display_name", "role_title"])
def test_a_name_that_would_turn_the_line_around_is_refused(page, counsellor, field) -> None:
    sent = {"display_name": "Ayşe", "role_title": "Clerk", field: "Ay\u202eşe"}
    answer = page.post("/accounts/profile/", sent)
    assert answer.context["form"].errors.keys() == {field}
    counsellor.refresh_from_db()
    assert counsellor.display_name == "Ayşe"


@pytest.mark.parametrize("wrong", ["nl", ["xx"], [1], {"nl": 1}, None])
def test_languages_are_a_list_of_known_codes(wrong) -> None:
    with pytest.raises(ValidationError):
        validate_languages(wrong)
    validate_languages(["nl", "ar"])
