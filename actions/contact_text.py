"""Phone numbers and e-mail addresses in what people write."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]+\.[^\s@<>,;.]{2,}")
_PHONE = re.compile(r"\+?\d[\d ./()-]{6,24}\d")


def contact_in(text: str) -> str | None:
    """The first e-mail address and phone number (8 to 15 digits) of a text, as they were written.

    Both, parted by a comma, if there are both.
    """
    mail = _MAIL.search(text)
    numbers = (number[0] for number in _PHONE.finditer(_MAIL.sub(" ", text)))
    phone = next((number for number in numbers if 8 <= sum(map(str.isdigit, number)) <= 15), None)
    return ", ".join(filter(None, (phone, mail and mail[0].rstrip(".")))) or None
