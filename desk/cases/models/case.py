"""One newcomer's request for a person."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.languages import direction


class State(models.TextChoices):
    """Where a case stands."""

    WAITING = "waiting", _("waiting")
    ACTIVE = "active", _("active")
    RESOLVED = "resolved", _("resolved")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Reason(models.TextChoices):
    """Why the bot brought the case to a person."""

    ASKED = "asked", _("asked for a person")
    NO_ANSWER = "no_answer", _("the assistant had no answer")
    NOT_HELPED = "not_helped", _("the answer did not help")
    COUNSELLOR_LIKELY = "counsellor_likely", _("the topic needs a person")
    URGENT = "urgent", _("may be in danger")


class Outcome(models.TextChoices):
    """How a case ended."""

    ANSWERED = "answered", _("The question is answered")
    REFERRED = "referred", _("Sent on to another office")
    APPOINTMENT = "appointment", _("An appointment was made")
    NO_REPLY = "no_reply", _("The person no longer replies")
    OTHER = "other", _("Something else")


_NOBODY = UUID(int=0)


@cache
def _address() -> str:
    """The address of a case that is none: a queue asks for eighty, and each takes a search."""
    return reverse("cases:case", args=[_NOBODY])


class Case(models.Model):
    """A request for a person, from the newcomer's agreement until it is closed."""

    #: Given by the bot.
    id = models.UUIDField(primary_key=True, editable=False)
    #: The newcomer, as the bot knows them.
    sender = models.CharField(max_length=255, db_index=True)
    channel = models.CharField(max_length=40)
    #: ISO 639-1 code of the language that the newcomer is answered in.
    language = models.CharField(max_length=12)
    region = models.CharField(max_length=40, blank=True)
    municipality = models.CharField(max_length=120, blank=True)
    need = models.CharField(max_length=80, blank=True)
    #: Id of the article that answered the question; empty when none did.
    topic = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=20, choices=Reason)
    urgent = models.BooleanField(default=False)
    #: Rows of ``{"label", "value"}`` that the newcomer agreed to share.
    summary = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    #: Who may see it. Rows are never without one; ``desk.teams.routing`` chooses.
    team = models.ForeignKey("teams.Team", on_delete=models.PROTECT, related_name="cases")
    #: The rule that chose the team when the case was opened; ``None``: none fitted.
    rule = models.ForeignKey(
        "teams.RoutingRule", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: Whom the team's turn proposed it to while it waits; any colleague of the team may take it.
    proposed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposed_cases",
    )
    #: Since when it waits in this team; claims are expected from here on.
    queued_at = models.DateTimeField(default=timezone.now)
    #: When nobody had taken it in time and the leads were told; ``None`` after each move.
    escalated_at = models.DateTimeField(null=True, blank=True)
    #: When the newcomer last heard that the case still waits, and how often.
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    #: Whether the newcomer said, after the end, that the counsellor helped.
    helped = models.BooleanField(null=True, blank=True)
    #: Who answers; set exactly while the case is active, kept when it is resolved.
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_cases",
    )
    #: What the holder is writing, not sent yet.
    draft = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    #: When the newcomer agreed, by the bot's clock, never in the future.
    opened_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    #: Last words of each side; who spoke last decides who must answer.
    newcomer_wrote_at = models.DateTimeField(null=True, blank=True)
    counsellor_wrote_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Order of the queue, and what must always be true."""

        ordering = ("-urgent", "opened_at", "id")
        indexes = (
            models.Index(fields=["state", "-urgent", "opened_at"], name="case_queue"),
            models.Index(fields=["team", "state", "-urgent", "opened_at"], name="case_team_queue"),
            # The last ones closed, without sorting all that ever were.
            models.Index(fields=["-closed_at", "id"], name="case_closed"),
            # Few of all that are closed; no constant in the condition, which SQLite would not match
            # with a parameter of a query.
            models.Index(
                fields=["team", "newcomer_wrote_at"],
                condition=Q(newcomer_wrote_at__gt=F("closed_at")),
                name="case_again",
            ),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.WAITING) | Q(holder__isnull=True),
                name="case_waiting_without_holder",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ACTIVE, State.RESOLVED]) | Q(holder__isnull=False),
                name="case_taken_has_holder",
            ),
            models.CheckConstraint(
                condition=Q(state=State.RESOLVED, closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state=State.RESOLVED) & Q(outcome=""),
                name="case_outcome_when_resolved",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        """The case's page."""
        return _address().replace(str(_NOBODY), str(self.pk))

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, by the newcomer's language."""
        return direction(self.language)

    @property
    def is_open(self) -> bool:
        """Whether somebody waits or talks."""
        return self.state in {State.WAITING, State.ACTIVE}

    @property
    def wants_reply(self) -> bool:
        """Whether the newcomer spoke last to a counsellor who holds the case."""
        if self.state != State.ACTIVE or self.newcomer_wrote_at is None:
            return False
        return self.counsellor_wrote_at is None or self.newcomer_wrote_at > self.counsellor_wrote_at

    @property
    def wrote_after_closing(self) -> bool:
        """Whether words crossed with the end of the case, and nobody has answered them yet."""
        return (
            self.state == State.RESOLVED
            and self.closed_at is not None
            and self.newcomer_wrote_at is not None
            and self.newcomer_wrote_at > self.closed_at
            and (
                self.counsellor_wrote_at is None
                or self.newcomer_wrote_at > self.counsellor_wrote_at
            )
        )

    @property
    def question(self) -> str:
        """The question that the newcomer shared, or nothing."""
        rows: list[dict[str, Any]] = self.summary
        return next((str(row["value"]) for row in rows if row["label"] == "question"), "")


def unanswered() -> Q:
    """The cases in which the newcomer wrote last, as a query."""
    later = Q(counsellor_wrote_at__isnull=True) | Q(newcomer_wrote_at__gt=F("counsellor_wrote_at"))
    return later & Q(newcomer_wrote_at__isnull=False)


def wrote_after_closing() -> Q:
    """The cases of :attr:`Case.wrote_after_closing`, as a query."""
    return unanswered() & Q(state=State.RESOLVED, newcomer_wrote_at__gt=F("closed_at"))


def not_in_future(moment: datetime) -> datetime:
    """A moment told by another process's clock, at most now."""
    return min(moment, timezone.now())
