"""What the answers of a newcomer's profile are called in the language of the page.

The codes are those of ``docs/wire.md`` part 3.
"""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from django.utils.translation import gettext_lazy as _

from desk.cases.names import language_name, page_locale

_ANSWERS = {
    "since": {
        "under_6_months": _("less than 6 months"),
        "under_1_year": _("less than a year"),
        "under_3_years": _("less than 3 years"),
        "over_3_years": _("more than 3 years"),
    },
    "education": {
        "none": _("no school"),
        "primary": _("primary school"),
        "secondary": _("secondary school"),
        "vocational": _("vocational training"),
        "higher": _("higher education"),
    },
    "recognised": {
        "yes": _("yes"),
        "applied": _("asked for"),
        "no": _("no"),
        "unknown": _("does not know"),
    },
    "work": {
        "working": _("works"),
        "looking": _("looks for work"),
        "studying": _("studies"),
        "home": _("is at home"),
    },
    "goal": {
        "job": _("a job"),
        "profession": _("the profession learned"),
        "language": _("learn a language"),
        "study": _("study"),
        "business": _("a business of one's own"),
    },
    "done": {
        "commune": _("registered at the municipality"),
        "integration": _("integration programme"),
        "language_course": _("language course"),
        "employment_service": _("registered at the employment service"),
        "diploma": _("asked for recognition of a diploma"),
        "none": _("nothing yet"),
    },
    "constraints": {
        "children": _("care of children"),
        "transport": _("transport"),
        "hours": _("only some hours"),
        "digital": _("no computer, or unused to one"),
        "none": _("none"),
    },
}


def answer_name(key: str, code: str) -> str:
    """The name of one answer; an unknown code is shown as it came."""
    if key in {"languages", "contact_language"}:
        language, _colon, level = code.partition(":")
        return f"{language_name(language)} {level}".strip()
    if key == "diploma_country":
        return str(page_locale().territories.get(code, code))
    try:
        return format_date(date.fromisoformat(code), "medium", locale=page_locale())
    except ValueError:
        return str(_ANSWERS.get(key, {}).get(code, code))
