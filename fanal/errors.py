"""Errors of set-up and supervision."""

from __future__ import annotations


class SetUpError(Exception):
    """A step of set-up or start failed.

    Args:
        problem: Which step and why, one sentence with a full stop.
        mend: What to do about it, one sentence with a full stop.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem = problem
        self.mend = mend
