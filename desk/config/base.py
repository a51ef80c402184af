"""Settings that every way of running the desk shares."""

from __future__ import annotations

from typing import Any

from desk.config.database import database
from desk.config.environment import ROOT, environment
from desk.config.mail import mail

ENVIRONMENT = environment()
ROOM = ROOT / "desk"
WIDGET = ROOT / "widget" / "dist"

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
ROOT_URLCONF = "desk.config.urls"
ASGI_APPLICATION = "desk.config.asgi.application"
WSGI_APPLICATION = "desk.config.wsgi.application"

INSTALLED_APPS = [
    "desk.counsellors.apps.CounsellorsConfig",
    "desk.teams",
    "desk.audit",
    "desk.cases",
    "desk.delivery",
    "desk.api",
    "desk.notes",
    "desk.labels",
    "desk.snooze",
    "desk.presence",
    "desk.canned",
    "desk.search",
    "desk.articles",
    "desk.learning",
    "desk.figures",
    "desk.privacy",
    "desk.translation",
    "desk.demo",
    "desk.texts",
    "desk.counsellors.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "desk.config.headers.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "desk.counsellors.signed_out.SignedOutMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "desk.counsellors.idle.IdleMiddleware",
    "desk.audit.middleware.AuditMiddleware",
    "desk.teams.gatekeeper.GatekeeperMiddleware",
    "desk.counsellors.second_factor.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, so that it sees the answer to a failed login before anything else does.
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOM / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.teams.context.rights_of_reader",
            ]
        },
    }
]

DATABASES = {"default": database(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Mails go to colleagues only, about a waiting case; never to newcomers.
globals().update(mail(ENVIRONMENT.smtp_url))
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

# Accounts: made by an administrator, never by a visitor.
AUTH_USER_MODEL = "counsellors.Counsellor"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
NAMES_OF_ACCOUNTS = ("username", "display_name", "email")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": NAMES_OF_ACCOUNTS}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "cases:queue"
ACCOUNT_ADAPTER = "desk.counsellors.accounts.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Failed logins are counted by axes, in the database, so that every worker sees them.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Fanal"
REQUIRE_SECOND_FACTOR = ENVIRONMENT.require_mfa
REQUIRE_SECOND_FACTOR_OF_LEADS = ENVIRONMENT.require_mfa_of_leads
# A working day; who goes home is signed out by then, and an idle one earlier.
SESSION_COOKIE_AGE = 60 * 60 * 12
IDLE_SECONDS = ENVIRONMENT.idle_seconds
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "desk.counsellors.accounts.attempted_username"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "counsellors/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False

# Languages of the counsellors' pages; what newcomers write may be in any language.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch")]
LOCALE_PATHS = [ROOM / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "desk.config.formats"
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Any] = [ROOM / "static"]
if WIDGET.is_dir():
    STATICFILES_DIRS.append(("widget", WIDGET))
# The widget may be embedded by other websites; the desk's own files need not be.
WHITENOISE_ALLOW_ALL_ORIGINS = True

CONTENT_SECURITY_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
# The API has its own limit; a reply of a counsellor is far smaller.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Both name what they do by address; a courier does so every second.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        # Tells every login in four lines; the ones that matter are warnings.
        "axes": {"level": "WARNING"},
    },
}
