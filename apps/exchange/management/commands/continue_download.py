"""Pack one long log; started by the page that was asked for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from apps.exchange import services


class Command(BaseCommand):
    help = "Pack everything of an athlete whose log is too long for one request."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("download_id", type=UUID)

    def handle(self, **options: Any) -> None:
        services.continue_download(options["download_id"])
