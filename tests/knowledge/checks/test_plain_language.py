from __future__ import annotations

import pytest

from knowledge.article_loader import load_text
from knowledge.checks.plain_language import LIMITS, sentences
from knowledge.languages import LANGUAGES


@pytest.mark.parametrize("code", ["en", "ar", "tr"])
def test_a_long_sentence_is_named_with_its_line(plant, problems, code):
    words = LIMITS[code].longest + 1
    file = plant(f"{code}.md", "Go to the town hall.", "go " * (words - 1) + "home.")
    (problem,) = problems()
    assert (problem.file, problem.line) == (file, 19)
    assert f"{words} words" in problem.message
    assert str(LIMITS[code].longest) in problem.mend


def test_a_sentence_of_the_longest_length_passes(plant, problems):
    plant("en.md", "Go to the town hall.", "go " * (LIMITS["en"].longest - 1) + "home.")
    assert problems() == []


def test_many_middling_sentences_are_named_by_their_average(plant, problems):
    words = "go " * (LIMITS["en"].longest - 2) + "there."
    file = plant("en.md", "Go to the town hall.[^next]", f"{words}[^next]")
    plant("en.md", "Ask for the price.", f"{words}")
    plant("en.md", "Everywhere: your municipality.", f"{words}")
    (problem,) = [p for p in problems() if "on average" in p.message]
    assert (problem.file, problem.line) == (file, 1)
    assert "Shorten" in problem.mend


def test_sentences_that_share_a_mark_are_counted_apart(plant):
    file = plant("ar.md", "Ask for the price.", "هل تعرف؟ اسأل “الآن.” ثم اذهب!")
    assert sentences(load_text(file))[:4] == [
        "The course takes 120 hours.",
        "هل تعرف؟",
        "اسأل “الآن.”",
        "ثم اذهب!",
    ]


def test_every_language_has_a_limit():
    assert set(LIMITS) == set(LANGUAGES)
