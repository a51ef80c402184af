"""Every sentence of the desk exists in every language of the desk."""

from __future__ import annotations

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import template as templates

import desk

ROOM = Path(desk.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
CATALOGUES = [code for code, _ in settings.LANGUAGES if code != "en"]
#: What Django turns ``translate`` and ``blocktranslate`` into, for tools that read source code.
STRING = r"u('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"n?gettext\({STRING}(?:, *{STRING}, *count)?\)")


def messages() -> set[object]:
    """Every text that code and templates want translated; plural ones as pairs."""
    found: set[object] = set()
    for path in ROOM.rglob("*.py"):
        source = BytesIO(path.read_bytes())
        found |= {entry[1] for entry in extract("python", source, keywords=KEYWORDS)}
    for path in ROOM.rglob("*.html"):
        source = templates.templatize(path.read_text(encoding="utf-8"), origin=str(path))
        for match in IN_TEMPLATE.finditer(source):
            texts = tuple(ast.literal_eval(text) for text in match.groups() if text)
            found.add(texts if len(texts) > 1 else texts[0])
    return {text for text in found if text}


def catalogue(code: str) -> Catalog:
    with (ROOM / "locale" / code / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=code)


@pytest.mark.parametrize("code", CATALOGUES)
def test_nothing_is_left_untranslated(code: str) -> None:
    known = {message.id: message for message in catalogue(code) if message.id and not message.fuzzy}
    untranslated = [text for text in messages() if text not in known or not known[text].string]
    assert untranslated == []


def test_the_extraction_sees_code_templates_and_plurals() -> None:
    found = messages()
    assert "The reply is empty." in found
    assert "Skip to the content" in found
    assert ("%(count)s person waits", "%(count)s people wait") in found
    assert ("%(count)d message is sent again.", "%(count)d messages are sent again.") in found
