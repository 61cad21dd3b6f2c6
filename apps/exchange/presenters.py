"""What a file holds and what was wrong with it, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct
from msgspec.structs import replace

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.presenters import exercise_name, name_order

from .domain.guessing import likely_exercises
from .domain.hints import looks_one_sided
from .domain.rows import Column, Problem, ProblemCode
from .domain.side_names import ONE_LIMB
from .forms import OWN, OpenName, OpenNote
from .models import Import
from .services import EVERYTHING, ImportResult

MAX_OPEN_NAMES = 200
"""More drop-downs than this nobody answers; the rest is left out, and the page says so."""

_SENTENCES = {
    ProblemCode.EMPTY_FILE: gettext_lazy("This file is empty."),
    ProblemCode.FILE_TOO_LARGE: gettext_lazy("This file is larger than 10 MB. Split it by year."),
    ProblemCode.HOLDS_NUL: gettext_lazy(
        "This is not a text file. Save it as CSV in your spreadsheet and try again."
    ),
    ProblemCode.UNKNOWN_ENCODING: gettext_lazy(
        "The letters of this file cannot be read. Save it as CSV UTF-8 and try again."
    ),
    ProblemCode.BROKEN_QUOTES: gettext_lazy(
        "A quotation mark is opened here and never closed. Nothing after it was read."
    ),
    ProblemCode.TOO_MANY_COLUMNS: gettext_lazy("This file has more than 64 columns."),
    ProblemCode.TOO_MANY_ROWS: gettext_lazy(
        "This file has more than 200,000 rows. Split it by year."
    ),
    ProblemCode.MISSING_COLUMN: gettext_lazy(
        "There is no column named %(column)s. The first line must name date, exercise, and reps or seconds."
    ),
    ProblemCode.REPEATED_COLUMN: gettext_lazy("Two columns both mean %(column)s. Rename one."),
    ProblemCode.SURPLUS_CELLS: gettext_lazy(
        "More cells than the first line has. A comma inside a text needs quotation marks around it."
    ),
    ProblemCode.OTHER_HEADING: gettext_lazy(
        "A second heading with other columns begins here. Nothing after it was read: make it a file of its own."
    ),
    ProblemCode.CELL_TOO_LONG: gettext_lazy("This text is too long."),
    ProblemCode.MISSING_VALUE: gettext_lazy("Nothing stands here, and something must."),
    ProblemCode.NOT_A_DATE: gettext_lazy(
        "No date that can be told for sure. Write it as 2026-05-04."
    ),
    ProblemCode.NOT_A_NUMBER: gettext_lazy("No plain number. Leave out units and signs."),
    ProblemCode.AMBIGUOUS_NUMBER: gettext_lazy(
        "This could be a thousand or a fraction. Write it without the comma."
    ),
    ProblemCode.NOT_WHOLE: gettext_lazy("This must be a whole number."),
    ProblemCode.NOT_IN_STEPS: gettext_lazy("Reps in reserve go in halves: 1, 1.5, 2."),
    ProblemCode.OUT_OF_RANGE: gettext_lazy("Outside what can be lifted or logged."),
    ProblemCode.UNKNOWN_WORD: gettext_lazy("A word that is not known here."),
    ProblemCode.UNKNOWN_TIME_ZONE: gettext_lazy(
        "No time zone. Write it as Europe/Berlin, or leave it empty."
    ),
    ProblemCode.IN_THE_FUTURE: gettext_lazy("This day is still to come."),
    ProblemCode.NEGATIVE_LOAD: gettext_lazy(
        "A load under zero means help, and this exercise has none."
    ),
    ProblemCode.NO_MEASURE: gettext_lazy(
        "Neither reps nor seconds were counted. Distances alone are not kept."
    ),
    ProblemCode.OTHER_VERSION: gettext_lazy(
        "A newer Levelset wrote this file. Bring this one up to date first."
    ),
    ProblemCode.NO_ZIP: gettext_lazy(
        "This is no text file, and no ZIP with a levelset.json that can be read. Save a spreadsheet as CSV and try again."
    ),
    ProblemCode.BROKEN_JSON: gettext_lazy(
        "The file breaks off or is mistyped here. Nothing after it was read."
    ),
}


class ProblemView(Struct, frozen=True, kw_only=True):
    """One line of the table of what was not taken."""

    line: int
    column: str
    value: str
    sentence: str


class MatchView(Struct, frozen=True, kw_only=True):
    """A name of the file and the exercise it means."""

    name: str
    exercise: str
    rows: int


class ImportView(Struct, frozen=True, kw_only=True):
    """Everything the preview prints, but the drop-downs."""

    filename: str
    rows: int
    workouts: int
    span: str
    known: int
    sided: int
    both: int
    unsided: int
    matches: tuple[MatchView, ...]
    open_names: tuple[OpenName, ...]
    too_many_names: int
    problems: tuple[ProblemView, ...]
    refused: int
    hidden_problems: bool
    ignored_columns: tuple[str, ...]
    without_unit: int
    with_pain: int
    unit: str
    label: str
    asked_names: tuple[OpenName, ...]
    pain_notes: tuple[OpenNote, ...]
    is_everything: bool

    @property
    def asked(self) -> tuple[OpenName, ...]:
        """Every name that gets a place on the mapping screen, unknown ones first."""
        return self.open_names + self.asked_names

    @property
    def unnamed(self) -> int:
        """Rows whose exercise is not known yet."""
        return sum(one.rows for one in self.open_names)

    @property
    def adds_nothing(self) -> bool:
        """Whether the log already has every row that could be matched."""
        matched = sum(match.rows for match in self.matches)
        return not self.open_names and self.known >= matched


_WORDS = {
    Column.SIDE: "left, right, both, each",
    Column.FIRST_SIDE: "left, right",
    Column.UNIT: "kg, lb",
    Column.KIND: "work, warm-up, check, failure",
    Column.SIDE_SOURCE: "logged, imported, assumed",
    Column.LOAD_BASIS: "total, per_implement, per_side_of_bar, machine_shown",
    Column.REP_CONVENTION: "per_side, both_sides_together",
    Column.CAPPED: "yes, no",
}
"""What a column takes, as it is typed; no words to translate."""


def problem_sentence(problem: Problem) -> str:
    """What is wrong, and what to do."""
    sentence = str(_SENTENCES[problem.code]) % {"column": problem.column}
    if problem.code is ProblemCode.UNKNOWN_WORD and problem.column in _WORDS:
        words = _WORDS[Column(problem.column)]
        return sentence + " " + _("Write one of: %(words)s.") % {"words": words}
    return sentence


def problem_view(problem: Problem) -> ProblemView:
    """One line of the table."""
    return ProblemView(
        line=problem.line,
        column=problem.column,
        value=problem.value,
        sentence=problem_sentence(problem),
    )


def import_view(
    *, filename: str, unit: str, summary: Mapping[str, Any], specs: Sequence[ExerciseSpec]
) -> ImportView:
    """Words and counts of a preview, from the summary kept with the file."""
    by_slug = {spec.slug: spec for spec in specs}
    names = summary["names"]
    matched = [count for count in names if count["slug"] in by_slug]
    is_everything = summary["dialect"] == EVERYTHING
    # The file with everything knows what each row means.
    unmatched = [] if is_everything else [c for c in names if c["slug"] not in by_slug]
    problems = tuple(
        problem_view(Problem(**{**found, "code": ProblemCode(found["code"])}))
        for found in summary["problems"]
    )
    return ImportView(
        filename=filename,
        rows=summary["rows"],
        workouts=summary["workouts"],
        span=_span(summary["first_day"], summary["last_day"]),
        known=summary["known"],
        sided=sum(
            count["sided"]
            for count in names
            if count["slug"] not in by_slug or by_slug[count["slug"]].measures_sides
        ),
        both=sum(count["both"] for count in names),
        unsided=sum(count["unsided"] for count in names),
        matches=tuple(
            MatchView(
                name=count["name"],
                exercise=exercise_name(by_slug[count["slug"]].name),
                rows=count["rows"],
            )
            for count in matched
        )
        + tuple(
            MatchView(name=name, exercise=_("a new exercise of your own"), rows=rows)
            for name, rows in summary.get("to_make", ())
        ),
        open_names=tuple(_open_name(count, specs) for count in unmatched[:MAX_OPEN_NAMES]),
        asked_names=tuple(
            _asked_name(count)
            for count in matched
            if not is_everything
            and _is_asked(count, is_one_sided=by_slug[count["slug"]].is_one_sided)
        )[:MAX_OPEN_NAMES],
        too_many_names=max(0, len(unmatched) - MAX_OPEN_NAMES),
        problems=problems,
        refused=summary["refused"],
        hidden_problems=len({one.line for one in problems}) < summary["refused"],
        ignored_columns=tuple(summary["ignored_columns"]),
        without_unit=summary["without_unit"],
        with_pain=summary["with_pain"],
        pain_notes=tuple(
            OpenNote(**{**found, "day": dt.date.fromisoformat(found["day"])})
            for found in summary.get("pain_notes", ())
        ),
        unit=unit,
        label="" if summary["dialect"] == "levelset" else summary["label"],
        is_everything=is_everything,
    )


def _open_name(count: Mapping[str, Any], specs: Sequence[ExerciseSpec]) -> OpenName:
    """A name nobody could match, with what it surely means or an exercise of one's own filled in."""
    likely = likely_exercises(count["name"], specs, is_sided=count["sided"] > 0)
    sure = next((spec.slug for spec, is_sure in likely if is_sure), OWN)
    return replace(
        _asked_name(count),
        needs_exercise=True,
        suggested=[(spec.slug, exercise_name(spec.name)) for spec, _is_sure in likely],
        exercise=sure,
        asks_meaning=_is_asked(count, is_one_sided=False),
    )


def _asked_name(count: Mapping[str, Any]) -> OpenName:
    hints = count["hints"]
    coded = {"warm_up", "failure"} <= set(count["kinds"])
    code = hints["warm_ups_are"] if coded else ""
    return OpenName(
        name=count["name"],
        rows=count["rows"],
        needs_exercise=False,
        asks_meaning=True,
        is_coded=coded,
        meaning={
            "sides": f"warm_ups_{code}" if code else "",
            "load_basis": hints["load_basis"],
            "rep_convention": hints["rep_convention"],
        },
        notes=hints["notes"],
    )


def _is_asked(count: Mapping[str, Any], *, is_one_sided: bool) -> bool:
    """Whether sides, load or reps of a name are in doubt: something hints at it, or one side works alone."""
    hints = count["hints"]
    hinted = any(hints[key] for key in ("load_basis", "rep_convention", "warm_ups_are", "notes"))
    one_sided = is_one_sided or looks_one_sided(count["name"])
    return bool(count["unsided"]) and (hinted or one_sided or count["name"].endswith(ONE_LIMB))


def catalogue_choices(specs: Sequence[ExerciseSpec]) -> list[tuple[str, str]]:
    """Every exercise by name."""
    ordered = sorted(specs, key=lambda spec: name_order(spec.name))
    return [(spec.slug, exercise_name(spec.name)) for spec in ordered]


def failure_sentence(kept: Import) -> str:
    """Why a file could not be read; empty for all others."""
    if kept.status != Import.Status.FAILED:
        return ""
    code = ProblemCode(kept.counts["code"])
    return problem_sentence(Problem(code=code, line=kept.counts["line"]))


def undone_sentence(removed: int) -> str:
    """What taking an import back did, as a toast says it."""
    return ngettext(
        "%(count)d set taken out again.", "%(count)d sets taken out again.", removed
    ) % {"count": removed}


def result_sentence(result: ImportResult) -> str:
    """What storing a file did, as a toast says it."""
    if result.added == 0:
        return _("Nothing new: your log already has these sets.")
    added = ngettext("%(count)d set added.", "%(count)d sets added.", result.added) % {
        "count": result.added
    }
    if result.known == 0:
        return added
    return added + " " + _("%(count)d were there already.") % {"count": result.known}


def _span(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return ""
    days = [date_format(dt.date.fromisoformat(day), "j F Y") for day in (first, last)]
    return (
        days[0]
        if first == last
        else _("%(first)s to %(last)s")
        % {
            "first": days[0],
            "last": days[1],
        }
    )
