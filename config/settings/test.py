"""For the test suite: a disposable database, quick hashing, mails kept in memory."""

import os
import tempfile
from pathlib import Path

from config.data_folder import data_folder
from config.database import settings_for
from config.settings.base import *  # noqa: F403 (settings extend settings)
from config.settings.base import guarded

DEBUG = False
SECRET_KEY = "only-for-tests-" + "0123456789abcdef" * 4
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Two runs at once must not share a database; the workers of one run share its id and add their own number.
_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
DATABASES = {
    "default": guarded(settings_for("postgres-test"), idle_in_transaction_s=120)
    | {"TEST": {"NAME": f"test_levelset_{_RUN}"}},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
LEVELSET_SIGN_UP = "open"
LEVELSET_BACKUP_BEFORE_MIGRATE = False
LEVELSET_BACKUPS = Path(tempfile.gettempdir()) / f"levelset-test-backups-{os.getuid()}"
LEVELSET_INSTANCE = None

# The browser tests collect what they serve, each worker for itself; a running site must not see it.
STATIC_ROOT = data_folder() / f"static-{os.environ.get('PYTEST_XDIST_WORKER', 'test')}"
