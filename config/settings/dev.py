"""On one's own machine: plain HTTP, a database of its own; ``DEBUG=1`` adds debug pages."""

from config import environment
from config.data_folder import data_folder, kept_secret
from config.database import settings_for
from config.settings.base import *  # noqa: F403 (settings extend settings)
from config.settings.base import LANGUAGES, LOGGING, MIDDLEWARE, guarded

DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.text("SECRET_KEY") or kept_secret(data_folder() / "secret_key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *environment.names("ALLOWED_HOSTS")]
INTERNAL_IPS = ["127.0.0.1"]

# The files are served as they lie in the tree, so that nothing has to be collected first. Without
# debug pages Django's own server leaves them to this middleware, right after the headers.
MIDDLEWARE.insert(
    MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware"),
    "whitenoise.middleware.WhiteNoiseMiddleware",
)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

DATABASES = {"default": guarded(settings_for("postgres"))}

LOGGING["loggers"]["django.server"] = {
    "handlers": ["console"],
    "level": "INFO",
    "propagate": False,
}

if DEBUG:
    # A language made of longer words, to see where a page is too narrow for another one.
    from config import pseudo

    pseudo.register()
    LANGUAGES.append((pseudo.CODE, pseudo.NAME))
