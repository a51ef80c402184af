"""The anonymised intake export: who comes, in groups of at least five.

Columns follow the annex of the report of the Flemish labs on integration and work (2023). Age
group, nationality and gender stand in that annex too; the assistant does not ask for them, so they
are left out, and so is its reference number, which leads back to one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from desk.cases import names
from desk.cases.models import Case
from desk.figures.period import Period
from desk.figures.table import Cell, Table
from desk.privacy.models import Consent, Purpose

#: A smaller group might be recognised.
SMALLEST = 5
_LEVELS = {
    "none": "low",
    "primary": "low",
    "secondary": "middle",
    "vocational": "middle",
    "higher": "high",
}
Group = tuple[str, str, str, str, str]


def intake(period: Period) -> Table:
    """Groups of people with the same answers, for cases whose person agreed to be counted.

    Each person counts once, with their last case. Groups under :data:`SMALLEST` are added up in
    one row; if that row is small itself, the smallest group goes in with it, and a table that would
    tell of fewer than five people is empty.
    """
    agreed = Consent.objects.filter(purpose=Purpose.STATISTICS, withdrawn_at=None)
    cases = Case.objects.filter(
        pk__in=agreed.values("case"),
        team__in=period.teams,
        opened_at__date__range=(period.first, period.last),
    ).order_by("opened_at")
    people = {case.sender: _group(case) for case in cases.only("sender", "region", "summary")}
    counted = Counter(people.values()).most_common()
    shown = [(group, n) for group, n in counted if n >= SMALLEST]
    hidden = sum(n for _group, n in counted if n < SMALLEST)
    while 0 < hidden < SMALLEST and shown:
        hidden += shown.pop()[1]
    rows: list[tuple[Cell, ...]] = [(*_named(group), n) for group, n in shown]
    if hidden >= SMALLEST:
        rows.append((_("groups of fewer than five"), "", "", "", "", hidden))
    heads = (
        _("Region"),
        _("Level of education"),
        _("Integration agency"),
        _("Employment service"),
        _("Work now"),
        _("People"),
    )
    return Table("intake", _("Intake, anonymous"), heads, tuple(rows), False)


def _group(case: Case) -> Group:
    told = {str(row["label"]): row for row in case.summary}
    done = _codes(told.get("done"))
    return (
        case.region,
        next((_LEVELS[code] for code in _codes(told.get("education")) if code in _LEVELS), ""),
        _yes_no("integration" in done, known=bool(done)),
        _yes_no("employment_service" in done, known=bool(done)),
        next(iter(_codes(told.get("work"))), ""),
    )


def _codes(row: Mapping[str, Any] | None) -> list[str]:
    codes = row.get("codes") if row else None
    return [str(code) for code in codes] if isinstance(codes, list) else []


def _yes_no(value: bool, *, known: bool) -> str:
    return ("yes" if value else "no") if known else ""


def _named(group: Group) -> tuple[str, ...]:
    region, level, agency, service, work = group
    called = {
        "": _("not known"),
        "yes": _("registered"),
        "no": _("not registered"),
        "low": _("low"),
        "middle": _("intermediate"),
        "high": _("high"),
        "working": _("works"),
        "looking": _("looks for work"),
        "studying": _("studies"),
        "home": _("at home"),
    }
    rest = (called.get(code, code) for code in (level, agency, service, work))
    return (names.region_name(region) if region else called[""], *rest)
