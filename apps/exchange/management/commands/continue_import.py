"""Read or store one long file; started by the page that took it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from apps.exchange import services


class Command(BaseCommand):
    help = "Go on with an uploaded file that is too long for one request."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("import_id", type=UUID)

    def handle(self, **options: Any) -> None:
        services.continue_import(options["import_id"])
