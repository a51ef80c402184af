"""A bot that speaks docs/wire.md over socket.io, and can be made to misbehave as networks do."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import socketio
import uvicorn
from uvicorn.protocols.utils import ClientDisconnected

Message = dict[str, Any]
#: What the bot says to a message; called with its text.
Script = Callable[[str], Iterable[Message]]
#: Path → (content type, body, further headers).
Pages = dict[str, tuple[str, bytes, dict[str, str]]]

WAIT_SECONDS = 10


def bot_message(text: str, **further: Any) -> Message:
    """A message of the bot with a new id; ``further`` replaces or adds keys."""
    return {
        "id": str(uuid4()),
        "at": "2026-05-04T09:30:00Z",
        "author": "bot",
        "text": text,
        "language": "en",
        "dir": "ltr",
        "buttons": [],
        "custom": {"type": "notice", "notice": "welcome", "language": "en", "dir": "ltr"},
    } | further


def _refusal(code: str) -> dict[str, Any]:
    error = {"code": code, "message": "It was not stored.", "mend": "Send it again."}
    return {"accepted": False, "error": error}


@dataclass
class Talk:
    """One conversation as the bot has stored it."""

    history: list[Message] = field(default_factory=list)
    #: Bodies of ``user_uttered`` that were taken, in order, each once.
    taken: list[dict[str, Any]] = field(default_factory=list)
    #: All that arrived, repetitions included.
    arrived: list[dict[str, Any]] = field(default_factory=list)


class FakeBot:
    """Serves socket.io and a few pages on one loopback port, in a thread of its own."""

    def __init__(self) -> None:
        self.pages: Pages = {}
        self.talks: dict[str, Talk] = {}
        self.requests: list[dict[str, Any]] = []
        self.script: Script = lambda text: [bot_message(f"You said: {text}")]
        #: Refuse new connections.
        self.down = False
        #: Store what arrives but lose the word that it was stored.
        self.lose_acknowledgements = False
        #: Take nothing, and say so.
        self.refuse_messages = False
        #: Do not answer ``session_request``.
        self.silent = False
        #: Send each event twice.
        self.repeat = False
        self._sessions: dict[str, str] = {}
        self._alone = threading.Event()
        self._asked = threading.Semaphore(0)
        self._io = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
        self._io.on("connect", self._connect)
        self._io.on("disconnect", self._disconnect)
        self._io.on("session_request", self._session_request)
        self._io.on("user_uttered", self._user_uttered)
        self._app = socketio.ASGIApp(self._io, other_asgi_app=self._page)
        self._lines: set[Callable[[Message], Any]] = set()
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._serve,
                log_level="error",
                lifespan="off",
                interface="asgi3",
                ws="wsproto",
                timeout_graceful_shutdown=1,
            )
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        ready = threading.Event()
        self._loop.call_soon(ready.set)
        self._thread.start()
        if not ready.wait(WAIT_SECONDS):
            raise RuntimeError("The fake bot does not start. Look at the thread's traceback.")

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(WAIT_SECONDS)

    def reset(self) -> None:
        """Forget everything and behave well again; pages stay."""
        self.drop_connections()
        self.talks.clear()
        self.requests.clear()
        self.script = lambda text: [bot_message(f"You said: {text}")]
        self.down = self.lose_acknowledgements = self.refuse_messages = False
        self.silent = self.repeat = False
        self._asked = threading.Semaphore(0)

    @property
    def talk(self) -> Talk:
        """The newest conversation."""
        return list(self.talks.values())[-1]

    @property
    def texts(self) -> list[str]:
        """What was taken in the newest conversation, in order."""
        return [body["message"] for body in self.talk.taken]

    def say(self, *messages: Message) -> None:
        """Say something of the bot's own accord, to whoever is connected, and keep it."""
        session = list(self.talks)[-1]
        for message in messages:
            self.talks[session].history.append(message)
            self._call(self._emit(session, message))

    def type(self, name: str) -> None:
        """Show everybody that a counsellor writes."""
        self._call(self._io.emit("typing", {"author": "counsellor", "name": name}))

    def store(self, *messages: Message) -> None:
        """Keep messages without sending them, as while nobody is connected."""
        self.talk.history.extend(messages)

    def forget_sessions(self) -> None:
        """Forget which line belongs to which conversation, as after a restart."""
        self._sessions.clear()

    def wait_for_requests(self, count: int) -> None:
        """Return after ``count`` more greetings have arrived.

        Raises:
            TimeoutError: They do not come.
        """
        for _ in range(count):
            if not self._asked.acquire(timeout=WAIT_SECONDS):
                raise TimeoutError("Nobody asks for a session.")

    def wait_until_alone(self) -> None:
        """Return when nobody is connected any more.

        Raises:
            TimeoutError: Somebody stays.
        """
        if not self._alone.wait(WAIT_SECONDS):
            raise TimeoutError("Somebody is still connected.")

    def drop_connections(self) -> None:
        """Cut every line without a farewell."""
        self._call(self._drop())

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._server.serve(sockets=[self._socket]))
        # engine.io keeps a task for each ping; they end with the loop.
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    def _call(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(WAIT_SECONDS)

    async def _serve(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        self._lines.add(send)
        try:
            await self._app(scope, receive, send)
        finally:
            self._lines.discard(send)

    async def _drop(self) -> None:
        for send in list(self._lines):
            # The other side may have hung up first.
            with suppress(ClientDisconnected):
                await send({"type": "websocket.close", "code": 1011})

    async def _emit(self, session: str, message: Message) -> None:
        for _ in range(2 if self.repeat else 1):
            await self._io.emit("bot_uttered", message, room=session)

    async def _connect(self, _sid: str, _environ: dict[str, Any]) -> bool:
        return not self.down

    async def _disconnect(self, sid: str, _reason: str) -> None:
        self._sessions.pop(sid, None)
        if not self._sessions:
            self._alone.set()

    async def _session_request(self, sid: str, body: dict[str, Any]) -> None:
        self.requests.append(body)
        self._asked.release()
        if self.silent:
            return
        session = body["session_id"]
        if not session or body["token"] != f"token of {session}":
            session = str(uuid4())
        talk = self.talks.setdefault(session, Talk())
        self._sessions[sid] = session
        self._alone.clear()
        await self._io.enter_room(sid, session)
        confirmed = {"session_id": session, "token": f"token of {session}"}
        await self._io.emit("session_confirm", confirmed, to=sid)
        ids = [message["id"] for message in talk.history]
        start = ids.index(body["since"]) + 1 if body["since"] in ids else 0
        await self._io.emit("history", {"messages": talk.history[start:]}, to=sid)

    async def _user_uttered(self, sid: str, body: dict[str, Any]) -> dict[str, Any]:
        if self.refuse_messages:
            return _refusal("technical_problem")
        if self._sessions.get(sid) != body["session_id"]:
            return _refusal("unknown_session")
        talk = self.talks.setdefault(body["session_id"], Talk())
        talk.arrived.append(body)
        if all(body["message_id"] != taken["message_id"] for taken in talk.taken):
            talk.taken.append(body)
            shown = self._shown(talk, body["message"])
            if shown is not None:
                talk.history.append(
                    bot_message(shown, id=body["message_id"], author="newcomer", custom=None)
                )
            await self._answer(body["session_id"], body["message"])
        if self.lose_acknowledgements:
            await self._drop()
        return {"accepted": True}

    def _shown(self, talk: Talk, text: str) -> str | None:
        """As the real bot's history: a pressed button by its title, no other payload."""
        if not text.startswith("/"):
            return text
        titles = {
            button["payload"]: button["title"]
            for message in talk.history
            for button in message["buttons"]
        }
        return titles.get(text)

    async def _answer(self, session: str, text: str) -> None:
        for message in self.script(text):
            self.talks[session].history.append(message)
            await self._emit(session, message)

    async def _page(self, scope: dict[str, Any], _receive: Any, send: Any) -> None:
        page = self.pages.get(scope["path"])
        content_type, content, headers = page or ("text/plain", b"There is no such page.", {})
        raw = {"content-type": content_type, "cache-control": "no-store"} | headers
        await send(
            {
                "type": "http.response.start",
                "status": 200 if page else 404,
                "headers": [(name.encode(), value.encode()) for name, value in raw.items()],
            }
        )
        await send({"type": "http.response.body", "body": content})
