from __future__ import annotations

import httpx
import pytest

from actions import deletion
from actions.answer import ActionAnswer
from actions.clients import desk
from actions.deletion import CONFIRM, ActionConfirmDelete, ActionDeleteData
from actions.errors import DeskError
from actions.feedback import ActionAffirm, ActionDeny
from actions.help import ActionHelp
from actions.stop import ActionStop
from tests.fakes.knowledge import FakeKnowledge, answer

ASKED = [{"event": "bot", "text": "…", "data": {"custom": {"type": "notice", "notice": CONFIRM}}}]


@pytest.fixture
def erased(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom the desk was told to erase."""
    senders: list[str] = []

    async def erase(sender: str) -> None:
        senders.append(sender)

    monkeypatch.setattr(deletion.desk, "erase_person", erase)
    return senders


def test_deletion_is_asked_once_more(run, erased: list[str]) -> None:
    result = run(ActionDeleteData(), "delete my data", handoff_state="offered")
    assert result.said == ["utter_delete_confirm"]
    assert result.slots["handoff_state"] is None
    assert erased == []


@pytest.mark.parametrize("action", [ActionConfirmDelete, ActionAffirm])
def test_yes_erases_at_the_desk_and_then_here(run, erased: list[str], action: type) -> None:
    result = run(action(), "yes", before=ASKED)
    assert result.said == ["utter_delete_done"]
    assert result.slots == {"erase": True}
    assert erased == ["somebody"]


def test_no_keeps_everything(run, erased: list[str]) -> None:
    assert run(ActionDeny(), "no", before=ASKED).said == ["utter_delete_kept"]
    assert erased == []


def test_a_desk_that_is_down_keeps_everything_and_says_so(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(_: str) -> None:
        raise DeskError("The desk cannot be reached.", "Check FANAL_DESK_URL.")

    monkeypatch.setattr(deletion.desk, "erase_person", down)
    result = run(ActionConfirmDelete(), "/confirm_delete")
    assert result.said == ["utter_delete_failed"]
    assert "erase" not in result.slots


def test_the_desk_is_asked_to_erase_with_its_token() -> None:
    import asyncio

    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"erased": {}})

    asyncio.run(desk.erase_person("a/b", httpx.MockTransport(respond)))
    assert seen[0].method == "DELETE"
    assert seen[0].url.raw_path == b"/api/v1/people/a%2Fb"
    assert seen[0].headers["Authorization"].startswith("Bearer ")


def test_a_desk_that_refuses_is_an_error() -> None:
    import asyncio

    refusing = httpx.MockTransport(lambda _: httpx.Response(401))
    with pytest.raises(DeskError):
        asyncio.run(desk.erase_person("a", refusing))


def test_stop_drops_what_is_open(run) -> None:
    result = run(ActionStop(), "stop", handoff_state="offered", pending_question="x")
    assert result.said == ["utter_stop"]
    assert {result.slots[s] for s in ("handoff_state", "pending_question")} == {None}


def test_help_with_something_is_a_question(run, known: FakeKnowledge) -> None:
    known.answers["please help me with my diploma"] = answer("naric")
    assert run(ActionHelp(), "please help me with my diploma").said == ["utter_answer"]
    assert run(ActionHelp(), "help").said == ["utter_help"]


def test_the_third_time_the_same_words_get_other_help(run, known: FakeKnowledge) -> None:
    known.answers["is it free?"] = answer()
    before = [{"event": "user", "text": "Is it  free?"}, {"event": "user", "text": "is it free?"}]
    result = run(ActionAnswer(), "is it free?", before=before, topic="some-article")
    assert result.said == ["utter_repeated"]


def test_a_follow_up_is_asked_together_with_the_last_question(run, known: FakeKnowledge) -> None:
    known.answers["Is the course free? how long?"] = answer("hours")
    result = run(
        ActionAnswer(),
        "how long?",
        intent="follow_up",
        answered_question="Is the course free?",
        topic="cost",
    )
    assert result.said == ["utter_answer"]
    assert result.slots["topic"] == "hours"
    assert result.slots["answered_question"] == "Is the course free?"
    [about, _] = result.fill[0]["values"]["answer"]["lines"]
    assert about["values"] == {"title": "Title of hours"}


def test_a_follow_up_stays_with_the_region_of_the_last_answer(run, known: FakeKnowledge) -> None:
    told = {"custom": {"type": "answer", "region": "brussels"}}
    run(
        ActionAnswer(),
        "how long?",
        intent="follow_up",
        before=[{"event": "bot", "text": "…", "data": told}],
        answered_question="Is the course free?",
        region="flanders",
    )
    assert known.asked[0]["region"] == "brussels"


def test_a_follow_up_that_names_an_organisation_stands_alone(run, known: FakeKnowledge) -> None:
    known.answers["and VDAB?"] = answer("vdab")
    result = run(
        ActionAnswer(),
        "and VDAB?",
        intent="follow_up",
        entities={"organisation": "vdab"},
        answered_question="Is the course free?",
    )
    assert result.slots["answered_question"] == "and VDAB?"


def test_what_was_asked_before_the_session_is_no_longer_waited_for(run, erased: list[str]) -> None:
    before = [*ASKED, {"event": "session_started"}]
    assert run(ActionAffirm(), "yes", before=before).said == ["utter_go_on"]
    assert erased == []


def test_a_follow_up_on_the_same_article_is_led_by_what_it_asks(run, known: FakeKnowledge) -> None:
    known.answers["Is the course free? how long?"] = answer("cost")
    known.articles["cost"] = answer("cost")
    run(
        ActionAnswer(),
        "how long?",
        intent="follow_up",
        answered_question="Is the course free?",
        topic="cost",
    )
    assert known.asked[-1]["question"] == "how long?"


def test_a_question_is_remembered_without_its_place(run, known: FakeKnowledge) -> None:
    """Asked again for Brussels, "…in Gent" was answered for Gent once more."""
    text = "Where can I learn Dutch in Gent?"
    known.answers[text] = answer()
    place = {"entity": "region", "value": "flanders", "start": 27, "end": 31}
    result = run(ActionAnswer(), text, found=[place])
    assert result.slots["answered_question"] == "Where can I learn Dutch in ?"
