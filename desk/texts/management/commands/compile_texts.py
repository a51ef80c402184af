"""Compile the catalogues: ``python -m desk compile_texts``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desk.texts.compile import CatalogueError, compile_all


class Command(BaseCommand):
    """Needs neither gettext's tools nor a database."""

    help = "Check and compile the catalogues of the desk's pages."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and name what was written."""
        for locale_dir in settings.LOCALE_PATHS:
            try:
                written = compile_all(Path(locale_dir))
            except CatalogueError as error:
                raise CommandError(str(error)) from error
            for file in written:
                self.stdout.write(f"Compiled {file}")
