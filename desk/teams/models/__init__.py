"""The rows of the teams."""

from desk.teams.models.hours import Closure, OpeningTime
from desk.teams.models.membership import CASE_ROLES, Membership, Role
from desk.teams.models.organisation import Distribution, Organisation, Team
from desk.teams.models.rule import RoutingRule

__all__ = [
    "CASE_ROLES",
    "Closure",
    "Distribution",
    "Membership",
    "OpeningTime",
    "Organisation",
    "Role",
    "RoutingRule",
    "Team",
]
