"""Whether a request really comes from the platform; all comparisons take constant time."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import parse_qs

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.errors import RequestError


def require_same(given: str | None, expected: str) -> None:
    """Refuse a request whose secret is not the one agreed on.

    Raises:
        RequestError: It is another one, or there is none.
    """
    if not expected or not hmac.compare_digest(
        (given or "").encode("utf-8", "replace"), expected.encode()
    ):
        raise RequestError(
            "forbidden",
            403,
            "The request is not signed as agreed.",
            "Compare the secrets here and at the platform, see docs/channels.",
        )


def require_hub_signature(body: bytes, header: str | None, app_secret: str) -> None:
    """Meta's ``X-Hub-Signature-256``: HMAC of the raw body.

    Raises:
        RequestError: The signature is missing or wrong.
    """
    digest = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    require_same(header, f"sha256={digest}")


def require_twilio_signature(url: str, body: bytes, header: str | None, auth_token: str) -> None:
    """Twilio's ``X-Twilio-Signature``: HMAC of the public address and all fields of the form.

    Raises:
        RequestError: The signature is missing or wrong.
    """
    # Fields without a value are signed too.
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    signed = {key: values[0] for key, values in fields.items()}
    require_same(header, RequestValidator(auth_token).compute_signature(url, signed))
