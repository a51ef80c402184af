"""Mails to team leads: that a case waits, and nothing of what it is about."""

from __future__ import annotations

import logging
from enum import Enum
from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils.translation import gettext_lazy as _

from desk.cases.models import Case
from desk.config.environment import environment
from desk.counsellors.models import Counsellor
from desk.teams.models import Role, Team

logger = logging.getLogger(__name__)


class Alert(Enum):
    """Why leads are told."""

    URGENT = _("An urgent case waits: the newcomer may be in danger.")
    LATE = _("A case waits, and nobody took it in time.")


def tell_leads(case: Case, alert: Alert, *, team: Team | None = None) -> int:
    """Mail the active leads of a team, the case's unless given; returns how many have an address.

    A mail server that is away must not keep a case from being opened or moved: the case is in the
    queue, marked, either way.
    """
    addresses = (
        Counsellor.objects.filter(
            memberships__team=team or case.team, memberships__role=Role.LEAD, is_active=True
        )
        .exclude(email="")
        .values_list("email", flat=True)
        .distinct()
    )
    link = environment().public_url.rstrip("/") + case.get_absolute_url()
    sent = 0
    for address in addresses:
        try:
            sent += send_mail(f"Fanal: {alert.value}", f"{alert.value}\n{link}\n", None, [address])
        except (SMTPException, OSError):
            logger.exception("A team lead could not be told of case %s.", case.pk)
    return sent
