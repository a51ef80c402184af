from __future__ import annotations

import asyncio
import functools
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from bot.settings import ROOT
from tests.fakes.rest_talks import RestTalks
from tests.fakes.socket_client import SocketClient

pytestmark = pytest.mark.integration

DESK = {"Authorization": "Bearer desk-token"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """``python -m bot.run`` on a free port, without an action server behind it."""

    def __init__(self, folder: Path, models: Path) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        self.log = folder / "bot.log"
        self._talks = RestTalks(self.url)
        self._environment = {
            **os.environ,
            "FANAL_VAR": str(folder),
            "FANAL_MODELS_DIR": str(models),
            "FANAL_ENCODER_DIR": str(_encoder_dir()),
            "FANAL_TRACKER_DB": f"sqlite:///{folder / 'tracker.sqlite3'}",
            "FANAL_BOT_URL": self.url,
            "FANAL_ACTIONS_URL": "http://127.0.0.1:9",
            "FANAL_BOT_TOKEN": "api-token",
            "FANAL_BOT_DESK_TOKEN": "desk-token",
            "FANAL_SESSION_KEY": "a session key of forty characters or more",
            "FANAL_CORS_ORIGINS": "https://stad.example",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.run"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                if httpx.get(f"{self.url}/webhooks/rest/").status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.1)  # it is another process; nothing is said about its speed
        raise AssertionError(self.log.read_text("utf-8"))

    def end(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)
        self.process.wait(20)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return httpx.post(f"{self.url}{path}", timeout=30, **more)

    def say(self, sender: str, text: str, **more: Any) -> Any:
        body = {"sender": sender, "message": text, **more}
        return self._talks.post(body, timeout=30).json()


def _encoder_dir() -> Path:
    from knowledge.settings import settings

    return settings().encoder_dir


@pytest.fixture(scope="module")
def server(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("bot"), trained.parent)
    made.start()
    yield made
    made.end(signal.SIGKILL)


def test_a_reply_is_a_list_of_whole_messages(server: Server) -> None:
    [message] = server.say("a", "/start", metadata={"language": "ar"})
    assert message["recipient_id"] == "a"
    assert (message["author"], message["language"], message["dir"]) == ("bot", "ar", "rtl")
    assert message["custom"]["notice"] == "welcome"


def test_a_message_id_seen_before_is_not_answered_again(server: Server) -> None:
    assert len(server.say("b", "/start", message_id="m1")) == 1
    assert server.say("b", "/start", message_id="m1") == []


def test_without_its_action_server_the_bot_apologises(server: Server) -> None:
    for _ in range(2):
        [message] = server.say("c", "Waar kan ik Nederlands leren in Gent?")
        assert message["custom"]["notice"] == "technical_problem"
        assert message["language"] == "nl"


@pytest.mark.parametrize(
    ("text", "notice"),
    [("", "empty"), ("😀", "no_words"), ("x" * 10_000, "too_long")],
    ids=["nothing", "emoji", "10 kB"],
)
def test_what_cannot_be_read_gets_a_friendly_sentence(
    server: Server, text: str, notice: str
) -> None:
    [message] = server.say("d", text)
    assert message["custom"]["notice"] == notice


@pytest.mark.parametrize(
    ("path", "content", "headers", "status", "code"),
    [
        ("/webhooks/rest/webhook", b"{bad", {}, 400, "bad_request"),
        ("/webhooks/rest/webhook", b"[1]", {}, 422, "invalid"),
        ("/webhooks/rest/webhook", b'"' + b"x" * 70_000, {}, 413, "request_entity_too_large"),
        ("/webhooks/desk/events", b"{}", {}, 401, "unauthorized"),
        ("/webhooks/desk/events", b"{}", DESK, 422, "invalid"),
        ("/webhooks/nowhere", b"{}", {}, 404, "not_found"),
    ],
    ids=["bad JSON", "no object", "70 kB", "no token", "empty event", "no such address"],
)
def test_every_refusal_has_the_one_error_shape(
    server: Server, path: str, content: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = server.post(path, content=content, headers=headers)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert set(answer.json()["error"]) == {"code", "message", "mend"}


def test_rasas_own_api_is_closed_without_its_token(server: Server) -> None:
    assert httpx.get(f"{server.url}/conversations/a/tracker").status_code == 401
    opened = httpx.get(f"{server.url}/conversations/a/tracker", params={"token": "api-token"})
    assert opened.status_code == 200


#: A conversation and its token.
Session = dict[str, str]


async def opened(client: SocketClient, session: Session | None, since: str | None = None) -> Any:
    asked = session or {"session_id": None}
    await client.emit("session_request", {**asked, "since": since})
    confirmed = await client.receive("session_confirm")
    history = await client.receive("history")
    return confirmed, history["messages"]


async def first_visit(server: Server) -> tuple[Session, str]:
    async with SocketClient(server.url) as client:
        session, history = await opened(client, None)
        assert history == []
        body = {"session_id": session["session_id"], "message": "/start", "message_id": "m1"}
        assert await client.call("user_uttered", body) == {"accepted": True}
        welcome = await client.receive("bot_uttered")
        assert await client.call("user_uttered", body) == {"accepted": True}
        stranger = await client.call("user_uttered", {**body, "session_id": "another"})
        assert stranger["error"]["code"] == "unknown_session"
        assert client.events == []
        return session, welcome["id"]


async def visit(server: Server, session: Session, since: str | None) -> list[str]:
    async with SocketClient(server.url) as client:
        _, history = await opened(client, session, since)
        return [message["id"] for message in history]


def test_the_widgets_channel_keeps_a_conversation_over_a_reconnect(server: Server) -> None:
    session, welcome = asyncio.run(first_visit(server))
    event = {
        "id": "e1",
        "sender": session["session_id"],
        "case": "c1",
        "type": "message",
        "text": "Hello, I am Ayşe.",
        "language": "en",
        "counsellor": {"name": "Ayşe", "role": "Counsellor"},
    }
    for _ in range(2):
        # The second time nothing is handed over; the answer says what became of it.
        answer = server.post("/webhooks/desk/events", json=event, headers=DESK)
        assert answer.json() == {"delivered": "stored"}
    assert asyncio.run(visit(server, session, None)) == [welcome, "e1"]
    assert asyncio.run(visit(server, session, welcome)) == ["e1"]


async def hears(server: Server, session: Session, event: dict[str, Any]) -> Any:
    async with SocketClient(server.url) as client:
        await opened(client, session)
        send = functools.partial(server.post, "/webhooks/desk/events", json=event, headers=DESK)
        answer = await asyncio.to_thread(send)
        return answer.json(), await client.receive("bot_uttered")


def test_a_connected_person_hears_a_counsellor_at_once(server: Server) -> None:
    session, _ = asyncio.run(first_visit(server))
    event = {
        "id": "e2",
        "sender": session["session_id"],
        "case": "c1",
        "type": "message",
        "text": "Are you there?",
        "language": "en",
        "counsellor": {"name": "Ayşe", "role": "Counsellor"},
    }
    delivered, message = asyncio.run(hears(server, session, event))
    assert delivered == {"delivered": "sent"}
    assert (message["id"], message["author"]) == ("e2", "counsellor")


@pytest.mark.parametrize(
    ("origin", "allowed"), [("https://stad.example", True), ("https://evil.example", False)]
)
def test_only_known_websites_may_read_from_the_socket(
    server: Server, origin: str, allowed: bool
) -> None:
    url = f"{server.url}/socket.io/"
    answer = httpx.get(url, params={"EIO": "4", "transport": "polling"}, headers={"Origin": origin})
    assert answer.headers.get_list("access-control-allow-origin") == [origin] * allowed


def test_a_conversation_survives_the_death_of_the_process(server: Server) -> None:
    server.say("survivor", "Waar kan ik Nederlands leren?")
    server.end(signal.SIGKILL)
    server.start()
    [message] = server.say("survivor", "")
    assert message["language"] == "nl"


def test_the_log_holds_no_word_of_anybody(server: Server) -> None:
    server.say("secretive", "My name is Xanthippe and my husband beats Xerxes")
    server.say("secretive", "/nonsense Xanthippe")
    log = server.log.read_text("utf-8")
    assert "bot answers on" in log
    assert "Xanthippe" not in log
    assert "Xerxes" not in log


def test_nobody_reads_a_conversation_by_knowing_its_id(server: Server) -> None:
    session, _ = asyncio.run(first_visit(server))
    forged = jwt.encode({"sub": session["session_id"]}, "x" * 40, "HS256")
    other, _ = asyncio.run(first_visit(server))

    async def try_to_read(token: str | None) -> None:
        async with SocketClient(server.url) as client:
            asked = {"session_id": session["session_id"], "token": token}
            got, history = await opened(client, asked)
            assert got["session_id"] != session["session_id"]
            assert history == []
            body = {"session_id": session["session_id"], "message": "hi", "message_id": "f"}
            refused = await client.call("user_uttered", body)
            assert refused["error"]["code"] == "unknown_session"

    for token in (None, "", forged, other["token"], session["token"][:-3] + "AAA"):
        asyncio.run(try_to_read(token))


def test_nobody_writes_into_a_conversation_over_rest_by_knowing_its_id(server: Server) -> None:
    session, _ = asyncio.run(first_visit(server))
    body = {"sender": session["session_id"], "message": "hello"}
    for headers in ({}, {"Fanal-Session": "forged"}):
        refused = server.post("/webhooks/rest/webhook", json=body, headers=headers)
        assert refused.status_code == 403
        assert refused.json()["error"]["code"] == "forbidden_session"
        assert "Fanal-Session" not in refused.headers
    headers = {"Fanal-Session": session["token"]}
    assert server.post("/webhooks/rest/webhook", json=body, headers=headers).status_code == 200


def test_a_website_that_may_not_embed_the_widget_cannot_use_rest(server: Server) -> None:
    body = {"sender": "embedder", "message": "/start"}
    for origin, status in (("https://evil.example", 403), ("https://stad.example", 200)):
        answer = server.post("/webhooks/rest/webhook", json=body, headers={"Origin": origin})
        assert answer.status_code == status


def test_a_flood_is_stopped_politely(server: Server) -> None:
    async def flood() -> None:
        async with SocketClient(server.url) as client:
            session, _ = await opened(client, None)
            answers = []
            for number in range(23):
                body = {
                    "session_id": session["session_id"],
                    "message": "",
                    "message_id": str(number),
                }
                answers.append(await client.call("user_uttered", body))
            refused = [answer for answer in answers if not answer["accepted"]]
            assert [answer["error"]["code"] for answer in refused] == ["too_fast"] * 3
            heard = [body["text"] for name, body in client.events if name == "bot_uttered"]
            assert sum("faster than I can read" in text for text in heard) == 1

    asyncio.run(flood())


def test_a_flood_over_rest_is_told_when_to_come_back(server: Server) -> None:
    talks = RestTalks(server.url)
    body = {"sender": "flooder", "message": ""}
    statuses = [talks.post(body, timeout=30).status_code for _ in range(20)]
    assert statuses == [200] * 20
    refused = talks.post(body, timeout=30)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "too_fast")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
