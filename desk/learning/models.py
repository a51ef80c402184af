"""Questions that were not answered, and groups of those that mean the same."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupState(models.TextChoices):
    """What becomes of a group."""

    NEW = "new", _("new")
    PLANNED = "planned", _("article planned")
    ANSWERED = "answered", _("answered")
    NOT_OURS = "not_ours", _("not ours")


class Kind(models.TextChoices):
    """Why a question came here."""

    NO_ANSWER = "no_answer", _("no answer")
    NOT_HELPED = "not_helped", _("the answer did not help")


class Group(models.Model):
    """Questions of one meaning, in any language."""

    state = models.CharField(max_length=10, choices=GroupState, default=GroupState.NEW)
    #: The article that is planned for it, or answers it.
    article = models.CharField(max_length=120, blank=True)
    #: Who chose the state; newcomers who asked to be told read this name.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    #: How many questions there are; kept, so that no page counts them.
    size = models.PositiveIntegerField(default=0, db_index=True)
    #: Sum of the questions' unit vectors, float32, native order.
    centre = models.BinaryField()
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        """The most frequent first."""

        ordering = ("-size", "-last_at", "id")

    def __str__(self) -> str:
        return str(self.pk)


class Question(models.Model):
    """One redacted question."""

    #: Given by the relay; known twice, it is the same question.
    known_as = models.UUIDField(unique=True, editable=False)
    #: Keyed hash of the person, so that they can be forgotten and nobody can be looked up.
    asker = models.CharField(max_length=64, db_index=True)
    #: The person, only while they wait to be told; empty otherwise.
    tell = models.CharField(max_length=255, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    language = models.CharField(max_length=12)
    region = models.CharField(max_length=40, blank=True)
    #: The article that did not help.
    topic = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(db_index=True)
    #: ``None`` until the watch has looked at it.
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="questions"
    )
    #: Unit vector, float32, native order; empty until the watch has looked at it.
    vector = models.BinaryField(default=bytes)

    class Meta:
        """The newest first."""

        ordering = ("-at", "id")

    def __str__(self) -> str:
        return str(self.pk)
