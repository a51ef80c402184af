"""A socket.io client over a plain websocket, in as many lines as the tests need.

The protocol is that of Engine.IO 4 and Socket.IO 5: ``0`` open, ``2``/``3`` ping and pong, ``40``
connect, ``42`` event, ``43`` acknowledgement.
"""

from __future__ import annotations

import json
import re
from types import TracebackType
from typing import Any

import websockets.client


class SocketClient:
    """One connection; ``events`` are those that came and were not asked for yet."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self.events: list[tuple[str, Any]] = []

    async def __aenter__(self) -> SocketClient:
        self._socket = await websockets.client.connect(self._url)
        await self._socket.recv()
        await self._socket.send("40")
        await self._socket.recv()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._socket.close()

    async def emit(self, event: str, body: Any) -> None:
        """Send an event."""
        await self._socket.send("42" + json.dumps([event, body]))

    async def call(self, event: str, body: Any) -> Any:
        """Send an event and wait for its acknowledgement."""
        await self._socket.send("421" + json.dumps([event, body]))
        while True:
            packet = await self._next()
            if packet.startswith("431"):
                return json.loads(packet[3:])[0]

    async def receive(self, event: str) -> Any:
        """Wait for an event of this name."""
        while True:
            for place, (name, body) in enumerate(self.events):
                if name == event:
                    del self.events[place]
                    return body
            await self._next()

    async def _next(self) -> str:
        packet = str(await self._socket.recv())
        if packet == "2":
            await self._socket.send("3")
        elif match := re.fullmatch(r"42(\[.*\])", packet, re.DOTALL):
            name, body = json.loads(match[1])
            self.events.append((name, body))
        return packet
