"""Output channels that keep a message in one piece."""

from __future__ import annotations

from typing import Any, Protocol

from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel

from bot.messages import Message, bot_message


class Pusher(Protocol):
    """A channel that can reach a person who has not just written."""

    async def push(self, sender: str, message: Message) -> bool:
        """Hand a message over.

        Returns:
            Whether the person is connected and got it; otherwise it waits in the history.

        Raises:
            DeliveryError: The channel could not take it; the sender should try again.
            UnreachableError: The channel never will.
        """
        ...


class CollectedMessages(CollectingOutputChannel):
    """Collects the messages of one turn for an HTTP answer."""

    @classmethod
    def name(cls) -> str:
        """Name of the channel whose answers these are."""
        return "rest"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message, whole."""
        self.messages.append({"recipient_id": recipient_id, **bot_message(recipient_id, message)})


class RoomOutput(OutputChannel):
    """Sends each message to everybody who has the conversation open."""

    def __init__(self, sio: Any, event: str) -> None:
        self._sio = sio
        self._event = event

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return "socketio"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Send one message, whole."""
        await self.push(recipient_id, bot_message(recipient_id, message))

    async def push(self, sender: str, message: Message) -> bool:
        """Send; ``False`` when nobody has the conversation open."""
        connected = self._is_open(sender)
        await self._sio.emit(self._event, message, room=sender)
        return connected

    async def show_typing(self, sender: str, name: str) -> bool:
        """Show that a counsellor writes; ``False`` when nobody has the conversation open."""
        await self._sio.emit("typing", {"author": "counsellor", "name": name}, room=sender)
        return self._is_open(sender)

    def _is_open(self, sender: str) -> bool:
        return any(True for _ in self._sio.manager.get_participants("/", sender))
