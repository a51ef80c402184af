"""Settings of the tests: quick, closed to the outside, nothing left behind."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from environs import Env

from desk.config.base import *  # noqa: F403
from desk.config.base import DATABASES
from desk.config.database import database

SECRET_KEY = "only-for-tests"  # noqa: S105 - signs nothing that outlives a test
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A file, not memory: only then do two connections meet the locks that production has.
# FANAL_DESK_TEST_DB names another database, to try PostgreSQL.
_FILE = Path(tempfile.gettempdir()) / f"fanal-desk-test-{os.getpid()}.sqlite3"
DATABASES["default"] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(_FILE),
    "OPTIONS": {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
    },
    "TEST": {"NAME": str(_FILE)},
}
_OTHER = Env().str("FANAL_DESK_TEST_DB", "")
if _OTHER:
    DATABASES["default"] = database(_OTHER)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
