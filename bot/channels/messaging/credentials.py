"""Reads what ``credentials.yml`` says of a channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import SettingsError


def complete(
    credentials: Mapping[str, Any] | None, *, needed: Mapping[str, str]
) -> dict[str, str] | None:
    """All values as texts; ``None`` when nothing that is needed is set: the channel is off.

    Args:
        credentials: The channel's part of the file, variables already filled in.
        needed: Keys without which the channel cannot work, and the variable each comes from.

    Raises:
        SettingsError: Some of what is needed is set and some is not.
    """
    values = {key: str(value or "").strip() for key, value in (credentials or {}).items()}
    missing = [variable for key, variable in needed.items() if not values.get(key)]
    if len(missing) == len(needed):
        return None
    if missing:
        raise SettingsError(
            f"A messaging channel is set up only in part: {_list(missing)} missing.",
            "Set all of its variables or none, see docs/channels.",
        )
    return values


def _list(names: Sequence[str]) -> str:
    return f"{', '.join(names)} {'is' if len(names) == 1 else 'are'}"
