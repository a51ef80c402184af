from __future__ import annotations

import pytest

from knowledge.languages import MAIN_LANGUAGES

REST_OF = "\n## more\n\n- The course takes 120 hours.[^f1]\n"


@pytest.mark.parametrize("code", [code for code in MAIN_LANGUAGES if code != "en"])
def test_each_main_language_is_required(folder, problems, code):
    (folder / f"{code}.md").unlink()
    (problem,) = problems()
    assert (problem.file, problem.line) == (folder / f"{code}.md", 1)
    assert f"translate-template hours {code}" in problem.mend


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de"])
def test_the_country_reads_every_part(plant, problems, code):
    file = plant(f"{code}.md", REST_OF, "")
    found = [problem for problem in problems() if "lacks more" in problem.message]
    assert [(problem.file, problem.line) for problem in found] == [(file, 1)]
    assert "## more" in found[0].mend


def test_other_languages_may_give_the_short_answer_alone(plant, problems):
    plant("tr.md", REST_OF, "")
    assert problems() == []


def test_a_part_without_sentences_is_missing(plant, problems):
    for code in MAIN_LANGUAGES:  # the marks must stay the same in all
        plant(f"{code}.md", "- The course takes 120 hours.[^f1]\n", "")
    files = {problem.file.stem for problem in problems() if "lacks more" in problem.message}
    assert files == {"en", "nl", "fr", "de"}
