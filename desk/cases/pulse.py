"""Has anything happened at the desk? Two looks a second for all open pages of a process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections
from django.db.models import Max
from django.utils import timezone

from desk.cases.models import CaseEvent, Message
from desk.delivery.models import Delivery
from desk.presence.models import Presence
from desk.snooze.models import Snooze

logger = logging.getLogger(__name__)

#: Between two looks, in seconds.
LOOK_SECONDS = 0.5
#: After this many seconds without news something is sent all the same, so that nothing on the way
#: takes the line for dead.
SILENCE_SECONDS = 15.0


def beat() -> str:
    """Differs from the last one when something was said, done or delivered.

    So it does when a case comes back, or a colleague comes to one or begins to write. Five looks at
    the end of an index each, whatever the size of the tables.
    """
    back = Snooze.objects.filter(until__lte=timezone.now())
    return repr(
        (
            Message.objects.aggregate(last=Max("id"))["last"],
            CaseEvent.objects.aggregate(last=Max("id"))["last"],
            Delivery.objects.aggregate(last=Max("finished_at"))["last"],
            back.aggregate(last=Max("until"))["last"],
            Presence.objects.aggregate(last=Max("changed_at"))["last"],
        )
    )


def beat_in_thread() -> str:
    """The beat, for a thread that belongs to no request and so must close what it opens."""
    try:
        return beat()
    finally:
        close_old_connections()


class Pulse:
    """Wakes every listener when the beat changes; looks only while somebody listens.

    Args:
        look: Tells the beat; called in a thread.
        look_seconds: Between two looks.
        silence_seconds: The longest a listener waits for anything.
    """

    def __init__(
        self,
        look: Callable[[], str] = beat_in_thread,
        *,
        look_seconds: float = LOOK_SECONDS,
        silence_seconds: float = SILENCE_SECONDS,
    ) -> None:
        self._look = look
        self._look_seconds = look_seconds
        self._silence_seconds = silence_seconds
        self._listeners: set[asyncio.Event] = set()
        self._watch: asyncio.Task[None] | None = None

    async def listen(self) -> AsyncIterator[bool]:
        """Yield true for news and false for a silence, until the listener goes away."""
        news = asyncio.Event()
        self._listeners.add(news)
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look_on())
        try:
            while True:
                try:
                    await asyncio.wait_for(news.wait(), self._silence_seconds)
                except asyncio.TimeoutError:
                    yield False
                else:
                    news.clear()
                    yield True
        finally:
            self._listeners.discard(news)

    async def _look_on(self) -> None:
        known: str | None = None
        while self._listeners:
            try:
                now = await sync_to_async(self._look, thread_sensitive=False)()
            except DatabaseError:
                logger.exception("The desk's database could not be read for news; trying again.")
                now = known or ""
            if known is not None and now != known:
                for listener in self._listeners:
                    listener.set()
            known = now
            await asyncio.sleep(self._look_seconds)
