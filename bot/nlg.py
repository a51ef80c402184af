"""Says the domain's responses in the language of the person."""

from __future__ import annotations

import copy
from string import Template
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot import texts
from knowledge.languages import direction, reply_language


class CatalogueNLG(TemplatedNaturalLanguageGenerator):
    """English from the domain, every other language from the gettext catalogues.

    An action may pass one dictionary ``fill``: ``values`` (of placeholders), ``language``
    (overrules the language of the conversation), ``custom`` (over the response's own), ``choices``
    (buttons that come first) and ``only`` (payloads: the response's other buttons are left out).
    Anywhere in it ``{"say": name, "values": {…}}`` stands for the text of another response, and
    ``{"lines": […], "between": ", "}`` for several put together (a line each without ``between``),
    so that an action composes a message without knowing a language.
    """

    def __init__(
        self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None
    ) -> None:
        super().__init__(domain.responses if domain else {})

    def generate_from_slots(
        self,
        utter_action: str,
        filled_slots: dict[str, Any],
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """One message, or ``None`` for a response that the domain does not know."""
        chosen = self._random_response_for(utter_action, output_channel, filled_slots)
        if chosen is None:
            return None
        response: dict[str, Any] = copy.deepcopy(chosen)
        fill = dict(kwargs.get("fill") or {})
        if fill:
            # Rasa stores what is left of the arguments beside the finished message; emptied, the
            # same words are not stored twice.
            kwargs["fill"].clear()
        language = texts.readable(fill.get("language") or _of_conversation(filled_slots))
        fill = {key: self._composed(part, language) for key, part in fill.items()}

        def say(text: str) -> str:
            # Only our own sentence is a template; what is filled in stays as it is.
            return texts.translate(text, language).format_map(fill.get("values") or {})

        only = fill.get("only")
        values = fill.get("values") or {}
        own = [
            {
                **button,
                "title": say(button["title"]),
                # Payloads are JSON, full of braces: what is filled in there is written $name.
                "payload": Template(button["payload"]).safe_substitute(values),
            }
            for button in response.get("buttons") or []
            if only is None or button["payload"] in only
        ]
        response["text"] = say(response.get("text") or "")
        response["buttons"] = [*(fill.get("choices") or []), *own]
        # An article's own language wins over that of the sentence around it.
        given = fill.get("custom") or response.get("custom") or _notice(utter_action)
        response["custom"] = {"language": language, "dir": direction(language), **given}
        response["language"] = response["custom"]["language"]
        return response

    def text(self, name: str, language: str, values: dict[str, Any] | None = None) -> str:
        """The text of a response alone, in the language that readers of ``language`` read best."""
        said = texts.translate(self.responses[name][0]["text"], texts.readable(language))
        return said.format_map(values or {})

    def _composed(self, part: Any, language: str) -> Any:
        """A part of ``fill`` with every named response replaced by its text."""
        if isinstance(part, list):
            return [self._composed(one, language) for one in part]
        if not isinstance(part, dict):
            return part
        if "say" in part:
            return self.text(part["say"], language, self._composed(part.get("values"), language))
        if "lines" in part:
            return part.get("between", "\n").join(self._composed(part["lines"], language))
        return {key: self._composed(value, language) for key, value in part.items()}


def _of_conversation(slots: dict[str, Any]) -> str:
    return reply_language(
        chosen=slots.get("chosen_language"),
        detected=slots.get("language"),
        hint=slots.get("language_hint"),
    )


def _notice(utter_action: str) -> dict[str, str]:
    return {"type": "notice", "notice": utter_action.removeprefix("utter_")}
