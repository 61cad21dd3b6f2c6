"""Judge a file of sets on the command line: no account, no database row."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.core.units import WeightUnit
from apps.exchange import presenters, services
from apps.exchange.domain.analysis import FileAnalysis, analyse_file
from apps.exercises.services import read_catalogue
from apps.imbalances.domain.verdicts import Finding
from apps.profiles.domain.people import Handedness


class Command(BaseCommand):
    help = "Read a per-side CSV and print the verdict on each movement pattern. Nothing is stored."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as-of", type=dt.date.fromisoformat, metavar="DATE")
        parser.add_argument(
            "--handedness", choices=["R", "L", "both", "unknown"], default="unknown"
        )
        parser.add_argument("--unit", choices=[unit.value for unit in WeightUnit], default="kg")
        parser.add_argument("--body-mass-kg", type=float, metavar="KG")
        parser.add_argument("--json", action="store_true")

    def handle(self, **options: Any) -> None:
        try:
            parsed = services.read_file(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except services.FileUnreadableError as error:
            raise CommandError(presenters.problem_sentence(error.problem)) from error
        analysis = analyse_file(
            parsed,
            read_catalogue(),
            handedness=_HANDS[options["handedness"]],
            as_of=_end_of(options["as_of"]),
            unit=WeightUnit(options["unit"]),
            body_mass_kg=options["body_mass_kg"],
        )
        self._tell_what_is_left_out(analysis)
        if options["json"]:
            findings = [_as_json(one.finding) for one in analysis.assessments]
            self.stdout.write(json.dumps(findings, indent=2))
        else:
            self._print_table(analysis)

    def _tell_what_is_left_out(self, analysis: FileAnalysis) -> None:
        for problem in map(presenters.problem_view, analysis.problems):
            self.stderr.write(f"line {problem.line}, {problem.column}: {problem.sentence}")
        for name in analysis.unknown_names:
            self.stderr.write(f"No exercise is called {name!r}: its rows are left out.")

    def _print_table(self, analysis: FileAnalysis) -> None:
        self.stdout.write(
            f"{'pattern':18} {'verdict':17} {'weaker':7} {'gap %':>6} {'80 % range':>13} "
            f"{'P(>10 %)':>9} {'workouts':>9}"
        )
        for finding in (one.finding for one in analysis.assessments):
            self.stdout.write(_line(finding))
        self.stdout.write(f"{analysis.sets} sets read. Percent is of the stronger side.")


_HANDS = {
    "R": Handedness.RIGHT,
    "L": Handedness.LEFT,
    "both": Handedness.BOTH,
    "unknown": Handedness.UNKNOWN,
}


def _end_of(day: dt.date | None) -> dt.datetime:
    if day is None:
        return timezone.now()
    return dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC)


def _line(finding: Finding) -> str:
    side = finding.weaker_side.value if finding.weaker_side is not None else "-"
    start = f"{finding.pattern.value:18} {finding.verdict.value:17}"
    if not finding.verdict.has_estimate:
        return f"{start} {'-':7} {'-':>6} {'-':>13} {'-':>9} {finding.n_occasions:9}"
    spread = f"{finding.low80_pct:.1f} to {finding.high80_pct:.1f}"
    return (
        f"{start} {side:7} {finding.gap_pct:6.1f} {spread:>13} {finding.p_over_10:9.2f} "
        f"{finding.n_occasions:9}"
    )


def _as_json(finding: Finding) -> dict[str, Any]:
    side = finding.weaker_side
    known: dict[str, Any] = {
        "pattern": finding.pattern.value,
        "verdict": finding.verdict.value,
        "weaker_side": None if side is None else side.value,
        "workouts": finding.n_occasions,
        "days": finding.n_days,
        "pairs": finding.n_informative_pairs,
        "policy_version": finding.policy_version,
    }
    if finding.verdict.has_estimate:
        known |= {
            "mean_log_pct": finding.mean_log_pct,
            "sd_log_pct": finding.sd_log_pct,
            "gap_pct": finding.gap_pct,
            "low80_pct": finding.low80_pct,
            "high80_pct": finding.high80_pct,
            "p_over_5": finding.p_over_5,
            "p_over_10": finding.p_over_10,
            "p_over_20": finding.p_over_20,
            "p_direction": finding.p_direction,
        }
    return known
