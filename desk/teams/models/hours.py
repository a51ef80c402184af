"""When a team is there."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desk.teams.models.organisation import Team


class Weekday(models.IntegerChoices):
    """As :meth:`datetime.date.weekday` counts."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OpeningTime(models.Model):
    """Hours of one weekday, by the clock of Brussels; a team without any is always there."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="opening_times")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))

    class Meta:
        """Names, order, and what must always be true."""

        ordering = ("weekday", "opens")
        verbose_name = _("opening time")
        verbose_name_plural = _("opening times")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="opening_time_ends_later",
                violation_error_message=_("The end must be later than the start."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"


class Closure(models.Model):
    """Days on which a team, or everybody, is away besides public holidays."""

    #: ``None`` closes every team.
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="closures"
    )
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        """Names and order."""

        ordering = ("first",)
        verbose_name = _("closure")
        verbose_name_plural = _("closures")

    def __str__(self) -> str:
        return f"{self.first} - {self.last}"

    def clean(self) -> None:
        """Refuse days in the wrong order.

        Raises:
            ValidationError: If the last day comes before the first.
        """
        if self.first and self.last and self.last < self.first:
            raise ValidationError({"last": _("The end must not come before the start.")})
