from __future__ import annotations

import pytest
from django.urls import reverse

from desk.cases.errors import CaseError, UnknownCaseError
from desk.labels.actions import MOST, put_label, take_label_off
from desk.labels.models import CaseLabel, Label
from desk.teams.models import Membership


def names(case) -> list[str]:
    return [str(put) for put in case.labels.all()]


def test_two_spellings_are_one_label(opened, counsellor) -> None:
    case, other = opened(), opened()
    put_label(case.id, counsellor, "Needs  interpreter")
    put_label(case.id, counsellor, "needs interpreter")
    put_label(other.id, counsellor, "NEEDS INTERPRETER")
    assert names(case) == names(other) == ["Needs interpreter"]
    assert Label.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
def test_a_label_is_a_word_or_two(opened, counsellor, name: str) -> None:
    with pytest.raises(CaseError):
        put_label(opened().id, counsellor, name)
    assert not Label.objects.exists()


def test_a_case_takes_only_so_many(opened, counsellor) -> None:
    case = opened()
    for number in range(MOST):
        put_label(case.id, counsellor, f"label {number}")
    with pytest.raises(CaseError):
        put_label(case.id, counsellor, "one more")
    put_label(case.id, counsellor, "label 3")
    assert CaseLabel.objects.count() == MOST


def test_taking_one_off_twice_changes_nothing_more(opened, counsellor) -> None:
    case = opened()
    label = put_label(case.id, counsellor, "school")
    assert take_label_off(case.id, counsellor, label.pk) == label
    assert take_label_off(case.id, counsellor, label.pk) is None


def test_one_press_puts_a_label_back(opened, page, counsellor) -> None:
    case = opened()
    label = put_label(case.id, counsellor, "school")
    after = page.post(reverse("labels:take_off", args=[case.id, label.pk]), follow=True)
    text = after.content.decode()
    assert "The label “school” is off." in text
    assert names(case) == []

    page.post(reverse("labels:put", args=[case.id]), {"name": "school"})
    assert names(case) == ["school"]


def test_labels_stand_in_the_queue_and_show_no_markup(opened, page, counsellor) -> None:
    put_label(opened().id, counsellor, "<i>quick</i>\u202e")
    text = page.get("/").content.decode()
    assert "&lt;i&gt;quick&lt;/i&gt;\ufffd" in text
    assert "<i>quick" not in text


def test_no_label_on_another_teams_case(opened, counsellor) -> None:
    case = opened()
    Membership.objects.filter(counsellor=counsellor).delete()
    with pytest.raises(UnknownCaseError):
        put_label(case.id, counsellor, "school")
