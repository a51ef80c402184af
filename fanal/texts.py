"""The bot's sentences for a command line that has no bot behind it."""

from __future__ import annotations

import gettext
from functools import lru_cache

from ruamel.yaml import YAML

from knowledge.decision import Action
from knowledge.settings import ROOT

DOMAIN_DIR = ROOT / "bot" / "domain"
LOCALE_DIR = ROOT / "bot" / "locale"

#: The bot's responses that are said before its buttons when there is no article to answer with.
_RESPONSES: dict[Action, str] = {
    "clarify": "utter_clarify_region",
    "no_answer": "utter_no_answer",
    "handoff": "utter_handoff_offer",
}


def sentence(action: Action, language: str) -> str:
    """What the bot says on ``action``, in ``language`` or else in English."""
    english = _responses()[_RESPONSES[action]]
    return _catalogue(language).gettext(english)


@lru_cache(maxsize=1)
def _responses() -> dict[str, str]:
    """English text of each response: the key of the catalogues."""
    yaml = YAML(typ="safe")
    return {
        name: variations[0]["text"]
        for file in sorted(DOMAIN_DIR.glob("*.yml"))
        for name, variations in (yaml.load(file).get("responses") or {}).items()
        if variations[0].get("text")
    }


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("bot", LOCALE_DIR, languages=[language], fallback=True)
