"""Import a file of sets from the command line."""

from __future__ import annotations

import zoneinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.core.units import WeightUnit
from apps.exchange import presenters, services
from apps.exchange.domain.answers import Answers
from apps.exchange.domain.text_files import FileRefusedError
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import athlete_by_email, has_consent

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class Command(BaseCommand):
    help = "Import a file of sets into one athlete's log. Rows that the log already has stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--athlete", required=True, metavar="EMAIL")
        parser.add_argument("--unit", choices=[unit.value for unit in WeightUnit])
        parser.add_argument("--time-zone", metavar="NAME")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, store nothing"
        )

    def handle(self, **options: Any) -> None:
        athlete = athlete_by_email(options["athlete"])
        if athlete is None:
            raise CommandError(f"There is no athlete with the address {options['athlete']}.")
        time_zone = options["time_zone"] or athlete.time_zone
        if time_zone not in zoneinfo.available_timezones():
            raise CommandError(f"{time_zone} is no time zone. Write it as Europe/Berlin.")
        try:
            content = options["file"].read_bytes()
            if services.holds_everything(content):
                self._restore(athlete, content, dry_run=options["dry_run"])
                return
            parsed = services.read_file(content)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except (services.FileUnreadableError, FileRefusedError) as error:
            raise CommandError(presenters.problem_sentence(error.problem)) from error
        exercises = services.matched_names_for(athlete, parsed)
        for problem in map(presenters.problem_view, parsed.problems):
            self.stderr.write(
                f"line {problem.line}, {problem.column}: {problem.sentence} {problem.value}"
            )
        for name in sorted(name for name, exercise in exercises.items() if exercise is None):
            self.stderr.write(f"No exercise is called {name!r}: its rows are left out.")
        if options["dry_run"]:
            self.stdout.write(f"{len(parsed.rows)} rows could be read. Nothing was stored.")
            return
        result = services.store_content(
            athlete=athlete,
            content=content,
            answers=Answers(
                exercises=exercises,
                unit=WeightUnit(options["unit"] or athlete.weight_unit),
                time_zone=time_zone,
                source="" if parsed.dialect == "levelset" else parsed.dialect,
            ),
            now=timezone.now(),
        ).result
        self._tell(result)

    def _restore(self, athlete: Athlete, content: bytes, *, dry_run: bool) -> None:
        """Take the log out of a file with everything; pain is kept where it was agreed to before."""
        if dry_run:
            found = services.survey_everything(
                athlete, content, now=timezone.now(), report=lambda _sets: None
            )
            self.stdout.write(
                f"{found['rows']} sets could be read, {found['known']} known. Nothing was stored."
            )
            return
        result = services.restore_everything(
            athlete=athlete,
            content=content,
            keep_pain=has_consent(athlete, Purpose.PAIN),
            now=timezone.now(),
            report=lambda _sets: None,
        ).result
        self._tell(result)

    def _tell(self, result: services.ImportResult) -> None:
        self.stdout.write(
            f"{result.added} sets added, {result.known} known, {result.left_out} left out, "
            f"{result.refused} lines refused."
        )
