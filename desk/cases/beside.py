"""What a counsellor may put into a reply: articles and ready-made replies, in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desk.canned.shelf import CannedReply, replies
from desk.cases.article_search import (
    LONGEST,
    Offer,
    Reading,
    SearchUnavailableError,
    find_articles,
    offer,
)
from desk.cases.errors import CaseError
from desk.cases.models import Case
from desk.counsellors.models import Counsellor
from knowledge.languages import direction


@dataclass(frozen=True, slots=True)
class Canned:
    """A ready-made reply in both languages."""

    id: str
    title: str
    own: Reading
    theirs: Reading


def canned_context(case: Case, counsellor: Counsellor) -> dict[str, Any]:
    """Every ready-made reply, for the page of a case."""
    return {"canned": [_canned(reply, case, counsellor) for reply in replies().values()]}


def articles_context(case: Case, words: str) -> dict[str, Any]:
    """What a search beside the reply found; nothing was sought without words."""
    context: dict[str, Any] = {"article_words": words[:LONGEST], "offers": []}
    if words.strip():
        try:
            context["offers"] = find_articles(words, **_tongues(case))
        except SearchUnavailableError:
            context["articles_missing"] = True
    return context


def chosen_text(kind: str, key: str, case: Case, counsellor: Counsellor) -> tuple[str, str]:
    """Text and language of what is to be inserted.

    Raises:
        CaseError: If there is no such article or reply.
    """
    if kind == "canned" and key in replies():
        chosen = _canned(replies()[key], case, counsellor)
        return chosen.theirs.text, chosen.theirs.language
    if kind == "article":
        try:
            found: Offer | None = offer(key, **_tongues(case))
        except SearchUnavailableError:
            found = None
        if found is not None:
            return found.insertion, found.theirs.language
    raise CaseError(_("This text is not there any more."), _("Choose another one."))


def _canned(reply: CannedReply, case: Case, counsellor: Counsellor) -> Canned:
    own = get_language() or "en"
    name = counsellor.get_full_name()

    def reading(wanted: str) -> Reading:
        text, code = reply.text(wanted, name=name)
        return Reading(text, code, direction(code), reply.status(code))

    return Canned(reply.id, reply.title(own), reading(own), reading(case.language))


def _tongues(case: Case) -> dict[str, str]:
    return {
        "own": get_language() or "en",
        "theirs": case.language,
        "region": case.region,
        "town": case.municipality,
    }
