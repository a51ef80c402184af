"""WhatsApp: Twilio's API over Rasa's connector."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from rasa.core.channels.twilio import TwilioInput
from rasa.core.lock_store import LockStore
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.choices import fits, numbered
from bot.channels.messaging.credentials import complete
from bot.channels.messaging.incoming import Incoming
from bot.channels.messaging.memo import Memo
from bot.channels.messaging.people import Person
from bot.channels.messaging.platform import Body, Composed
from bot.channels.messaging.readable import readable, word
from bot.channels.messaging.sending import Sending
from bot.channels.messaging.signatures import require_twilio_signature
from bot.channels.messaging.split import split
from bot.channels.messaging.tables import engine
from bot.channels.twilio_api import TwilioApi, refuse
from bot.channels.whatsapp_forms import incoming_of
from bot.errors import RequestError, UnreachableError, WindowClosedError
from bot.messages import Message
from bot.settings import settings

logger = logging.getLogger(__name__)

_LONGEST_TEXT = 1600
#: Quick replies of WhatsApp; what does not fit becomes a numbered list.
_MOST_BUTTONS = 3
_LONGEST_TITLE = 20
_LONGEST_ID_BYTES = 200
#: People may be written to freely for a day after their last message.
_WINDOW_SECONDS = 24 * 3600.0
_NEEDED = {
    "account_sid": "FANAL_TWILIO_ACCOUNT_SID",
    "auth_token": "FANAL_TWILIO_AUTH_TOKEN",
    "twilio_number": "FANAL_WHATSAPP_NUMBER",
}


class WhatsAppPlatform:
    """WhatsApp through Twilio.

    Args:
        api: Sends.
        auth_token: With which Twilio signs its requests.
        base_url: The public address of this channel, exactly as Twilio has it, without
            ``/webhook``.
        template: Content that tells a person outside the window that a reply waits; may be empty.
        memo: Keeps payloads that do not fit into a button.
    """

    channel = "whatsapp"

    def __init__(
        self, *, api: TwilioApi, auth_token: str, base_url: str, template: str, memo: Memo
    ) -> None:
        self._api = api
        self._auth_token = auth_token
        self._webhook_url = f"{base_url}/webhook"
        self._status_url = f"{base_url}/status"
        self._template = template
        self._memo = memo

    def verify(self, request: Any) -> None:
        """Twilio signs the address and the form."""
        self._verify(request, self._webhook_url)

    def verify_status(self, request: Any) -> None:
        """The same for news of a message that was sent."""
        self._verify(request, self._status_url)

    def _verify(self, request: Any, url: str) -> None:
        signature = request.headers.get("X-Twilio-Signature")
        require_twilio_signature(url, request.body, signature, self._auth_token)

    def deliveries(self, request: Any) -> Sequence[Incoming]:
        """The one message of a request."""
        return [incoming_of(request.body.decode("utf-8", "replace"))]

    def acknowledge(self, request: Any) -> Body:
        """Nothing: the answers come by themselves."""
        return {}

    def compose(self, message: Message) -> Composed:
        """Texts, then up to three quick replies; more buttons become a numbered list."""
        buttons = message["buttons"]
        if not buttons:
            return Composed(_texts(readable(message)))
        if not fits(message, most=_MOST_BUTTONS, longest_title=_LONGEST_TITLE):
            payloads = tuple(button["payload"] for button in buttons)
            return Composed(_texts(numbered(message)), choices=payloads)
        # The buttons stand below a word of their own, never below the text: Twilio keeps every
        # text with buttons as a resource, and answers would fill the account.
        quick: Body = {
            "language": message["language"],
            "body": word("buttons", message["language"]),
            "actions": [
                {
                    "type": "QUICK_REPLY",
                    "title": button["title"],
                    "id": self._memo.short(button["payload"], _LONGEST_ID_BYTES),
                }
                for button in buttons
            ],
        }
        return Composed((*_texts(readable(message)), {"quick": quick}))

    def may_send(self, message: Message, silent_seconds: float) -> bool:
        """Within a day."""
        return silent_seconds < _WINDOW_SECONDS

    async def post(self, person: Person, message: Message, body: Body) -> str | None:
        """Send a text or quick replies."""
        if "quick" in body:
            body = {"ContentSid": await self._api.content(body["quick"])}
        return await self._api.send(person.address, StatusCallback=self._status_url, **body)

    async def show_typing(self, person: Person) -> bool:
        """Twilio has no such sign for a message that nobody has just sent."""
        return False

    async def remind(self, person: Person) -> bool:
        """Send the template, if there is one."""
        if not self._template:
            return False
        await self._api.send(person.address, ContentSid=self._template)
        return True

    async def close(self) -> None:
        """Close the connections."""
        await self._api.close()


def _texts(text: str) -> tuple[Body, ...]:
    return tuple({"Body": part} for part in split(text, _LONGEST_TEXT))


class WhatsAppChannel(MessagingChannel, TwilioInput):
    """``POST /webhooks/whatsapp/webhook``.

    Rasa's connector checks no signature, so that anybody could write as any phone number; it sends
    inside the event loop, so that a slow Twilio stops every conversation; and it knows no buttons.
    """

    def __init__(self, platform: WhatsAppPlatform | None) -> None:
        super().__init__(platform)
        self._whatsapp = platform

    @classmethod
    def name(cls) -> str:
        """Name of the channel, part of its address."""
        return "whatsapp"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> WhatsAppChannel:
        """The channel; off when nothing is set."""
        values = complete(credentials, needed=_NEEDED)
        if values is None:
            return cls(None)
        memo = Memo(engine(settings().tracker_db))
        api = TwilioApi(
            account_sid=values["account_sid"],
            auth_token=values["auth_token"],
            number=values["twilio_number"],
            api_url=values["api_url"],
            content_url=values["content_url"],
            memo=memo,
        )
        return cls(
            WhatsAppPlatform(
                api=api,
                auth_token=values["auth_token"],
                base_url=f"{settings().public_url}/webhooks/{cls.name()}",
                template=values.get("template", ""),
                memo=memo,
            )
        )

    def add_routes(self, blueprint: Blueprint, sending: Sending) -> None:
        """What became of messages that Twilio took."""

        @blueprint.post("/status")
        async def status(request: Request) -> HTTPResponse:
            try:
                if self._whatsapp is not None:
                    self._whatsapp.verify_status(request)
                form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
                # Twilio may hang up while the conversation is busy; the news must be kept still.
                await asyncio.shield(
                    self._start(take_status(sending, request.app.ctx.agent.lock_store, form))
                )
            except RequestError as error:
                return response.json(error.body(), error.status)
            return response.json({})


async def take_status(sending: Sending, locks: LockStore, form: Mapping[str, str]) -> None:
    """Deal with news of a message; one that did not arrive waits until the person writes."""
    reference, state = form.get("MessageSid", ""), form.get("MessageStatus")
    if state in {"delivered", "read"}:
        sending.outbox.arrived(reference)
    if state not in {"failed", "undelivered"}:
        return
    code = form.get("ErrorCode", "")
    logger.warning("A message on WhatsApp did not arrive: code %s.", code)
    sender = sending.outbox.sender_of(reference)
    if sender is None:
        # News may overtake the answer that brings the reference.
        person = sending.people.find(sending.platform.channel, form.get("To", ""))
        if person is None:
            return
        sender = person.sender
    async with locks.lock(sender):
        outcome, problem = _meaning(int(code) if code.isdecimal() else 0)
        if not sending.outbox.returned(reference, sending.clock(), state=outcome, problem=problem):
            return
        if outcome == "stored":
            await sending.window_closed(sender)
        elif problem == "unreachable_person":
            sending.people.stopped(sender)


def _meaning(code: int) -> tuple[str, str]:
    """State of a message that Twilio could not deliver, and why it failed."""
    try:
        refuse(code)
    except WindowClosedError:
        return "stored", ""
    except UnreachableError:
        return "failed", "unreachable_person"
    return "failed", "not_arrived"
