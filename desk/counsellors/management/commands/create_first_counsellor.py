"""Make the first account, so that somebody can log in."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from desk.counsellors.models import Counsellor


class Command(BaseCommand):
    """Makes an administrator if there is no account yet, and says the password once."""

    help = "Make the first account if there is none; print its name and password once."

    def add_arguments(self, parser: CommandParser) -> None:
        """The name to log in with, and the name newcomers read."""
        parser.add_argument("--username", default="counsellor")
        parser.add_argument("--display-name", default="Fanal")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, or say that there is one."""
        password = secrets.token_urlsafe(15)
        with transaction.atomic():
            if Counsellor.objects.exists():
                self.stdout.write("There is an account already; nothing was changed.")
                return
            Counsellor.objects.create_superuser(
                username=options["username"],
                password=password,
                display_name=options["display_name"],
                languages=["nl", "fr", "en"],
            )
        self.stdout.write("The first account of the desk; this password is shown only once.")
        self.stdout.write(f"  user      {options['username']}")
        self.stdout.write(f"  password  {password}")
