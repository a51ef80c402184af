"""What a platform delivered, in one shape for all platforms."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Literal

Kind = Literal["text", "voice", "picture", "place", "sticker", "blocked"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a person, or what they did with the chat.

    ``text`` is what they wrote, the payload of a button, or what they wrote under a picture.
    """

    #: The platform's id of the delivery; the same when it is delivered again.
    delivery: str
    address: str
    text: str = ""
    kind: Kind = "text"
    #: ``language`` and ``region`` that the platform or a link suggests.
    hints: dict[str, str] = field(default_factory=dict)
    #: A button was pressed: ``text`` may be a payload.
    pressed: bool = False

    def dumped(self) -> str:
        """As JSON, for the inbox."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def loaded(body: str) -> Incoming:
        """From ``dumped()``."""
        return Incoming(**json.loads(body))
