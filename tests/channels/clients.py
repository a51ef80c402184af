"""One person on each channel, all with the same few gestures."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import uuid
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from tests.fakes.graph import MessengerPhone
from tests.fakes.platform import PATIENCE_SECONDS, FakePlatform, Shown
from tests.fakes.rest_talks import RestTalks
from tests.fakes.socket_client import SocketClient
from tests.fakes.telegram import TelegramPhone
from tests.fakes.twilio import WhatsAppPhone


class Client(Protocol):
    """A person."""

    #: Whether a counsellor's words come by themselves; over REST they wait in the conversation.
    hears: bool

    def say(self, text: str) -> None:
        """Write."""
        ...

    def choose(self, title: str) -> None:
        """Press a button, or answer with its number where there are none."""
        ...

    def texts(self, count: int) -> list[str]:
        """Everything read so far, once it is so many messages."""
        ...

    def sender(self) -> str:
        """The conversation."""
        ...


class RestClient:
    """Another program."""

    hears = False

    def __init__(self, bot_url: str) -> None:
        self._talks = RestTalks(bot_url)
        self._sender = str(uuid.uuid4())
        self._read: list[dict[str, Any]] = []

    def say(self, text: str) -> None:
        body = {"sender": self._sender, "message": text, "message_id": str(uuid.uuid4())}
        answer = self._talks.post(body, timeout=PATIENCE_SECONDS)
        self._read += answer.raise_for_status().json()

    def choose(self, title: str) -> None:
        self.say(_payload(self._read, title))

    def texts(self, count: int) -> list[str]:
        assert len(self._read) >= count, self._read
        return [message["text"] for message in self._read]

    def sender(self) -> str:
        return self._sender


class WidgetClient:
    """The widget's line to the bot, held open by a loop of its own."""

    hears = True

    def __init__(self, bot_url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._socket = SocketClient(bot_url)
        self._read: list[dict[str, Any]] = []
        self._bot_url = bot_url
        self._token: str | None = None
        self._session = ""
        self._run(self._open())

    def leave(self) -> None:
        """Close the page."""
        self._run(self._socket.__aexit__(None, None, None))

    def come_back(self) -> list[str]:
        """Open the page again; what stands there."""
        self._socket = SocketClient(self._bot_url)
        return [str(message["text"]) for message in self._run(self._open())]

    def close(self) -> None:
        self._run(self._socket.__aexit__(None, None, None))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def say(self, text: str) -> None:
        body = {
            "session_id": self._session,
            "message": text,
            "message_id": str(uuid.uuid4()),
            "metadata": {},
        }
        assert self._run(self._socket.call("user_uttered", body)) == {"accepted": True}

    def choose(self, title: str) -> None:
        self.texts(0)
        self.say(_payload(self._read, title))

    def texts(self, count: int) -> list[str]:
        self._read += [body for name, body in self._socket.events if name == "bot_uttered"]
        self._socket.events.clear()
        while len(self._read) < count:
            self._read.append(self._run(self._socket.receive("bot_uttered")))
        return [message["text"] for message in self._read]

    def sender(self) -> str:
        return self._session

    async def _open(self) -> list[dict[str, Any]]:
        await self._socket.__aenter__()
        asked = {"session_id": self._session or None, "token": self._token, "since": None}
        await self._socket.emit("session_request", asked)
        confirmed = await self._socket.receive("session_confirm")
        self._session, self._token = confirmed["session_id"], confirmed["token"]
        messages: list[dict[str, Any]] = (await self._socket.receive("history"))["messages"]
        return messages

    def _run(self, work: Any) -> Any:
        waiting: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return waiting.result(PATIENCE_SECONDS)


class PhoneClient:
    """A person with a messaging app, who sees what the platform's fake was sent."""

    hears = True

    def __init__(
        self,
        fake: FakePlatform,
        phone: TelegramPhone | WhatsAppPhone | MessengerPhone,
        tracker_db: Path,
    ) -> None:
        self._fake = fake
        self._phone = phone
        self._tracker_db = tracker_db

    def say(self, text: str) -> None:
        assert self._phone.say(text).status_code == 200

    def choose(self, title: str) -> None:
        # Buttons of WhatsApp come as a message of their own, a moment later.
        self._fake.until(lambda: self._act_of(title), f"a button {title!r} in {self._seen()}")
        pressed, act = self._act_of(title) or (False, "")
        if pressed:
            assert self._phone.press(act).status_code == 200
        else:
            self.say(act)

    def _act_of(self, title: str) -> tuple[bool, str] | None:
        """The payload to press (``True``) or the number to write, last message first."""
        for shown in reversed(self._seen()):
            if title in shown.buttons:
                return True, shown.buttons[title]
            for line in shown.text.splitlines():
                number, _, rest = line.partition(". ")
                if rest == title:
                    return False, number
        return None

    def texts(self, count: int) -> list[str]:
        def enough() -> bool:
            return len(self._messages()) >= count

        self._fake.until(enough, f"{count} messages, not {self._messages()}")
        return self._messages()

    def sender(self) -> str:
        with closing(sqlite3.connect(f"file:{self._tracker_db}?mode=ro", uri=True)) as database:
            query = "SELECT sender FROM channel_person WHERE address = ?"
            return str(database.execute(query, [self._phone.address]).fetchone()[0])

    def _messages(self) -> list[str]:
        # Buttons of WhatsApp stand below a word of their own: no message more.
        is_row = {shown.text for shown in self._seen() if shown.buttons and len(shown.text) < 12}
        return [shown.text for shown in self._seen() if shown.text not in is_row]

    def _seen(self) -> list[Shown]:
        return self._fake.to(self._phone.address)


def _payload(read: list[dict[str, Any]], title: str) -> str:
    for message in reversed(read):
        for button in message["buttons"]:
            if button["title"] == title:
                return str(button["payload"])
    raise AssertionError(f"no button {title!r}")
