from __future__ import annotations

import pytest

from knowledge.asked_for import asked_for, tells, touches


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many hours is the course?", "hours"),
        ("Hoeveel uur duurt dat?", "hours"),
        ("c'est combien d’heures", "hours"),
        ("Wie viele Stunden sind es?", "hours"),
        ("كم ساعة الدورة؟", "hours"),
        ("Kurs kaç saat?", "hours"),
        ("KAÇ SAAT", "hours"),
        ("скільки годин триває", "hours"),
        ("skolko chasov vsego", "hours"),
        ("tot welke leeftijd", "age"),
        ("Какой уровень нужен?", "level"),
        ("¿Cuánto cuesta?", "cost"),
        ("het is toch gratis, of hoeveel kost het", "cost"),
        ("Wie lange dauert so ein Praktikum?", "duration"),
        ("چقدر طول می‌کشد؟", "duration"),
        ("Hoe lang moet ik wachten?", "waiting"),
        ("avant quelle date faut-il s'inscrire", "deadline"),
        ("Куда обратиться?", "contact"),
    ],
)
def test_what_is_asked_for_is_recognised(question, kind):
    assert asked_for(question)[0] == kind


@pytest.mark.parametrize(
    "question",
    [
        "What do I learn there?",
        "How many hours a week is it?",
        "hoeveel uur per week",
        "I work forty hours and have waited two years",
        "Tengo 45 años y vivo hace seis meses aquí",
        "How long may I stay in Belgium?",
        "👍",
        "",
    ],
)
def test_nothing_is_asked_for(question):
    assert asked_for(question) == ()


def test_what_is_asked_last_comes_first():
    assert asked_for("How many hours is it? And how much does it cost?") == ("cost", "hours")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The course takes at least 120 hours.", "hours"),
        ("In 2018 it was for people aged 18 to 30.", "age"),
        ("The goal is now level B1.", "level"),
        ("It was voluntary and free.", "cost"),
        ("An internship of up to four weeks.", "duration"),
        ("Register within six months.", "deadline"),
    ],
)
def test_sentences_tell_their_kind(sentence, kind):
    assert tells(sentence, kind)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("You need a residence permit for more than three months.", "duration"),
        ("Results for 2016: 37.1% after one year.", "duration"),
        ("It lasts at most 18 months.", "age"),
        ("You are free to choose.", "cost"),
    ],
)
def test_other_numbers_and_words_do_not(sentence, kind):
    assert not tells(sentence, kind)


def test_a_condition_touches_what_it_does_not_tell():
    assert touches("You need a residence permit for more than three months.", "duration")
