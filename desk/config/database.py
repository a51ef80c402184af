"""From a database address to Django's settings for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Readers never wait for the writer; a second writer waits instead of failing at once.
SQLITE_OPTIONS: dict[str, Any] = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "timeout": 20,
    # A transaction that reads and then writes must own the write lock from its start.
    "transaction_mode": "IMMEDIATE",
}


def database(url: str) -> dict[str, Any]:
    """Django's settings for a database address.

    Args:
        url: ``sqlite:///<path>`` or ``postgresql://user:password@host:port/name``; a driver named
            after a plus sign, as SQLAlchemy wants it, is passed over.

    Raises:
        ImproperlyConfigured: If the kind of database is unknown.
    """
    parts = urlsplit(url)
    kind = parts.scheme.partition("+")[0]
    if kind == "sqlite":
        path = Path(unquote(url.partition(":///")[2]))
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    if kind in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
        }
    raise ImproperlyConfigured(
        f"FANAL_DESK_DB names an unknown kind of database, '{kind}'. "
        "Use sqlite:///<path> or postgresql://user:password@host:port/name."
    )
