from __future__ import annotations

import pytest

from actions.errors import SettingsError
from actions.hours import OpeningHours
from actions.settings import settings


def test_opening_hours_are_read_and_told() -> None:
    hours = OpeningHours.parse("mon-thu 09:00-12:00, 13:00-17:00; sat 10:00-12:00")
    assert hours.told_in("en") == "Monday – Thursday 09:00-12:00, 13:00-17:00; Saturday 10:00-12:00"
    assert hours.told_in("fr").startswith("lundi – jeudi")


def test_a_language_without_day_names_gets_the_english_ones() -> None:
    assert OpeningHours.parse("mon 09:00-12:00").told_in("xx") == "Monday 09:00-12:00"


@pytest.mark.parametrize("text", ["always", "mon 9-12", "mon-xyz 09:00-12:00", "mon 25:00-26:00"])
def test_hours_of_another_form_are_refused_with_an_example(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANAL_DESK_HOURS", text)
    with pytest.raises(SettingsError, match="Write it like"):
        settings()


def test_the_server_listens_on_this_machine_only_unless_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FANAL_ACTIONS_URL", "http://127.0.0.1:9055")
    assert (settings().host, settings().port) == ("127.0.0.1", 9055)
    assert settings().hours is None


def test_the_token_does_not_show_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANAL_DESK_API_TOKEN", "hush-hush")
    assert "hush-hush" not in repr(settings())
