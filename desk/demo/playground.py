"""The widget's settings, and the code that a website writes for them."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from django.utils.html import escape

from desk.demo.help_pages import REGIONS
from knowledge.languages import LANGUAGES

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ACCENT = "#0b5563"
_MODES = ("bubble", "inline")
_THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a website may choose; empty is the widget's own choice."""

    mode: str = "bubble"
    language: str = ""
    region: str = ""
    theme: str = ""
    accent: str = _ACCENT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Settings:
        """What an address asks for; what is none of the choices is left out."""
        accent = query.get("accent", "").lower()
        return cls(
            mode=_among(query, "mode", _MODES) or "bubble",
            language=_among(query, "language", LANGUAGES),
            region=_among(query, "region", REGIONS),
            theme=_among(query, "theme", _THEMES),
            accent=accent if _COLOUR.fullmatch(accent) else _ACCENT,
        )

    @property
    def attributes(self) -> dict[str, str]:
        """Attributes of the element, without those that have their default."""
        named = {
            "mode": self.mode if self.mode != "bubble" else "",
            "language": self.language,
            "region": self.region,
            "theme": self.theme,
        }
        return {name: value for name, value in named.items() if value}

    @property
    def has_own_accent(self) -> bool:
        """Whether the colour is another than the widget's own."""
        return self.accent != _ACCENT


def _among(query: Mapping[str, str], name: str, choices: Container[str]) -> str:
    value = query.get(name, "")
    return value if value in choices else ""


def embed_code(settings: Settings, *, script: str, bot_url: str, help_url: str) -> str:
    """HTML to put at the end of a page, for people to copy."""
    attributes = {"bot-url": bot_url, **settings.attributes}
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    lines = [
        f'<script src="{escape(script)}" defer></script>',
        f"<fanal-chat {written}></fanal-chat>",
        f'<noscript><a href="{escape(help_url)}">Questions and answers</a></noscript>',
    ]
    if settings.has_own_accent:
        lines.append("/* in the stylesheet of the page: */")
        lines.append(f"fanal-chat {{ --fanal-accent: {settings.accent}; }}")
    return "\n".join(lines)
