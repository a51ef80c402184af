"""Translate a text of a case: redacted first, asked for once, marked by whoever shows it."""

from __future__ import annotations

from hashlib import sha256

from desk.cases.models import Case
from desk.config.environment import environment
from desk.translation.clients import translator_of
from desk.translation.models import Translation
from desk.translation.protocol import Translator, unavailable
from knowledge.redaction import take_out

#: Characters sent; what is longer is cut, and the page says so.
LONGEST = 5000


def is_on() -> bool:
    """Whether a service is configured."""
    return translator_of(environment()) is not None


def translated(
    case: Case, text: str, *, source: str | None, target: str, service: Translator | None = None
) -> str:
    """A text of the case in another language, from what was kept or from the service.

    ``source`` is ``None`` where the service shall find out the language of the text.

    Numbers, phones, e-mails and accounts never leave the desk: marks travel in their place.

    Raises:
        TranslationError: The service gave none, or none is configured.
    """
    service = service or translator_of(environment())
    if service is None:
        raise unavailable()
    taken = take_out(text[:LONGEST])
    key = sha256("\0".join((service.name, source or "", target, taken.text)).encode()).hexdigest()
    known = Translation.objects.filter(case=case, key=key).first()
    if known is None:
        found = service.translate(taken.text, source=source, target=target)
        known, _new = Translation.objects.get_or_create(
            case=case, key=key, defaults={"text": found}
        )
    return taken.restored(known.text)
