"""The bot's sentences for a command line that has no bot behind it."""

from __future__ import annotations

import gettext
from functools import lru_cache

from ruamel.yaml import YAML

from knowledge.decision import Action, Unclear
from knowledge.settings import ROOT

DOMAIN_DIR = ROOT / "bot" / "domain"
LOCALE_DIR = ROOT / "bot" / "locale"

#: The bot's responses that are said before its buttons when there is no article to answer with.
_RESPONSES: dict[tuple[Action, Unclear | None], str] = {
    ("clarify", "region"): "utter_clarify_region",
    ("clarify", "topic"): "utter_clarify_topic",
    ("no_answer", None): "utter_no_answer",
    ("handoff", None): "utter_handoff_offer",
}


def sentence(action: Action, about: Unclear | None, language: str) -> str:
    """What the bot says on ``action``, in ``language`` or else in English.

    Args:
        action: Any but an answer, which has a text of its own.
        about: What is unclear, if that is asked back.
        language: To say it in.
    """
    english = _responses()[_RESPONSES[action, about]]
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
