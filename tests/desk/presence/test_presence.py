from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.cases.actions.transfer import transfer
from desk.cases.pulse import beat
from desk.presence.models import Presence
from desk.presence.present import GONE_SECONDS, appear, leave, present
from desk.teams.models import Membership, Team
from tests.desk.conftest import add_counsellor, logged_in


@pytest.fixture
def case(opened):
    return opened()


def test_colleagues_see_who_looks_and_who_writes(case, counsellor, colleague) -> None:
    appear(case, colleague)
    assert [(one.name, one.writing) for one in present(case, counsellor)] == [("Bart", False)]
    appear(case, colleague, writing=True)
    assert [(one.name, one.writing) for one in present(case, counsellor)] == [("Bart", True)]
    assert present(case, colleague) == ()


def test_who_leaves_is_gone_at_once_and_who_falls_silent_a_little_later(
    case, counsellor, colleague
) -> None:
    appear(case, colleague)
    leave(case, colleague)
    assert present(case, counsellor) == ()
    appear(case, colleague)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=GONE_SECONDS + 1))
    assert present(case, counsellor) == ()


def test_presence_ends_when_the_case_leaves_the_colleagues_team(
    case, counsellor, colleague
) -> None:
    appear(case, colleague, writing=True)
    sister = Team.objects.create(organisation=case.team.organisation, name="Sister")
    there = add_counsellor("chantal", team=sister)
    appear(case, counsellor)
    transfer(case.id, counsellor, to=sister)
    case.refresh_from_db()
    assert present(case, there) == ()


def test_only_a_change_makes_the_pages_look_again(case, counsellor, colleague) -> None:
    appear(case, colleague)
    before = beat()
    appear(case, colleague)
    assert beat() == before
    appear(case, colleague, writing=True)
    assert beat() != before


def test_opening_the_page_is_a_sign_and_the_news_bring_it(case, page, colleague) -> None:
    page.get(case.get_absolute_url())
    other = logged_in(colleague)
    assert "Ayşe looks at this case" in other.get(case.get_absolute_url()).content.decode()

    sign = reverse("presence:sign", args=[case.id])
    assert page.post(sign, {"writing": "1"}).status_code == 204
    news = other.get(reverse("cases:news", args=[case.id]), {"present": "Ayşe"})
    assert "Ayşe is writing" in news.content.decode()
    page.post(sign, {"leave": "1"})
    assert "Ayşe" not in other.get(case.get_absolute_url()).content.decode()


def test_no_sign_at_another_teams_case(case, page, counsellor) -> None:
    Membership.objects.filter(counsellor=counsellor).delete()
    assert page.post(reverse("presence:sign", args=[case.id])).status_code in {403, 404}
    assert not Presence.objects.exists()
