from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from fanal.errors import SetUpError
from fanal.health import refuse_taken_ports, services, wait_until_healthy
from fanal.settings import settings


def test_a_taken_port_is_named_with_the_setting_that_moves_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        chosen = replace(settings(), desk_url=f"http://127.0.0.1:{port}")
        with pytest.raises(SetUpError, match=rf"{port} for the desk.*FANAL_DESK_URL"):
            refuse_taken_ports(chosen)


def test_waiting_ends_when_it_makes_no_sense_any_more():
    told: list[str] = []
    healthy = wait_until_healthy(
        settings(), report=lambda service, _: told.append(service.name), gave_up=lambda: True
    )
    assert not healthy
    assert told == []


def test_the_test_phones_count_only_when_they_are_asked_for():
    off, on = (
        [service.name for service in services(replace(settings(), test_phones=asked))]
        for asked in (False, True)
    )
    assert set(on) - set(off) == {"phones"}
