"""``fanal desk fill_cases``: a desk as it is after years, to try and to measure."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.cases.models import Case
from desk.cases.sample_cases import fill
from desk.figures.sample_counts import fill_counts
from desk.teams.models import CASE_ROLES, Membership


class Command(BaseCommand):
    """Fills an empty desk with sample cases."""

    help = "Fill an empty desk with sample cases, to try it and to measure it."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many."""
        parser.add_argument("--cases", type=int, default=10_000)
        parser.add_argument("--messages", type=int, default=500_000)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Fill.

        Raises:
            CommandError: If there are cases already, or nobody who could hold one.
        """
        if Case.objects.exists():
            raise CommandError(
                "There are cases here already, and samples among them would be taken for people. "
                "Name an empty database with FANAL_DESK_DB."
            )
        members = Membership.objects.filter(role__in=CASE_ROLES).select_related(
            "team", "counsellor"
        )
        teams = {member.team_id: member.team for member in members}
        if not teams:
            raise CommandError(
                "Nobody works here yet. Make an account with `fanal desk create_first_counsellor`."
            )
        counsellors = {member.counsellor_id: member.counsellor for member in members}
        fill(
            cases=options["cases"],
            messages=max(options["messages"], options["cases"]),
            teams=list(teams.values()),
            counsellors=list(counsellors.values()),
        )
        fill_counts()
        self.stdout.write(f"Wrote {options['cases']} cases.")
