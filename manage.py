#!/usr/bin/env python3
"""Django's command line for Levelset."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 (to explain its absence)
    except ImportError as error:
        sys.exit(
            f"{error}. Run `make run` once: it makes .venv; then use .venv/bin/python manage.py."
        )
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
