"""Two made-up organisations with three teams, to see a desk that works."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from desk.counsellors.models import Counsellor
from desk.teams.models import (
    Distribution,
    Membership,
    OpeningTime,
    Organisation,
    Role,
    RoutingRule,
    Team,
)

AGENCY, SERVICE = "Integration agency Lichtenbeek", "Employment service Lichtenbeek"
WELCOME, BRUSSELS, WORK = "Welcome", "Brussels", "Work"


@dataclass(frozen=True, slots=True)
class Person:
    """One made-up counsellor."""

    username: str
    name: str
    title: str
    team: str
    languages: tuple[str, ...]
    roles: tuple[Role, ...] = (Role.COUNSELLOR,)
    skills: tuple[str, ...] = field(default=())


PEOPLE = (
    Person("ayse", "Ayşe", "Integration counsellor", WELCOME, ("nl", "tr", "ar")),
    Person("bart", "Bart", "Team lead", WELCOME, ("nl", "en"), (Role.LEAD, Role.ADMINISTRATOR)),
    Person("chloe", "Chloé", "Conseillère", BRUSSELS, ("fr", "nl", "es"), (Role.LEAD,)),
    Person("dmytro", "Dmytro", "Counsellor", BRUSSELS, ("fr", "uk", "ru")),
    Person("els", "Els", "Job counsellor", WORK, ("nl", "en"), (Role.LEAD, Role.ADMINISTRATOR)),
    Person("farid", "Farid", "Job counsellor", WORK, ("nl", "fa", "en"), skills=("job-services",)),
    Person("greet", "Greet", "Editor", WELCOME, ("nl", "en"), (Role.EDITOR,)),
)


class Command(BaseCommand):
    """Makes them once; what is there already stays as it is."""

    help = "Add two made-up organisations, three teams and their counsellors; print passwords once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and say how to log in."""
        with transaction.atomic():
            if Organisation.objects.filter(name=AGENCY).exists():
                self.stdout.write("The demo is there already; nothing was changed.")
                return
            teams = _teams()
            _rules(teams)
            made = [(person, _account(person, teams)) for person in PEOPLE]
        self.stdout.write("Counsellors of the demo; these passwords are shown only once.")
        for person, password in made:
            roles = ", ".join(person.roles)
            self.stdout.write(f"  {person.username:8} {password:22} {person.team}: {roles}")


def _teams() -> dict[str, Team]:
    agency = Organisation.objects.create(name=AGENCY)
    service = Organisation.objects.create(name=SERVICE)
    welcome = Team.objects.create(organisation=agency, name=WELCOME)
    teams = {
        WELCOME: welcome,
        BRUSSELS: Team.objects.create(organisation=agency, name=BRUSSELS, fallback=welcome),
        WORK: Team.objects.create(
            organisation=service, name=WORK, distribution=Distribution.ROUND_ROBIN
        ),
    }
    OpeningTime.objects.bulk_create(
        OpeningTime(team=team, weekday=day, opens=opens, closes=closes)
        for team in teams.values()
        for day in range(5)
        for opens, closes in ((time(9), time(12)), (time(13), time(17)))
    )
    return teams


def _rules(teams: dict[str, Team]) -> None:
    needs = ["job-services", "work-based-training", "self-employment"]
    RoutingRule.objects.create(position=10, team=teams[WELCOME], urgent=True)
    RoutingRule.objects.create(position=20, team=teams[WORK], needs=needs, regions=["flanders"])
    RoutingRule.objects.create(position=30, team=teams[BRUSSELS], regions=["brussels"])
    RoutingRule.objects.create(position=90, team=teams[WELCOME])


def _account(person: Person, teams: dict[str, Team]) -> str:
    password = secrets.token_urlsafe(15)
    counsellor = Counsellor.objects.create_user(
        person.username,
        password=password,
        display_name=person.name,
        role_title=person.title,
        languages=list(person.languages),
        skills=list(person.skills),
    )
    for role in person.roles:
        Membership.objects.create(counsellor=counsellor, team=teams[person.team], role=role)
    return password
