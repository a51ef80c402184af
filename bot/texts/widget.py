"""Reads the texts of the chat element: one TypeScript file a language, one line a text."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bot.settings import ROOT

WIDGET_TEXTS = ROOT / "widget" / "src" / "i18n"

_ENTRY = re.compile(r'^  (\w+): ("(?:[^"\\]|\\.)*"),$', re.MULTILINE)


def widget_texts(language: str, folder: Path = WIDGET_TEXTS) -> dict[str, str]:
    """Texts of one language by their key; empty when the element does not speak it."""
    path = folder / f"{language}.ts"
    if not path.exists():
        return {}
    return {key: json.loads(text) for key, text in _ENTRY.findall(path.read_text("utf-8"))}
