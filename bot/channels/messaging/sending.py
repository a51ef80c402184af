"""Brings what waits in the outbox to people, in order, each message once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from sqlalchemy.engine import Engine

from bot.channels.messaging.memo import Memo
from bot.channels.messaging.outbox import Outbox, Waiting
from bot.channels.messaging.people import People, Person
from bot.channels.messaging.platform import Platform
from bot.errors import DeliveryError, UnreachableError, WindowClosedError
from bot.messages import Message

logger = logging.getLogger(__name__)

#: How long one process has a message in hand; longer than a request to a platform may take.
_LEASE_SECONDS = 60.0
_LONGEST_WAIT_SECONDS = 300.0
#: After about two hours: a message that a platform never takes must not hold back all others.
_MOST_ATTEMPTS = 30


class Sending:
    """The way out of one platform; a ``Pusher`` for the desk's channel.

    Args:
        platform: Where the people are.
        engine: Database with the tables of this package.
        clock: Seconds since 1970.
    """

    def __init__(
        self, platform: Platform, engine: Engine, *, clock: Callable[[], float] = time.time
    ) -> None:
        self.platform = platform
        self.people = People(engine)
        self.outbox = Outbox(engine)
        self.memo = Memo(engine)
        self.clock = clock

    async def push(self, sender: str, message: Message) -> bool:
        """Hand over a message of the desk; the caller holds the conversation's lock.

        Returns:
            Whether the platform took it; otherwise the person gets it as soon as they write.

        Raises:
            DeliveryError: Try again later with the same message.
            UnreachableError: The person cannot be reached any more.
        """
        person = self.people.of(sender)
        if person is None:
            return False
        if self.outbox.is_sent(message["id"]):
            return True
        self.outbox.put(sender, message, self.clock(), by_desk=True)
        # What was to be said before comes first.
        everything = self.outbox.of(sender)
        place = [row.message["id"] for row in everything].index(message["id"])
        queue = [row for row in everything[:place] if not row.by_desk] + [everything[place]]
        try:
            for waiting in queue:
                if not await self._send(person, waiting, force=True):
                    break
            else:
                return True
        except UnreachableError:
            self.people.stopped(sender)
            self.outbox.remove(queue[-1], self.clock(), "unreachable_person")
            raise
        self.outbox.until_they_write(queue[-1], self.clock())
        await self._remind(person)
        return False

    async def flush(self, sender: str, *, now: bool = False) -> None:
        """Send all that waits for a person; what fails is tried again later.

        The caller holds the conversation's lock.

        Args:
            sender: The conversation.
            now: Whether to try even what is to be tried later: the person is there and waits.
        """
        for waiting in self.outbox.of(sender):
            person = self.people.of(sender)
            if person is None:
                return
            if waiting.by_desk:
                continue
            try:
                if not await self._send(person, waiting, force=now):
                    return
            except DeliveryError as error:
                self._later(waiting, error)
                return
            except UnreachableError as error:
                logger.warning("A person on %s: %s", person.channel, error.problem)
                self.people.stopped(sender)
                return

    async def show_typing(self, sender: str, name: str) -> bool:
        """Show that a counsellor writes; ``False`` where it cannot be shown."""
        person = self.people.of(sender)
        if person is None or person.channel != self.platform.channel or person.stopped:
            return False
        try:
            return await self.platform.show_typing(person)
        except DeliveryError:
            # The next sign comes in a few seconds.
            return False

    async def say_once(self, person: Person, messages: Sequence[Message]) -> None:
        """Send without keeping anything, to somebody who was just erased; one attempt."""
        for message in messages:
            for body in self.platform.compose(message).bodies:
                try:
                    await self.platform.post(person, message, body)
                except (DeliveryError, UnreachableError, WindowClosedError) as error:
                    logger.warning("Last words on %s: %s", person.channel, error.problem)

    async def window_closed(self, sender: str) -> None:
        """The platform says that they wrote too long ago; they are told that a reply waits."""
        person = self.people.of(sender)
        self.people.window_closed(sender)
        if person is not None:
            await self._remind(person)

    async def _send(self, person: Person, waiting: Waiting, *, force: bool = False) -> bool:
        """Send one message; ``False`` when it has to wait for the person or for another process."""
        message = waiting.message
        silent_seconds = self.clock() - person.wrote_at
        if person.stopped or not self.platform.may_send(message, silent_seconds):
            return False
        if not self.outbox.take(waiting, self.clock(), _LEASE_SECONDS, force=force):
            return False
        composed = self.platform.compose(message)
        try:
            for place, body in enumerate(composed.bodies[waiting.sent :], start=waiting.sent + 1):
                reference = await self.platform.post(person, message, body)
                self.outbox.progress(waiting, place, reference)
        except WindowClosedError:
            self.people.window_closed(person.sender)
            self.outbox.until_they_write(waiting, self.clock())
            return False
        if composed.choices != person.choices:
            self.people.read(person.sender, composed.choices)
        self.outbox.finish(waiting, self.clock())
        return True

    async def _remind(self, person: Person) -> None:
        """Once for every silence: a second reminder would only annoy."""
        if person.stopped or person.reminded_at > person.wrote_at:
            return
        try:
            if await self.platform.remind(person):
                self.people.reminded(person.sender, self.clock())
        except (DeliveryError, UnreachableError, WindowClosedError) as error:
            logger.warning("A reminder on %s was not sent: %s", person.channel, error.problem)

    def _later(self, waiting: Waiting, error: DeliveryError) -> None:
        attempts = waiting.attempts + 1
        if attempts >= _MOST_ATTEMPTS:
            logger.error("A message is given up after %d attempts. %s", attempts, error.problem)
            self.outbox.remove(waiting, self.clock(), "trouble")
            return
        wait = min(_LONGEST_WAIT_SECONDS, 2.0**attempts)
        logger.warning("%s Attempt %d comes in %d s.", error.problem, attempts + 1, wait)
        self.outbox.later(waiting, self.clock() + wait)
