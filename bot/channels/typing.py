"""A counsellor writes: shown where it can be shown, kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from rasa.core.channels.channel import InputChannel

from bot.desk_events import DeskEvent


async def show_typing(channels: Sequence[InputChannel], event: DeskEvent) -> str:
    """Tell the channels that can show it; no conversation is locked, read or changed.

    Returns:
        ``sent`` when somebody has the conversation open, else ``stored``: there is nothing to do.
    """
    shown = False
    for channel in channels:
        output = channel.get_output_channel()
        if hasattr(output, "show_typing"):
            shown = await output.show_typing(event.sender, event.name) or shown
    return "sent" if shown else "stored"
