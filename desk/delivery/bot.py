"""The bot's door for the desk's events (``docs/wire.md`` part 2)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from desk.delivery.models import DeliveryState, Problem

logger = logging.getLogger(__name__)

#: What the bot says of an event that it accepted. One it had seen before is with the person.
ACCEPTED = {
    "sent": DeliveryState.SENT,
    "stored": DeliveryState.STORED,
    "duplicate": DeliveryState.SENT,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one attempt: a final state, or a problem."""

    state: DeliveryState | None
    problem: Problem | None = None
    #: Whether the same event may succeed later.
    retry: bool = False


class Bot(Protocol):
    """Whoever takes events."""

    def post(self, event: dict[str, Any]) -> Answer:
        """Hand over one event; never raises for what the network or the bot does."""
        ...


class HttpBot:
    """The bot over HTTP; one instance may be used by several threads.

    Args:
        url: Address of the bot, without a path.
        token: What the bot asks of the desk.
        timeout_seconds: For connecting and for each wait on the answer.
    """

    def __init__(self, url: str, token: str, *, timeout_seconds: float) -> None:
        self._url = f"{url.rstrip('/')}/webhooks/desk/events"
        self._client = httpx.Client(
            timeout=timeout_seconds,
            headers={"Authorization": f"Bearer {token}"},
            # A proxy of the environment is never on the way to the own bot.
            trust_env=False,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def post(self, event: dict[str, Any]) -> Answer:
        """Hand over one event."""
        try:
            response = self._client.post(self._url, json=event)
        except httpx.TimeoutException:
            return Answer(None, Problem.TIMEOUT, retry=True)
        except httpx.HTTPError:
            return Answer(None, Problem.UNREACHABLE, retry=True)
        return understand(response)


def understand(response: httpx.Response) -> Answer:
    """From the bot's HTTP answer to what it means for the delivery."""
    status = response.status_code
    if response.is_success:
        return _accepted(response)
    if status in {401, 403}:
        logger.error("The bot refuses the desk's key. Give both the same FANAL_BOT_DESK_TOKEN.")
        return Answer(None, Problem.UNAUTHORIZED, retry=True)
    if status == 404 and _error_code(response) == "unknown_conversation":
        return Answer(None, Problem.UNKNOWN_CONVERSATION)
    if status == 409 and _error_code(response) == "unreachable_person":
        return Answer(None, Problem.UNREACHABLE_PERSON)
    # Any other 404 is a bot that lacks this channel: it is starting, or misconfigured.
    if status >= 500 or status in {404, 408, 425, 429}:
        return Answer(None, Problem.TROUBLE, retry=True)
    return Answer(None, Problem.REFUSED)


def _accepted(response: httpx.Response) -> Answer:
    state = ACCEPTED.get(str(_body(response).get("delivered", "")))
    if state is not None:
        return Answer(state)
    logger.error("The bot took an event, but its answer is not that of docs/wire.md part 2.")
    return Answer(None, Problem.TROUBLE, retry=True)


def _body(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _error_code(response: httpx.Response) -> str:
    error = _body(response).get("error")
    return str(error.get("code", "")) if isinstance(error, dict) else ""
