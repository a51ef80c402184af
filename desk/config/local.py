"""One machine, plain HTTP on the loopback: what ``fanal up`` and the commands use."""

from __future__ import annotations

from django.core.management.utils import get_random_secret_key

from desk.config.base import *  # noqa: F403
from desk.config.base import ENVIRONMENT

# Without a secret, commands still work; whoever logs in must do so again after a restart.
SECRET_KEY = ENVIRONMENT.secret_key or get_random_secret_key()
# Static files straight from their folders: no collecting step before the first start.
WHITENOISE_USE_FINDERS = True
