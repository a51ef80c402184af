from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.errors import CaseError
from desk.cases.pulse import beat
from desk.cases.queue import queue
from desk.cases.queue_rows import queue_page
from desk.snooze.actions import put_aside, take_up
from desk.snooze.choices import moment
from desk.snooze.models import Snooze

BRUSSELS = ZoneInfo("Europe/Brussels")


def soon() -> datetime:
    return timezone.now() + timedelta(hours=2)


def ids(part) -> list[object]:
    return [case.id for case in part.cases]


@pytest.fixture
def case(opened, counsellor):
    return claim(opened().id, counsellor)


def test_a_case_put_aside_leaves_mine_and_comes_back_by_itself(case, counsellor) -> None:
    put_aside(case.id, counsellor, soon())
    seen = queue(counsellor)
    assert (ids(seen.mine), ids(seen.later)) == ([], [case.id])

    before = beat()
    Snooze.objects.update(until=timezone.now() - timedelta(seconds=1))
    seen = queue(counsellor)
    assert (ids(seen.mine), ids(seen.later)) == ([case.id], [])
    assert beat() != before


def test_words_of_the_newcomer_bring_it_back_at_once(case, counsellor, said) -> None:
    put_aside(case.id, counsellor, soon())
    append_messages(case.id, [said("I have the letter now")])
    assert ids(queue(counsellor).mine) == [case.id]


def test_a_case_brought_back_by_words_is_called_back(case, counsellor, said, page) -> None:
    """It stood among one's own cases, marked as put aside until later."""
    put_aside(case.id, counsellor, soon())
    assert not queue_page(queue(counsellor)).later.rows[0].returned
    assert "Put aside until" in page.get(case.get_absolute_url()).content.decode()

    append_messages(case.id, [said("I have the letter now")])
    assert queue_page(queue(counsellor)).mine.rows[0].returned
    assert (
        "Back again: it was put aside until" in page.get(case.get_absolute_url()).content.decode()
    )


def test_words_from_before_do_not(case, counsellor, said) -> None:
    append_messages(case.id, [said("thanks")])
    put_aside(case.id, counsellor, soon())
    assert ids(queue(counsellor).later) == [case.id]


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=-1), timedelta(days=181)])
def test_a_moment_that_does_not_fit_is_refused(case, counsellor, ahead: timedelta) -> None:
    with pytest.raises(CaseError):
        put_aside(case.id, counsellor, timezone.now() + ahead)
    assert not Snooze.objects.exists()


def test_only_the_holder_may(case, colleague, opened, counsellor) -> None:
    for who, which in ((colleague, case), (counsellor, opened())):
        with pytest.raises(CaseError):
            put_aside(which.id, who, soon())


def test_it_is_taken_up_again_with_one_press(case, page, counsellor) -> None:
    after = page.post(reverse("snooze:snooze", args=[case.id]), {"for": "tomorrow"}, follow=True)
    assert "The case comes back:" in after.content.decode()
    assert ids(queue(counsellor).later) == [case.id]

    page.post(reverse("snooze:wake", args=[case.id]))
    assert ids(queue(counsellor).mine) == [case.id]
    assert not Snooze.objects.exists()


def test_taking_up_what_does_not_rest_changes_nothing(case, counsellor) -> None:
    take_up(case.id, counsellor)
    assert [event.kind for event in case.events.all()] == ["claimed"]


@pytest.mark.parametrize("typed", ["", "soon", "2026-13-40T99:99", "<script>"])
def test_a_date_that_is_none_is_explained(case, page, typed: str) -> None:
    answer = page.post(reverse("snooze:snooze", args=[case.id]), {"until": typed}, follow=True)
    assert "The date is missing." in answer.content.decode()


def test_a_typed_moment_is_local_time() -> None:
    assert moment("", "2026-07-01T09:00") == datetime(2026, 7, 1, 9, tzinfo=BRUSSELS)


@pytest.mark.parametrize(("choice", "weekday"), [("monday", 0)])
def test_next_monday_is_a_monday_to_come(choice: str, weekday: int) -> None:
    at = moment(choice, "")
    assert at is not None
    assert at > timezone.now()
    assert timezone.localtime(at).weekday() == weekday
