"""The job of retention: run it once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from desk.cases.actions.forget_closed import forget_closed
from desk.config.environment import environment


class Command(BaseCommand):
    """Deletes cases closed longer ago than FANAL_DESK_RETENTION_DAYS."""

    help = "Delete cases that were closed more than FANAL_DESK_RETENTION_DAYS days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how much that was."""
        days = environment().retention_days
        if days <= 0:
            self.stdout.write("FANAL_DESK_RETENTION_DAYS is 0: closed cases are kept for ever.")
            return
        erased = forget_closed(days=days)
        self.stdout.write(f"Forgot {erased.cases} cases closed more than {days} days ago.")
