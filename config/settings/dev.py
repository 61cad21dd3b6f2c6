"""On one's own machine: debug pages, plain HTTP, a database of its own."""

from config import environment
from config.data_folder import data_folder, kept_secret
from config.database import settings_for
from config.settings.base import *  # noqa: F403 (settings extend settings)
from config.settings.base import LOGGING, guarded

DEBUG = environment.flag("DEBUG", default=True)
SECRET_KEY = environment.text("SECRET_KEY") or kept_secret(data_folder() / "secret_key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *environment.names("ALLOWED_HOSTS")]
INTERNAL_IPS = ["127.0.0.1"]

DATABASES = {"default": guarded(settings_for("postgres"))}

LOGGING["loggers"]["django.server"] = {
    "handlers": ["console"],
    "level": "INFO",
    "propagate": False,
}
