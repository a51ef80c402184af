"""Signed tokens: only who was given a conversation's token may read it or write into it."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from functools import lru_cache

import jwt

from bot.settings import settings

logger = logging.getLogger(__name__)

_ALGORITHM = "HS256"
#: Keeps a token from being taken for one that another part of Fanal may sign one day.
_AUDIENCE = "fanal-conversation"
_DAY_SECONDS = 86_400
#: A conversation that somebody has just been given may hold no message yet.
_NEW_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token was found to say."""

    #: Whether it was given out a moment ago.
    is_new: bool
    #: Whether its holder should get another one: it is over a day old, or its key goes out of use.
    is_stale: bool


class SessionTokens:
    """Gives out tokens and checks them.

    Args:
        key: Signs new tokens; 32 characters or more.
        old_keys: Earlier keys whose tokens still count.
        days: How long a token counts; each visit begins it anew.
    """

    def __init__(self, key: str, *, old_keys: tuple[str, ...] = (), days: int = 90) -> None:
        self._keys = (key, *old_keys)
        self._seconds = days * _DAY_SECONDS

    def issue(self, session_id: str, *, at: float | None = None) -> str:
        """A token for one conversation, from ``at`` (seconds, UTC; now when left out)."""
        now = int(time.time() if at is None else at)
        # The same second would give the same token, and logs of proxies could match them.
        claims = {"sub": session_id, "aud": _AUDIENCE, "iat": now, "exp": now + self._seconds}
        return jwt.encode(claims | {"jti": secrets.token_hex(8)}, self._keys[0], _ALGORITHM)

    def check(self, token: object, session_id: object) -> Grant | None:
        """What a token says; ``None`` if it is forged, over, or another conversation's."""
        if not isinstance(token, str) or not isinstance(session_id, str):
            return None
        for number, key in enumerate(self._keys):
            try:
                claims = jwt.decode(
                    token,
                    key,
                    [_ALGORITHM],
                    audience=_AUDIENCE,
                    options={"require": ["sub", "aud", "iat", "exp"]},
                )
            except jwt.InvalidTokenError:
                continue
            if claims["sub"] != session_id:
                return None
            age = time.time() - claims["iat"]
            return Grant(age < _NEW_SECONDS, number > 0 or age > _DAY_SECONDS)
        return None

    def renewed(self, token: str, session_id: str, grant: Grant) -> str:
        """The token to go on with."""
        return self.issue(session_id) if grant.is_stale else token


@lru_cache(maxsize=1)
def session_tokens() -> SessionTokens:
    """Tokens signed as the settings say."""
    chosen = settings()
    key = chosen.session_key
    if not key:
        logger.warning("FANAL_SESSION_KEY is not set: conversations end when the bot restarts.")
        key = secrets.token_urlsafe(32)
    return SessionTokens(key, old_keys=chosen.session_old_keys, days=chosen.session_days)
