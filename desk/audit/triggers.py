"""The database itself refuses what the model refuses, whoever asks it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TABLE = "audit_entry"
REFUSAL = "The audit log is append-only."

_SQLITE = {
    verb: (
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    for verb in ("update", "delete")
}
_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
"""


def install(connection: Any, *verbs: str) -> None:
    """Refuse changes at the database; databases of other makes have the model's refusal only.

    Args:
        connection: Django's connection.
        verbs: ``update`` and ``delete``.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL)
        for verb in verbs:
            if connection.vendor == "sqlite":
                cursor.execute(_SQLITE[verb])
            elif connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE OR REPLACE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} "
                    f"ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
                )


def remove(connection: Any, *verbs: str) -> None:
    """Take the refusals away."""
    ending = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in verbs:
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}{ending}")


@contextmanager
def deletable(connection: Any) -> Iterator[None]:
    """Let entries be deleted within a transaction; the refusal is back at its end."""
    remove(connection, "delete")
    yield
    install(connection, "delete")
