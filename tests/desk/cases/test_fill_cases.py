from __future__ import annotations

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Sum

from desk.cases.models import Case, Message, State
from desk.figures.models import Count as Reported
from desk.figures.models import Counted
from desk.figures.sample_counts import fill_counts
from desk.teams.models import Membership


@pytest.fixture(autouse=True)
def counts_of_few_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two years of them take seconds."""
    command = "desk.cases.management.commands.fill_cases.fill_counts"
    monkeypatch.setattr(command, partial(fill_counts, days=3))


def test_an_empty_desk_is_filled_with_cases_in_every_state(counsellor, colleague) -> None:
    call_command("fill_cases", cases=300, messages=900)
    states = dict(Case.objects.order_by().values_list("state").annotate(Count("pk")))
    assert sum(states.values()) == 300
    assert states.keys() == set(State)
    assert Message.objects.count() == 900
    assert not Case.objects.filter(messages=None).exists()
    counts = dict(Reported.objects.order_by().values_list("kind").annotate(Sum("n")))
    assert counts.keys() == set(Counted)
    assert min(counts.values()) > 0
    assert set(Case.objects.exclude(holder=None).values_list("holder", flat=True)) == {
        counsellor.pk,
        colleague.pk,
    }


def test_samples_are_never_mixed_with_people(opened, counsellor) -> None:
    opened()
    with pytest.raises(CommandError, match="FANAL_DESK_DB"):
        call_command("fill_cases", cases=3, messages=3)
    assert Case.objects.count() == 1


def test_somebody_must_be_there_to_hold_cases(counsellor) -> None:
    Membership.objects.all().delete()
    with pytest.raises(CommandError, match="create_first_counsellor"):
        call_command("fill_cases", cases=3, messages=3)
