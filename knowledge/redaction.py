"""Takes out what would tell who wrote a text: numbers of people, phones, e-mails, accounts.

Names and addresses of streets are not found: no list holds them in fifteen languages. Whoever reads
redacted texts is told so. What is taken out leaves a mark that says what stood there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Marks are the same in every language, so that a translation leaves them alone.
EMAIL, ACCOUNT, NATIONAL_NUMBER, PHONE, NUMBER = (
    "[e-mail]",
    "[account]",
    "[national number]",
    "[phone]",
    "[number]",
)
MARKS = (EMAIL, ACCOUNT, NATIONAL_NUMBER, PHONE, NUMBER)

#: What people put between digits: spaces, hyphens, dots, slashes, brackets, and signs nobody sees.
_GAP = r"[\s.\-/()\u2010-\u2015\u2212\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]"
#: Shorter runs are years, amounts and dates; a phone number begins at nine digits.
_FEWEST_DIGITS = 9

_EMAIL = re.compile(
    r"[^\s@<>()\[\]]+\s?(?:@|[(\[]\s?at\s?[)\]])\s?[^\s@<>()\[\]]+"
    r"(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)[^\W\d_]{2,}",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    rf"(?<![^\W_])[A-Za-z]{{2}}{_GAP}?\d{{2}}(?:{_GAP}?[A-Za-z0-9]{{4}}){{2,7}}"
    rf"(?:{_GAP}?[A-Za-z0-9]{{1,3}})?(?![^\W_])"
)
#: `\d` means digits of every script: people write ٠٤٧٠ too.
_DIGITS = re.compile(rf"\+?\(?\d(?:{_GAP}{{0,3}}\d){{{_FEWEST_DIGITS - 1},}}")
_ACCOUNT_DIGITS = 10


def redact(text: str) -> str:
    """The text with a mark in the place of everything that looks like a person's number.

    A run of nine digits or more is taken out whatever it is. Marks are left as they are, so that
    redacting twice changes nothing.
    """
    return take_out(text).text


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A redacted text, and what stood in the place of each mark, in the order of the text."""

    text: str
    originals: dict[str, tuple[str, ...]]

    def restored(self, text: str) -> str:
        """A translation of the redacted text with what was taken out.

        Marks that the translation lost or doubled stay: nobody knows which is which.
        """
        for mark, originals in self.originals.items():
            if text.count(mark) == self.text.count(mark) == len(originals):
                for original in originals:
                    text = text.replace(mark, original, 1)
        return text


def take_out(text: str) -> TakenOut:
    """Redact a text and keep what was taken out."""
    originals: dict[str, list[str]] = {}

    def replaced(found: re.Match[str], mark: str | None) -> str:
        if mark is None:
            return found.group()
        originals.setdefault(mark, []).append(found.group())
        return mark

    text = _EMAIL.sub(lambda found: replaced(found, EMAIL), text)
    text = _ACCOUNT.sub(lambda found: replaced(found, _account(found.group())), text)
    text = _DIGITS.sub(lambda found: replaced(found, _digits(found.group())), text)
    return TakenOut(text, {mark: tuple(taken) for mark, taken in originals.items()})


def _account(written: str) -> str | None:
    characters = [character for character in written if character.isalnum()]
    n_digits = sum(character.isdigit() for character in characters)
    # Words of four letters look like the groups of an account; digits or the checksum tell.
    certain = n_digits >= _ACCOUNT_DIGITS or _remainder("".join(characters)) == 1
    return ACCOUNT if certain else None


def _remainder(account: str) -> int:
    """ISO 13616: 1 for an account whose check digits are right."""
    moved = account[4:] + account[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97


def _digits(written: str) -> str:
    digits = "".join(str(int(character)) for character in written if character.isdigit())
    if _is_national_number(digits):
        return NATIONAL_NUMBER
    return PHONE if written.lstrip("(").startswith("+") or digits.startswith("0") else NUMBER


def _is_national_number(digits: str) -> bool:
    """Whether eleven digits end in the check of a Belgian register number."""
    if len(digits) != 11:
        return False
    body, check = digits[:9], int(digits[9:])
    # Since 2000 a 2 is put before the nine digits.
    return check in {97 - int(body) % 97, 97 - int(f"2{body}") % 97}
