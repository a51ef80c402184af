from __future__ import annotations

import httpx
import pytest

from desk.delivery.bot import Answer, understand
from desk.delivery.models import DeliveryState, Problem

UNKNOWN = {"error": {"code": "unknown_conversation", "message": "", "mend": ""}}
BLOCKED = {"error": {"code": "unreachable_person", "message": "", "mend": ""}}


@pytest.mark.parametrize(
    ("status", "body", "answer"),
    [
        (200, {"delivered": "sent"}, Answer(DeliveryState.SENT)),
        (200, {"delivered": "stored"}, Answer(DeliveryState.STORED)),
        (200, {"delivered": "duplicate"}, Answer(DeliveryState.SENT)),
        (200, {"delivered": "perhaps"}, Answer(None, Problem.TROUBLE, retry=True)),
        (200, ["sent"], Answer(None, Problem.TROUBLE, retry=True)),
        (302, {}, Answer(None, Problem.REFUSED)),
        (401, {}, Answer(None, Problem.UNAUTHORIZED, retry=True)),
        (404, UNKNOWN, Answer(None, Problem.UNKNOWN_CONVERSATION)),
        # A bot that is starting has no such channel yet, and says so in other words.
        (404, {}, Answer(None, Problem.TROUBLE, retry=True)),
        (404, {"error": "no"}, Answer(None, Problem.TROUBLE, retry=True)),
        # The person blocked the bot: trying again is of no use, and the counsellor must know.
        (409, BLOCKED, Answer(None, Problem.UNREACHABLE_PERSON)),
        (409, {}, Answer(None, Problem.REFUSED)),
        (422, {}, Answer(None, Problem.REFUSED)),
        (429, {}, Answer(None, Problem.TROUBLE, retry=True)),
        (500, {}, Answer(None, Problem.TROUBLE, retry=True)),
    ],
)
def test_every_answer_has_its_meaning(status, body, answer) -> None:
    assert understand(httpx.Response(status, json=body)) == answer


def test_an_answer_that_is_no_json_is_trouble() -> None:
    assert understand(httpx.Response(200, text="<html>")).retry
