"""The desk's API, as far as the relay uses it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx

from bot.channels.receipts import Receipt
from bot.errors import BotError
from bot.messages import utc

#: Statuses that say something about this one delivery, and not about the desk.
_REFUSALS = frozenset({400, 404, 409, 413, 422})


class DeskDownError(BotError):
    """The desk cannot take anything at this moment; the delivery is tried again."""


class RefusedError(BotError):
    """The desk refuses this delivery, now and always.

    Args:
        status: HTTP status.
        code: The desk's own name of the reason.
    """

    def __init__(self, status: int, code: str) -> None:
        super().__init__(
            f"The desk refuses a delivery: {status} {code}.", "Look the event up by its id."
        )
        self.status = status
        self.code = code


class Desk:
    """Client of the calls that open, fill and withdraw cases. All of them may be repeated.

    Args:
        url: Of the desk, without path.
        token: For its API.
        timeout_seconds: Longest wait for one answer.
        learns: Whether questions without an answer are brought.
        transport: Stands in for the network in tests.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout_seconds: float = 10.0,
        learns: bool = True,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._learns = learns
        self._client = httpx.Client(
            base_url=f"{url}/api/v1",
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout_seconds,
            transport=transport,
            trust_env=False,
        )

    def open(self, case: dict[str, Any]) -> None:
        """Open a case, or find that it is open."""
        self._post("/cases", case)

    def append(self, case_id: str, messages: list[dict[str, Any]]) -> None:
        """Add messages; those that the desk knows are skipped there."""
        self._post(f"/cases/{case_id}/messages", {"messages": messages})

    def answer_in(self, case_id: str, language: str) -> None:
        """Tell the language that the person is answered in from now on."""
        self._post(f"/cases/{case_id}/messages", {"messages": [], "language": language})

    def withdraw(self, case_id: str) -> None:
        """Take a case back; one that is closed already stays as it is."""
        self._post(f"/cases/{case_id}/withdraw", {})

    def answer(self, case_id: str, answer: dict[str, Any]) -> None:
        """Bring what the person answered to a question of the desk."""
        self._post(f"/cases/{case_id}/answers", answer)

    def learn(self, question: dict[str, Any]) -> None:
        """Bring a question without an answer, unless the operator does not want that."""
        if self._learns:
            self._post("/questions", question)

    def count(self, report: dict[str, Any]) -> None:
        """Bring counts."""
        self._post("/figures", report)

    def tell(self, receipt: Receipt) -> None:
        """Bring what became of a counsellor's reply."""
        told = {"state": receipt.state, "problem": receipt.problem or None, "at": utc(receipt.at)}
        self._post(f"/deliveries/{quote(receipt.event, safe='')}", told)

    def close(self) -> None:
        """Give connections back."""
        self._client.close()

    def _post(self, path: str, body: dict[str, Any]) -> None:
        """Post one delivery.

        Raises:
            DeskDownError: No answer, or one that says nothing about this delivery.
            RefusedError: The desk will never take it.
        """
        try:
            response = self._client.post(path, json=body)
        except httpx.HTTPError as error:
            raise DeskDownError(
                f"The desk cannot be reached ({type(error).__name__}).", "Check FANAL_DESK_URL."
            ) from error
        if response.is_success:
            return
        if response.status_code in _REFUSALS:
            raise RefusedError(response.status_code, _code(response))
        raise DeskDownError(
            f"The desk answers with status {response.status_code}.",
            "Check FANAL_DESK_API_TOKEN and the desk's log.",
        )


def _code(response: httpx.Response) -> str:
    try:
        return str(response.json()["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return "unknown"
