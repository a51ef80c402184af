"""The app of the presence."""

from __future__ import annotations

from django.apps import AppConfig


class PresenceConfig(AppConfig):
    """Who looks at which case."""

    name = "desk.presence"
    label = "presence"
