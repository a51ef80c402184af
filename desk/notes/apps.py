"""The app of the notes."""

from __future__ import annotations

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Notes and mentions."""

    name = "desk.notes"
    label = "notes"
