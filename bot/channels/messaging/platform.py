"""What each platform has to bring; everything else is the same for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.channels.messaging.incoming import Incoming
from bot.channels.messaging.people import Person
from bot.messages import Message

#: One request to a platform: what its documentation calls the body.
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Composed:
    """A message in a platform's own form."""

    bodies: tuple[Body, ...]
    #: What numbers mean once the person has read it.
    choices: tuple[str, ...] = ()


class Platform(Protocol):
    """Telegram, WhatsApp or Messenger."""

    #: Name of the channel; part of its address and of every case.
    channel: str

    def verify(self, request: Any) -> None:
        """Refuse a request that does not come from the platform.

        Raises:
            RequestError: It does not.
        """
        ...

    def deliveries(self, request: Any) -> Sequence[Incoming]:
        """What people did, oldest first; what is none of our business is left out.

        Raises:
            RequestError: The request has another shape than the platform documents.
        """
        ...

    def acknowledge(self, request: Any) -> Body:
        """What a request that was stored is answered with."""
        ...

    def compose(self, message: Message) -> Composed:
        """The requests that show a message."""
        ...

    def may_send(self, message: Message, silent_seconds: float) -> bool:
        """Whether the platform allows a message to a person who wrote so long ago."""
        ...

    async def post(self, person: Person, message: Message, body: Body) -> str | None:
        """Send one request.

        Returns:
            The platform's id of it, when it tells later what became of it.

        Raises:
            DeliveryError: It may succeed later.
            UnreachableError: It never will.
            WindowClosedError: It will once the person has written.
        """
        ...

    async def show_typing(self, person: Person) -> bool:
        """Show that somebody writes; whether the platform can.

        Raises:
            DeliveryError: It did not work; nobody tries again.
        """
        ...

    async def remind(self, person: Person) -> bool:
        """Tell a person outside the window that a reply waits; whether the platform can."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...
