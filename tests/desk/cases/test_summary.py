from __future__ import annotations

from desk.cases.summary import LONGEST, blocks


def told(case) -> dict[str, dict[str, str]]:
    return {block.key: {line.label: line.value for line in block.lines} for block in blocks(case)}


def row(label: str, value: str, **more: object) -> dict[str, object]:
    return {"label": label, "value": value, **more}


def test_what_was_told_stands_in_four_blocks(opened) -> None:
    case = opened(
        summary=(
            row("education", "bachelor"),
            row("diploma_country", "Syria"),
            row("languages", "Arabic, a little English"),
            row("experience", "nurse, 4 years"),
            row("goal", "work in a hospital"),
            row("question", "Who recognises my diploma?"),
            row("constraints", "small children"),
        )
    )
    assert told(case) == {
        "qualifications": {"Highest diploma": "bachelor", "Country of the diploma": "Syria"},
        "skills": {"Languages": "Arabic, a little English"},
        "career": {"Work experience": "nurse, 4 years", "Goal": "work in a hospital"},
        "needs": {
            "Question": "Who recognises my diploma?",
            "To take into account": "small children",
            "Need": "integration",
            "Municipality": "Antwerpen",
            "Region": "Flanders",
        },
    }


def test_nothing_is_told_twice_and_the_language_stands_elsewhere(opened) -> None:
    case = opened(summary=(row("municipality", "Antwerpen"), row("language", "ar")))
    assert list(told(case)["needs"]) == ["Need", "Municipality", "Region"]


def test_a_line_that_nobody_knows_is_shown_as_it_came(opened) -> None:
    case = opened(summary=(row("shoe_size", "43"), row("driving", "yes", block="skills")))
    assert told(case)["needs"]["shoe_size"] == "43"
    assert told(case)["skills"] == {"driving": "yes"}


def test_an_endless_line_leaves_room_for_the_others(opened) -> None:
    case = opened(summary=(row("question", "x" * 20_000),))
    assert told(case)["needs"]["Question"] == "x" * LONGEST + "…"


def test_names_of_coded_lines_are_in_the_pages_language(opened) -> None:
    case = opened(summary=(row("contact_language", "fr"),), region="", municipality="", need="")
    assert told(case)["needs"] == {"Language of contact": "French"}


def test_codes_of_the_profile_are_named_beside_the_newcomers_own_words(opened) -> None:
    case = opened(
        summary=(
            row("education", "higher", block="qualifications", codes=["higher"], text=""),
            row("diploma_country", "Syria", codes=["SY"], text=""),
            row("languages", "Arabic, French", codes=["ar", "fr:A2"], text="عربي ممتاز"),
            row("experience", "nurse – ممرضة", block="skills", codes=[], text="ممرضة"),
            row("registered", "2026", codes=["2026-02-01"], text=""),
            row("goal", "x", codes=["moon"], text=""),
        )
    )
    assert told(case)["qualifications"] == {
        "Highest diploma": "higher education",
        "Country of the diploma": "Syria",
    }
    assert told(case)["skills"] == {"Languages": "Arabic, French A2", "Work experience": "ممرضة"}
    assert told(case)["career"] == {"Goal": "moon"}
    assert told(case)["needs"]["Registered at the municipality"] == "1 Feb 2026"
    languages = next(block for block in blocks(case) if block.key == "skills").lines[0]
    assert (languages.words, languages.own) == (False, "عربي ممتاز")
