from __future__ import annotations

from datetime import date, datetime, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.calendar_file import Day, calendar

MADE = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.utc)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_day_is_a_whole_day_with_a_reminder() -> None:
    lines = unfolded(calendar("Steps", [Day("a@b", date(2027, 2, 28), "Brussels", "x")], made=MADE))
    assert "DTSTART;VALUE=DATE:20270228" in lines
    assert "DTEND;VALUE=DATE:20270301" in lines
    assert "TRIGGER:-P14D" in lines
    assert "DTSTAMP:20261122T090000Z" in lines


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_every_line_is_short_and_every_word_survives(text: str) -> None:
    made = calendar("Steps", [Day("a@b", date(2027, 2, 28), "t", text)], made=MADE)
    assert all(len(line.encode("utf-8")) <= 75 for line in made.split("\r\n"))
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"DESCRIPTION:{escaped}" in unfolded(made)


def test_no_word_of_a_title_can_add_a_line() -> None:
    day = Day("a@b", date(2027, 2, 28), "one\nEND:VEVENT", "x")
    assert unfolded(calendar("Steps", [day], made=MADE)).count("END:VEVENT") == 1
