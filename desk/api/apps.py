"""The app of the API."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What the relay calls."""

    name = "desk.api"
    label = "api"

    def ready(self) -> None:
        """Register the check of the keys."""
        from desk.api import checks  # noqa: F401, PLC0415 - registering is its effect
