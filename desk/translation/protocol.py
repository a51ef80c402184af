"""What a translation service must do."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _


class TranslationError(Exception):
    """The service gave no translation; the sentence is for the counsellor."""


class Translator(Protocol):
    """Turns a text into another language."""

    @property
    def name(self) -> str:
        """Service and model; part of the key under which translations are kept."""
        ...

    def translate(self, text: str, *, source: str | None, target: str) -> str:
        """The text in another language.

        Args:
            text: At most some thousand characters, redacted.
            source: ISO 639-1 code; ``None``: the service finds out.
            target: ISO 639-1 code.

        Raises:
            TranslationError: The service is away, refuses, or answers with something else.
        """
        ...


def unavailable() -> TranslationError:
    """The service cannot be used at this moment."""
    return TranslationError(
        _("The translation service does not answer. Try again, or read the original.")
    )


def refused() -> TranslationError:
    """The service answers, but not with a translation."""
    return TranslationError(
        _("The translation service does not translate this. Tell an administrator if it stays.")
    )
