"""Load the exercise catalogue from its files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.exercises.domain.catalogue import CatalogueError
from apps.exercises.services import CATALOGUE_FOLDER, load_catalogue, read_catalogue


class Command(BaseCommand):
    """Create and update the shared exercises; retire those no longer in the files."""

    help = "Load the exercise catalogue; safe to run again at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let another folder of catalogue files be named."""
        parser.add_argument("--folder", type=Path, default=CATALOGUE_FOLDER)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load and print what changed."""
        try:
            specs = read_catalogue(options["folder"])
            if not specs:
                raise CommandError(f"No exercises found in {options['folder']}.")
            load = load_catalogue(specs=specs)
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Exercises: {len(load.created)} new, {len(load.updated)} updated, "
            f"{len(load.retired)} retired, {len(load.unchanged)} unchanged."
        )
