"""``fanal desk learn``: group new questions, and tell who asked what is answered now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from desk.learning.meaning import MeaningUnavailableError
from desk.learning.work import learn


class Command(BaseCommand):
    """What the watch does again and again, once."""

    help = "Group new questions, note articles that have come, and tell who asked."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how much that was.

        Raises:
            CommandError: If the encoder cannot be loaded.
        """
        try:
            done = learn()
        except MeaningUnavailableError as error:
            raise CommandError(
                "The encoder or the index cannot be loaded. Run `fanal knowledge build`."
            ) from error
        self.stdout.write(
            f"Grouped {done.grouped} questions; {done.landed} groups have their article now; "
            f"told {done.told} people."
        )
