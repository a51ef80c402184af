"""The summary that a newcomer agreed to share, in four blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from desk.cases import names
from desk.cases.models import Case
from desk.cases.profile_names import answer_name

QUALIFICATIONS, SKILLS, CAREER, NEEDS = "qualifications", "skills", "career", "needs"

#: Where each line stands; one that nobody knows yet stands under the needs, as it came.
BLOCK_OF = {
    "education": QUALIFICATIONS,
    "diploma_country": QUALIFICATIONS,
    "recognised": QUALIFICATIONS,
    "languages": SKILLS,
    "experience": CAREER,
    "work": CAREER,
    "goal": CAREER,
}

#: Characters of one line; the whole of a long question stands in the conversation.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line about the newcomer."""

    label: str
    value: str
    #: Whether these are the newcomer's own words, in their own language.
    words: bool
    #: What the newcomer said in their own words besides.
    own: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One of the four blocks; without lines when nothing was told."""

    key: str
    title: str
    lines: tuple[Line, ...]


def blocks(case: Case) -> tuple[Block, ...]:
    """What the newcomer agreed to share, and what the bot knows besides; each thing once."""
    lines: dict[str, list[Line]] = {key: [] for key in (QUALIFICATIONS, SKILLS, CAREER, NEEDS)}
    known = {
        "topic": names.subject(case) if case.topic else "",
        "need": names.need_name(case.need),
        "municipality": case.municipality,
        "region": names.region_name(case.region),
    }
    for told in case.summary:
        key = str(told["label"])
        if key == "language" or known.get(key) or not (line := _line(key, told)):
            continue
        block = told.get("block")
        lines[block if block in lines else BLOCK_OF.get(key, NEEDS)].append(line)
    lines[NEEDS] += [
        Line(names.label_name(key), value, words=False) for key, value in known.items() if value
    ]
    titles = {
        QUALIFICATIONS: _("Qualifications"),
        SKILLS: _("Skills"),
        CAREER: _("Career"),
        NEEDS: _("Needs"),
    }
    return tuple(Block(key, titles[key], tuple(found)) for key, found in lines.items())


def _line(key: str, told: dict[str, Any]) -> Line | None:
    """One shared row; ``None`` when it says nothing."""
    label, own = names.label_name(key), _short(str(told.get("text") or ""))
    codes = told.get("codes")
    if isinstance(codes, list) and codes:
        value = ", ".join(answer_name(key, str(code)) for code in codes)
        return Line(label, _short(value), words=False, own=own)
    value = own or str(told["value"])
    words = bool(own) or key not in names.CODED_LABELS
    shown = _short(value if words else names.value_name(key, value))
    return Line(label, shown, words) if shown else None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
