"""From an uploaded file to rows in the log, and back out again."""

from __future__ import annotations

import codecs
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction

from apps.core.units import WeightUnit
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.queries import exercise_specs_for
from apps.lifts import queries as lifts
from apps.lifts.domain.operations import Entity, OperationKind, OperationRequest
from apps.lifts.services import apply_operations
from apps.profiles.domain.consent import Purpose
from apps.profiles.services import give_consent

from .domain.dialects import parse_file
from .domain.identity import Identities
from .domain.levelset_csv import write_lines
from .domain.log_rows import LoggedSet, row_of
from .domain.matching import match_names, names_of
from .domain.plan import Answers, ImportPlan, PlannedSet, PlannedWorkout, plan_import
from .domain.rows import MAX_FILE_BYTES, ParsedFile, Problem, ProblemCode
from .domain.summary import count_names
from .models import Import

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

EXAMPLE = Path(__file__).parents[2] / "examples" / "levelset-example.csv"
KEPT_FOR = dt.timedelta(days=1)
"""A file that nobody said yes to is forgotten after this."""
SHOWN_PROBLEMS = 200


class FileUnreadableError(ValueError):
    """A file of which nothing can be taken; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the reason."""
        super().__init__(problem.code.value)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What storing a file did, in rows."""

    added: int
    known: int
    left_out: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """The part of a plan that the log does not have yet."""

    workouts: tuple[PlannedWorkout, ...]
    sets: tuple[tuple[PlannedWorkout, PlannedSet], ...]
    listed: frozenset[tuple[UUID, UUID]]


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
) -> Import:
    """Keep a file for its preview; nothing of it enters the log."""
    parsed = read_file(content)
    forget_old_imports(now=now)
    matched = matched_names_for(athlete, parsed)
    answers = Answers(exercises=matched, unit=unit, time_zone=time_zone)
    plan = _plan(athlete, parsed, answers, now)
    return Import.objects.create(
        athlete=athlete,
        filename=filename[-120:],
        content=content,
        unit=unit,
        time_zone=time_zone,
        summary=_summary_of(athlete, parsed, plan, matched),
    )


@transaction.atomic
def accept_import(
    *,
    athlete: Athlete,
    pending: Import,
    chosen: Mapping[str, str],
    keep_pain: bool,
    now: dt.datetime,
) -> ImportResult:
    """Store what the file adds. ``chosen`` names the exercise of each name nobody could match."""
    _take_time()
    # Locked, so that a double click stores once and answers twice.
    waiting = Import.objects.select_for_update().of(athlete).get(pk=pending.pk)
    if waiting.status == Import.Status.ACCEPTED:
        return ImportResult(**waiting.counts)
    parsed = read_file(bytes(waiting.content))
    by_slug = {spec.slug: spec for spec in exercise_specs_for(athlete, with_retired=True)}
    exercises = {
        name: by_slug.get(chosen.get(name, "")) if spec is None else spec
        for name, spec in matched_names_for(athlete, parsed).items()
    }
    if keep_pain:
        give_consent(athlete=athlete, purpose=Purpose.PAIN, given_at=now)
    answers = Answers(
        exercises=exercises,
        unit=WeightUnit(waiting.unit),
        time_zone=waiting.time_zone,
        keep_pain=keep_pain,
    )
    result = store(athlete=athlete, parsed=parsed, answers=answers, now=now)
    waiting.status = Import.Status.ACCEPTED
    waiting.accepted_at = now
    waiting.content = b""
    waiting.counts = asdict(result)
    waiting.save(update_fields=["status", "accepted_at", "content", "counts"])
    return result


@transaction.atomic
def store(
    *, athlete: Athlete, parsed: ParsedFile, answers: Answers, now: dt.datetime
) -> ImportResult:
    """Log the rows of a file that the log does not have yet, all or none."""
    _take_time()
    plan = _plan(athlete, parsed, answers, now)
    news = _news_of(athlete, plan)
    apply_operations(athlete=athlete, operations=list(_operations(athlete, news)))
    return ImportResult(
        added=len(news.sets),
        known=len(plan.sets) - len(news.sets),
        left_out=plan.left_out,
        refused=_refused_lines(parsed, plan),
    )


def discard_import(*, pending: Import) -> None:
    """Forget a file."""
    pending.delete()


def forget_old_imports(*, now: dt.datetime) -> None:
    """Forget every file that nobody said yes to for a day."""
    Import.objects.waiting().filter(created_at__lt=now - KEPT_FOR).delete()


def matched_names_for(athlete: Athlete, parsed: ParsedFile) -> dict[str, ExerciseSpec | None]:
    """The exercise of every name in a file, None where only the athlete can tell."""
    index = names_of(exercise_specs_for(athlete, with_retired=True))
    return match_names({row.exercise for row in parsed.rows}, index)


def export_file_for(athlete: Athlete) -> Iterator[bytes]:
    """Yield the athlete's whole log as Levelset's own file, piece by piece."""
    # Without the mark a spreadsheet takes UTF-8 for something else.
    yield codecs.BOM_UTF8
    rows = lifts.whole_log_for(athlete).iterator(chunk_size=2000)
    for line in write_lines(row_of(_logged(one)) for one in rows):
        yield line.encode()


def _logged(lift_set: Any) -> LoggedSet:
    workout, exercise = lift_set.workout, lift_set.exercise
    return LoggedSet(
        id=lift_set.pk,
        exercise=exercise.name,
        workout=workout.title,
        local_date=workout.local_date,
        started_at=workout.started_at,
        time_zone=workout.time_zone,
        performed_at=lift_set.performed_at,
        set_index=lift_set.set_index,
        side=lift_set.side,
        side_source=lift_set.side_source,
        pair_order=lift_set.pair_order,
        kind=lift_set.kind,
        load=lift_set.typed_load,
        unit=lift_set.typed_unit,
        load_basis=lift_set.load_basis,
        rep_convention=lift_set.rep_convention,
        reps=lift_set.reps,
        seconds=lift_set.seconds,
        rir=lift_set.rir,
        pain=lift_set.pain,
        capped=lift_set.capped_by_plan,
        note=lift_set.note,
    )


def _take_time() -> None:
    """Let this transaction think longer between two statements than a page may: files are long."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")


def _plan(athlete: Athlete, parsed: ParsedFile, answers: Answers, now: dt.datetime) -> ImportPlan:
    # Somewhere on Earth it is already tomorrow.
    last_day = now.date() + dt.timedelta(days=1)
    return plan_import(parsed, answers=answers, athlete_id=athlete.pk, last_day=last_day)


def _news_of(athlete: Athlete, plan: ImportPlan) -> _News:
    """Leave out what the log ever held, so that a deleted set does not come back by itself."""
    known_workouts = lifts.known_workouts_for(athlete, [one.id for one in plan.workouts])
    names = {one.id for one in plan.sets}
    names |= {one.row.set_id for one in plan.sets if one.row.set_id is not None}
    known_sets = lifts.known_set_ids_for(athlete, names)
    sets = tuple(
        (workout, planned)
        for workout in plan.workouts
        if known_workouts.get(workout.id, True)
        for planned in workout.sets
        if planned.id not in known_sets and planned.row.set_id not in known_sets
    )
    with_news = {workout.id for workout, _planned in sets}
    return _News(
        workouts=tuple(
            one for one in plan.workouts if one.id in with_news and one.id not in known_workouts
        ),
        sets=sets,
        listed=lifts.listed_exercises_for(athlete, known_workouts),
    )


def _operations(athlete: Athlete, news: _News) -> Iterator[OperationRequest]:
    identities = Identities(athlete_id=athlete.pk)
    for workout in news.workouts:
        yield _put(identities, Entity.WORKOUT, workout.id, _workout_fields(workout))
    listed = set(news.listed)
    positions = Counter(workout_id for workout_id, _exercise_id in listed)
    for workout, planned in news.sets:
        pair = (workout.id, planned.exercise_id)
        if pair not in listed:
            listed.add(pair)
            positions[workout.id] += 1
            fields = {
                "workout_id": workout.id,
                "exercise_id": planned.exercise_id,
                "position": positions[workout.id],
                "first_side": planned.row.first_side or "",
            }
            key = identities.of("workout_exercise", *pair)
            yield _put(identities, Entity.WORKOUT_EXERCISE, key, fields)
        yield _put(identities, Entity.LIFT_SET, planned.id, _set_fields(workout, planned))


def _put(
    identities: Identities, entity: Entity, entity_id: UUID, fields: Mapping[str, Any]
) -> OperationRequest:
    return OperationRequest(
        op_id=identities.of("operation", entity_id),
        entity=entity,
        entity_id=entity_id,
        kind=OperationKind.PUT,
        fields=fields,
    )


def _workout_fields(workout: PlannedWorkout) -> dict[str, Any]:
    return {
        "title": workout.title,
        "started_at": workout.started_at,
        "ended_at": workout.ended_at,
        "time_zone": workout.time_zone,
        "local_date": workout.local_date,
    }


def _set_fields(workout: PlannedWorkout, planned: PlannedSet) -> dict[str, Any]:
    row = planned.row
    return {
        "workout_id": workout.id,
        "exercise_id": planned.exercise_id,
        "performed_at": planned.performed_at,
        "set_index": planned.set_index,
        "side": row.side,
        "side_source": row.side_source,
        "pair_order": planned.pair_order,
        "kind": row.kind,
        "typed_load": row.load,
        "typed_unit": row.unit or "",
        "load_basis": row.load_basis,
        "rep_convention": row.rep_convention,
        "reps": row.reps,
        "seconds": row.seconds,
        "rir": row.rir,
        "pain": row.pain,
        "capped_by_plan": row.capped,
        "note": row.note,
    }


def _refused_lines(parsed: ParsedFile, plan: ImportPlan) -> int:
    return len({problem.line for problem in (*parsed.problems, *plan.problems)})


def _summary_of(
    athlete: Athlete,
    parsed: ParsedFile,
    plan: ImportPlan,
    matched: Mapping[str, ExerciseSpec | None],
) -> dict[str, Any]:
    problems = sorted((*parsed.problems, *plan.problems), key=lambda problem: problem.line)
    days = [row.day for row in parsed.rows]
    return {
        "rows": len(parsed.rows),
        "first_day": min(days).isoformat() if days else None,
        "last_day": max(days).isoformat() if days else None,
        "workouts": len({(row.day, row.started_at, row.workout) for row in parsed.rows}),
        "known": len(plan.sets) - len(_news_of(athlete, plan).sets),
        "with_pain": sum(row.pain is not None for row in parsed.rows),
        "without_unit": sum(r.load is not None and r.unit is None for r in parsed.rows),
        "names": [asdict(count) for count in count_names(parsed, matched)],
        "refused": _refused_lines(parsed, plan),
        "problems": [asdict(problem) for problem in problems[:SHOWN_PROBLEMS]],
        "ignored_columns": list(parsed.ignored_columns),
    }
