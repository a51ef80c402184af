"""What the played platforms share.

Every request is held against the documented schema; what breaks it is refused as the platform would
and stands in ``problems``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx
import jsonschema

#: How long a person's message may take to be acknowledged by the bot.
TIMEOUT_SECONDS = 30.0

#: Status and JSON body.
Answer = tuple[int, dict[str, Any]]


@dataclass
class Request:
    """What somebody posted; ``body`` is the form or the JSON object."""

    path: str
    query: dict[str, str]
    #: By name in lower case.
    headers: dict[str, str]
    body: dict[str, Any]
    is_form: bool


@dataclass
class Shown:
    """One message as a person sees it; ``buttons`` maps what stands on them to what they send."""

    address: str
    text: str = ""
    buttons: dict[str, str] = field(default_factory=dict)


class Phone(Protocol):
    """A person's chat on one platform; what they do is posted to the bot as the platform would."""

    #: What the platform calls the person.
    address: str

    def say(self, text: str) -> httpx.Response:
        """Write a message."""
        ...

    def press(self, payload: str, title: str = "pressed") -> httpx.Response:
        """Press a button that sends a payload."""
        ...


class Platform:
    """Answers the bot's requests."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.problems: list[str] = []
        #: Hears of every message that a person would see.
        self.on_shown: Callable[[Shown], None] = _nobody
        self._changed = threading.Condition()

    def handle(self, request: Request) -> Answer:
        """Answer one request at a time."""
        with self._changed:
            answer = self.answer(request)
            self._changed.notify_all()
        return answer

    def answer(self, request: Request) -> Answer:
        """What the platform does with a request."""
        raise NotImplementedError

    def show(self, shown: Shown) -> None:
        """A person sees a message."""
        self.shown.append(shown)
        self.on_shown(shown)

    def checked(self, request: Request, schema: dict[str, Any]) -> bool:
        """Whether a body is as documented; notes what is not."""
        errors = list(jsonschema.Draft7Validator(schema).iter_errors(request.body))
        self.problems += [f"{request.path}: {error.message}" for error in errors]
        return not errors


def _nobody(_: Shown) -> None:
    """Hears nothing."""
