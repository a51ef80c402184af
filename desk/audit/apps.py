"""The app of the audit log."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The log, and what writes to it."""

    name = "desk.audit"
    label = "audit"
    verbose_name = _("Audit log")

    def ready(self) -> None:
        """Listen to logins and to changes of rights."""
        from desk.audit import listeners  # noqa: F401, PLC0415 - registering is its effect
