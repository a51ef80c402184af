"""From the address of a mail server to Django's settings for it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def mail(url: str) -> dict[str, Any]:
    """Django's settings for a mail server; mails go nowhere without one.

    Args:
        url: ``smtp://user:password@host:port`` (STARTTLS where there is a password), ``smtps://…``
            or nothing.

    Raises:
        ImproperlyConfigured: If the kind of server is unknown or its name is missing.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            "FANAL_DESK_SMTP_URL is not understood. Write smtp://user:password@host:port."
        )
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and bool(parts.password),
        "EMAIL_TIMEOUT": 10,
    }
