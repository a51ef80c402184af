from __future__ import annotations

import asyncio
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.reply import reply
from desk.cases.pulse import Pulse, beat
from desk.delivery.courier import Courier


class Looks:
    """Tells the beats it was given, then the last one for ever."""

    def __init__(self, *beats: str | Exception) -> None:
        self.beats = list(beats)
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        now = self.beats.pop(0) if len(self.beats) > 1 else self.beats[0]
        if isinstance(now, Exception):
            raise now
        return now


def pulse(look: Callable[[], str], *, silence_seconds: float = 30) -> Pulse:
    return Pulse(look, look_seconds=0, silence_seconds=silence_seconds)


async def first(heart: Pulse) -> bool:
    listening = heart.listen()
    try:
        return await asyncio.wait_for(anext_of(listening), 20)
    finally:
        await listening.aclose()


async def anext_of(listening):
    return await listening.__anext__()


@pytest.mark.asyncio
async def test_a_change_wakes_every_listener() -> None:
    heart = pulse(Looks("a", "a", "b"))
    assert await asyncio.gather(*(first(heart) for _ in range(3))) == [True, True, True]


@pytest.mark.asyncio
async def test_a_silence_is_told_too() -> None:
    assert await first(pulse(Looks("a"), silence_seconds=0.01)) is False


@pytest.mark.asyncio
async def test_a_database_that_is_away_does_not_end_the_watch() -> None:
    assert await first(pulse(Looks("a", DatabaseError("locked"), "b"))) is True


@pytest.mark.asyncio
async def test_nobody_looks_when_nobody_listens() -> None:
    looks = Looks("a")
    heart = pulse(looks, silence_seconds=0.01)
    await first(heart)
    assert heart._watch is not None
    await asyncio.wait_for(heart._watch, 20)
    before = looks.count
    await asyncio.sleep(0)
    assert looks.count == before


def test_everything_a_page_shows_changes_the_beat(opened, said, counsellor) -> None:
    class Bot:
        def post(self, event):
            from desk.delivery.bot import Answer
            from desk.delivery.models import DeliveryState

            return Answer(DeliveryState.SENT)

    case = opened()
    beats = [beat()]

    def done() -> None:
        beats.append(beat())

    claim(case.id, counsellor)
    done()
    append_messages(case.id, [said()])
    done()
    reply(case.id, counsellor, reply_id=uuid4(), text="Dag", language="nl")
    done()
    Courier(Bot(), attempts=1, lease_seconds=1).round()
    done()

    assert len(set(beats)) == len(beats)


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_the_open_line_says_news_only_to_counsellors(async_client) -> None:
    from asgiref.sync import sync_to_async

    from tests.desk.conftest import add_counsellor

    assert (await async_client.get("/live")).status_code == 302
    person = await sync_to_async(add_counsellor)("ayse", display_name="Ayşe")
    await sync_to_async(async_client.force_login)(
        person, backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    answer = await async_client.get("/live")

    assert answer.headers["Content-Type"] == "text/event-stream"
    stream = answer.streaming_content
    assert await anext_of(stream) == b"retry: 3000\n\n"
    await stream.aclose()
    # The database was used in a thread that belongs to this test alone.
    await sync_to_async(connections.close_all)()


def test_a_server_without_open_lines_ends_the_browsers_asking(page) -> None:
    assert page.get("/live").status_code == 204
