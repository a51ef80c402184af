"""The figures of a period in their two parts, each saying whom it counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from desk.figures.handled import handled
from desk.figures.period import Period
from desk.figures.said import said
from desk.figures.table import Table


@dataclass(frozen=True, slots=True)
class Part:
    """Tables that count the same things, and which these are."""

    title: str
    counts: str
    tables: tuple[Table, ...]


def parts(period: Period, *, page: str, daily: bool = False) -> list[Part]:
    """Every table; a fixed number of queries, however many cases there are.

    Args:
        period: The days and teams.
        page: Language of the page.
        daily: Whether a long period, too, is told day by day.
    """
    return [
        Part(
            _("The assistant"),
            _whom(period),
            tuple(said(period, page=page, daily=daily)),
        ),
        Part(
            _("Cases"),
            _("Those of the chosen teams, as long as they are kept."),
            tuple(handled(period, page=page)),
        ),
    ]


def _whom(period: Period) -> str:
    if period.chosen is None:
        return _("Everybody who wrote, whichever team would have answered.")
    return _(
        "Answers after which a case would come to %(team)s by the routing rules (language, region, "
        "topic; not municipality). Conversations and questions without answer belong to no team: "
        "choose all teams to see them."
    ) % {"team": period.chosen}
