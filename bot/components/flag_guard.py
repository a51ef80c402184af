"""A message that is nothing but a flag chooses a language."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.guard_base import Guard

_FIRST_INDICATOR = 0x1F1E6
_LETTERS_OF_A_FLAG = 2
_ALPHABET = 26
#: Languages by country. Countries of several of our languages (Belgium, Switzerland, Canada,
#: Afghanistan) are left out: their flag asks instead of choosing.
_COUNTRIES = {
    "en": "GB US IE AU NZ NG GH",
    "nl": "NL SR",
    "fr": "FR SN CI ML BF GN TG BJ CD CG GA NE",
    "de": "DE AT LI",
    "ar": "SA SY IQ MA DZ TN LY EG SD JO LB PS YE KW QA AE OM BH MR",
    "tr": "TR",
    "uk": "UA",
    "ru": "RU BY",
    "fa": "IR TJ",
    "es": "ES MX CO PE VE EC CL AR BO CU DO GT HN NI PA PY SV UY CR",
    "so": "SO DJ",
    "ti": "ER",
    "pt": "PT BR AO MZ CV GW ST",
    "ro": "RO MD",
}
_LANGUAGES = {country: code for code, listed in _COUNTRIES.items() for country in listed.split()}


def flag_of(text: str) -> str | None:
    """The country whose flag a text is, as ISO 3166 letters; none if it is anything else."""
    letters = [ord(character) - _FIRST_INDICATOR for character in text.strip()]
    if len(letters) != _LETTERS_OF_A_FLAG or not all(0 <= n < _ALPHABET for n in letters):
        return None
    return "".join(chr(ord("A") + letter) for letter in letters)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FlagGuard(Guard, EntityExtractorMixin):
    """Sets ``change_language`` for a flag, and the language where its country has one of ours."""

    def look_at(self, message: Message) -> None:
        """Overrule what was found for a message that is a flag."""
        text = message.get(TEXT) or ""
        country = flag_of(text)
        if country is None:
            return
        self.overrule(message, "change_language")
        if (language := _LANGUAGES.get(country)) is not None:
            chosen = {"entity": "chosen_language", "value": language}
            found = self.add_extractor_name([{**chosen, "start": 0, "end": len(text)}])
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
