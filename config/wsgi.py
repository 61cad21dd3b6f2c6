"""The door for gunicorn."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")

application = get_wsgi_application()

# Now rather than at the first request, and before gunicorn makes its workers out of this process.
import_module("config.urls")
