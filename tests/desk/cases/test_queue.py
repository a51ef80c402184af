from __future__ import annotations

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.resolve import resolve
from desk.cases.actions.withdraw import withdraw
from desk.cases.models import Outcome
from desk.cases.queue import ASIDE_SHOWN, position, queue


def test_urgent_first_then_whoever_waits_longest(opened, counsellor) -> None:
    short, long = opened(minutes_ago=1), opened(minutes_ago=60)
    urgent = opened(minutes_ago=2, urgent=True)
    sooner = opened(minutes_ago=9, urgent=True)

    assert list(queue(counsellor).waiting.cases) == [sooner, urgent, long, short]
    assert [position(case) for case in (sooner, urgent, long, short)] == [1, 2, 3, 4]


def test_positions_are_all_different_when_cases_open_at_the_same_moment(opened) -> None:
    first = opened()
    cases = [first, *(opened(opened_at=first.opened_at) for _ in range(4))]

    assert sorted(position(case) for case in cases) == [1, 2, 3, 4, 5]


def test_a_case_that_does_not_wait_has_no_place(opened, counsellor) -> None:
    assert position(claim(opened().id, counsellor)) is None


def test_every_case_stands_in_exactly_one_part(opened, counsellor, colleague, said) -> None:
    waiting = opened()
    mine, theirs = claim(opened().id, counsellor), claim(opened().id, colleague)
    closed = claim(opened().id, counsellor)
    resolve(closed.id, counsellor, outcome=Outcome.ANSWERED)
    silent = claim(opened(messages=0).id, counsellor)
    resolve(silent.id, counsellor, outcome=Outcome.OTHER)
    withdrawn = withdraw(opened().id)
    again = claim(opened().id, counsellor)
    resolve(again.id, counsellor, outcome=Outcome.ANSWERED)
    append_messages(again.id, [said()])

    seen = queue(counsellor)

    assert seen.waiting.cases == (waiting,)
    assert seen.mine.cases == (mine,)
    assert seen.others.cases == (theirs,)
    assert seen.again.cases == (again,)
    assert set(seen.closed.cases) == {closed, silent, withdrawn}


def test_a_long_list_is_cut_and_counted(opened, counsellor) -> None:
    for _ in range(ASIDE_SHOWN + 3):
        withdraw(opened(messages=0).id)

    closed = queue(counsellor).closed

    assert (len(closed.cases), closed.total, closed.hidden) == (ASIDE_SHOWN, ASIDE_SHOWN + 3, 3)
