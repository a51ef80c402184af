"""One phone on the page: what was written and shown, and what a person can do with it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from fanal.phones.platform import Phone, Platform, Shown

_MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One message on a phone."""

    #: Place in the order of all messages of all phones, from 1.
    id: int
    mine: bool
    text: str
    #: What stands on a button, and what it sends.
    buttons: tuple[tuple[str, str], ...] = ()


class News:
    """Numbers what happens on all phones and wakes who waits for it."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()

    def next(self) -> int:
        """The next number; whoever waits is woken."""
        with self._changed:
            self._count += 1
            self._changed.notify_all()
            return self._count

    def wait(self, after: int, timeout_seconds: float) -> int:
        """Wait until something newer happened; returns the newest number."""
        with self._changed:
            self._changed.wait_for(lambda: self._count > after, timeout_seconds)
            return self._count


class Handset:
    """A phone on one platform.

    Args:
        name: Of the channel.
        title: Of the platform, for people.
        platform: What the bot writes to.
        new_phone: A person whom the bot has never met.
        news: Shared by all phones.
    """

    def __init__(
        self,
        name: str,
        title: str,
        *,
        platform: Platform,
        new_phone: Callable[[], Phone],
        news: News,
    ) -> None:
        self.name, self.title, self.platform = name, title, platform
        self._new_phone, self._news = new_phone, news
        self._phone = new_phone()
        self._entries: deque[Entry] = deque(maxlen=_MOST_KEPT)
        platform.on_shown = self._shown

    def state(self) -> dict[str, Any]:
        """The phone as the page shows it."""
        return {
            "name": self.name,
            "title": self.title,
            "address": self._phone.address.removeprefix("whatsapp:"),
            "entries": [
                {
                    "id": entry.id,
                    "mine": entry.mine,
                    "text": entry.text,
                    "buttons": [title for title, _ in entry.buttons],
                }
                for entry in list(self._entries)
            ],
        }

    def say(self, text: str) -> bool:
        """Write to the bot; whether it took the message."""
        self._add(mine=True, text=text)
        return _taken(lambda: self._phone.say(text))

    def press(self, entry_id: int, place: int) -> bool:
        """Press a button of a message, counted from 0; whether the bot took it."""
        found = next((entry for entry in list(self._entries) if entry.id == entry_id), None)
        if found is None or not 0 <= place < len(found.buttons):
            return False
        title, payload = found.buttons[place]
        self._add(mine=True, text=title)
        return _taken(lambda: self._phone.press(payload, title))

    def reset(self) -> None:
        """Another person holds the phone now."""
        self._phone = self._new_phone()
        self._entries.clear()
        self._news.next()

    def _shown(self, shown: Shown) -> None:
        # What comes for whoever held the phone before is not this person's to read.
        if shown.address == self._phone.address:
            self._add(mine=False, text=shown.text, buttons=tuple(shown.buttons.items()))

    def _add(self, *, mine: bool, text: str, buttons: tuple[tuple[str, str], ...] = ()) -> None:
        self._entries.append(Entry(self._news.next(), mine, text, buttons))


def _taken(post: Callable[[], httpx.Response]) -> bool:
    try:
        return post().is_success
    except httpx.HTTPError:
        return False
