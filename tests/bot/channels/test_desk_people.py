"""The door through which the desk copies and erases a person, over a real socket."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from sanic import Sanic

from bot.channels import desk as desk_channel
from bot.settings import settings

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "tracker.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT)")
        db.executemany("INSERT INTO events (sender_id) VALUES (?)", [("a b/c",), ("other",)])
    db.close()
    chosen = replace(
        settings(), var=tmp_path, tracker_db=f"sqlite:///{path}", bot_desk_token="secret"
    )
    monkeypatch.setattr(desk_channel, "settings", lambda: chosen)
    return path


def ask(method: str, path: str, token: str = "secret") -> httpx.Response:
    @asynccontextmanager
    async def lock(_: str) -> Any:
        yield

    async def retrieve(_: str) -> None:
        return None

    async def run() -> httpx.Response:
        Sanic.test_mode = True
        app = Sanic("desk-people", configure_logging=False)
        app.ctx.agent = SimpleNamespace(
            lock_store=SimpleNamespace(lock=lock),
            tracker_store=SimpleNamespace(retrieve_full_tracker=retrieve),
        )
        app.blueprint(desk_channel.DeskChannel().blueprint(None), url_prefix="/webhooks/desk")  # type: ignore[arg-type]
        server = await app.create_server("127.0.0.1", 0, return_asyncio_server=True)
        assert server is not None
        await server.startup()
        port = server.server.sockets[0].getsockname()[1]
        try:
            headers = {"Authorization": f"Bearer {token}"}
            async with httpx.AsyncClient(headers=headers, trust_env=False) as client:
                address = f"http://127.0.0.1:{port}/webhooks/desk/people/{path}"
                return await client.request(method, address)
        finally:
            server.close()
            await server.wait_closed()
            Sanic._app_registry.clear()

    return asyncio.run(run())


def test_a_person_is_erased_whatever_their_id_looks_like(here: Path) -> None:
    answer = ask("DELETE", "a%20b%2Fc")
    assert (answer.status_code, answer.json()) == (
        200,
        {"erased": {"events": 1, "channel": 0, "relay": 0}},
    )
    with sqlite3.connect(here) as db:
        assert db.execute("SELECT sender_id FROM events").fetchall() == [("other",)]
    db.close()


def test_a_copy_of_nobody_is_empty(here: Path) -> None:
    assert ask("GET", "nobody").json() == {"messages": [], "slots": {}}


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_without_the_key_nothing_is_told_and_nothing_erased(here: Path, method: str) -> None:
    assert ask(method, "other", token="wrong").status_code == 401
    with sqlite3.connect(here) as db:
        assert db.execute("SELECT count(*) FROM events").fetchone() == (2,)
    db.close()
