"""The secrets that processes share, made on the first start and kept in ``var/secrets.env``."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAMES = (
    "FANAL_SECRET_KEY",
    "FANAL_BOT_TOKEN",
    "FANAL_BOT_DESK_TOKEN",
    "FANAL_DESK_API_TOKEN",
    "FANAL_LINK_KEY",
    "FANAL_SESSION_KEY",
)


def ensure_secrets(var: Path) -> dict[str, str]:
    """All shared secrets by name; makes those that are missing.

    Values from the environment win and are not written down. Only the owner can read the file.
    """
    file = var / "secrets.env"
    stored = _read(file)
    missing = {name: secrets.token_urlsafe(32) for name in NAMES if name not in stored}
    if missing:
        var.mkdir(parents=True, exist_ok=True)
        stored |= missing
        _write(file, stored)
    return {name: os.environ.get(name) or stored[name] for name in NAMES}


def _read(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


def _write(file: Path, values: dict[str, str]) -> None:
    """Write beside the file and rename, so that a crash leaves the old secrets."""
    draft = file.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write("# Secrets that Fanal's processes share. Do not put them into git.\n")
        handle.writelines(f"{name}={value}\n" for name, value in values.items())
    draft.replace(file)
