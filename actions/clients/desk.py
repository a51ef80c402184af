"""The desk, as far as actions ask it: the place in the queue, best effort.

Opening a case does not go through here: it stands in the tracker store, and the relay delivers it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import httpx

from actions.errors import DeskError
from actions.settings import settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """Whether the desk answers, and a case's place in the queue (from 1; None: not known)."""

    reachable: bool
    position: int | None


async def queue_status(
    case_id: str, transport: httpx.AsyncBaseTransport | None = None
) -> QueueStatus:
    """Ask for a case's place in the queue.

    A desk that does not answer in time, or does not know the case yet, is no failure for the
    person: the case stands in the tracker and will arrive.
    """
    try:
        return QueueStatus(True, await _position(case_id, transport))
    except DeskError as error:
        logger.warning("No place in the queue: %s", error.problem)
        return QueueStatus(False, None)


async def _position(case_id: str, transport: httpx.AsyncBaseTransport | None) -> int | None:
    """The place in the queue; None while the relay has not brought the case yet.

    Raises:
        DeskError: The desk cannot be reached or answers nonsense.
    """
    chosen = settings()
    async with httpx.AsyncClient(
        base_url=chosen.desk_url,
        timeout=chosen.desk_timeout_seconds,
        headers={"Authorization": f"Bearer {chosen.desk_api_token}"},
        transport=transport,
        trust_env=False,
    ) as client:
        try:
            response = await client.get(f"/api/v1/cases/{case_id}")
        except httpx.HTTPError as error:
            raise DeskError("The desk cannot be reached.", "Check FANAL_DESK_URL.") from error
    if response.status_code == httpx.codes.NOT_FOUND:
        return None
    if response.status_code != httpx.codes.OK:
        raise DeskError(
            f"The desk answered with status {response.status_code}.",
            "Check FANAL_DESK_API_TOKEN and the desk's log.",
        )
    return _read(response)


def _read(response: httpx.Response) -> int | None:
    try:
        body: Any = response.json()
        position = body.get("position")
    except (ValueError, AttributeError) as error:
        raise DeskError("The desk answered no status.", "Check FANAL_DESK_URL.") from error
    return position if isinstance(position, int) and position > 0 else None
