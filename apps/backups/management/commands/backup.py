"""Make a backup now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.backups.domain.manifest import BackupError
from apps.backups.services import make_backup


class Command(BaseCommand):
    help = "Back the database up into one file. docs/backup.md says what is in it."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            metavar="FOLDER",
            help="another folder than the usual one; nothing old is removed there",
        )

    def handle(self, **options: Any) -> None:
        try:
            path = make_backup(now=timezone.now(), folder=options["to"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path} ({path.stat().st_size:,} bytes)")
