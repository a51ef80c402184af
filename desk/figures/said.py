"""What the assistant said in a period, from the relay's counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from desk.cases import names
from desk.cases.knowledge_names import article_domain, article_title
from desk.figures.models import Count, Counted
from desk.figures.period import Period
from desk.figures.table import Table, counted
from desk.teams.models import Team
from desk.teams.routing import Request, team_chooser

#: More days than this are shown by month.
MOST_DAYS = 92


def said(period: Period, *, page: str, daily: bool) -> list[Table]:
    """The assistant's tables; three queries.

    With a team chosen, only answers are left, and of them those after which a case would come to
    the team: a conversation, and a question without answer, are counted without a place, so that
    nothing says to which team they belong.

    Args:
        period: The days, and the team if one was chosen.
        page: Language of the page.
        daily: Whether a long period, too, is told day by day.
    """
    counts = Count.objects.filter(day__range=(period.first, period.last)).order_by()
    answers = counts.filter(kind=Counted.ANSWER)
    if period.chosen is not None:
        mine = _of_team(_sums(answers, "region", "detail", "language"), period.chosen)
        return [
            _glance({Counted.ANSWER: mine.total()}),
            _languages(_("Languages of answers"), _by(mine, 2)),
            *_answered(mine, page),
        ]
    sums = _sums(answers, "region", "detail")
    others = _sums(counts.exclude(kind=Counted.ANSWER), "kind", "language")
    kinds = dict.fromkeys(Counted, 0) | _by(others, 0) | {Counted.ANSWER: sums.total()}
    languages = Counter({key[1]: n for key, n in others.items() if key[0] == Counted.CONVERSATION})
    when = _by_time(counts.filter(kind=Counted.CONVERSATION), period, daily=daily)
    return [
        _glance(kinds),
        when,
        _languages(_("Languages of conversations"), languages),
        *_answered(sums, page),
    ]


def _of_team(answers: Counter[tuple[str, ...]], team: Team) -> Counter[tuple[str, ...]]:
    choose = team_chooser()
    return Counter(
        {
            (region, article, language): n
            for (region, article, language), n in answers.items()
            if choose(Request(need=article_domain(article), region=region, language=language))
            == team.pk
        }
    )


def _languages(title: str, languages: Counter[str]) -> Table:
    return counted("languages", title, languages, names.language_name)


def _answered(answers: Counter[tuple[str, ...]], page: str) -> list[Table]:
    return [
        counted("regions", _("Regions of answers"), _by(answers, 0), names.region_name),
        counted(
            "topics",
            _("Topics of answers"),
            _by(answers, 1),
            lambda article: article_title(article, page),
        ),
    ]


def _glance(kinds: Mapping[str, int]) -> Table:
    rows = tuple((str(Counted(kind).label).capitalize(), n) for kind, n in kinds.items())
    return Table("said", _("The assistant at a glance"), (_("What"), _("How many")), rows, False)


def _by_time(counts: QuerySet[Count], period: Period, *, daily: bool) -> Table:
    length = (period.last - period.first).days + 1
    days = [period.first + timedelta(days=n) for n in range(length)]
    by_day: Counter[date] = Counter({day: n for (day,), n in _sums(counts, "day").items()})
    if daily or length <= MOST_DAYS:
        rows = tuple((day.isoformat(), by_day[day]) for day in days)
        return Table("days", _("Conversations by day"), (_("Day"), _("How many")), rows)
    months: Counter[str] = Counter()
    for day in days:
        months[f"{day:%Y-%m}"] += by_day[day]
    heads = (_("Month"), _("How many"))
    return Table("days", _("Conversations by month"), heads, tuple(months.items()))


def _sums(counts: QuerySet[Count], *fields: str) -> Counter[Any]:
    """How often each combination of the fields' values was counted."""
    rows = counts.values_list(*fields).annotate(total=Sum("n"))
    return Counter({row[:-1]: row[-1] for row in rows})


def _by(sums: Counter[tuple[str, ...]], place: int) -> Counter[str]:
    """The sums over one value of the combination."""
    found: Counter[str] = Counter()
    for key, n in sums.items():
        found[key[place]] += n
    return found
