from __future__ import annotations

import pytest

from bot.texts import catalogues
from fanal.texts import sentence


@pytest.mark.parametrize(
    ("action", "about"),
    [("clarify", "region"), ("clarify", "topic"), ("no_answer", None), ("handoff", None)],
)
def test_the_bots_sentence_is_said_in_the_language_asked_for(action, about):
    catalogues.compile_all(only_stale=True)
    english = sentence(action, about, "en")
    assert english
    assert sentence(action, about, "nl") != english
    assert sentence(action, about, "ar") != sentence(action, about, "nl")


def test_a_language_without_a_catalogue_reads_english():
    assert sentence("no_answer", None, "zz") == sentence("no_answer", None, "en")
