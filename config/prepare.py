"""Bringing a database up to date: tables, the cache table, the exercise catalogue."""

import os

import django
from django.core.management import call_command


def prepare() -> None:
    """Run every step; each may be run again at any time."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_catalogue", verbosity=0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    django.setup()
    prepare()
