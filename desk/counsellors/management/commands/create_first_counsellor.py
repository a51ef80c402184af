"""Make the first account, so that somebody can log in."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from desk.counsellors.models import Counsellor
from desk.teams.models import Membership, Role
from desk.teams.models.organisation import default_team


class Command(BaseCommand):
    """Makes an operator who leads the default team, if there is no account yet."""

    help = "Make the first account if there is none; print its name and password once."

    def add_arguments(self, parser: CommandParser) -> None:
        """The name to log in with, what newcomers read, and the organisation."""
        parser.add_argument("--username", default="counsellor")
        parser.add_argument("--organisation", help="name of the organisation that answers")
        parser.add_argument("--display-name", help="what newcomers read; 'Counsellor' unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, or say that there is one."""
        password = secrets.token_urlsafe(15)
        with transaction.atomic():
            if Counsellor.objects.exists():
                self.stdout.write("There is an account already; nothing was changed.")
                return
            team = default_team()
            if options["organisation"]:
                team.organisation.name = options["organisation"]
                team.organisation.save()
            counsellor = Counsellor.objects.create_superuser(
                username=options["username"],
                password=password,
                # A newcomer who reads a product's name takes the person for the machine.
                display_name=options["display_name"] or "Counsellor",
                role_title=options["organisation"] or "",
                languages=["nl", "fr", "en"],
            )
            for role in (Role.LEAD, Role.ADMINISTRATOR):
                Membership.objects.create(counsellor=counsellor, team=team, role=role)
        self.stdout.write("The first account of the desk; this password is shown only once.")
        self.stdout.write(f"  user      {options['username']}")
        self.stdout.write(f"  password  {password}")
        self.stdout.write("Newcomers read the name in your profile: put your first name there.")
