"""The app of the catalogues."""

from __future__ import annotations

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Checks and compiles what the pages say."""

    name = "desk.texts"
    label = "texts"
