"""A message as plain text, for channels that show nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.messages import Message
from bot.texts import readable as catalogue_of
from bot.texts import translate
from knowledge.languages import LANGUAGES

#: English of the words around a message, by key. They stand in ``bot/domain/channels.yml``, so that
#: translators find them; a test compares the two.
WORDS = {
    "sources": "Sources",
    "offices": "Where to go",
    "draft": "This text is a translation that nobody has checked yet.",
    "shared": "This is what we would share",
    "language": "Language",
    "municipality": "Place",
    "region": "Region",
    "topic": "Topic",
    "question": "Your question",
    "choose": "Answer with a number",
    "buttons": "Choose",
}
_REGIONS = {
    "flanders": "Flanders",
    "brussels": "Brussels",
    "wallonia": "Wallonia",
    "german-community": "German-speaking Community",
}


def word(key: str, language: str) -> str:
    """One of ``WORDS`` in the language of a message."""
    return translate(WORDS[key], catalogue_of(language))


def readable(message: Message) -> str:
    """Everything a person needs of a message, as text."""
    custom = message["custom"] or {}
    parts = [message["text"].strip()]
    if custom.get("type") == "counsellor":
        # Nothing else shows that a person speaks now.
        parts = [f"👤 {_named(custom)}\n{message['text'].strip()}"]
    elif custom.get("type") == "handoff" and custom.get("state") == "offered":
        parts.append("\n".join(_summary(custom, message["language"])))
    elif custom.get("type") == "answer":
        parts += ["\n".join(_offices(custom)), "\n".join(_sources(custom))]
    text = "\n\n".join(part for part in parts if part)
    # Nothing can stand above a button but a text.
    return text or (word("buttons", message["language"]) if message["buttons"] else "")


def _named(custom: dict[str, Any]) -> str:
    role = custom.get("role")
    return f"{custom.get('name', '')} ({role})" if role else str(custom.get("name", ""))


def _summary(custom: dict[str, Any], language: str) -> Iterator[str]:
    rows = [row for row in custom.get("summary") or [] if row.get("value")]
    if rows:
        yield f"{word('shared', language)}:"
    for row in rows:
        label = str(row["label"])
        shown = word(label, language) if label in WORDS else label.replace("_", " ").capitalize()
        yield f"• {shown}: {_value(label, str(row['value']), language)}"


def _value(label: str, value: str, language: str) -> str:
    if label == "language" and value in LANGUAGES:
        return LANGUAGES[value].name
    if label == "region" and value in _REGIONS:
        return translate(_REGIONS[value], catalogue_of(language))
    return value


def _offices(custom: dict[str, Any]) -> Iterator[str]:
    offices = custom.get("offices") or []
    if offices:
        yield f"📍 {word('offices', custom['language'])}:"
    for office in offices:
        yield " – ".join(filter(None, (f"• {office['name']}", office.get("web"))))


def _sources(custom: dict[str, Any]) -> Iterator[str]:
    # One document may back several sections; in a chat its name and year are enough.
    sources = {(s["title"], s.get("as_of")): None for s in custom.get("sources") or []}
    if not sources:
        return
    yield f"📄 {word('sources', custom['language'])}:"
    for title, as_of in sources:
        yield f"• {title} ({as_of})" if as_of else f"• {title}"
    if custom.get("translation") == "draft":
        yield word("draft", custom["language"])
