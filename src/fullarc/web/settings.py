"""All settings of the web application. Defaults run on a laptop; the rest comes from the environment, and a wrong value stops the start."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import SimpleLazyObject

from fullarc.web import places
from fullarc.web.encryption.keys import keyring
from fullarc.web.mail_settings import address_of, file_folder, mail_of

WEB = Path(__file__).resolve().parent


def env_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_yes(name: str) -> bool:
    value = env_text(name, "no").lower()
    if value not in ("yes", "no", "1", "0", "true", "false"):
        raise ImproperlyConfigured(f"{name}: found {value!r}; allowed are yes and no.")
    return value in ("yes", "1", "true")


def env_number(name: str, default: int, low: int, high: int) -> int:
    value = env_text(name, str(default))
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name}: found {value!r}; allowed are whole numbers from {low} to {high}.")
    return int(value)


def env_zone(name: str) -> str:
    """The time zone whose dates are "today": as set, or this computer's own."""
    if chosen := env_text(name):
        try:
            return str(ZoneInfo(chosen))
        except (ValueError, OSError, ZoneInfoNotFoundError):
            raise ImproperlyConfigured(f"{name}: found {chosen!r}; expected a name such as Europe/Stockholm or America/New_York.") from None
    here = env_text("TZ").lstrip(":") or os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    return here if here in available_timezones() else "UTC"


def sqlite(file: Path) -> dict[str, object]:
    """A committed write is on the disk (synchronous FULL) and there is one writer at a time (IMMEDIATE)."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA fullfsync=ON;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "ATOMIC_REQUESTS": True,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas},
    }


def postgresql(url: str) -> dict[str, object]:
    """Read postgresql://USER:PASSWORD@HOST:PORT/NAME; `?host=/socket/folder` names a Unix socket."""
    try:
        parts = urlsplit(url)
        port, name = parts.port, unquote(parts.path.lstrip("/"))
    except ValueError:
        parts, port, name = urlsplit(""), None, ""
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise ImproperlyConfigured(
            "DATABASE_URL: expected postgresql://USER:PASSWORD@HOST:PORT/NAME. Leave it out to use SQLite. Other signs than letters and"
            " digits in the password are written with their number: %23 for #, %2F for /, %3F for ?, %40 for @."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,  # after PostgreSQL was started anew the first look of each thread is answered too
        "OPTIONS": options,
    }


HOME = places.data_home()
DATABASE_URL = env_text("DATABASE_URL")
DATABASES = {"default": postgresql(DATABASE_URL) if DATABASE_URL else sqlite(HOME / "fullarc.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEBUG = False
SECRET_KEY = SimpleLazyObject(lambda: keyring().secret)

# Desk mode answers to this computer only, whatever name a hostile page resolves to it. FULLARC_HOSTS adds names behind a proxy with TLS.
SERVED_OVER_HTTPS = env_yes("FULLARC_HTTPS")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, env_text("FULLARC_HOSTS").split(","))]

# An app may import from those above it.
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "fullarc.web.audit",
    "fullarc.web.accounts",
    "fullarc.web.access",
    "fullarc.web.work",
    "fullarc.web.clients",
    "fullarc.web.portal",  # the shell of the client's side; the apps that use it stand below
    "fullarc.web.signals",
    "fullarc.web.notes",
    "fullarc.web.lexicon",
    "fullarc.web.findings",
    "fullarc.web.instruments",
    "fullarc.web.measurements",
    "fullarc.web.trackers",
    "fullarc.web.goals",
    "fullarc.web.plans",
    "fullarc.web.safety",
    "fullarc.web.check_ins",
    "fullarc.web.answering",
    "fullarc.web.paper",
    "fullarc.web.journal",
    "fullarc.web.homework",
    "fullarc.web.reminders",
    "fullarc.web.beside",
    "fullarc.web.golden_thread",
    "fullarc.web.groups",
    "fullarc.web.process_notes",
    "fullarc.web.imports",
    "fullarc.web.progress",
    "fullarc.web.reviews",
    "fullarc.web.supervision",
    "fullarc.web.statistics",
    "fullarc.web.learning",
    "fullarc.web.life",
    "fullarc.web.my_progress",
    "fullarc.web.today",
    "fullarc.web.records",
    "fullarc.web.own_record",
    "fullarc.web.reports",
    "fullarc.web.audit_pack",
    "fullarc.web.exports",
    "fullarc.web.ehr",
    "fullarc.web.api",
    "fullarc.web.demo",
    "allauth",  # after our apps, whose templates come first
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fullarc.web.headers.PrivateHeaders",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fullarc.web.audit.request.RequestFacts",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "fullarc.web.headers.ReadableOnly",
    "fullarc.web.headers.SameSiteOnly",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fullarc.web.accounts.idle.IdleTimeout",
    "fullarc.web.portal.language.OwnLanguage",
    "fullarc.web.measurements.lock.DeviceInOtherHands",
    "fullarc.web.my_progress.screen.SharedScreen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fullarc.web.notes.held.WordsOutliveTheSession",
    "fullarc.web.api.calls.ProgramCalls",
    "fullarc.web.access.middleware.DenyByDefault",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "fullarc.web.urls"
WSGI_APPLICATION = "fullarc.web.wsgi.application"
FORM_RENDERER = "fullarc.web.refused_fields.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fullarc.web.accounts.context.practice",
                "fullarc.web.access.context.permitted",
                "fullarc.web.signals.context.to_acknowledge",
                "fullarc.web.demo.context.demo_people",
            ],
        },
    }
]

STATIC_URL = "static/"
STATICFILES_DIRS = [WEB / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("es", "Español")]  # of the client's side; see portal/language.py
LOCALE_PATHS = [WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env_zone("FULLARC_TIME_ZONE")

# Who signs in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["email", "name"]}},
    {"NAME": "fullarc.web.accounts.passwords.NoWordsOfThePlace"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "fullarc.web.accounts.sign_in.SignIn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login": "100/m/ip", "login_failed": "60/m/ip,12/900s/key"}
MFA_ADAPTER = "fullarc.web.accounts.sign_in.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
ACCOUNT_FORMS = {"change_password": "fullarc.web.accounts.password_forms.ChangePassword"}
MFA_FORMS = {
    "add_webauthn": "fullarc.web.accounts.passkey_forms.AddPasskey",
    "edit_webauthn": "fullarc.web.accounts.passkey_forms.RenamePasskey",
    "login_webauthn": "fullarc.web.accounts.passkey_forms.SignInWithPasskey",
    "reauthenticate_webauthn": "fullarc.web.accounts.passkey_forms.ConfirmWithPasskey",
    "authenticate_webauthn": "fullarc.web.accounts.passkey_forms.SecondStepWithPasskey",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}  # a practice has one address; nothing can be guessed here
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # finger, face or PIN, also where a passkey confirms or is a second step
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Fullarc"
MFA_TOTP_TOLERANCE = 1

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "fullarc.web.accounts.sign_in.named_in"
AXES_LOCKOUT_CALLABLE = "fullarc.web.accounts.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Sessions and cookies
env_yes("FULLARC_RULES_ONLY")  # reading/learned reads it; here a wrong value stops the start in words
IDLE_MINUTES = env_number("FULLARC_IDLE_MINUTES", 15, 1, 60)
SESSION_HOURS = env_number("FULLARC_SESSION_HOURS", 12, 1, 24)
SESSION_SERIALIZER = "fullarc.web.encryption.sessions.SealedJSON"
PORTAL_IDLE_MINUTES, PORTAL_SESSION_HOURS = 30, 24  # of clients and guardians
SESSION_COOKIE_AGE = max(SESSION_HOURS, PORTAL_SESSION_HOURS) * 3600  # a longer sign-in of the staff ends before, see accounts/idle.py
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-fullarc" if SERVED_OVER_HTTPS else "fullarc"
CSRF_COOKIE_NAME = "__Host-fullarc-form" if SERVED_OVER_HTTPS else "fullarc-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_OVER_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fullarc.web.notes.held.form_too_old"

# What browsers are told
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SERVED_OVER_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVED_OVER_HTTPS
SECURE_SSL_REDIRECT = SERVED_OVER_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SERVED_OVER_HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["fullarc", "fullarc-worker"],
    }
}

# Mail and text messages (docs/reminders.md). Without FULLARC_MAIL they are written into files: nobody is reached, and the pages say so.
MAIL = mail_of(env_text("FULLARC_MAIL"), env_text("FULLARC_MAIL_FROM"))
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, file_folder(HOME)
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = MAIL.starttls, MAIL.tls, 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL.sender
PUBLIC_ADDRESS = address_of(env_text("FULLARC_ADDRESS"), [*filter(None, env_text("FULLARC_HOSTS").split(","))], https=SERVED_OVER_HTTPS)
SMS_URL, SMS_TOKEN, SMS_COMMAND = env_text("FULLARC_SMS_URL"), env_text("FULLARC_SMS_TOKEN"), env_text("FULLARC_SMS_COMMAND")

API_CALLS_A_MINUTE = env_number("FULLARC_API_CALLS", 600, 1, 100_000)  # of one access token

# Background work (docs/decisions/0060): tasks wait in the database; a task's arguments are ids, never words of a record.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Uploaded files stay in memory within limits: no note lies in a temporary folder.
FILE_UPLOAD_HANDLERS = ["fullarc.web.imports.upload_limits.InMemoryWithinLimits"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "fullarc.web.errors.WithoutContent"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
