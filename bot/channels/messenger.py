"""Messenger: Meta's Graph API over Rasa's connector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.core.channels.facebook import FacebookInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.choices import fits, numbered
from bot.channels.messaging.credentials import complete
from bot.channels.messaging.http import PlatformClient, json_of
from bot.channels.messaging.incoming import Incoming
from bot.channels.messaging.memo import Memo
from bot.channels.messaging.people import Person
from bot.channels.messaging.platform import Body, Composed
from bot.channels.messaging.readable import readable
from bot.channels.messaging.sending import Sending
from bot.channels.messaging.signatures import require_hub_signature, require_same
from bot.channels.messaging.split import split
from bot.channels.messaging.tables import engine
from bot.channels.messenger_events import incoming_of
from bot.errors import DeliveryError, RequestError, UnreachableError, WindowClosedError
from bot.messages import Message
from bot.settings import settings

_LONGEST_TEXT = 2000
_MOST_BUTTONS = 13
_LONGEST_TITLE = 20
_LONGEST_PAYLOAD_BYTES = 1000
_WINDOW_SECONDS = 24 * 3600.0
#: A person, but no program, may answer for a week; Meta grants that on request.
_HUMAN_WINDOW_SECONDS = 7 * 24 * 3600.0
#: Codes and subcodes of the Send API: outside the window, and nobody there.
_WINDOW_CLOSED = (10, 2018278)
_GONE = frozenset({(551, 1545041), (100, 2018001), (200, 1545041)})
_NEEDED = {
    "verify": "FANAL_MESSENGER_VERIFY_TOKEN",
    "secret": "FANAL_MESSENGER_APP_SECRET",
    "page-access-token": "FANAL_MESSENGER_PAGE_TOKEN",
}


class MessengerPlatform:
    """The Send API.

    Args:
        page_token: Of the page.
        app_secret: With which Meta signs its requests.
        graph_url: Address of the Graph API with its version.
        human_agent: Whether Meta has granted ``HUMAN_AGENT`` to the app.
        memo: Keeps payloads that do not fit into a button.
    """

    channel = "messenger"

    def __init__(
        self, *, page_token: str, app_secret: str, graph_url: str, human_agent: bool, memo: Memo
    ) -> None:
        self._app_secret = app_secret
        self._human_agent = human_agent
        self._memo = memo
        self._url = f"{graph_url.rstrip('/')}/me/messages"
        self._params = {"access_token": page_token}
        self._client = PlatformClient("Messenger")

    def verify(self, request: Any) -> None:
        """Meta signs the raw body."""
        require_hub_signature(
            request.body, request.headers.get("X-Hub-Signature-256"), self._app_secret
        )

    def deliveries(self, request: Any) -> Sequence[Incoming]:
        """All events of a batch that are people's."""
        return incoming_of(request.json)

    def acknowledge(self, request: Any) -> Body:
        """Nothing: the answers come by themselves."""
        return {}

    def compose(self, message: Message) -> Composed:
        """Texts, the last one with quick replies; titles that are too long become a list."""
        buttons = message["buttons"]
        whole = fits(message, most=_MOST_BUTTONS, longest_title=_LONGEST_TITLE)
        text = readable(message) if whole else numbered(message)
        bodies: list[Body] = [{"text": part} for part in split(text, _LONGEST_TEXT)]
        if buttons and bodies:
            bodies[-1]["quick_replies"] = [
                {
                    "content_type": "text",
                    "title": button["title"] if whole else str(place),
                    "payload": self._memo.short(button["payload"], _LONGEST_PAYLOAD_BYTES),
                }
                for place, button in enumerate(buttons[:_MOST_BUTTONS], start=1)
            ]
        payloads = () if whole else tuple(button["payload"] for button in buttons)
        return Composed(tuple(bodies), choices=payloads)

    def may_send(self, message: Message, silent_seconds: float) -> bool:
        """Within a day; a counsellor within a week if Meta has granted it."""
        return silent_seconds < _WINDOW_SECONDS or (
            self._is_human(message) and silent_seconds < _HUMAN_WINDOW_SECONDS
        )

    async def post(self, person: Person, message: Message, body: Body) -> str | None:
        """Send one text."""
        kind = (
            {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
            if self._is_human(message)
            else {"messaging_type": "RESPONSE"}
        )
        answer = await self._client.post(
            self._url,
            params=self._params,
            json={"recipient": {"id": person.address}, "message": body, **kind},
        )
        if answer.status_code < 300:
            return None
        error = json_of(answer).get("error") or {}
        code = (error.get("code"), error.get("error_subcode"))
        if code == _WINDOW_CLOSED:
            raise WindowClosedError(
                "The person wrote more than a day ago.", "Wait until they write again."
            )
        if code in _GONE:
            raise UnreachableError(
                f"Messenger refuses messages to this person {code}.",
                "Reach the person in another way.",
            )
        raise DeliveryError(
            f"Messenger answers with status {answer.status_code}, codes {code}.",
            "Compare FANAL_MESSENGER_PAGE_TOKEN, and look the codes up at Meta.",
        )

    async def show_typing(self, person: Person) -> bool:
        """The sign that Messenger shows for twenty seconds."""
        body = {"recipient": {"id": person.address}, "sender_action": "typing_on"}
        answer = await self._client.post(self._url, params=self._params, json=body)
        return answer.status_code < 300

    async def remind(self, person: Person) -> bool:
        """Messenger has nothing that may be sent."""
        return False

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    def _is_human(self, message: Message) -> bool:
        return self._human_agent and message["author"] == "counsellor"


class MessengerChannel(MessagingChannel, FacebookInput):
    """``POST /webhooks/messenger/webhook``, and the ``GET`` with which Meta checks the address.

    Rasa's connector compares signatures of the retired SHA-1 kind in variable time and answers 200
    when they are wrong; it handles the first event of a batch only, takes links to voice messages
    for texts, and sends inside the event loop.
    """

    def __init__(self, platform: MessengerPlatform | None, verify_token: str = "") -> None:
        super().__init__(platform)
        self._verify_token = verify_token

    @classmethod
    def name(cls) -> str:
        """Name of the channel, part of its address."""
        return "messenger"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> MessengerChannel:
        """The channel; off when nothing is set."""
        values = complete(credentials, needed=_NEEDED)
        if values is None:
            return cls(None)
        platform = MessengerPlatform(
            page_token=values["page-access-token"],
            app_secret=values["secret"],
            graph_url=values["graph_url"],
            human_agent=values.get("human_agent", "").lower() in {"1", "true", "yes"},
            memo=Memo(engine(settings().tracker_db)),
        )
        return cls(platform, values["verify"])

    def add_routes(self, blueprint: Blueprint, sending: Sending) -> None:
        """Meta's check of the address."""

        @blueprint.get("/webhook")
        async def check(request: Request) -> HTTPResponse:
            try:
                require_same(request.args.get("hub.verify_token"), self._verify_token)
            except RequestError as error:
                return response.json(error.body(), error.status)
            return response.text(request.args.get("hub.challenge", ""))
