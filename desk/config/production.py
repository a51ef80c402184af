"""Behind HTTPS, with every secret given."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from desk.config.base import *  # noqa: F403
from desk.config.base import ENVIRONMENT

for name, value in (
    ("FANAL_SECRET_KEY", ENVIRONMENT.secret_key),
    ("FANAL_DESK_API_TOKEN", ENVIRONMENT.api_token),
    ("FANAL_BOT_DESK_TOKEN", ENVIRONMENT.bot_token),
):
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. Give it a long random value.")

DEBUG = False
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-fanal-desk"
CSRF_COOKIE_NAME = "__Host-fanal-csrf"
CSRF_TRUSTED_ORIGINS = [
    f"https://{host.lstrip('.')}" for host in ENVIRONMENT.allowed_hosts if host != "*"
]
# Filled by `fanal desk collectstatic`.
STATIC_ROOT = ENVIRONMENT.var / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
