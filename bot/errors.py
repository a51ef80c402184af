"""Errors of the bot room. Each says what is wrong and how to mend it."""

from __future__ import annotations


class BotError(Exception):
    """Base of every error that this room raises on purpose.

    Args:
        problem: What is wrong, one sentence with a full stop. Never a newcomer's words.
        mend: What to do about it, one sentence with a full stop.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem = problem
        self.mend = mend


class SettingsError(BotError):
    """A setting has a value that cannot work."""


class ModelError(BotError):
    """The dialogue model is missing, stale or cannot be trained."""


class CatalogueError(BotError):
    """A text catalogue is missing, incomplete or damaged."""


class RequestError(BotError):
    """A request from outside breaks the contract of docs/wire.md.

    Args:
        code: Machine-readable name of the failure.
        status: HTTP status that fits.
        problem: What is wrong.
        mend: What the sender should do.
    """

    def __init__(self, code: str, status: int, problem: str, mend: str) -> None:
        super().__init__(problem, mend)
        self.code = code
        self.status = status

    def body(self) -> dict[str, dict[str, str]]:
        """The one error shape of docs/wire.md, section 4."""
        return {"error": {"code": self.code, "message": self.problem, "mend": self.mend}}


class DeliveryError(BotError):
    """A message could not be handed to the person's channel; the sender keeps it."""


class UnreachableError(BotError):
    """A platform says that this person can no longer be written to; trying again is of no use."""


class WindowClosedError(BotError):
    """A platform lets us write only for some time after the person wrote, and that time is over."""
