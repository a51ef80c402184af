"""One turn of a conversation at a time, whichever process takes it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

import redis.asyncio  # type: ignore[import-untyped]
from rasa.core.lock_store import LockError, LockStore
from redis.exceptions import LockError as RedisLockError  # type: ignore[import-untyped]
from redis.exceptions import RedisError

from bot.settings import settings

#: A turn that takes longer than this has lost its lock; the action server answers or fails earlier.
_LIFETIME_SECONDS = 60.0
_RETRY_SECONDS = 0.05


class ConversationLocks(LockStore):
    """Locks in this process, or in Redis when ``FANAL_REDIS_URL`` is set.

    Rasa's own stores are left aside: the one in memory looks again only once a second, and the one
    in Redis reads, changes and writes its queue in three steps, so that two processes lose turns.
    """

    def __init__(self, endpoint_config: Any = None) -> None:
        super().__init__()
        url = settings().redis_url
        self._redis = redis.asyncio.Redis.from_url(url) if url else None
        self._here: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = _LIFETIME_SECONDS,
        wait_time_in_seconds: float = _RETRY_SECONDS,
    ) -> AsyncGenerator[None, None]:
        """Hold the conversation; in one process, waiting turns come in the order of arrival.

        Raises:
            LockError: The lock was not free within its lifetime, or Redis cannot be reached.
        """
        here = self._here.setdefault(conversation_id, asyncio.Lock())
        async with here:
            if self._redis is None:
                yield
                return
            lock = self._redis.lock(
                f"fanal:conversation:{conversation_id}",
                timeout=lock_lifetime,
                sleep=_RETRY_SECONDS,
                blocking_timeout=lock_lifetime,
            )
            try:
                taken = await lock.acquire()
            except RedisError as error:
                raise LockError("Redis cannot be reached for a conversation lock.") from error
            if not taken:
                raise LockError("A conversation stayed locked for too long.")
            try:
                yield
            finally:
                await _release(lock)


async def _release(lock: Any) -> None:
    try:
        await lock.release()
    except RedisLockError:
        # It ran out meanwhile, and somebody else may hold it: nothing of ours is left to release.
        return
