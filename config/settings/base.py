"""What holds however Levelset runs."""

from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from config import environment
from config.data_folder import BASE_DIR, data_folder

# --- apps -------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "apps.core",
    "apps.profiles",
    "apps.exercises",
    "apps.lifts",
    "apps.assessments",
    "apps.imbalances",
    "apps.programs",
    "apps.exchange",
    "apps.demo",
    "apps.sync",
    "apps.backups",
    "apps.api",
    "allauth",
    "allauth.account",
    "django_htmx",
    "crispy_forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "config.static_files.StaticFilesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.PermissionsPolicyMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Pages and answers; it pads them at random, so that their length tells nothing of a token. Inside
    # WhiteNoise, whose files are compressed already.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.core.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "apps.core.middleware.AthleteMiddleware",
    "config.middleware.DemoAccountMiddleware",
    # Innermost: the session and the rate limits around it may still be written by a GET.
    "apps.core.middleware.ReadOnlyGetMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("levelset",)
CRISPY_TEMPLATE_PACK = "levelset"

# --- database and cache -----------------------------------------------------------------------------------

CACHE_TABLE = "levelset_cache"
"""The rate limits count here, so that they hold over all processes. No health data is ever cached."""
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": CACHE_TABLE,
    },
}

LEVELSET_BACKUPS = Path(environment.text("LEVELSET_BACKUPS") or data_folder() / "backups")
"""Where backups go, and where old ones are removed from."""
LEVELSET_BACKUP_BEFORE_MIGRATE = environment.flag("LEVELSET_BACKUP_BEFORE_MIGRATE", default=True)
"""Whether the tables are changed only after a backup of what they hold."""
LEVELSET_INSTANCE: Path | None = data_folder() / "instance.json"
"""Notes which database belongs to this folder, so that an emptied one is no first run."""

# --- files ------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = environment.text("STATIC_ROOT") or data_folder() / "static"
_FONTS = BASE_DIR / "node_modules" / "@fontsource-variable"
STATICFILES_DIRS: list[Any] = [
    folder if prefix is None else (prefix, folder)
    for prefix, folder in (
        (None, BASE_DIR / "static"),
        ("fonts/inter", _FONTS / "inter" / "files"),
        ("fonts/bricolage-grotesque", _FONTS / "bricolage-grotesque" / "files"),
    )
    if folder.is_dir()
]

LEVELSET_OFFLINE_PAGES = environment.flag("LEVELSET_OFFLINE_PAGES", default=True)
"""Whether browsers keep pages for use without a network; off takes kept pages away from them again."""

# --- language and time ------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
# Those that are complete; docs/translating.md says how one is added.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- accounts ---------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "profiles.User"
AUTHENTICATION_BACKENDS = ["config.accounts.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "config.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today/"

# Without a mail server nobody can confirm an address: mails are printed on the console.
MAIL_SERVER = environment.text("EMAIL_HOST")
MAILERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": MAIL_SERVER,
            "port": environment.number("EMAIL_PORT", default=587),
            "username": environment.text("EMAIL_HOST_USER"),
            "password": environment.text("EMAIL_HOST_PASSWORD"),
            "use_tls": environment.flag("EMAIL_USE_TLS", default=True),
            "timeout": 10,
        },
    }
    if MAIL_SERVER
    else {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
}
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", default="Levelset <levelset@localhost>")
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]

LEVELSET_SIGN_UP = environment.text(
    "LEVELSET_SIGN_UP", default="open" if MAIL_SERVER else "loopback"
)
"""Who may sign up: ``open``, ``loopback`` (only from this machine) or ``closed``."""
ACCOUNT_ADAPTER = "config.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_SERVER else "none"
ACCOUNT_PREVENT_ENUMERATION = "strict" if MAIL_SERVER else True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Levelset: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = True
# On top of allauth's own limits. A demo is a thousand rows, an import up to two hundred thousand.
ACCOUNT_RATE_LIMITS = {
    "demo_create": "5/m/ip,40/h/ip",
    "import_create": "10/m/user,60/h/user",
    # Ten years are seconds of work.
    "export_create": "6/m/user,30/h/user",
    # Calendars ask some times an hour, and many of them from one address.
    "calendar_feed": "120/m/ip",
    # Nobody guesses 256 bits; whoever tries all the same is told to stop.
    "api_wrong_token": "30/m/ip",
}
# How many reverse proxies stand before the app: the rate limits trust only as many X-Forwarded-For hops.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXY_COUNT", default=0)

# --- security ---------------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "apps.sync.views.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- logs -------------------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_row_data": {"()": "config.logs.WithoutRowData"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_row_data"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # A 404 for what is not yours and a 422 for a mistyped form are answers, not events.
        "django.request": {
            "handlers": ["console"],
            "level": "ERROR",
            "propagate": False,
        },
        # Whoever scans the net asks by other names all day: they get a 400, the log gets nothing.
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "apps": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}


def guarded(settings: dict[str, Any], *, idle_in_transaction_s: int = 10) -> dict[str, Any]:
    """Return database settings with the time limits that keep one bad statement from holding the rest up."""
    limits = (
        "-c statement_timeout=8s -c lock_timeout=3s "
        f"-c idle_in_transaction_session_timeout={idle_in_transaction_s}s"
    )
    options = {"connect_timeout": 3, "options": limits} | settings.get("OPTIONS", {})
    return settings | {"OPTIONS": options, "CONN_HEALTH_CHECKS": True}
