from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from desk.canned.checks import check_replies
from desk.canned.errors import CannedError
from desk.canned.shelf import read, replies
from knowledge.languages import LANGUAGES


def write(folder: Path, text: str) -> Path:
    file = folder / "some.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_reply_speaks_all_fifteen_languages_and_all_of_the_desk() -> None:
    assert len(replies()) >= 8
    for reply in replies().values():
        assert reply.texts.keys() == LANGUAGES.keys(), reply.id
        assert reply.titles.keys() == {"en", "nl", "fr", "de"}, reply.id


def test_the_files_pass_the_check_that_runs_at_the_start() -> None:
    assert check_replies() == []


def test_the_name_is_filled_in_and_a_missing_language_falls_back_to_english() -> None:
    greeting = replies()["greeting"]
    assert greeting.text("nl", name="Ayşe") == (
        "Dag, ik ben Ayşe. Ik heb je vraag gelezen en antwoord je hier.",
        "nl",
    )
    assert greeting.text("zh", name="Ayşe")[1] == "en"


def test_what_nobody_has_read_is_a_draft() -> None:
    greeting = replies()["greeting"]
    assert [greeting.status(code) for code in ("en", "so")] == ["source", "draft"]


@pytest.mark.parametrize(
    "text",
    [
        "title: [",
        "title: {en: A}\ntexts: {en: a}\n",
        "title: {nl: A}\ntexts: {en: a}\nreviewed: []\n",
        "title: {en: A}\ntexts: {en: a, xx: b}\nreviewed: []\n",
        "title: {en: A}\ntexts: {en: a, nl: ''}\nreviewed: []\n",
        "title: {en: A}\ntexts: {en: 'I am {name}', nl: 'Ik ben er'}\nreviewed: []\n",
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(CannedError, match=r"some\.yml"):
        read(write(tmp_path, text))


def test_the_page_shows_each_text_with_how_far_it_has_come(page) -> None:
    text = page.get(reverse("canned:list")).content.decode()
    assert 'lang="ar" dir="rtl"' in text
    assert "draft translation" in text
