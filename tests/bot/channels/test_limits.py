from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.channels import limits
from bot.channels.limits import Limits, TooFastError, Window, address_of
from bot.settings import settings


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Request:
    ip: str
    headers: dict[str, str] = field(default_factory=dict)


def test_what_is_too_much_is_refused_until_a_minute_has_passed() -> None:
    clock = Clock()
    window = Window(2, clock)
    window.take("a")
    clock.now += 30
    window.take("a")
    window.take("b")
    with pytest.raises(TooFastError) as first:
        window.take("a")
    with pytest.raises(TooFastError) as second:
        window.take("a")
    assert (first.value.wait_seconds, first.value.is_first) == (30, True)
    assert not second.value.is_first
    clock.now += 31
    window.take("a")


def test_an_address_is_limited_over_all_its_conversations() -> None:
    allowed = Limits(Window(10), Window(3), Window(10))
    for sender in "abc":
        allowed.take_message(sender, "203.0.113.7")
    with pytest.raises(TooFastError):
        allowed.take_message("d", "203.0.113.7")
    allowed.take_message("d", "203.0.113.8")
    allowed.take_message("d", None)


def test_keys_that_fell_still_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MANY_KEYS", 3)
    clock = Clock()
    window = Window(1, clock)
    for key in "abcd":
        window.take(key)
    clock.now += 61
    window.take("e")
    assert set(window._taken) == {"e"}


@pytest.mark.parametrize(
    ("proxies", "ip", "forwarded", "expected"),
    [
        (0, "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        (1, "127.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        (2, "127.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (1, "127.0.0.1", "", None),
        (1, "127.0.0.1", "nonsense", None),
        (0, "127.0.0.1", "", None),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
    ],
)
def test_an_address_is_what_the_outermost_proxy_saw(
    monkeypatch: pytest.MonkeyPatch, proxies: int, ip: str, forwarded: str, expected: str | None
) -> None:
    monkeypatch.setattr(limits, "settings", lambda: replace(settings(), proxies=proxies))
    request: Any = Request(ip, {"x-forwarded-for": forwarded})
    assert address_of(request) == expected
