"""Forget old entries of the audit log: run it once a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from desk.audit.models import Entry
from desk.audit.triggers import deletable
from desk.config.environment import environment


class Command(BaseCommand):
    """Deletes entries older than FANAL_DESK_AUDIT_DAYS."""

    help = "Delete entries of the audit log older than FANAL_DESK_AUDIT_DAYS days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how much that was."""
        days = environment().audit_days
        if days <= 0:
            self.stdout.write("FANAL_DESK_AUDIT_DAYS is 0: the audit log is kept for ever.")
            return
        old = Entry.objects.filter(at__lt=timezone.now() - timedelta(days=days))
        with transaction.atomic(), deletable(connection):
            # Past the refusal of the model: this is the one place that may forget.
            count = QuerySet.delete(old)[0]
        self.stdout.write(f"Forgot {count} entries older than {days} days.")
