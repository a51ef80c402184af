from __future__ import annotations

from pathlib import Path

import pytest

from bot.relay.state import Open, State


def test_the_cursor_and_what_goes_with_it_move_together(state: State) -> None:
    def fail_on_the_way() -> None:
        with state.moving_to(5):
            state.remember("a", "c1")
            raise RuntimeError("boom")

    with pytest.raises(RuntimeError, match="boom"):
        fail_on_the_way()
    assert state.cursor == 0
    assert state.of("a") is None
    with state.moving_to(5):
        state.remember("a", "c1")
    assert (state.cursor, state.of("a")) == (5, Open("c1", True))


def test_it_survives_being_closed(tmp_path: Path) -> None:
    first = State(tmp_path / "s.sqlite3")
    with first.moving_to(7):
        first.remember("a", "c1")
    first.shut()
    again = State(tmp_path / "s.sqlite3")
    assert (again.cursor, again.of("a")) == (7, Open("c1", True))
    again.shut()


def test_a_closed_case_keeps_its_id_but_hears_nothing_more(state: State) -> None:
    state.remember("a", "c1")
    state.close("a")
    assert state.of("a") == Open("c1", False)


def test_forgetting_a_person_leaves_the_others(state: State) -> None:
    state.remember("a", "c1")
    state.remember("b", "c2")
    state.set_aside(3, "a", "422 invalid")
    assert state.forget("a") == 2
    assert state.of("a") is None
    assert state.of("b") == Open("c2", True)
    assert state.dead_letters() == []


def test_a_new_tracker_store_is_read_from_its_start(state: State) -> None:
    with state.moving_to(9):
        state.remember("a", "c1")
    state.restart()
    assert state.cursor == 0
    assert state.of("a") is None
