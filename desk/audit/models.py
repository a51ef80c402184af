"""The rows of the audit log."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Something tried to change or delete an entry of the audit log."""

    def __init__(self) -> None:
        super().__init__(
            "Entries of the audit log are never changed or deleted. "
            "Old ones are forgotten with `fanal desk forget_audit`."
        )


class Kind(models.TextChoices):
    """What an entry tells of."""

    CASE_VIEWED = "case_viewed", _("looked at a case")
    CASES_SEARCHED = "cases_searched", _("searched the cases")
    EXPORTED = "exported", _("exported")
    CASE_MOVED = "case_moved", _("moved a case")
    PERSON_ERASED = "person_erased", _("erased a person")
    ROLE_GIVEN = "role_given", _("gave a role")
    ROLE_TAKEN = "role_taken", _("took a role away")
    ACCOUNT_CHANGED = "account_changed", _("changed an account")
    TOKEN_MADE = "token_made", _("made a token for a program")
    TOKEN_ENDED = "token_ended", _("ended a token for a program")
    HOURS_CHANGED = "hours_changed", _("changed when a team is there")
    LOG_READ = "log_read", _("read the audit log")
    LOGGED_IN = "logged_in", _("signed in")
    LOGGED_OUT = "logged_out", _("signed out")
    LOGIN_FAILED = "login_failed", _("failed to sign in")
    REFUSED = "refused", _("was refused a page")


class Entries(models.QuerySet["Entry"]):
    """Entries that can be read and added to."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse.

        Raises:
            AppendOnlyError: Always.
        """
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refuse.

        Raises:
            AppendOnlyError: Always.
        """
        raise AppendOnlyError

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse.

        Raises:
            AppendOnlyError: Always.
        """
        raise AppendOnlyError


class Entry(models.Model):
    """One thing that somebody did; no newcomer's word and no name of one stands in it."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind)
    #: ``None``: the bot, a command, or somebody who is not logged in.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The case it is about; no key, because a case may be erased and the entry stays.
    case_id = models.UUIDField(null=True, db_index=True)
    #: The organisation whose administrators may read it; ``None``: only operators.
    organisation = models.ForeignKey(
        "teams.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Names and counts: the page, the account, the role.
    detail = models.JSONField(default=dict)
    #: Where a person's request came from.
    address = models.GenericIPAddressField(null=True)

    objects = Entries.as_manager()

    class Meta:
        """The newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry.

        Raises:
            AppendOnlyError: If it was added before.
        """
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse.

        Raises:
            AppendOnlyError: Always.
        """
        raise AppendOnlyError
