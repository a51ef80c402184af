"""socket.io: the widget's channel, with history and acknowledgements."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.socketio import SocketBlueprint, SocketIOInput
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from socketio import AsyncServer

from bot.channels.intake import apology, is_ready, take_turn, user_message
from bot.channels.limits import TooFastError, address_of, is_welcome, limits
from bot.channels.messaging.tables import engine
from bot.channels.output import RoomOutput
from bot.channels.receipts import Receipts
from bot.channels.session_token import session_tokens
from bot.errors import RequestError
from bot.messages import Message, history
from bot.settings import settings

logger = logging.getLogger(__name__)

#: Messages of a history at most; older ones are of no use on a phone.
_LONGEST_HISTORY = 300


class SocketChannel(SocketIOInput):
    """Socket.io as docs/wire.md, section 2, describes it.

    Rasa's own channel cannot be used: it joins the room without awaiting it, so that nobody
    receives anything; it splits messages at blank lines; and it takes a message sent twice for two.
    """

    def get_output_channel(self) -> RoomOutput | None:
        """For messages that nobody has just asked for."""
        return RoomOutput(self.sio, self.bot_message_evt) if self.sio else None

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The socket and its health route."""
        sio = AsyncServer(
            async_mode="sanic",
            # The server around it writes the headers for other origins already; written twice,
            # browsers refuse them. The origin itself is checked when somebody connects.
            cors_allowed_origins=[],
            max_http_buffer_size=settings().max_body_bytes,
        )
        self.sio = sio
        allowed = limits()
        blueprint = _Blueprint(sio, self.socketio_path, "fanal_socketio", __name__)

        async def health(request: Request) -> HTTPResponse:
            ready = is_ready(request.app)
            return response.json({"status": "ok" if ready else "starting"}, 200 if ready else 503)

        async def connect(_: str, environ: dict[str, Any], __: object = None) -> bool:
            return is_welcome(environ.get("HTTP_ORIGIN"))

        def address(sid: str) -> str | None:
            return address_of((sio.get_environ(sid) or {}).get("sanic.request"))

        async def session_request(sid: str, body: object = None) -> dict[str, Any]:
            asked = body if isinstance(body, dict) else {}
            opened = await _gone_on_with(blueprint.agent, asked)
            if opened is None:
                try:
                    allowed.take_session(address(sid))
                except TooFastError as error:
                    return {"accepted": False, **error.body()}
                opened = _begun()
            before = (await sio.get_session(sid)).get("session_id")
            if before not in (None, opened.id):
                await sio.leave_room(sid, before)
            await sio.enter_room(sid, opened.id)
            await sio.save_session(sid, {"session_id": opened.id})
            confirmed = {"session_id": opened.id, "token": opened.token}
            await sio.emit("session_confirm", confirmed, room=sid)
            said = _since(opened.said, asked.get("since"))
            await sio.emit("history", {"messages": said}, room=sid)
            _note_as_seen(opened)
            return {"accepted": True}

        async def user_uttered(sid: str, body: object = None) -> dict[str, Any]:
            joined = (await sio.get_session(sid)).get("session_id")
            output = RoomOutput(sio, self.bot_message_evt)
            try:
                if not isinstance(body, dict) or body.get("session_id") != joined or not joined:
                    raise RequestError(
                        "unknown_session", 409, "The session is not open.", "Send session_request."
                    )
                message = user_message(body, sender=joined, output=output, channel=self.name())
                allowed.take_message(joined, address(sid))
            except TooFastError as error:
                if error.is_first:
                    notice = apology(blueprint.agent, message, "utter_channel_too_fast")
                    await sio.emit(self.bot_message_evt, notice, room=sid)
                return {"accepted": False, **error.body()}
            except RequestError as error:
                return {"accepted": False, **error.body()}
            try:
                await take_turn(blueprint.agent, message)
            except Exception:
                logger.exception("A turn over socket.io failed.")
                await sio.emit(self.bot_message_evt, apology(blueprint.agent, message), room=sid)
                return {
                    "accepted": False,
                    **RequestError(
                        "technical_problem", 500, "The message was not stored.", "Send it again."
                    ).body(),
                }
            return {"accepted": True}

        blueprint.add_route(health, "/", methods=["GET"])
        sio.on("connect", connect)
        sio.on("session_request", session_request)
        sio.on(self.user_message_evt, user_uttered)
        return blueprint


class _Blueprint(SocketBlueprint):
    """Remembers the application it belongs to, because socket.io handlers get no request."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        super().register(app, options)
        self.ctx.app = app

    @property
    def agent(self) -> Agent:
        return self.ctx.app.ctx.agent


@dataclass(frozen=True, slots=True)
class _Opened:
    """A conversation that a line may read and write."""

    id: str
    token: str
    said: list[Message]


def _begun() -> _Opened:
    session_id = str(uuid.uuid4())
    return _Opened(session_id, session_tokens().issue(session_id), [])


async def _gone_on_with(agent: Agent, asked: dict[str, Any]) -> _Opened | None:
    """The conversation that somebody proves to be theirs; ``None`` for all else.

    A token does not outlive its conversation: what was erased is not begun again with it.
    """
    session_id, token = asked.get("session_id"), asked.get("token")
    grant = session_tokens().check(token, session_id)
    if grant is None or not isinstance(token, str) or not isinstance(session_id, str):
        return None
    tracker = await agent.tracker_store.retrieve_full_tracker(session_id)
    if tracker is None and not grant.is_new:
        return None
    events = tracker.events if tracker else ()
    said = list(history(session_id, (event.as_dict() for event in events)))
    return _Opened(session_id, session_tokens().renewed(token, session_id, grant), said)


def _note_as_seen(opened: _Opened) -> None:
    """Counsellors' replies that waited for the person are with them now."""
    replies = [message["id"] for message in opened.said if message["author"] == "counsellor"]
    if replies:
        Receipts(engine(settings().tracker_db)).seen(opened.id, replies, time.time())


def _since(said: list[Message], since: object) -> list[Message]:
    ids = [message["id"] for message in said]
    if since in ids:
        said = said[ids.index(since) + 1 :]
    return said[-_LONGEST_HISTORY:]
