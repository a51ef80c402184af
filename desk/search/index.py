"""The full-text index over what was said, kept by the database itself.

SQLite: an FTS5 table over the messages' own text, followed by triggers. PostgreSQL: a GIN index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGES = "cases_message"
WORDS = "search_words"

# Written out: a statement put together from parts looks like one that takes a stranger's words.
_GONE = "INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', old.id, old.text)"
_NEW = "INSERT INTO search_words(rowid, text) VALUES (new.id, new.text)"
_TRIGGERS = {
    "search_words_added": f"AFTER INSERT ON {MESSAGES} BEGIN {_NEW}; END",
    "search_words_gone": f"AFTER DELETE ON {MESSAGES} BEGIN {_GONE}; END",
    "search_words_changed": f"AFTER UPDATE OF text ON {MESSAGES} BEGIN {_GONE}; {_NEW}; END",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index, and fill it anew if it stopped following the messages; safe to repeat."""
    if MESSAGES not in connection.introspection.table_names():
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {WORDS} ON {MESSAGES} "
                "USING gin (to_tsvector('simple', text))"
            )
    elif connection.vendor == "sqlite":
        _install_fts5(connection)


def _install_fts5(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS} USING fts5(text, content='{MESSAGES}', "
            "content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
        )
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        known = {name for (name,) in cursor.fetchall()}
        missing = _TRIGGERS.keys() - known
        for name in missing:
            cursor.execute(f"CREATE TRIGGER {name} {_TRIGGERS[name]}")
        if missing:
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")


def forget_erased(connection: BaseDatabaseWrapper) -> None:
    """Take words of deleted messages out of the index's pages too.

    FTS5 marks them as gone and drops them when it merges; this merges now, in about two seconds
    with half a million messages. PostgreSQL's vacuum does the same by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")
