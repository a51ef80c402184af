"""What is logged wherever it happens: logins, and changes of rights."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from desk.audit.actor import current_actor
from desk.audit.log import log
from desk.audit.models import Kind
from desk.counsellors.models import Counsellor
from desk.teams.models import Membership


@receiver(user_logged_in)
def logged_in(request: HttpRequest, user: Counsellor, **_: Any) -> None:
    """A door was opened."""
    log(Kind.LOGGED_IN, request=request, actor=user)


@receiver(user_logged_out)
def logged_out(request: HttpRequest, user: Counsellor | None, **_: Any) -> None:
    """A door was closed."""
    if user is not None:
        log(Kind.LOGGED_OUT, request=request, actor=user)


@receiver(user_login_failed)
def login_failed(request: HttpRequest | None = None, **_: Any) -> None:
    """Somebody tried. The name that was typed is not kept: people type passwords there."""
    log(Kind.LOGIN_FAILED, request=request)


@receiver(post_save, sender=Membership)
def role_given(instance: Membership, created: bool, raw: bool = False, **_: Any) -> None:
    """Somebody may do more than before, or something else."""
    if not raw:
        _role(Kind.ROLE_GIVEN, instance)


@receiver(post_delete, sender=Membership)
def role_taken(instance: Membership, **_: Any) -> None:
    """Somebody may do less than before."""
    _role(Kind.ROLE_TAKEN, instance)


def _role(kind: Kind, membership: Membership) -> None:
    log(
        kind,
        actor=current_actor(),
        account=membership.counsellor.username,
        role=membership.role,
        team=membership.team.name,
    )


@receiver(post_save, sender=Counsellor)
def account_changed(
    instance: Counsellor, update_fields: Any = None, raw: bool = False, **_: Any
) -> None:
    """An account was made, closed, or may do more than before; a login alone changes nothing."""
    if raw or (update_fields is not None and set(update_fields) <= {"last_login"}):
        return
    log(
        Kind.ACCOUNT_CHANGED,
        actor=current_actor(),
        account=instance.username,
        active=int(instance.is_active),
        operator=int(instance.is_superuser),
    )
