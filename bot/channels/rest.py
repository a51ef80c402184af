"""REST: a message in, its answers out."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.intake import apology, is_ready, take_turn, user_message
from bot.channels.output import CollectedMessages
from bot.errors import RequestError

logger = logging.getLogger(__name__)


class RestChannel(RestInput):
    """``POST /webhooks/rest/webhook``, see docs/wire.md, section 2."""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of this channel."""
        blueprint = Blueprint("fanal_rest", __name__)

        @blueprint.get("/")
        async def health(request: Request) -> HTTPResponse:
            ready = is_ready(request.app)
            return response.json({"status": "ok" if ready else "starting"}, 200 if ready else 503)

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            output = CollectedMessages()
            try:
                body = request.json
                sender = body.get("sender") if isinstance(body, dict) else None
                message = user_message(body, sender=sender, output=output, channel=self.name())
            except RequestError as error:
                return response.json(error.body(), error.status)
            try:
                await take_turn(request.app.ctx.agent, message)
            except Exception:
                logger.exception("A turn over REST failed.")
                output.messages.append(
                    {"recipient_id": message.sender_id, **apology(request.app.ctx.agent, message)}
                )
            return response.json(output.messages, ensure_ascii=False)

        return blueprint
