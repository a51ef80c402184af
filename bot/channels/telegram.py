"""Telegram: the Bot API over Rasa's connector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.core.channels.telegram import TelegramInput

from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.credentials import complete
from bot.channels.messaging.http import PlatformClient, json_of
from bot.channels.messaging.incoming import Incoming
from bot.channels.messaging.memo import Memo
from bot.channels.messaging.people import Person
from bot.channels.messaging.platform import Body, Composed
from bot.channels.messaging.readable import readable
from bot.channels.messaging.receiving import invalid
from bot.channels.messaging.signatures import require_same
from bot.channels.messaging.split import split
from bot.channels.messaging.tables import engine
from bot.channels.telegram_updates import incoming_of
from bot.errors import DeliveryError, UnreachableError
from bot.messages import Message
from bot.settings import settings

_LONGEST_TEXT = 4096
_LONGEST_CALLBACK_BYTES = 64
#: What a 400 says when there is nobody to write to; 403 always means that we were blocked.
_GONE = ("chat not found", "user is deactivated", "PEER_ID_INVALID")
_NEEDED = {"access_token": "FANAL_TELEGRAM_TOKEN", "secret": "FANAL_TELEGRAM_SECRET"}


class TelegramPlatform:
    """The Bot API.

    Args:
        token: Of the bot, from @BotFather.
        secret: What Telegram sends along with every update.
        api_url: Address of the Bot API.
        memo: Keeps payloads that do not fit into a button.
    """

    channel = "telegram"

    def __init__(self, *, token: str, secret: str, api_url: str, memo: Memo) -> None:
        self._secret = secret
        self._url = f"{api_url.rstrip('/')}/bot{token}"
        self._memo = memo
        self._client = PlatformClient("Telegram")

    def verify(self, request: Any) -> None:
        """Telegram repeats the secret that the webhook was set with."""
        require_same(request.headers.get("X-Telegram-Bot-Api-Secret-Token"), self._secret)

    def deliveries(self, request: Any) -> Sequence[Incoming]:
        """One update, if it is a person's."""
        update = request.json
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            raise invalid("The body is not an update of Telegram.")
        found = incoming_of(update)
        return [found] if found else []

    def acknowledge(self, request: Any) -> Body:
        """Ends the waiting sign on a button that was pressed."""
        query = request.json.get("callback_query")
        if not isinstance(query, dict):
            return {}
        return {"method": "answerCallbackQuery", "callback_query_id": query.get("id")}

    def compose(self, message: Message) -> Composed:
        """Texts, the last one with an inline keyboard."""
        bodies: list[Body] = [
            {"text": part, "disable_web_page_preview": True}
            for part in split(readable(message), _LONGEST_TEXT)
        ]
        rows = [
            [{"text": b["title"], "callback_data": self._callback(b["payload"])}]
            for b in message["buttons"]
        ]
        if rows and bodies:
            bodies[-1]["reply_markup"] = {"inline_keyboard": rows}
        return Composed(tuple(bodies))

    def _callback(self, payload: str) -> str:
        return self._memo.short(payload, _LONGEST_CALLBACK_BYTES)

    def may_send(self, message: Message, silent_seconds: float) -> bool:
        """At all times."""
        return True

    async def post(self, person: Person, message: Message, body: Body) -> str | None:
        """Send one text."""
        answer = json_of(
            await self._client.post(
                f"{self._url}/sendMessage", json={"chat_id": int(person.address), **body}
            )
        )
        if answer.get("ok"):
            return None
        code, description = answer.get("error_code"), str(answer.get("description"))
        if code == 403 or any(reason in description for reason in _GONE):
            raise UnreachableError(
                f"Telegram refuses messages to this chat ({code}).",
                "Reach the person in another way.",
            )
        raise DeliveryError(
            f"Telegram answers with error {code}.", "Compare FANAL_TELEGRAM_TOKEN with @BotFather."
        )

    async def show_typing(self, person: Person) -> bool:
        """The sign that Telegram shows for five seconds."""
        body = {"chat_id": int(person.address), "action": "typing"}
        return bool(
            json_of(await self._client.post(f"{self._url}/sendChatAction", json=body)).get("ok")
        )

    async def remind(self, person: Person) -> bool:
        """There is no window outside of which it would be needed."""
        return False

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()


class TelegramChannel(MessagingChannel, TelegramInput):
    """``POST /webhooks/telegram/webhook``.

    Rasa's connector sets the webhook at start in a loop that is closed afterwards, so that every
    answer fails; it asks Telegram for its own name at every message, and checks no secret.
    """

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> TelegramChannel:
        """The channel; off when nothing is set."""
        values = complete(credentials, needed=_NEEDED)
        if values is None:
            return cls(None)
        return cls(
            TelegramPlatform(
                token=values["access_token"],
                secret=values["secret"],
                api_url=values["api_url"],
                memo=Memo(engine(settings().tracker_db)),
            )
        )
