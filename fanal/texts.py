"""The bot's sentences for a command line that has no bot behind it."""

from __future__ import annotations

import gettext
from functools import lru_cache

from knowledge.decision import Action
from knowledge.settings import ROOT

LOCALE_DIR = ROOT / "bot" / "locale"

#: English texts of the bot's domain, which are the keys of its catalogues.
_SENTENCES: dict[Action, str] = {
    "clarify": "Where do you live? The rules are different in each region.",
    "no_answer": "I have no answer to that in my sources, and I do not want to guess.",
    "handoff": "I can bring you to a person, a counsellor. They answer you here, in this chat.",
}


def sentence(action: Action, language: str) -> str:
    """What the bot says before its buttons when it has no article to answer with."""
    return _catalogue(language).gettext(_SENTENCES[action])


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("bot", LOCALE_DIR, languages=[language], fallback=True)
