"""Text sealed into an address: unreadable and unchangeable for whoever has no key."""

from __future__ import annotations

import base64
import hashlib
import zlib

from cryptography.fernet import Fernet, InvalidToken


def seal(text: str, key: str) -> str:
    """A text as characters that an address may hold.

    Args:
        text: What only the holder of the key shall read.
        key: Any secret text that is not empty.
    """
    return _fernet(key).encrypt(zlib.compress(text.encode("utf-8"))).decode("ascii")


def unseal(sealed: str, key: str, *, lifetime_seconds: int) -> str | None:
    """The text again; None when it was changed, sealed with another key, or is too old."""
    try:
        packed = _fernet(key).decrypt(sealed.encode("utf-8"), ttl=lifetime_seconds)
        return zlib.decompress(packed).decode("utf-8")
    except (InvalidToken, zlib.error, ValueError):
        return None


def _fernet(key: str) -> Fernet:
    digest = hashlib.sha256(key.encode("utf-8")).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
