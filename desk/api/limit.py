"""How often a client may call, counted in the database that all processes of the desk share.

Not by Django's cache: the counter of its database and file caches loses calls that come at the same
time (ticket 23326), and takes several queries for each.
"""

from __future__ import annotations

import math
import time

from django.db import connection

from desk.api.errors import ApiError
from desk.config.environment import environment

#: One statement, so that calls at the same moment are all counted; a new minute begins at 1.
_COUNT = """
    INSERT INTO api_calls (client, minute, n) VALUES (%s, %s, 1)
    ON CONFLICT (client) DO UPDATE SET
        n = CASE WHEN api_calls.minute = excluded.minute THEN api_calls.n + 1 ELSE 1 END,
        minute = excluded.minute
    RETURNING n
"""


def hold_back(client: str) -> None:
    """Refuse a client that calls more often in one minute than agreed; one query.

    Raises:
        ApiError: 429, with the seconds to wait.
    """
    now = time.time()
    minute = int(now // 60)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [client, minute])
        [calls] = cursor.fetchone()
    if calls > environment().api_calls_per_minute:
        raise ApiError(
            429,
            "too_many_calls",
            "This client calls too often.",
            "Wait for the seconds of the Retry-After header.",
            retry_after_seconds=math.ceil((minute + 1) * 60 - now),
        )
