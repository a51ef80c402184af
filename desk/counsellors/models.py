"""The account of a counsellor."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.cases.text_safety import neutral
from knowledge.languages import LANGUAGES


def validate_languages(codes: Any) -> None:
    """Refuse anything but a list of known language codes.

    Raises:
        ValidationError: If it is not a list or holds an unknown code.
    """
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise ValidationError(_("Give a list of language codes."))
    unknown = sorted(set(codes) - set(LANGUAGES))
    if unknown:
        raise ValidationError(
            _("Unknown language: %(codes)s. Known are %(known)s."),
            params={"codes": ", ".join(unknown), "known": ", ".join(LANGUAGES)},
        )


def validate_skills(needs: Any) -> None:
    """Refuse anything but a list of short names.

    Raises:
        ValidationError: If it is something else.
    """
    good = isinstance(needs, list) and all(isinstance(need, str) for need in needs)
    if not good or any(not need or len(need) > 80 for need in needs):
        raise ValidationError(_("Give a list of needs."))


class Counsellor(AbstractUser):
    """Somebody who takes cases and answers newcomers."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    #: What newcomers read beside each reply; a first name is enough.
    display_name = models.CharField(
        _("name shown to newcomers"), max_length=80, help_text=_("A first name is enough.")
    )
    #: What newcomers read under the name.
    role_title = models.CharField(_("role shown to newcomers"), max_length=80, blank=True)
    #: ISO 639-1 codes, the one written best first.
    languages = models.JSONField(
        _("working languages"),
        default=list,
        blank=True,
        validators=[validate_languages],
        help_text=_('Language codes, the one you write best first: ["nl", "fr"].'),
    )
    #: Needs that the counsellor knows well, for proposals in turn.
    skills = models.JSONField(
        _("skills"),
        default=list,
        blank=True,
        validators=[validate_skills],
        help_text=_('Needs that you know well: ["diploma-recognition"].'),
    )
    #: ``None``: as many as the counsellor takes. Urgent cases come on top.
    capacity = models.PositiveSmallIntegerField(_("most open cases at once"), null=True, blank=True)

    REQUIRED_FIELDS = ("display_name",)  # type: ignore[assignment]

    class Meta:
        """Names of the account."""

        verbose_name = _("counsellor")
        verbose_name_plural = _("counsellors")

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        """Refuse names that could turn the line around in which newcomers read them.

        Raises:
            ValidationError: If a name holds a sign that is not seen.
        """
        super().clean()
        shown = {name: getattr(self, name) for name in ("display_name", "role_title")}
        if wrong := [name for name, text in shown.items() if neutral(text) != text]:
            raise ValidationError(dict.fromkeys(wrong, _("Leave out the signs that are not seen.")))

    def get_full_name(self) -> str:
        """The name that newcomers and colleagues read."""
        return self.display_name or self.username

    def get_short_name(self) -> str:
        """The same: there is only one name."""
        return self.get_full_name()
