"""REST: a message in, its answers out."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.intake import (
    apology,
    conversation_exists,
    is_ready,
    take_turn,
    user_message,
)
from bot.channels.limits import Limits, TooFastError, address_of, is_welcome, limits
from bot.channels.output import CollectedMessages
from bot.channels.session_token import session_tokens
from bot.errors import RequestError

logger = logging.getLogger(__name__)

#: Carries the token of a conversation, in answers and in the requests that go on with it.
HEADER = "Fanal-Session"


class RestChannel(RestInput):
    """``POST /webhooks/rest/webhook``, see docs/wire.md, section 2."""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of this channel."""
        blueprint = Blueprint("fanal_rest", __name__)
        allowed = limits()

        @blueprint.get("/")
        async def health(request: Request) -> HTTPResponse:
            ready = is_ready(request.app)
            return response.json({"status": "ok" if ready else "starting"}, 200 if ready else 503)

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            output, agent = CollectedMessages(), request.app.ctx.agent
            try:
                if not is_welcome(request.headers.get("origin")):
                    raise _forbidden("forbidden_origin", "This website may not talk to the bot.")
                body = request.json
                sender = body.get("sender") if isinstance(body, dict) else None
                message = user_message(body, sender=sender, output=output, channel=self.name())
                token = await _admitted(agent, request, message.sender_id, allowed)
            except RequestError as error:
                wait = error.wait_seconds if isinstance(error, TooFastError) else None
                headers = {"Retry-After": str(wait)} if wait else None
                return response.json(error.body(), error.status, headers=headers)
            try:
                await take_turn(agent, message)
            except Exception:
                logger.exception("A turn over REST failed.")
                output.messages.append(
                    {"recipient_id": message.sender_id, **apology(agent, message)}
                )
            shown = {HEADER: token, "Access-Control-Expose-Headers": HEADER}
            return response.json(output.messages, ensure_ascii=False, headers=shown)

        return blueprint


async def _admitted(agent: Agent, request: Request, sender: str, allowed: Limits) -> str:
    """The token to go on with.

    Raises:
        RequestError: The conversation exists and the request does not prove to be its own, or
            there are too many requests.
    """
    tokens, address = session_tokens(), address_of(request)
    token = str(request.headers.get(HEADER, ""))
    grant = tokens.check(token, sender)
    if grant is None:
        if token or await conversation_exists(agent, sender):
            # Counted, so that nobody can try ids at will.
            allowed.take_session(address)
            raise _forbidden("forbidden_session", "The conversation is not open to this request.")
        allowed.take_session(address)
        token = tokens.issue(sender)
    else:
        token = tokens.renewed(token, sender, grant)
    allowed.take_message(sender, address)
    return token


def _forbidden(code: str, problem: str) -> RequestError:
    return RequestError(code, 403, problem, "See docs/wire.md, section 2.")
