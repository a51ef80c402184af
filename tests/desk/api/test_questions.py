"""What the bot asks the desk and brings back: places, waits, and the newcomer's answers."""

from __future__ import annotations

from datetime import time, timedelta
from io import StringIO

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from desk.api import schemas
from desk.api.models import Token
from desk.audit.models import Entry, Kind
from desk.cases.actions.claim import claim
from desk.cases.actions.resolve import resolve
from desk.cases.actions.transfer import transfer
from desk.cases.models import Case, CaseEvent, EventKind, Outcome, TransferState
from desk.config.environment import environment
from desk.teams.models import OpeningTime, Organisation, RoutingRule, Team
from desk.teams.models.organisation import default_team
from tests.desk.api.test_cases import Relay, is_error
from tests.desk.conftest import API_TOKEN


@pytest.fixture
def relay(db) -> Relay:
    return Relay()


def test_an_availability_has_the_shape_of_the_wire(relay, wire) -> None:
    answer = relay.call("GET", "availability?language=ar&region=flanders&urgent=false")
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), schemas.AVAILABILITY)
    assert answer.json().keys() == wire("availability").keys()


def test_an_availability_is_that_of_the_team_which_would_get_the_case(relay, opened) -> None:
    organisation = Organisation.objects.create(name="Brussels agency")
    team = Team.objects.create(organisation=organisation, name="North")
    RoutingRule.objects.create(team=team, regions=["brussels"])
    day = (timezone.localdate() + timedelta(days=2)).weekday()
    OpeningTime.objects.create(team=team, weekday=day, opens=time(9), closes=time(12))
    opened(region="brussels")

    found = relay.call("GET", "availability?region=brussels").json()

    assert (found["team"], found["organisation"]) == ("North", "Brussels agency")
    assert (found["open"], found["position"], found["wait_minutes"]) == (False, 2, None)
    assert found["hours"] == [{"weekday": day, "opens": "09:00", "closes": "12:00"}]
    assert found["opens_at"] is not None
    assert relay.call("GET", "availability?region=brussels&urgent=true").json()["position"] == 1
    assert relay.call("GET", "availability").json()["team"] == default_team().name


@pytest.mark.parametrize(
    ("waits", "told"), [([10, 20, 30, 40, 500], 30), ([0, 0, 1, 1, 1], 5), ([6] * 5, 10)]
)
def test_the_usual_wait_is_told_in_fives_once_enough_were_claimed(
    relay, opened, counsellor, waits: list[int], told: int
) -> None:
    def wait() -> int | None:
        return relay.call("GET", "availability").json()["wait_minutes"]

    now = timezone.now()
    for minutes in waits:
        assert wait() is None
        case = claim(opened().id, counsellor)
        queued = now - timedelta(minutes=minutes)
        Case.objects.filter(pk=case.pk).update(queued_at=queued, claimed_at=now)
    assert wait() == told


def test_the_newcomers_answer_moves_the_case(relay, wire, opened, counsellor) -> None:
    other = Organisation.objects.create(name="Employment service")
    team = Team.objects.create(organisation=other, name="Antwerp")
    case = claim(opened().id, counsellor)
    asked = transfer(case.id, counsellor, to=team)
    assert asked is not None
    body = wire("case_answer_transfer") | {"transfer": str(asked.pk)}
    for _ in range(2):
        answer = relay.post(f"cases/{case.id}/answers", body)
        assert answer.json()["organisation"] == "Employment service"
    asked.refresh_from_db()
    assert asked.state == TransferState.AGREED


def test_an_answer_nobody_asked_for_changes_nothing(relay, wire, opened) -> None:
    case = opened()
    answer = relay.post(f"cases/{case.id}/answers", wire("case_answer_transfer"))
    assert (answer.status_code, answer.json()["team"]) == (200, default_team().name)


def test_the_newcomer_says_whether_it_helped_once_it_is_over(
    relay, wire, opened, counsellor
) -> None:
    case = claim(opened().id, counsellor)
    relay.post(f"cases/{case.id}/answers", wire("case_answer_rating"))
    assert Case.objects.get().helped is None
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
    for helped in (True, True, False):
        relay.post(f"cases/{case.id}/answers", {"about": "rating", "helped": helped})
    assert Case.objects.get().helped is False
    kinds = CaseEvent.objects.filter(kind__in=[EventKind.HELPED, EventKind.DID_NOT_HELP])
    assert kinds.count() == 2


@pytest.mark.parametrize("wrong", [{}, {"about": "weather"}, {"about": "rating", "helped": "no"}])
def test_an_answer_of_another_shape_is_refused(relay, opened, wrong) -> None:
    is_error(relay.post(f"cases/{opened().id}/answers", wrong), 422, "invalid")


def test_an_answer_to_an_unknown_case_is_refused(relay, wire, some_id) -> None:
    answer = relay.post(f"cases/{some_id}/answers", wire("case_answer_rating"))
    is_error(answer, 404, "unknown_case")


def test_a_client_has_a_token_of_its_own_until_it_ends(db) -> None:
    said = StringIO()
    call_command("api_token", "make", "partner", stdout=said)
    text = said.getvalue().split()[-1]
    assert Relay(text).call("GET", "availability").status_code == 200
    assert text not in repr(list(Token.objects.values()))

    call_command("api_token", "end", str(Token.objects.get().pk), stdout=StringIO())

    is_error(Relay(text).call("GET", "availability"), 401, "unauthorized")
    assert Relay(API_TOKEN).call("GET", "availability").status_code == 200
    with pytest.raises(CommandError):
        call_command("api_token", "end", str(Token.objects.get().pk))
    listed = StringIO()
    call_command("api_token", "list", stdout=listed)
    assert "partner" in listed.getvalue()
    assert "ended" in listed.getvalue()
    made_and_ended = Entry.objects.filter(kind__in=[Kind.TOKEN_MADE, Kind.TOKEN_ENDED])
    assert made_and_ended.count() == 2


def test_a_client_that_calls_too_often_waits_and_the_others_do_not(
    db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANAL_DESK_API_CALLS_PER_MINUTE", "2")
    environment.cache_clear()
    monkeypatch.setattr("desk.api.limit.time.time", lambda: 6_000_010.0)
    _, text = Token.make("busy")
    for _ in range(2):
        assert Relay(text).call("GET", "availability").status_code == 200
    answer = Relay(text).call("GET", "availability")
    is_error(answer, 429, "too_many_calls")
    assert answer.headers["Retry-After"] == "50"
    assert Relay(API_TOKEN).call("GET", "availability").status_code == 200


def test_erasing_a_person_is_logged_without_the_person(relay, opened) -> None:
    case = opened(sender="somebody")
    relay.call("DELETE", "people/somebody")
    entry = Entry.objects.get(kind=Kind.PERSON_ERASED)
    assert entry.detail == {"cases": 1, "messages": 1, "outbox": 0, "questions": 0}
    assert str(case.id) not in repr(entry.detail)
