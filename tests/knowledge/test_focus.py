from __future__ import annotations

import pytest

from knowledge.focus import parts

STORY = (
    "My name is Samira and I come from Aleppo, where I worked for six years in a pharmacy. "
    "I live in Mons with two children. Where can I have my diploma recognised? Thank you very much."
)


def test_the_question_in_a_story_is_searched_for_beside_the_story():
    found = parts(STORY)
    assert list(found) == [STORY, "Where can I have my diploma recognised?"]
    assert sum(found.values()) == pytest.approx(1.0)


def test_without_a_question_mark_the_last_sentence_is_taken_for_the_question():
    story = STORY.replace("?", ".").removesuffix(" Thank you very much.")
    assert list(parts(story))[1] == "Where can I have my diploma recognised."


def test_an_arabic_question_mark_asks_too():
    story = "أنا سميرة من حلب وعملت ست سنوات في صيدلية هناك. " * 3 + "أين أعادل شهادتي؟"
    assert list(parts(story))[1] == "أين أعادل شهادتي؟"


@pytest.mark.parametrize("text", ["Where is VDAB?", "", "?" * 300, "word " * 60])
def test_a_short_text_or_a_single_sentence_is_its_own_question(text):
    assert parts(text) == {text: 1.0}
