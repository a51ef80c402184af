"""How much one conversation, and one address, may send over REST and socket.io."""

from __future__ import annotations

import ipaddress
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sanic.request import Request

from bot.errors import RequestError
from bot.settings import settings

_MINUTE_SECONDS = 60.0
#: Keys are dropped once they have been still for a minute, looked at whenever there are so many.
_MANY_KEYS = 10_000


class Window:
    """Counts what came within the last minute, by key.

    Each process counts for itself: with several workers the limit is that many times as high.

    Args:
        most: How many are taken within a minute.
        clock: Seconds that only grow.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._taken: dict[str, deque[float]] = {}
        self._refused: dict[str, float] = {}

    def take(self, key: str) -> None:
        """Count one.

        Raises:
            TooFastError: There were too many; this one is not counted.
        """
        now = self._clock()
        if len(self._taken) > _MANY_KEYS:
            self._forget(now)
        times = self._taken.setdefault(key, deque())
        while times and times[0] <= now - _MINUTE_SECONDS:
            times.popleft()
        if len(times) >= self._most:
            is_first = self._refused.get(key, -_MINUTE_SECONDS) <= now - _MINUTE_SECONDS
            if is_first:
                self._refused[key] = now
            wait = times[0] + _MINUTE_SECONDS - now if times else _MINUTE_SECONDS
            raise TooFastError(wait, is_first=is_first)
        times.append(now)

    def _forget(self, now: float) -> None:
        since = now - _MINUTE_SECONDS
        self._taken = {k: times for k, times in self._taken.items() if times and times[-1] > since}
        self._refused = {k: at for k, at in self._refused.items() if at > since}


class TooFastError(RequestError):
    """More came than is read.

    Args:
        wait_seconds: When it is worth trying again.
        is_first: Whether this is the first refusal within a minute, the one to tell a person of.
    """

    def __init__(self, wait_seconds: float, *, is_first: bool) -> None:
        super().__init__(
            "too_fast",
            429,
            "There are too many messages at once.",
            "Wait a minute and send it again.",
        )
        self.wait_seconds = max(1, round(wait_seconds))
        self.is_first = is_first


@dataclass(frozen=True, slots=True)
class Limits:
    """The windows of one channel."""

    senders: Window
    addresses: Window
    new_sessions: Window

    def take_message(self, sender: str, address: str | None) -> None:
        """Count a message.

        Raises:
            TooFastError: The conversation or the address has sent too many.
        """
        self.senders.take(sender)
        if address is not None:
            self.addresses.take(address)

    def take_session(self, address: str | None) -> None:
        """Count a conversation that begins.

        Raises:
            TooFastError: The address has begun too many.
        """
        if address is not None:
            self.new_sessions.take(address)


def limits() -> Limits:
    """New windows, as high as the settings say."""
    chosen = settings()
    return Limits(
        Window(chosen.messages_per_minute),
        Window(chosen.address_messages_per_minute),
        Window(chosen.address_sessions_per_minute),
    )


def address_of(request: Request | None) -> str | None:
    """Where a request comes from; ``None`` when that says nothing.

    Behind ``FANAL_PROXIES`` proxies it is what the outermost of them saw; further entries of the
    header are the sender's own and may be lies. This machine itself says nothing: an undeclared
    proxy here would make one address of all people.
    """
    if request is None:
        return None
    address, proxies = request.ip, settings().proxies
    if proxies:
        seen = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",")]
        address = seen[-proxies] if len(seen) >= proxies else address
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return None
    if read.is_loopback:
        return None
    # One line of a house gets a whole /64; its single addresses are free to make up.
    return str(ipaddress.ip_network((read, 64), strict=False)) if read.version == 6 else str(read)


def is_welcome(origin: str | None) -> bool:
    """Whether a page of this origin may talk; programs outside a browser send none."""
    allowed = settings().cors_origins
    return origin is None or "*" in allowed or origin in allowed
