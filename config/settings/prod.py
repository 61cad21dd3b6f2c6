"""For serving others: HTTPS, hashed static files, nothing open by default."""

from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.data_folder import data_folder, kept_secret
from config.database import settings_for
from config.settings.base import *  # noqa: F403 (settings extend settings)
from config.settings.base import MAIL_SERVER, MIDDLEWARE, guarded

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY") or kept_secret(data_folder() / "secret_key")
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS")
SHORTEST_SECRET_KEY = 50
if len(SECRET_KEY) < SHORTEST_SECRET_KEY:
    msg = f"SECRET_KEY must be random and at least {SHORTEST_SECRET_KEY} characters long."
    raise ImproperlyConfigured(msg)

ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = environment.names("CSRF_TRUSTED_ORIGINS")

DATABASES = {"default": guarded(settings_for("postgres")) | {"CONN_MAX_AGE": None}}

# Right after the headers, so that static files carry them too and nothing else is done for a file.
MIDDLEWARE.insert(
    MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware"),
    "whitenoise.middleware.WhiteNoiseMiddleware",
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.HashedStaticFilesStorage"},
}

LEVELSET_SIGN_UP = environment.text("LEVELSET_SIGN_UP", default="open" if MAIL_SERVER else "closed")

# DEV_HTTP=1 is for trying this configuration on one's own machine without TLS, and for nothing else.
PLAIN_HTTP = environment.flag("DEV_HTTP", default=False)
SECURE_SSL_REDIRECT = not PLAIN_HTTP and environment.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = (
    0 if PLAIN_HTTP else environment.number("SECURE_HSTS_SECONDS", default=31_536_000)
)
# Whether neighbours under the same domain are HTTPS too is for the operator to say.
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = environment.flag("SECURE_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not MAIL_SERVER:
    # Sign-up is closed then; an administrator reads the link for a new password off the console.
    SILENCED_SYSTEM_CHECKS.append("mail.E001")
if environment.number("TRUSTED_PROXY_COUNT", default=0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
if not PLAIN_HTTP:
    # The prefix makes browsers refuse these cookies from a subdomain or over plain HTTP.
    SESSION_COOKIE_NAME = "__Host-levelset"
    CSRF_COOKIE_NAME = "__Host-levelset-csrf"
