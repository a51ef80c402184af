"""From a case to the team that answers it, and why."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db.models import QuerySet

from desk.teams.models import RoutingRule, Team
from desk.teams.models.organisation import default_team
from knowledge.errors import KnowledgeError
from knowledge.offices.finder import OfficeFinder
from knowledge.offices.loader import load_offices
from knowledge.places import fold, municipalities
from knowledge.settings import settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """What of a case decides about its team; an unknown text is empty."""

    need: str = ""
    region: str = ""
    municipality: str = ""
    language: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule said of a request.

    Attributes:
        rule: Key of the rule.
        team: Name of the rule's team.
        misfits: Conditions that do not fit: ``need``, ``region``, ``municipality``, ``office``,
            ``language``, ``urgent`` or ``team`` (takes no cases). Empty: the rule fits.
    """

    rule: int
    team: str
    misfits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """The team that was chosen, and all that was asked on the way.

    Attributes:
        team: The team.
        rule: Key of the rule that decided; ``None`` when none fitted.
        verdicts: Of every rule up to that one, in their order.
    """

    team: Team
    rule: int | None
    verdicts: tuple[Verdict, ...]


Covers = Callable[[str, str, str], bool]


def route(request: Request, *, covers: Covers | None = None) -> Route:
    """The team of a request: that of the first rule that fits, else the default one.

    Args:
        request: What is known.
        covers: Whether an office (by id) is competent in a region and municipality; the knowledge
            room's offices unless given.
    """
    verdicts = []
    for rule in _rules():
        misfits = _misfits(rule, request, covers or office_covers)
        verdicts.append(Verdict(rule.pk, str(rule.team), misfits))
        if not misfits:
            return Route(rule.team, rule.pk, tuple(verdicts))
    return Route(default_team(), None, tuple(verdicts))


def team_chooser() -> Callable[[Request], int]:
    """A function from a request to the key of its team; the rules are read once, for many."""
    rules, default = list(_rules()), default_team().pk

    @cache
    def choose(request: Request) -> int:
        fitting = (rule for rule in rules if not _misfits(rule, request, office_covers))
        return next((rule.team_id for rule in fitting), default)

    return choose


def _rules() -> QuerySet[RoutingRule]:
    """The rules in use, in their order."""
    rules = RoutingRule.objects.filter(is_active=True).select_related("team__organisation")
    return rules.order_by("position", "id")


def _misfits(rule: RoutingRule, request: Request, covers: Covers) -> tuple[str, ...]:
    towns = {fold(name) for name in rule.municipalities}
    fits = {
        "team": rule.team.is_active,
        "need": not rule.needs or request.need in rule.needs,
        "region": not rule.regions or request.region in rule.regions,
        "municipality": not towns or fold(request.municipality) in towns,
        "office": not rule.office or covers(rule.office, request.region, request.municipality),
        "language": not rule.languages or request.language in rule.languages,
        "urgent": rule.urgent is None or rule.urgent == request.urgent,
    }
    return tuple(name for name, fit in fits.items() if not fit)


@lru_cache(maxsize=1)
def _finder() -> OfficeFinder:
    return OfficeFinder(load_offices(settings().offices_dir), municipalities())


def office_covers(office: str, region: str, municipality: str) -> bool:
    """Whether an office is surely competent in a place; an unknown office is nowhere.

    Offices are read once: a changed one counts after a restart.
    """
    try:
        found = _finder().find(
            region=region or None, municipality=municipality or None, among=[office]
        )
    except KnowledgeError:
        # A broken file of offices must not keep a newcomer from reaching anybody.
        logger.exception("The offices could not be read; rules by area do not fit.")
        return False
    # A track (Dutch or French) is the newcomer's choice and no doubt about the place.
    return bool(found.offices) and (found.certain or found.ask == "track")
