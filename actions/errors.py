"""Errors of the action server. Each says what is wrong and how to mend it."""

from __future__ import annotations


class ActionsError(Exception):
    """Base of every error that this room raises on purpose.

    Args:
        problem: What is wrong, one sentence with a full stop. Never a newcomer's words.
        mend: What to do about it, one sentence with a full stop.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem = problem
        self.mend = mend


class SettingsError(ActionsError):
    """A setting has a value that cannot work."""


class DeskError(ActionsError):
    """The desk cannot be reached or gave an answer that makes no sense."""
