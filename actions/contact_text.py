"""Phone numbers and e-mail addresses in what people write."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]+\.[^\s@<>,;.]{2,}")
_PHONE = re.compile(r"\+?\d[\d ./()-]{6,24}\d")


def contact_in(text: str) -> str | None:
    """The first e-mail address or phone number (8 to 15 digits) of a text, as it was written."""
    found = _MAIL.search(text)
    if found:
        return found[0].rstrip(".")
    for number in _PHONE.finditer(text):
        if 8 <= sum(character.isdigit() for character in number[0]) <= 15:
            return number[0]
    return None
