"""Who is at work, for what is logged far below the pages."""

from __future__ import annotations

from contextvars import ContextVar

from desk.counsellors.models import Counsellor

ACTOR: ContextVar[Counsellor | None] = ContextVar("actor", default=None)


def current_actor() -> Counsellor | None:
    """Whose request this is; ``None`` for the bot and for commands."""
    return ACTOR.get()
