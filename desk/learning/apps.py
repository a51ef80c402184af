"""The app of the unanswered questions."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    """Questions to learn from."""

    name = "desk.learning"
    label = "learning"
    verbose_name = _("Unanswered questions")
