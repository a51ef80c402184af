"""What codes and keys are called in the language of the page."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from desk.cases.knowledge_names import article_title
from desk.cases.models import Case
from knowledge.languages import LANGUAGES

# Lazy: a text is looked up when it is shown, and only the one that is.
_REGIONS = {
    "flanders": _("Flanders"),
    "brussels": _("Brussels"),
    "wallonia": _("Wallonia"),
    "german-community": _("German-speaking Community"),
    "federal": _("all of Belgium"),
}
_NEEDS = {
    "integration": _("integration"),
    "integration-programme": _("integration programme"),
    "diploma": _("diploma recognition"),
    "diploma-recognition": _("diploma recognition"),
    "diploma-secondary": _("recognition of a secondary diploma"),
    "diploma-higher": _("recognition of a higher diploma"),
    "discrimination": _("discrimination"),
    "language": _("language course"),
    "language-course": _("language course"),
    "language-courses": _("language course"),
    "job": _("work"),
    "work": _("work"),
    "job-services": _("job services"),
    "institutions": _("which office to go to"),
    "mentoring": _("mentoring"),
    "mentoring-and-coaching": _("mentoring and coaching"),
    "residence": _("residence"),
    "self-employment": _("self-employment"),
    "skills-validation": _("validation of skills"),
    "social-help": _("social help"),
    "specific-groups": _("help for specific groups"),
    "training": _("training"),
    "using-this-service": _("using the assistant"),
    "work-based-training": _("training at work"),
    "work-rights-and-discrimination": _("rights at work and discrimination"),
}
_LABELS = {
    "language": _("Language"),
    "municipality": _("Municipality"),
    "region": _("Region"),
    "topic": _("Topic"),
    "question": _("Question"),
    "need": _("Need"),
    "since": _("In Belgium since"),
    "registered": _("Registered at the municipality"),
    "languages": _("Languages"),
    "education": _("Highest diploma"),
    "diploma_country": _("Country of the diploma"),
    "recognised": _("Recognised in Belgium"),
    "experience": _("Work experience"),
    "work": _("Work now"),
    "goal": _("Goal"),
    "done": _("Done already"),
    "constraints": _("To take into account"),
    "contact_language": _("Language of contact"),
    "contact": _("Phone or e-mail"),
}
_CHANNELS = {
    "socketio": _("chat on a website"),
    "rest": _("another program"),
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "messenger": "Messenger",
}


def page_locale() -> Locale:
    """The locale of the page that is being made."""
    return _locale(get_language() or "en")


@lru_cache(maxsize=16)
def _locale(code: str) -> Locale:
    # Belgium writes the day before the month and counts 24 hours, in English too.
    return Locale.parse("en_GB" if code == "en" else code.replace("-", "_"))


def language_name(code: str) -> str:
    """A language's name in the language of the page, ``Arabic``; the code when nobody knows it."""
    return _language_name(code, get_language() or "en")


@lru_cache(maxsize=1024)
def _language_name(code: str, page: str) -> str:
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(_locale(page)) or code
    except (UnknownLocaleError, ValueError):
        return code


def own_language_name(code: str) -> str:
    """A language's name in itself, ``العربية``; empty when Fanal does not speak it."""
    return LANGUAGES[code].name if code in LANGUAGES else ""


def region_name(code: str) -> str:
    """A region's name; an unknown one is shown as it came."""
    return str(_REGIONS.get(code, code))


def need_name(code: str) -> str:
    """The name of a need, or of the domain of an article; an unknown one is shown as it came."""
    return str(_NEEDS.get(code, code))


#: Lines of a summary whose value is a code or a title; all others hold the newcomer's own words.
CODED_LABELS = frozenset(
    {"language", "contact_language", "municipality", "region", "need", "topic"}
)


def label_name(key: str) -> str:
    """What a row of the summary is called."""
    return str(_LABELS.get(key, key))


def value_name(key: str, value: str) -> str:
    """What the value of a row of the summary is called."""
    if key in {"language", "contact_language"}:
        return language_name(value)
    if key == "region":
        return region_name(value)
    if key == "need":
        return need_name(value)
    if key == "topic":
        return article_title(value, get_language() or "en")
    return value


def channel_name(code: str) -> str:
    """Where the newcomer writes from; an unknown channel is shown as it came."""
    return str(_CHANNELS.get(code, code))


def place(case: Case) -> str:
    """Municipality and region, as far as they are known."""
    parts = [case.municipality, region_name(case.region) if case.region else ""]
    return ", ".join(part for part in dict.fromkeys(parts) if part)


def subject(case: Case) -> str:
    """What a case is about: the article's title, or else the need."""
    if case.topic:
        return article_title(case.topic, get_language() or "en")
    return need_name(case.need) if case.need else ""


def lasted(since: datetime) -> str:
    """How long ago, coarsely: ``5 minutes``, ``2 hours``."""
    # Whole minutes: seconds would make every look at the queue a new one.
    return duration(max(timezone.now() - since, timedelta(minutes=1)))


def duration(passed: timedelta) -> str:
    """A stretch of time, coarsely: ``5 minutes``, ``2 hours``."""
    return _duration(passed // timedelta(minutes=1), get_language() or "en")


@lru_cache(maxsize=4096)
def _duration(minutes: int, page: str) -> str:
    return format_timedelta(
        timedelta(minutes=minutes), granularity="minute", threshold=1.2, locale=_locale(page)
    )


def clock_time(moment: datetime) -> str:
    """The hour, and the day unless it is today."""
    local = timezone.localtime(moment)
    hour = format_time(local, "short", locale=page_locale())
    if local.date() == timezone.localdate():
        return hour
    return f"{format_date(local.date(), 'medium', locale=page_locale())}, {hour}"
