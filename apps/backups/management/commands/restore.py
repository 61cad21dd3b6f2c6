"""Put a backup back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.backups.domain.manifest import BackupError
from apps.backups.services import restore


class Command(BaseCommand):
    help = (
        "Put a backup back. docs/backup.md says what is checked, and what happens to what is there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--into", default="", metavar="DATABASE", help="another database on the same server"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="take the place of what is there; it is backed up first",
        )

    def handle(self, **options: Any) -> None:
        try:
            done = restore(
                options["file"].resolve(),
                now=timezone.now(),
                into=options["into"],
                replace=options["replace"],
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        told = done.manifest
        if done.backup_of_the_old:
            self.stdout.write(f"What was there is in {done.backup_of_the_old}")
        self.stdout.write(
            f"{done.rows:,} rows of {len(told.tables)} tables, as they were on "
            f"{told.made_at:%Y-%m-%d at %H:%M} UTC, are in {done.database}. Counts and checksums agree."
        )
        if done.removed_again:
            self.stdout.write(f"{done.removed_again} deleted since then and not brought back.")
        if not done.is_of_this_key:
            self.stdout.write(
                "The SECRET_KEY is another than it was: links in mails from before are void."
            )
        if not options["into"]:
            self.stdout.write("Everybody signs in again.")
