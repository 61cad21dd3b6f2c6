"""From an uploaded file to a preview, and to rows in the log."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from msgspec import Struct, field, to_builtins

from apps.core.units import WeightUnit
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import LoadBasis, RepConvention
from apps.exercises.queries import exercise_specs_for
from apps.exercises.services import create_own_exercise, names_in_other_languages
from apps.profiles.domain.consent import Purpose
from apps.profiles.services import give_consent

from ..domain.answers import Answers, Meaning, SidesAnswer
from ..domain.archive_files import entries_of, holds_everything, is_packed
from ..domain.dialects import DIALECTS, kind_of, parse_file, read_items
from ..domain.guessing import own_exercise_of
from ..domain.matching import MatchedNames, match_names, names_of
from ..domain.plan import ScatteredError, plan_as_they_come, plan_in_parts
from ..domain.restoring import READ
from ..domain.rows import MAX_FILE_BYTES, NumberedRow, ParsedFile, Problem, ProblemCode
from ..domain.summary import Survey, rows_of
from ..domain.text_files import FileRefusedError
from ..models import Import
from .forgetting import forget_old_files
from .pain_notes import keep_pain_notes, pain_notes_of
from .restoring import EVERYTHING, restore_everything, survey_everything
from .storing import (
    ImportResult,
    Report,
    Stored,
    known_sets,
    planner_for,
    store_content,
    take_time,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

INLINE_BYTES = 256 * 1024
"""A file up to this size is read and stored while the browser waits: about 4,000 sets, one or two seconds."""
INLINE_PACKED_BYTES = 32 * 1024
"""The same of a ZIP, which unpacks to about ten times as much."""
_REPORTED_ROWS = 2000


class FileUnreadableError(ValueError):
    """A file of which nothing can be taken; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the reason."""
        super().__init__(problem.code.value)
        self.problem = problem


class Said(Struct, frozen=True, kw_only=True):
    """What the athlete said on the mapping screen, as it is kept with the file.

    Parameters
    ----------
    exercises
        Slug of the exercise of each name that nobody could match.
    own
        Names that become exercises of one's own.
    meanings
        Of each name, its answers as plain words: ``sides``, ``load_basis``, ``rep_convention``.
    keep_pain
        Whether the pain of the file may be kept.
    pain_notes
        Notes that the athlete gave a number: ``day``, ``exercise``, ``side`` and ``pain``.
    """

    exercises: Mapping[str, str] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keep_pain: bool = False
    pain_notes: tuple[Mapping[str, Any], ...] = ()


def read_file(content: bytes) -> ParsedFile:
    """Read a file of any known dialect, or raise :class:`FileUnreadableError`."""
    if len(content) > MAX_FILE_BYTES:
        raise FileUnreadableError(Problem(code=ProblemCode.FILE_TOO_LARGE))
    parsed = parse_file(content)
    fatal = next((one for one in parsed.problems if one.code.concerns_file), None)
    if fatal is not None:
        raise FileUnreadableError(fatal)
    return parsed


def create_import(
    *,
    athlete: Athlete,
    filename: str,
    content: bytes,
    unit: WeightUnit,
    time_zone: str,
    now: dt.datetime,
    start: Callable[[UUID], None],
) -> Import:
    """Keep a file for its preview; nothing of it enters the log.

    A long one is read by ``start``, outside of the request.
    """
    if len(content) > MAX_FILE_BYTES:
        raise FileUnreadableError(Problem(code=ProblemCode.FILE_TOO_LARGE))
    forget_old_files(now=now)
    kept = Import(
        athlete=athlete,
        filename=filename[-120:],
        content=content,
        unit=unit,
        time_zone=time_zone,
        summary={},
        status=Import.Status.READING,
        worked_at=now,
    )
    if is_short(content):
        examine(kept, now=now)
        kept.save()
    else:
        _look_at_beginning(content)
        kept.save()
        start(kept.pk)
    return kept


def examine(kept: Import, *, now: dt.datetime, report: Report = lambda _sets: None) -> None:
    """Read a kept file for its preview; the caller saves it."""
    content = bytes(kept.content)
    if holds_everything(content):
        _examine_everything(kept, content, now, report)
        return
    try:
        _examine_sets(kept, content, now, report)
    except FileRefusedError as refusal:
        raise FileUnreadableError(refusal.problem) from refusal
    kept.status = Import.Status.WAITING


def _examine_sets(kept: Import, content: bytes, now: dt.datetime, report: Report) -> None:
    """Count what is in the file and what of it is in the log, reading it once where that is possible."""
    dialect, ignored_columns = kind_of(content)
    matched = MatchedNames(_index_of(exercise_specs_for(kept.athlete, with_retired=True)))
    answers = Answers(
        exercises=matched,
        unit=WeightUnit(kept.unit),
        time_zone=kept.time_zone,
        source="" if dialect.is_fallback else dialect.name,
    )
    survey = Survey(pain_notes=pain_notes_of(kept.athlete, now))
    planner = planner_for(kept.athlete, answers, now)
    rows = _surveyed(content, survey, report)
    is_together = True
    try:
        known = known_sets(kept.athlete, plan_as_they_come(rows, planner))
    except ScatteredError:
        is_together = False
        deque(rows, maxlen=0)
        planner = planner_for(kept.athlete, answers, now)
        again = plan_in_parts(lambda: rows_of(read_items(content)), planner)
        known = known_sets(kept.athlete, again)
    for name, count in survey.names.items():
        spec = matched[name]
        count.slug = spec.slug if spec else None
    for problem in planner.problems:
        survey.add_problem(problem)
    kept.summary = {
        **survey.as_data(),
        "known": known,
        "is_together": is_together,
        "ignored_columns": list(ignored_columns),
        "dialect": dialect.name,
        "label": dialect.label,
    }


def _surveyed(content: bytes, survey: Survey, report: Report) -> Iterator[NumberedRow]:
    for item in read_items(content):
        survey.add(item)
        if survey.rows % _REPORTED_ROWS == 0:
            report(survey.rows)
        if isinstance(item, NumberedRow):
            yield item


def _examine_everything(kept: Import, content: bytes, now: dt.datetime, report: Report) -> None:
    try:
        kept.summary = survey_everything(kept.athlete, content, now=now, report=report)
    except FileRefusedError as refusal:
        raise FileUnreadableError(refusal.problem) from refusal
    kept.status = Import.Status.WAITING


def is_short(content: bytes) -> bool:
    """Whether it is read and stored while the browser waits."""
    return len(content) <= (INLINE_PACKED_BYTES if is_packed(content) else INLINE_BYTES)


def _look_at_beginning(content: bytes) -> None:
    """Refuse what is no file of sets at once, before it waits for its turn."""
    try:
        if holds_everything(content):
            next(entries_of(content, only=READ), None)
            return
        for number, _item in enumerate(read_items(content)):
            if number >= _REPORTED_ROWS:
                return
    except FileRefusedError as refusal:
        raise FileUnreadableError(refusal.problem) from refusal


def accept_import(
    *,
    athlete: Athlete,
    pending: Import,
    said: Said,
    now: dt.datetime,
    start: Callable[[UUID], None],
) -> ImportResult | None:
    """Store what the file adds, or hand it to ``start`` when it is long; None until that is done."""
    with transaction.atomic():
        take_time()
        # Locked, so that a double click stores once and answers twice.
        waiting = Import.objects.select_for_update().of(athlete).get(pk=pending.pk)
        if waiting.status == Import.Status.ACCEPTED:
            return ImportResult(**waiting.counts)
        if waiting.status != Import.Status.WAITING:
            return None
        waiting.answers = to_builtins(said)
        if is_short(bytes(waiting.content)):
            return carry_out(waiting, now=now)
        waiting.status = Import.Status.STORING
        waiting.progress = 0
        waiting.worked_at = now
        waiting.save(update_fields=["answers", "status", "progress", "worked_at"])
    start(waiting.pk)
    return None


@transaction.atomic
def carry_out(
    kept: Import, *, now: dt.datetime, report: Report = lambda _sets: None
) -> ImportResult:
    """Store a file as its athlete said: all of it and the note that it was stored, or nothing."""
    take_time()
    athlete, said = kept.athlete, kept.answers
    if said["keep_pain"] or said.get("pain_notes"):
        give_consent(athlete=athlete, purpose=Purpose.PAIN, given_at=now)
    stored = _stored(athlete, kept, now, report)
    kept.status = Import.Status.ACCEPTED
    kept.accepted_at = now
    kept.content = b""
    kept.set_ids = stored.set_ids
    kept.counts = to_builtins(stored.result)
    # What hurt stands beside the sets now, where it is forgotten when the consent is taken back.
    kept.answers = said | {"pain_notes": []}
    kept.summary = kept.summary | {"pain_notes": []}
    kept.save(
        update_fields=[
            "status",
            "accepted_at",
            "content",
            "set_ids",
            "counts",
            "answers",
            "summary",
        ]
    )
    return stored.result


def _stored(athlete: Athlete, kept: Import, now: dt.datetime, report: Report) -> Stored:
    said, content = kept.answers, bytes(kept.content)
    if kept.summary["dialect"] == EVERYTHING:
        return restore_everything(
            athlete=athlete, content=content, keep_pain=said["keep_pain"], now=now, report=report
        )
    dialect = next(one for one in DIALECTS if one.name == kept.summary["dialect"])
    exercises = _exercises_of(athlete, kept)
    answers = Answers(
        exercises=exercises,
        unit=WeightUnit(kept.unit),
        time_zone=kept.time_zone,
        keep_pain=said["keep_pain"],
        meanings={name: _meaning(words) for name, words in said["meanings"].items()},
        source="" if dialect.is_fallback else dialect.name,
    )
    stored = store_content(
        athlete=athlete,
        content=content,
        answers=answers,
        now=now,
        report=report,
        is_together=kept.summary.get("is_together", False),
    )
    keep_pain_notes(kept, said.get("pain_notes", ()), exercises, now=now)
    return stored


def matched_names_for(
    athlete: Athlete, parsed: ParsedFile | Mapping[str, object]
) -> dict[str, ExerciseSpec | None]:
    """The exercise of every name in a file, None where only the athlete can tell."""
    specs = exercise_specs_for(athlete, with_retired=True)
    names = {row.exercise for row in parsed.rows} if isinstance(parsed, ParsedFile) else parsed
    return match_names(names, _index_of(specs))


def _index_of(specs: Iterable[ExerciseSpec]) -> Mapping[str, ExerciseSpec]:
    return names_of(specs, translated=names_in_other_languages)


def _exercises_of(athlete: Athlete, kept: Import) -> dict[str, ExerciseSpec | None]:
    """The exercise of every name: matched, chosen, or made now."""
    said = kept.answers
    counts = {count["name"]: count for count in kept.summary["names"]}
    matched = matched_names_for(athlete, counts)
    for name in said["own"]:
        if name in matched and matched[name] is None:
            basis = said["meanings"].get(name, {}).get("load_basis", "")
            spec = own_exercise_of(
                name,
                load_basis=LoadBasis(basis) if basis else None,
                is_helped=counts[name]["helped"] > 0,
                is_timed=counts[name]["timed"] * 2 > counts[name]["rows"],
                is_loaded=counts[name]["loaded"] > 0,
                is_sided=counts[name]["sided"] > 0,
            )
            create_own_exercise(athlete=athlete, spec=spec)
    specs = exercise_specs_for(athlete, with_retired=True)
    by_slug = {spec.slug: spec for spec in specs}
    again = match_names(counts, _index_of(specs))
    return {
        name: by_slug.get(said["exercises"].get(name, "")) if spec is None else spec
        for name, spec in again.items()
    }


def _meaning(words: Mapping[str, str]) -> Meaning:
    basis, reps = words.get("load_basis", ""), words.get("rep_convention", "")
    return Meaning(
        sides=SidesAnswer(words.get("sides") or SidesAnswer.AS_TOLD),
        load_basis=LoadBasis(basis) if basis else None,
        rep_convention=RepConvention(reps) if reps else None,
    )
