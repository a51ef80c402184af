"""Forget a person, from the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from desk.audit.log import log
from desk.audit.models import Kind
from desk.cases.actions.erase_person import erase_person


class Command(BaseCommand):
    """Deletes every case of a person at the desk."""

    help = "Delete every case, message and delivery of a person at the desk."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom to forget."""
        parser.add_argument("sender", help="the person, as the bot knows them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how much that was."""
        erased = erase_person(options["sender"])
        if erased.cases:
            log(Kind.PERSON_ERASED, **asdict(erased))
        self.stdout.write(
            f"Erased: {erased.cases} cases, {erased.messages} messages, "
            f"{erased.outbox} not yet delivered."
        )
