"""Programs that may call the API."""

from __future__ import annotations

import hashlib
import secrets

from django.db import models
from django.utils import timezone


class Token(models.Model):
    """One token of one client; a client may have two while it changes from one to the other."""

    #: Who calls, ``relay`` or a partner's name.
    client = models.CharField(max_length=60)
    #: SHA-256 in hexadecimal: a token of 256 random bits needs no slow hash.
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    #: From then on it opens nothing.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Order."""

        ordering = ("client", "made_at")

    def __str__(self) -> str:
        return self.client

    @classmethod
    def make(cls, client: str) -> tuple[Token, str]:
        """A new token of a client, and its text, which is kept nowhere."""
        text = secrets.token_urlsafe(32)
        return cls.objects.create(client=client, digest=digest(text)), text

    def end(self) -> None:
        """Let it open nothing any more."""
        self.ended_at = timezone.now()
        self.save(update_fields=["ended_at"])


class Calls(models.Model):
    """Calls of one client in the minute of its last call; :mod:`desk.api.limit` counts them."""

    client = models.CharField(max_length=60, primary_key=True)
    #: Since 1970.
    minute = models.PositiveBigIntegerField()
    n = models.PositiveIntegerField()

    class Meta:
        """The name that the counting statement uses."""

        db_table = "api_calls"

    def __str__(self) -> str:
        return f"{self.client} {self.n}"


def digest(text: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(text.encode()).hexdigest()
