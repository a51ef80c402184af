"""Forget a person, from the command line."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from desk.audit.log import log
from desk.audit.models import Kind
from desk.privacy.erase import erase_at_desk


class Command(BaseCommand):
    """Deletes every case of a person at the desk."""

    help = "Delete every case, message and delivery of a person at the desk."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom to forget."""
        parser.add_argument("sender", help="the person, as the bot knows them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how much that was."""
        erased = erase_at_desk(options["sender"])
        if any(erased.values()):
            log(Kind.PERSON_ERASED, **erased)
        self.stdout.write(
            f"Erased: {erased['cases']} cases, {erased['messages']} messages, "
            f"{erased['outbox']} not yet delivered, {erased['questions']} questions."
        )
