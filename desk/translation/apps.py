"""The app of machine translation."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Machine translation."""

    name = "desk.translation"
    label = "translation"
    verbose_name = _("Machine translation")
