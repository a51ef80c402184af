from __future__ import annotations

import pytest
from django.urls import reverse

from desk.cases.errors import CaseError, UnknownCaseError
from desk.cases.models import EventKind
from desk.notes.mentions import MAX_LENGTH, mentions_of, write_note
from desk.notes.models import Mention
from desk.notes.templatetags.note_counts import unseen_mentions
from desk.teams.models import Membership, Organisation, Team
from tests.desk.conftest import logged_in


def test_a_note_names_a_colleague_by_user_name_or_by_shown_name(
    opened, counsellor, colleague
) -> None:
    case = opened()
    write_note(case.id, colleague, "for @AYSE, please")
    write_note(case.id, colleague, "and again: @Ayşe.")
    assert [mention.event.note for mention in mentions_of(counsellor)] == [
        "and again: @Ayşe.",
        "for @AYSE, please",
    ]
    assert unseen_mentions(counsellor) == 2


def test_an_address_is_no_mention_and_nobody_mentions_themselves(
    opened, counsellor, colleague
) -> None:
    write_note(opened().id, colleague, "mail to someone@ayse, says @bart")
    assert not Mention.objects.exists()


def test_who_may_not_see_the_case_is_not_mentioned(opened, counsellor, colleague) -> None:
    Membership.objects.filter(counsellor=counsellor).delete()
    write_note(opened().id, colleague, "@ayse")
    assert not Mention.objects.exists()


def test_only_those_who_may_see_the_case_are_offered(opened, colleague, page) -> None:
    """The page listed the accounts of every organisation."""
    case = opened()
    assert 'data-mention="@bart "' in page.get(case.get_absolute_url()).content.decode()
    elsewhere = Team.objects.create(
        organisation=Organisation.objects.create(name="Elsewhere"), name="There"
    )
    Membership.objects.filter(counsellor=colleague).update(team=elsewhere)
    assert "@bart" not in page.get(case.get_absolute_url()).content.decode()


def test_a_mention_is_read_once_the_case_is_opened(opened, counsellor, colleague) -> None:
    case = opened()
    write_note(case.id, colleague, "look, @ayse <b>now</b>")
    browser = logged_in(counsellor)
    text = browser.get(reverse("notes:mentions")).content.decode()
    assert "look, @ayse &lt;b&gt;now&lt;/b&gt;" in text
    assert '<span class="count">1</span>' in text

    browser.get(case.get_absolute_url())
    assert unseen_mentions(counsellor) == 0
    assert "look, @ayse" in browser.get(reverse("notes:mentions")).content.decode()


def test_the_list_explains_itself_when_it_is_empty(page) -> None:
    assert "Nobody has mentioned you." in page.get(reverse("notes:mentions")).content.decode()


def test_a_note_stands_in_the_conversation_and_reaches_no_newcomer(
    opened, page, counsellor
) -> None:
    case = opened()
    page.post(reverse("notes:add", args=[case.id]), {"note": "Called the school."})
    event = case.events.get()
    assert (event.kind, event.note) == (EventKind.NOTE, "Called the school.")
    assert "Called the school." in page.get(case.get_absolute_url()).content.decode()
    assert not case.deliveries.exists()


@pytest.mark.parametrize("text", ["", "  \n", "x" * (MAX_LENGTH + 1)])
def test_an_empty_or_endless_note_is_refused(opened, counsellor, text: str) -> None:
    case = opened()
    with pytest.raises(CaseError):
        write_note(case.id, counsellor, text)
    assert not case.events.exists()


def test_no_note_on_another_teams_case(opened, counsellor) -> None:
    case = opened()
    Membership.objects.filter(counsellor=counsellor).delete()
    with pytest.raises(UnknownCaseError):
        write_note(case.id, counsellor, "hello")
