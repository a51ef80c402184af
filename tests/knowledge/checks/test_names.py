from __future__ import annotations

import pytest

HALL = "Go to the town hall."


@pytest.mark.parametrize("name", ["XYZ", "VDAB", "Le Forem", "ÖSHZ", "Convivial"])
@pytest.mark.parametrize("code", ["en", "ar"])
def test_an_organisation_without_ground_is_named_with_its_line(plant, problems, name, code):
    file = plant(f"{code}.md", HALL, f"Go to {name}.")
    (problem,) = problems()
    assert (problem.file, problem.line) == (file, 19)
    assert problem.message.startswith(f"{name} stands in no fact")
    assert "names.yml" in problem.mend


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The price is not told.", "The price at VDAB is not told."),
        ("next_step: Your", "next_step: VDAB or your"),
        ("offices: []", "offices: [vdab]"),
        ("next_step:", "terms: [VDAB]\nnext_step:"),
        ("takes 120 hours.", "takes 120 hours at the VDABs."),
    ],
)
def test_every_part_of_the_article_grounds_a_name(plant, problems, old, new):
    plant("en.md", HALL, "Go to VDAB.")
    plant("article.yml", old, new)
    assert problems() == []


@pytest.mark.parametrize("name", ["the EU", "B1", "CV", "OCMW"])
def test_exceptions_and_other_names_of_a_body_pass(plant, problems, name):
    plant("en.md", HALL, f"Go to {name}.")
    plant("article.yml", "next_step: Your", "next_step: CPAS or your")
    assert problems() == []


def test_a_term_of_another_article_is_a_name_here(plant, problems, articles):
    other = articles.write_all("other")
    file = other / "article.yml"
    file.write_text(file.read_text("utf-8") + "terms: [Nedbox]\n", encoding="utf-8")
    plant("nl.md", HALL, "Go to Nedbox.")
    assert [problem.message.split()[0] for problem in problems()] == ["Nedbox"]


def test_a_question_may_not_promise_another_body(plant, problems):
    file = plant("fr.md", "hours fr one", "hours at VDAB")
    (problem,) = problems()
    assert (problem.file, problem.line) == (file, 4)


@pytest.mark.parametrize("wording", ["اذهب وVDAB.", "VDAB'ye git.", "die VDAB-Kurse.", "Ga/VDAB."])
def test_a_name_is_seen_whatever_is_attached_to_it(plant, problems, wording):
    plant("ar.md", HALL, wording)
    assert [problem.message.split()[0] for problem in problems()] == ["VDAB"]


@pytest.mark.parametrize("wording", ["Go to EuVDABx.", "Go to the town HALLs.", "Go to Gemeinden."])
def test_a_part_of_a_word_is_no_name(plant, problems, wording):
    plant("en.md", HALL, wording)
    assert problems() == []
