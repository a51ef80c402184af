"""One step back: what was just done, and the button that undoes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

#: How long the button is offered, in seconds; for the end of a case, how long the bot is not told.
UNDO_SECONDS = 10
_KEY = "undo"


@dataclass(frozen=True, slots=True)
class Undo:
    """What the notice says, and what its button sends."""

    text: str
    url: str
    #: ISO 8601; later the notice is not shown any more.
    until: str
    fields: dict[str, str] = field(default_factory=dict)


def offer_undo(request: HttpRequest, text: str, url: str, **fields: str) -> None:
    """Show a notice with a button on the next page.

    Args:
        request: Whose session keeps the offer.
        text: What was done, one sentence.
        url: Where the button posts to.
        **fields: What it sends.
    """
    until = timezone.now() + timedelta(seconds=UNDO_SECONDS)
    request.session[_KEY] = asdict(Undo(text, url, until.isoformat(), fields))


def offered_undo(request: HttpRequest) -> Undo | None:
    """The offer, while it stands; each is shown until its time is over or it is taken."""
    kept = request.session.get(_KEY)
    if not kept:
        return None
    undo = Undo(**kept)
    if datetime.fromisoformat(undo.until) < timezone.now():
        del request.session[_KEY]
        return None
    return undo


def forget_undo(request: HttpRequest) -> None:
    """The offer was taken, or something else was done since."""
    request.session.pop(_KEY, None)
