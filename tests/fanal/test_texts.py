from __future__ import annotations

import pytest

from bot.texts import catalogues
from fanal.texts import sentence


@pytest.mark.parametrize("action", ["clarify", "no_answer", "handoff"])
def test_the_bots_sentence_is_said_in_the_language_asked_for(action):
    catalogues.compile_all(only_stale=True)
    english = sentence(action, "en")
    assert english
    assert sentence(action, "nl") != english
    assert sentence(action, "ar") != sentence(action, "nl")


def test_a_language_without_a_catalogue_reads_english():
    assert sentence("no_answer", "zz") == sentence("no_answer", "en")
