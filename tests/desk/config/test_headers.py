from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import desk

TEMPLATES = sorted((Path(desk.__file__).parent / "templates").rglob("*.html"))


def policy(answer) -> dict[str, list[str]]:
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("address", ["/accounts/login/", "/", "/health", "/nothing", "/demo/"])
def test_every_answer_forbids_inline_code_and_foreign_sources(db, address) -> None:
    answer = Client().get(address)
    rules = policy(answer)

    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == rules["style-src"] == ["'self'"]
    assert rules["frame-ancestors"] == ["'none'"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_what_the_policy_forbids(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text
    assert not re.search(r"\s(style|on[a-z]+)=", text)
    assert "|safe" not in text
    assert "autoescape off" not in text
