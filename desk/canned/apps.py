"""The app of the ready-made replies."""

from __future__ import annotations

from django.apps import AppConfig

from desk.canned import checks  # noqa: F401 - registers itself


class CannedConfig(AppConfig):
    """Ready-made replies, read from files."""

    name = "desk.canned"
    label = "canned"
