"""Go on with the database as it is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from apps.backups.services import accept_database


class Command(BaseCommand):
    help = "Let the data folder forget the database that it knew, and take the one that is there."
    requires_system_checks: list[str] = []

    def handle(self, **_options: Any) -> None:
        accept_database()
        self.stdout.write("The next start takes the database as it is.")
