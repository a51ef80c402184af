"""The desk, as far as actions ask it: the place in the queue, best effort.

Opening a case does not go through here: it stands in the tracker store, and the relay delivers it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from actions.clients.expectation import Expectation
from actions.errors import DeskError
from actions.settings import settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """Whether the desk answers, a case's place in the queue (from 1; None: not known), and more."""

    reachable: bool
    position: int | None
    expectation: Expectation = field(default_factory=Expectation)


async def queue_status(
    case_id: str, transport: httpx.AsyncBaseTransport | None = None
) -> QueueStatus:
    """Ask for a case's place in the queue.

    A desk that does not answer in time, or does not know the case yet, is no failure for the
    person: the case stands in the tracker and will arrive.
    """
    try:
        return await _status(case_id, transport)
    except DeskError as error:
        logger.warning("No place in the queue: %s", error.problem)
        return QueueStatus(False, None)


async def availability(
    asked: dict[str, str], transport: httpx.AsyncBaseTransport | None = None
) -> QueueStatus:
    """Ask what a case that would be opened now may expect.

    Args:
        asked: Some of ``need``, ``region``, ``municipality``, ``language``, ``urgent``.
        transport: Stands in for the network in tests.
    """
    try:
        response = await _call("GET", f"/api/v1/availability?{urlencode(asked)}", transport)
        if response.status_code != httpx.codes.OK:
            raise _refused(response)
        return _read(response)
    except DeskError as error:
        logger.warning("Nothing known of the counsellors: %s", error.problem)
        return QueueStatus(False, None)


async def erase_person(sender: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
    """Erase everything that the desk keeps about a conversation; again is safe.

    Raises:
        DeskError: The desk cannot be reached or refused.
    """
    response = await _call("DELETE", f"/api/v1/people/{quote(sender, safe='')}", transport)
    if response.status_code != httpx.codes.OK:
        raise _refused(response)


async def _status(case_id: str, transport: httpx.AsyncBaseTransport | None) -> QueueStatus:
    """Where the case stands; nothing is known while the relay has not brought it yet.

    Raises:
        DeskError: The desk cannot be reached or answers nonsense.
    """
    response = await _call("GET", f"/api/v1/cases/{case_id}", transport)
    if response.status_code == httpx.codes.NOT_FOUND:
        return QueueStatus(True, None)
    if response.status_code != httpx.codes.OK:
        raise _refused(response)
    return _read(response)


async def _call(
    method: str, path: str, transport: httpx.AsyncBaseTransport | None
) -> httpx.Response:
    chosen = settings()
    async with httpx.AsyncClient(
        base_url=chosen.desk_url,
        timeout=chosen.desk_timeout_seconds,
        headers={"Authorization": f"Bearer {chosen.desk_api_token}"},
        transport=transport,
        trust_env=False,
    ) as client:
        try:
            return await client.request(method, path)
        except httpx.HTTPError as error:
            raise DeskError("The desk cannot be reached.", "Check FANAL_DESK_URL.") from error


def _refused(response: httpx.Response) -> DeskError:
    return DeskError(
        f"The desk answered with status {response.status_code}.",
        "Check FANAL_DESK_API_TOKEN and the desk's log.",
    )


def _read(response: httpx.Response) -> QueueStatus:
    try:
        body: Any = response.json()
        position = body.get("position")
    except (ValueError, AttributeError) as error:
        raise DeskError("The desk answered no status.", "Check FANAL_DESK_URL.") from error
    known = isinstance(position, int) and position > 0
    return QueueStatus(True, position if known else None, Expectation.read(body))
