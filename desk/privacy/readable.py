"""A copy of a person as people read it: every code by its name, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desk.cases.models import Author, Case
from desk.cases.names import label_name, value_name
from desk.cases.profile_names import answer_name
from desk.cases.summary import blocks
from desk.privacy.models import Purpose


def readable(copied: dict[str, Any]) -> dict[str, Any]:
    """What the page shows of :func:`desk.privacy.copy.copy_of`; the file holds still more."""
    known = Case.objects.select_related("team").in_bulk([one["id"] for one in copied["cases"]])
    cases = {str(key): case for key, case in known.items()}
    assistant = copied["assistant"]
    return {
        **copied,
        "cases": [_case(one, cases[one["id"]]) for one in copied["cases"] if one["id"] in cases],
        "assistant": assistant and _assistant(assistant),
    }


def _case(copied: dict[str, Any], case: Case) -> dict[str, Any]:
    consents = [{**one, "purpose": Purpose(one["purpose"]).label} for one in copied["consents"]]
    return {
        **copied,
        "blocks": [block for block in blocks(case) if block.lines],
        "messages": _said(copied["messages"]),
        "consents": consents,
    }


def _assistant(copied: dict[str, Any]) -> dict[str, Any]:
    return {
        "messages": _said(copied.get("messages", [])),
        "known": list(_known(copied.get("slots", {}))),
    }


def _said(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = {author.value: author.label for author in Author}
    return [{**one, "author": names.get(one["author"], one["author"])} for one in messages]


def _known(slots: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What the assistant remembers of the person; what only it understands is in the file."""
    for key in ("language", "region", "municipality", "contact"):
        if slots.get(key):
            yield label_name(key), value_name(key, str(slots[key]))
    for key, answer in (slots.get("profile") or {}).items():
        codes = [answer_name(key, str(code)) for code in answer.get("codes") or ()]
        told = ", ".join(filter(None, [*codes, answer.get("text")]))
        if told:
            yield label_name(key), told
