"""The job of retention for questions."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from desk.config.environment import environment
from desk.learning.keep import forget_old


class Command(BaseCommand):
    """Deletes questions older than FANAL_DESK_QUESTIONS_DAYS."""

    help = "Delete unanswered questions older than FANAL_DESK_QUESTIONS_DAYS days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how much that was."""
        days = environment().questions_days
        if days <= 0:
            self.stdout.write("FANAL_DESK_QUESTIONS_DAYS is 0: questions are kept for ever.")
            return
        self.stdout.write(f"Forgot {forget_old(days=days)} questions older than {days} days.")
