"""docs/wire.md part 3, with the samples that the other side loads too."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
from django.test import Client

from desk.api import schemas
from desk.api.urls import urlpatterns
from desk.cases.actions.claim import claim
from desk.cases.actions.resolve import resolve
from desk.cases.models import Case, Message, Outcome
from tests.desk.conftest import API_TOKEN


class Relay:
    """Calls the API as the relay does."""

    def __init__(self, token: str | None = API_TOKEN) -> None:
        self.browser = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token is not None else {}

    def call(self, method: str, path: str, body: Any = None):
        raw = body if isinstance(body, bytes | str) else json.dumps(body or {})
        return self.browser.generic(
            method, f"/api/v1/{path}", raw, "application/json", headers=self.headers
        )

    def post(self, path: str, body: Any = None):
        return self.call("POST", path, body)


@pytest.fixture
def relay(db) -> Relay:
    return Relay()


@pytest.fixture
def case_id(relay, wire) -> str:
    relay.post("cases", wire("case"))
    return wire("case")["id"]


def is_error(answer, status: int, code: str) -> None:
    assert answer.status_code == status
    jsonschema.validate(answer.json(), schemas.ERROR)
    error = answer.json()["error"]
    assert error["code"] == code
    assert error["message"].endswith(".")
    assert error["mend"].endswith(".")


def test_a_case_is_opened_once(relay, wire) -> None:
    first = relay.post("cases", wire("case"))
    second = relay.post("cases", wire("case"))

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json() == wire("case_status")
    assert Case.objects.count() == 1
    assert Message.objects.count() == len(wire("case")["messages"])


def test_nothing_of_a_case_is_lost_on_the_way(relay, wire) -> None:
    sample = wire("case")
    relay.post("cases", sample)
    case = Case.objects.get()

    for key in (
        "sender",
        "channel",
        "language",
        "region",
        "municipality",
        "need",
        "topic",
        "reason",
        "urgent",
        "summary",
    ):
        assert getattr(case, key) == sample[key]
    for message, said in zip(case.messages.all(), sample["messages"], strict=True):
        assert (message.message_id, message.author) == (said["id"], said["author"])
        assert (message.text, message.language) == (said["text"], said["language"])
        assert (message.article or None, message.sources) == (said["article"], said["sources"])


def test_what_may_be_null_may_be_null(relay, wire) -> None:
    sample = wire("case") | dict.fromkeys(("region", "municipality", "need", "topic"))
    assert relay.post("cases", sample).status_code == 201


def test_a_message_without_a_language_is_in_the_cases(relay, wire, case_id) -> None:
    message = wire("case_messages")["messages"][0] | {"language": None}
    assert relay.post(f"cases/{case_id}/messages", {"messages": [message]}).status_code == 200
    assert Message.objects.last().language == "ar"


def test_messages_are_added_once(relay, wire, case_id) -> None:
    for _ in range(2):
        answer = relay.post(f"cases/{case_id}/messages", wire("case_messages"))
        assert (answer.status_code, answer.json()) == (200, wire("case_status"))

    assert [message.message_id for message in Message.objects.all()] == ["e1", "e2", "e3"]


def test_a_case_follows_the_newcomer_into_another_language(relay, wire, case_id) -> None:
    for _ in range(2):
        assert relay.post(f"cases/{case_id}/messages", wire("case_language")).status_code == 200
    case = Case.objects.get()
    assert case.language == "fr"
    [event] = case.events.all()
    assert (event.kind, event.note) == ("other_language", "Français")
    assert relay.post(f"cases/{case_id}/messages", wire("case_messages")).status_code == 200
    case.refresh_from_db()
    assert case.language == "fr"


def test_status_follows_the_case(relay, wire, case_id, counsellor) -> None:
    def status():
        answer = relay.call("GET", f"cases/{case_id}").json()
        jsonschema.validate(answer, schemas.STATUS)
        return answer["state"], answer["position"]

    assert status() == ("waiting", 1)
    claim(Case.objects.get().id, counsellor)
    assert status() == ("active", None)
    resolve(Case.objects.get().id, counsellor, outcome=Outcome.ANSWERED)
    assert status() == ("resolved", None)


def test_withdrawing_is_idempotent(relay, case_id) -> None:
    for _ in range(2):
        answer = relay.post(f"cases/{case_id}/withdraw")
        assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")


def test_a_person_is_erased_once_and_then_still_without_complaint(relay, wire, case_id) -> None:
    sender = wire("case")["sender"]
    first = relay.call("DELETE", f"people/{sender}")
    second = relay.call("DELETE", f"people/{sender}")

    assert first.json() == {"erased": {"cases": 1, "messages": 2, "outbox": 0, "questions": 0}}
    assert second.json() == {"erased": {"cases": 0, "messages": 0, "outbox": 0, "questions": 0}}
    is_error(relay.call("GET", f"cases/{case_id}"), 404, "unknown_case")


def test_a_sender_may_hold_any_character(relay, wire) -> None:
    relay.post("cases", wire("case") | {"sender": "whatsapp:+32 470/12"})
    answer = relay.call("DELETE", "people/whatsapp%3A%2B32%20470%2F12")
    assert answer.json()["erased"]["cases"] == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "cases/{id}"),
        ("POST", "cases/{id}/messages"),
        ("POST", "cases/{id}/withdraw"),
    ],
)
def test_an_unknown_case_is_the_wires_own_error(relay, wire, some_id, method, path) -> None:
    answer = relay.call(method, path.format(id=some_id), {"messages": []})
    is_error(answer, 404, "unknown_case")
    assert answer.json() == wire("error")


@pytest.mark.parametrize("token", [None, "", "wrong", API_TOKEN + "x", "ключ"])
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "cases"), ("GET", "openapi.json"), ("DELETE", "people/x"), ("GET", "nothing")],
)
def test_nobody_without_the_key_gets_in(db, wire, token, method, path) -> None:
    answer = Relay(token).call(method, path, wire("case"))
    is_error(answer, 401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert not Case.objects.exists()


def test_a_desk_without_a_key_lets_nobody_in(db, wire, monkeypatch) -> None:
    from desk.config.environment import environment

    monkeypatch.setenv("FANAL_DESK_API_TOKEN", "")
    environment.cache_clear()
    is_error(Relay("").post("cases", wire("case")), 401, "unauthorized")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"id": "not-a-uuid"}, "id"),
        ({"id": "{3b0b6a52-6f0c-4b7e-8a55-9d2d8a1f0e77}"}, "id"),
        ({"sender": ""}, "sender"),
        ({"sender": None}, "sender"),
        ({"reason": "bored"}, "reason"),
        ({"urgent": "yes"}, "urgent"),
        ({"language": "<b>"}, "language"),
        ({"opened_at": "yesterday"}, "opened_at"),
        ({"opened_at": "2026-13-04T09:33:00Z"}, "opened_at"),
        ({"opened_at": "0001-01-01T00:00:00+14:00"}, "opened_at"),
        ({"summary": [{"label": "x"}]}, "summary/0"),
        ({"messages": [{"id": "e1"}]}, "messages/0"),
        ({"municipality": "x" * 121}, "municipality"),
    ],
)
def test_what_is_wrong_is_named_by_its_place_and_never_quoted(relay, wire, change, where) -> None:
    answer = relay.post("cases", wire("case") | change)

    is_error(answer, 422, "invalid")
    assert f"at {where} " in answer.json()["error"]["message"]
    assert "هل" not in answer.content.decode()
    for value in change.values():
        if isinstance(value, str) and value:
            assert value not in answer.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_refused(relay, body) -> None:
    is_error(relay.post("cases", body), 400, "invalid_json")


@pytest.mark.parametrize("body", [b"[]", b"null", b'"case"', b"1e999"])
def test_json_that_is_no_case_is_refused(relay, body) -> None:
    is_error(relay.post("cases", body), 422, "invalid")


def test_a_body_over_the_limit_is_refused(relay, wire, monkeypatch) -> None:
    from desk.config.environment import environment

    monkeypatch.setenv("FANAL_DESK_API_MAX_BODY_BYTES", "1000")
    environment.cache_clear()
    is_error(relay.post("cases", wire("case") | {"more": "x" * 1000}), 413, "too_large")


def test_a_message_of_twenty_kilobytes_is_kept_whole(relay, wire, case_id) -> None:
    message = wire("case_messages")["messages"][0] | {"text": "س" * 20_000}
    relay.post(f"cases/{case_id}/messages", {"messages": [message]})
    assert Message.objects.last().text == "س" * 20_000


def test_what_a_database_cannot_keep_does_not_stop_a_case(relay, wire) -> None:
    body = json.dumps(wire("case")).replace("Antwerpen", "A\\u0000\\ud800B")
    assert relay.post("cases", body).status_code == 201
    assert Case.objects.get().municipality == "A\ufffd\ufffdB"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "cases", 405, "method_not_allowed"),
        ("DELETE", "cases/3b0b6a52-6f0c-4b7e-8a55-9d2d8a1f0e77", 405, "method_not_allowed"),
        ("GET", "nothing/here", 404, "not_found"),
        ("GET", "cases/not-a-uuid", 404, "not_found"),
    ],
)
def test_every_refusal_has_the_one_shape(relay, method, path, status, code) -> None:
    is_error(relay.call(method, path), status, code)


def test_a_fault_of_the_desk_tells_nothing_of_itself(relay, wire, monkeypatch) -> None:
    def broken(_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("desk.api.views.open_case", broken)
    answer = relay.post("cases", wire("case"))
    is_error(answer, 500, "internal_error")
    assert "secret" not in answer.content.decode()


def test_the_log_of_a_fault_holds_no_newcomers_words(relay, wire, monkeypatch, caplog) -> None:
    def broken(_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("desk.api.views.open_case", broken)
    relay.post("cases", wire("case"))
    assert "the disk is full" in caplog.text
    assert "زوجي" not in caplog.text


def test_the_description_holds_every_call_and_valid_schemas(relay, wire) -> None:
    document = relay.call("GET", "openapi.json").json()

    served = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/api/v1/{pattern.pattern}").replace("case_id", "id")
        for pattern in urlpatterns
        if pattern.name != "unknown"
    }
    assert set(document["paths"]) == served
    described = document["components"]["schemas"]
    for name, sample in (
        ("case", "case"),
        ("messages", "case_messages"),
        ("messages", "case_language"),
        ("status", "case_status"),
        ("error", "error"),
        ("availability", "availability"),
        ("answer", "case_answer_transfer"),
        ("answer", "case_answer_rating"),
        ("delivery", "delivery_failed"),
        ("delivery", "delivery_sent"),
        ("question", "question"),
        ("figures", "figures"),
    ):
        jsonschema.Draft202012Validator.check_schema(described[name])
        jsonschema.validate(wire(sample), described[name])
