"""The app of the cases put aside."""

from __future__ import annotations

from django.apps import AppConfig


class SnoozeConfig(AppConfig):
    """Cases put aside until a date."""

    name = "desk.snooze"
    label = "snooze"
