"""socket.io: the widget's channel, with history and acknowledgements."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.socketio import SocketBlueprint, SocketIOInput
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from socketio import AsyncServer

from bot.channels.intake import apology, is_ready, take_turn, user_message
from bot.channels.output import RoomOutput
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
        blueprint = _Blueprint(sio, self.socketio_path, "fanal_socketio", __name__)

        async def health(request: Request) -> HTTPResponse:
            ready = is_ready(request.app)
            return response.json({"status": "ok" if ready else "starting"}, 200 if ready else 503)

        async def connect(_: str, environ: dict[str, Any], __: object = None) -> bool:
            return _is_welcome(environ.get("HTTP_ORIGIN"))

        async def session_request(sid: str, body: object = None) -> None:
            asked = body if isinstance(body, dict) else {}
            session_id = _unguessable(asked.get("session_id")) or str(uuid.uuid4())
            await sio.enter_room(sid, session_id)
            await sio.save_session(sid, {"session_id": session_id})
            await sio.emit("session_confirm", {"session_id": session_id}, room=sid)
            said = await _said_since(blueprint.agent, session_id, asked.get("since"))
            await sio.emit("history", {"messages": said}, room=sid)

        async def user_uttered(sid: str, body: object = None) -> dict[str, Any]:
            joined = (await sio.get_session(sid)).get("session_id")
            output = RoomOutput(sio, self.bot_message_evt)
            try:
                if not isinstance(body, dict) or body.get("session_id") != joined or not joined:
                    raise RequestError(
                        "unknown_session", 409, "The session is not open.", "Send session_request."
                    )
                message = user_message(body, sender=joined, output=output, channel=self.name())
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


def _is_welcome(origin: str | None) -> bool:
    """Whether a page of this origin may connect; programs outside a browser send none."""
    allowed = settings().cors_origins
    return origin is None or "*" in allowed or origin in allowed


def _unguessable(session_id: object) -> str | None:
    """The id if it is a UUID; anything shorter could be guessed, and ids open histories."""
    try:
        uuid.UUID(str(session_id))
    except ValueError:
        return None
    return str(session_id)


async def _said_since(agent: Agent, sender: str, since: object) -> list[Message]:
    tracker = await agent.tracker_store.retrieve_full_tracker(sender)
    if tracker is None:
        return []
    said = list(history(sender, (event.as_dict() for event in tracker.events)))
    ids = [message["id"] for message in said]
    if since in ids:
        said = said[ids.index(since) + 1 :]
    return said[-_LONGEST_HISTORY:]
