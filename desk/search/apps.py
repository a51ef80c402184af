"""The app of the search over cases."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from desk.search.index import install


class SearchConfig(AppConfig):
    """Keeps the full-text index beside the messages."""

    name = "desk.search"
    label = "search"

    def ready(self) -> None:
        """Look after the index whenever tables may have changed."""
        post_migrate.connect(_mend_index, sender=self)


def _mend_index(using: str, **_: Any) -> None:
    """A migration that rebuilds the table of messages takes SQLite's triggers with it."""
    install(connections[using])
