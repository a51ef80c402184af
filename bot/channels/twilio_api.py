"""The two calls of Twilio that WhatsApp needs."""

from __future__ import annotations

import json
from hashlib import blake2s
from typing import Any

from bot.channels.messaging.http import PlatformClient, json_of
from bot.channels.messaging.memo import Memo
from bot.errors import DeliveryError, UnreachableError, WindowClosedError

#: https://www.twilio.com/docs/api/errors: no WhatsApp there, not a number, opted out.
_GONE = frozenset({21211, 21408, 21610, 21614, 63003, 63024})
_WINDOW_CLOSED = 63016


def refuse(code: int) -> None:
    """Raise what an error of Twilio means for the person; nothing when it means nothing.

    Raises:
        UnreachableError: Messages to them will never arrive.
        WindowClosedError: They wrote too long ago.
    """
    if code == _WINDOW_CLOSED:
        raise WindowClosedError(
            "The person wrote more than a day ago.", "Wait until they write again."
        )
    if code in _GONE:
        raise UnreachableError(
            f"Twilio refuses messages to this number ({code}).", "Reach the person in another way."
        )


class TwilioApi:
    """Sends to WhatsApp numbers.

    Args:
        account_sid: Of the account.
        auth_token: Of the account.
        number: The sender, ``whatsapp:+32…``.
        api_url: Address of the Messages API.
        content_url: Address of the Content API.
        memo: Remembers which content exists.
    """

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        number: str,
        api_url: str,
        content_url: str,
        memo: Memo,
    ) -> None:
        base = f"{api_url.rstrip('/')}/2010-04-01/Accounts/{account_sid}"
        self._messages_url = f"{base}/Messages.json"
        self._content_url = f"{content_url.rstrip('/')}/v1/Content"
        self._number = number if number.startswith("whatsapp:") else f"whatsapp:{number}"
        self._memo = memo
        self._client = PlatformClient("Twilio", auth=(account_sid, auth_token))

    async def send(self, to: str, **fields: str) -> str | None:
        """Send a message.

        Args:
            to: ``whatsapp:+32…``.
            fields: ``Body`` or ``ContentSid``, and ``StatusCallback``.

        Returns:
            Twilio's id of the message.

        Raises:
            DeliveryError: It may succeed later.
            UnreachableError: It never will.
            WindowClosedError: The person wrote too long ago.
        """
        answer = await self._client.post(
            self._messages_url, data={"To": to, "From": self._number, **fields}
        )
        if answer.status_code < 300:
            return json_of(answer).get("sid")
        code = json_of(answer).get("code")
        if isinstance(code, int):
            refuse(code)
        raise self._refused(answer.status_code, code)

    async def content(self, quick_reply: dict[str, Any]) -> str:
        """The id of a set of quick replies; made at Twilio when it is new.

        Args:
            quick_reply: ``body``, ``actions`` and ``language``.

        Raises:
            DeliveryError: Twilio does not make it.
        """
        written = json.dumps(quick_reply, sort_keys=True, ensure_ascii=False)
        key = f"content:{blake2s(written.encode(), digest_size=16).hexdigest()}"
        known = self._memo.find(key)
        if known:
            return known
        kept = {name: quick_reply[name] for name in ("body", "actions")}
        answer = await self._client.post(
            self._content_url,
            json={
                "friendly_name": f"fanal-{key[-16:]}",
                "language": quick_reply["language"],
                "types": {"twilio/quick-reply": kept},
            },
        )
        sid = json_of(answer).get("sid")
        if answer.status_code >= 300 or not isinstance(sid, str):
            raise self._refused(answer.status_code, json_of(answer).get("code"))
        self._memo.keep(key, sid)
        return sid

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    @staticmethod
    def _refused(status: int, code: object) -> DeliveryError:
        return DeliveryError(
            f"Twilio answers with status {status}, code {code}.",
            "Look the code up at twilio.com/docs/api/errors.",
        )
