"""The app of the demo page."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A page to try the widget in."""

    name = "desk.demo"
    label = "demo"
