from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.desk import copy_of, take
from bot.channels.messaging.tables import engine
from bot.channels.receipts import Receipt, Receipts, note
from bot.desk_events import parse
from bot.errors import DeliveryError, RequestError
from bot.messages import Message
from bot.nlg import CatalogueNLG
from bot.payloads import cleaned
from bot.settings import ROOT
from bot.texts import catalogues

WIRE = Path(__file__).parents[2] / "wire"
pytestmark = pytest.mark.filterwarnings("ignore:Slot auto-fill")


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WIRE / f"{name}.json").read_text("utf-8"))
    return found


class Channel:
    """A channel that notes what it is given."""

    def __init__(self, *, connected: bool = True, error: Exception | None = None) -> None:
        self.connected = connected
        self.error = error
        self.pushed: list[Message] = []

    def name(self) -> str:
        return "socketio"

    def get_output_channel(self) -> Channel:
        return self

    async def push(self, _: str, message: Message) -> bool:
        if self.error:
            raise self.error
        self.pushed.append(message)
        return self.connected


class Agent:
    """What the desk's channel needs of Rasa's agent, over a store in memory."""

    receipts: Receipts

    def __init__(self, domain: Domain) -> None:
        self.domain = domain
        self.nlg = CatalogueNLG(domain=domain)
        self.tracker_store = InMemoryTrackerStore(domain)
        self.processor = self
        self.lock_store = self

    @asynccontextmanager
    async def lock(self, _: str) -> Any:
        yield

    async def get_tracker(self, sender: str) -> DialogueStateTracker:
        return await self.tracker_store.get_or_create_tracker(sender)

    async def start(self, sender: str, case: str) -> None:
        tracker = await self.get_tracker(sender)
        message = UserUttered("سؤال", input_channel="socketio")
        slots = [
            SlotSet("language", "ar"),
            SlotSet("handoff_case", {"id": case}),
            SlotSet("handoff_state", "waiting"),
        ]
        tracker.update_with_events([ActionExecuted("action_listen"), message, *slots], self.domain)
        await self.tracker_store.save(tracker)

    def slot(self, sender: str, name: str) -> Any:
        tracker = asyncio.run(self.get_tracker(sender))
        return tracker.get_slot(name)


@pytest.fixture(scope="module")
def domain() -> Domain:
    catalogues.compile_all(only_stale=True)
    return Domain.load(str(ROOT / "bot" / "domain"))


@pytest.fixture
def agent(domain: Domain, tmp_path: Path) -> Iterator[Agent]:
    made = Agent(domain)
    database = engine(f"sqlite:///{tmp_path / 'tracker.sqlite3'}")
    made.receipts = Receipts(database)
    event = sample("desk_event_state")
    asyncio.run(made.start(event["sender"], event["case"]))
    yield made
    database.dispose()


def bring(agent: Agent, channel: Channel, body: dict[str, Any]) -> str:
    return asyncio.run(take(agent, [channel], agent.receipts, parse(body)))


def test_a_counsellors_message_reaches_the_person_as_the_wire_shows_it(agent: Agent) -> None:
    channel = Channel()
    assert bring(agent, channel, sample("desk_event_message")) == "sent"
    [message] = channel.pushed
    assert {**message, "at": ""} == {**sample("message_counsellor"), "at": ""}


def test_the_same_event_again_is_a_duplicate(agent: Agent) -> None:
    channel = Channel()
    for name in ("desk_event_message", "desk_event_state"):
        bring(agent, channel, sample(name))
        assert bring(agent, channel, sample(name)) == "duplicate"
    assert len(channel.pushed) == 2


def test_a_person_who_is_away_finds_it_in_the_history(agent: Agent) -> None:
    event = sample("desk_event_message")
    assert bring(agent, Channel(connected=False), event) == "stored"
    tracker = asyncio.run(agent.get_tracker(event["sender"]))
    assert tracker.events[-1].text == event["text"]
    # As after an answer that never reached the desk.
    assert bring(agent, Channel(), event) == "stored"
    agent.receipts.seen(event["sender"], [event["id"]], 1.0)
    assert bring(agent, Channel(), event) == "sent"


def test_a_reply_that_failed_late_is_handed_over_again_when_the_desk_brings_it(
    agent: Agent, tmp_path: Path
) -> None:
    channel = Channel()
    event = sample("desk_event_message")
    assert bring(agent, channel, event) == "sent"
    with engine(f"sqlite:///{tmp_path / 'tracker.sqlite3'}").begin() as connection:
        note(connection, Receipt(event["id"], "failed", "not_arrived", 1.0), event["sender"])
    assert bring(agent, Channel(connected=False), event) == "stored"
    assert bring(agent, channel, event) == "stored"
    with engine(f"sqlite:///{tmp_path / 'tracker.sqlite3'}").begin() as connection:
        note(connection, Receipt(event["id"], "failed", "not_arrived", 1.0), event["sender"])
    assert bring(agent, channel, event) == "sent"
    assert channel.pushed[0] == channel.pushed[1]
    said = [e for e in asyncio.run(agent.get_tracker(event["sender"])).events if "text" in vars(e)]
    assert [one.text for one in said].count(event["text"]) == 1


def test_a_claim_silences_the_bot_and_says_so_in_the_persons_language(agent: Agent) -> None:
    channel = Channel()
    event = sample("desk_event_state")
    bring(agent, channel, event)
    assert agent.slot(event["sender"], "handoff_state") == "active"
    [message] = channel.pushed
    assert (message["language"], message["custom"]["state"]) == ("ar", "active")
    assert "Ayşe" in message["text"]


def test_a_case_given_back_waits_again_and_a_closed_one_is_gone(agent: Agent) -> None:
    event = sample("desk_event_state")
    bring(agent, Channel(), event)
    bring(agent, Channel(), {**event, "id": "e2", "state": "waiting"})
    assert agent.slot(event["sender"], "handoff_state") == "waiting"
    bring(agent, Channel(), {**event, "id": "e3", "state": "resolved"})
    assert agent.slot(event["sender"], "handoff_state") is None
    assert agent.slot(event["sender"], "handoff_case") is None


def test_after_a_move_the_person_reads_who_has_the_case_and_not_that_somebody_stopped(
    agent: Agent,
) -> None:
    channel, event = Channel(), sample("desk_event_moved")
    bring(agent, channel, event)
    assert agent.slot(event["sender"], "handoff_state") == "waiting"
    [message] = channel.pushed
    assert "Employment service" in message["text"]
    assert "Ayşe" not in message["text"]
    assert message["custom"]["state"] == "waiting"


def test_a_state_of_a_case_that_is_no_longer_current_changes_nothing(agent: Agent) -> None:
    channel = Channel()
    event = {**sample("desk_event_state"), "case": "an older one"}
    assert bring(agent, channel, event) == "stored"
    assert agent.slot(event["sender"], "handoff_state") == "waiting"
    assert channel.pushed == []
    assert bring(agent, channel, event) == "duplicate"


def test_what_the_channel_did_not_take_is_not_stored_and_can_be_sent_again(agent: Agent) -> None:
    event = sample("desk_event_message")
    broken = Channel(error=DeliveryError("It is down.", "Wait."))
    with pytest.raises(DeliveryError):
        bring(agent, broken, event)
    assert bring(agent, Channel(), event) == "sent"


def test_an_unknown_conversation_is_told(agent: Agent) -> None:
    with pytest.raises(RequestError) as caught:
        bring(agent, Channel(), {**sample("desk_event_message"), "sender": "nobody"})
    assert (caught.value.code, caught.value.status) == ("unknown_conversation", 404)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "else"},
        {"type": "state", "state": "withdrawn"},
        {"text": ""},
        {"text": "x" * 20_001},
        {"id": 5},
        {"sender": None},
        {"counsellor": "Ayşe"},
        {"counsellor": {}},
        {"language": None},
    ],
)
def test_an_event_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RequestError) as caught:
        parse({**sample("desk_event_message"), **change})
    assert caught.value.status == 422


def test_a_body_that_is_no_object_is_refused() -> None:
    with pytest.raises(RequestError):
        parse(["no"])


def test_another_organisation_is_asked_about_with_a_yes_and_a_no(agent: Agent) -> None:
    channel = Channel()
    event = sample("desk_event_transfer")
    assert bring(agent, channel, event) == "sent"
    [message] = channel.pushed
    assert "Employment service" in message["text"]
    assert message["custom"]["type"] == "transfer"
    payloads = [cleaned(button["payload"], {}) for button in message["buttons"]]
    for payload, agreed in zip(payloads, ("yes", "no"), strict=True):
        assert payload.startswith("/answer_transfer{")
        assert json.loads(payload.removeprefix("/answer_transfer")) == {
            "transfer": event["transfer"],
            "agreed": agreed,
        }
    assert bring(agent, channel, event) == "duplicate"


def test_who_waits_is_reminded_with_the_place(agent: Agent) -> None:
    channel = Channel()
    event = sample("desk_event_reminder")
    assert bring(agent, channel, event) == "sent"
    [message] = channel.pushed
    assert "3" in message["text"]
    assert (message["custom"]["position"], message["custom"]["state"]) == (3, "waiting")
    assert message["buttons"][0]["payload"] == "/withdraw_handoff"
    unknown = event | {"id": "e2", "position": None, "wait_minutes": None}
    assert bring(agent, channel, unknown) == "sent"


def test_a_recall_names_the_message_that_is_taken_back() -> None:
    sampled = sample("desk_event_recall")
    assert parse(sampled).recall == sampled["message"] == sample("desk_event_message")["id"]
    with pytest.raises(RequestError):
        parse(sampled | {"message": None})


def test_nobody_is_reminded_who_talks_to_a_counsellor_by_now(agent: Agent) -> None:
    channel = Channel()
    bring(agent, channel, sample("desk_event_state"))
    channel.pushed.clear()
    assert bring(agent, channel, sample("desk_event_reminder")) == "stored"
    assert channel.pushed == []


def test_after_the_end_the_person_is_asked_whether_it_helped(agent: Agent) -> None:
    channel = Channel()
    event = sample("desk_event_state") | {"state": "resolved"}
    bring(agent, channel, event)
    [message] = channel.pushed
    [yes, no] = [cleaned(button["payload"], {}) for button in message["buttons"]]
    assert json.loads(yes.removeprefix("/rate_counsellor"))["case"] == event["case"]
    assert json.loads(no.removeprefix("/rate_counsellor"))["helped"] == "no"


@pytest.mark.parametrize(
    "change",
    [{"to": None}, {"to": {"organisation": ""}}, {"transfer": None}, {"transfer": "x" * 40}],
)
def test_a_question_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RequestError):
        parse(sample("desk_event_transfer") | change)


@pytest.mark.parametrize("position", [0, -1, "3", True, 1.5])
def test_a_reminder_with_an_impossible_place_is_refused(position: Any) -> None:
    with pytest.raises(RequestError):
        parse(sample("desk_event_reminder") | {"position": position})


def test_a_copy_of_a_person_holds_what_was_said_and_understood() -> None:
    async def run() -> tuple[dict[str, Any], dict[str, Any]]:
        agent = Agent(Domain.load(str(ROOT / "bot" / "domain")))
        await agent.start("a", "c1")
        return await copy_of(agent, "a"), await copy_of(agent, "nobody")

    found, nothing = asyncio.run(run())
    assert [message["text"] for message in found["messages"]] == ["سؤال"]
    assert (found["slots"]["language"], found["slots"]["handoff_case"]) == ("ar", {"id": "c1"})
    assert json.loads(json.dumps(found)) == found
    assert nothing == {"messages": [], "slots": {}}
