from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from desk.audit.models import Entry, Kind
from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.erase_person import erase_person
from desk.labels.actions import put_label
from desk.search.find import find_cases, words_of
from desk.search.index import install
from desk.teams.models import Membership


def found(text: str, counsellor) -> list[object]:
    return [one.case.id for one in find_cases(text, counsellor)]


def test_finds_what_was_said_in_any_language_by_the_beginnings_of_words(
    opened, said, counsellor
) -> None:
    arabic, ukrainian = opened(), opened()
    append_messages(arabic.id, [said("أريد أن أتعلم الهولندية")])
    append_messages(ukrainian.id, [said("Я шукаю курси нідерландської")])
    assert found("الهولندية", counsellor) == [arabic.id]
    assert found("курс нідер", counsellor) == [ukrainian.id]
    assert found("курси الهولندية", counsellor) == []


def test_finds_municipalities_and_labels(opened, counsellor) -> None:
    case = opened(municipality="Sint-Gillis")
    put_label(case.id, counsellor, "Needs interpreter")
    opened()
    assert found("sint gillis", counsellor) == [case.id]
    assert found("Gillis", counsellor) == [case.id]
    assert found("needs interpreter", counsellor) == [case.id]


def test_the_latest_words_come_first_and_a_case_only_once(opened, said, counsellor) -> None:
    older, newer = opened(), opened()
    append_messages(newer.id, [said("diploma"), said("diploma again")])
    append_messages(older.id, [said("my diploma")])
    assert found("diploma", counsellor) == [older.id, newer.id]


def test_shows_the_words_around_what_was_sought(opened, said, counsellor) -> None:
    case = opened()
    append_messages(case.id, [said(f"{'a ' * 300}needle{' b' * 300}")])
    (one,) = find_cases("needle", counsellor)
    assert "needle" in one.excerpt
    assert one.excerpt.startswith("…")
    assert one.excerpt.endswith("…")


def test_another_teams_cases_are_not_found(opened, said, counsellor) -> None:
    append_messages(opened(municipality="Aalst").id, [said("secret")])
    Membership.objects.filter(counsellor=counsellor).delete()
    assert found("secret", counsellor) == found("Aalst", counsellor) == []


def test_erased_words_are_not_found(opened, said, counsellor) -> None:
    case = opened()
    append_messages(case.id, [said("secret")])
    erase_person(case.sender)
    assert found("secret", counsellor) == []


def test_changed_words_are_found_as_they_are_now(opened, said, counsellor) -> None:
    case = opened()
    append_messages(case.id, [said("before")])
    case.messages.filter(text="before").update(text="after")
    assert (found("before", counsellor), found("after", counsellor)) == ([], [case.id])


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', 'a" OR text : b', "* NEAR(", "& | !", "\x00", "<script>", "-" * 300]
)
def test_nothing_that_is_typed_breaks_the_search(opened, page, typed: str) -> None:
    opened()
    answer = page.get(reverse("search:search"), {"q": typed})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_words_are_letters_and_digits_only() -> None:
    assert words_of("l'école 'OR 1=1 --") == ["l", "école", "OR", "1", "1"]


def test_queries_do_not_grow_with_what_is_found(
    opened, said, page, counsellor, django_assert_max_num_queries
) -> None:
    def ask(number: int) -> None:
        for _ in range(number):
            case = opened()
            append_messages(case.id, [said("diploma")])
            put_label(case.id, counsellor, f"label {number}")
        with django_assert_max_num_queries(16):
            assert page.get(reverse("search:search"), {"q": "diploma"}).status_code == 200

    ask(2)
    ask(9)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL needs no triggers.")
def test_an_index_that_lost_its_triggers_is_filled_anew(opened, said, counsellor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_words_added")
    case = opened()
    append_messages(case.id, [said("needle")])
    assert found("needle", counsellor) == []
    install(connection)
    assert found("needle", counsellor) == [case.id]


def test_a_search_is_logged_and_an_empty_page_is_not(page) -> None:
    page.get(reverse("search:search"))
    assert not Entry.objects.filter(kind=Kind.CASES_SEARCHED).exists()
    page.get(reverse("search:search"), {"q": "diploma"})
    assert Entry.objects.get(kind=Kind.CASES_SEARCHED).detail == {}
