"""What somebody may do, from the roles that they have."""

from __future__ import annotations

from dataclasses import dataclass

from desk.counsellors.models import Counsellor
from desk.teams.models import CASE_ROLES, Membership, Role, Team


@dataclass(frozen=True, slots=True)
class Rights:
    """The roles of one account, read once.

    Attributes:
        operator: Whether the account runs this desk: every organisation, and the routing rules.
        teams: Keys of the teams for each role.
        organisations: Keys of the organisations that the account administers.
    """

    operator: bool
    teams: dict[Role, frozenset[int]]
    organisations: frozenset[int]

    @property
    def works_cases(self) -> bool:
        """Whether there is a queue to see."""
        return any(self.teams[role] for role in CASE_ROLES)

    @property
    def leads(self) -> bool:
        """Whether the account leads a team."""
        return bool(self.teams[Role.LEAD])

    @property
    def edits(self) -> bool:
        """Whether the account keeps articles."""
        return bool(self.teams[Role.EDITOR])

    @property
    def administers(self) -> bool:
        """Whether the account keeps accounts and teams."""
        return self.operator or bool(self.organisations)

    def answers_for(self, team: Team) -> bool:
        """Whether the account leads a team, or administers its organisation."""
        return (
            self.operator
            or team.pk in self.teams[Role.LEAD]
            or team.organisation_id in self.organisations
        )


def rights(counsellor: Counsellor) -> Rights:
    """Read the roles of an account; one query."""
    rows = list(
        Membership.objects.filter(counsellor=counsellor).values_list(
            "role", "team_id", "team__organisation_id"
        )
    )
    return Rights(
        operator=counsellor.is_superuser,
        teams={role: frozenset(team for named, team, _ in rows if named == role) for role in Role},
        organisations=frozenset(
            organisation for named, _, organisation in rows if named == Role.ADMINISTRATOR
        ),
    )
