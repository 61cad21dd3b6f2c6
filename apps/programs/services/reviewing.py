"""What a week changes in a program: courses, early light weeks, light returns, and its outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.exercises.queries import exercise_specs_for
from apps.imbalances.queries import findings_for
from apps.lifts.queries import lift_rows_for
from apps.profiles.services import lock_athlete
from apps.programs import queries
from apps.programs.domain.courses import Leeway, Reading
from apps.programs.domain.history import last_working_sets
from apps.programs.domain.inputs import ProgramInputs, Target
from apps.programs.domain.loading import capacity_of, held_load, scaled_load
from apps.programs.domain.policy import POLICY
from apps.programs.domain.program import (
    PlannedSession,
    Prescription,
    ProgramPlan,
    Reason,
    ReasonCode,
)
from apps.programs.domain.resharing import lightened_line, restarted_line
from apps.programs.domain.reviewing import is_dropping, outcome_of, review_targets
from apps.programs.domain.targeting import population_of
from apps.programs.domain.timing import session_minutes
from apps.programs.domain.turning import Turning
from apps.programs.models import Prescription as PrescriptionRow
from apps.programs.models import Program, ProgramChange, Session

from .gathering import reading_of, real_loads

if TYPE_CHECKING:
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.lifts.domain.rows import LiftRow
    from apps.profiles.models import Athlete

WEEK = dt.timedelta(days=7)
JUDGED_SESSIONS = 8
"""Done sessions in which a drop is looked for; convention."""
CLOSED_FOR = dt.timedelta(days=2)
"""How long after its last session a program still takes in what came of it."""


@transaction.atomic
def review_program(*, athlete: Athlete, today: dt.date) -> None:
    """Let the program follow what is believed now; what it says is kept with it."""
    lock_athlete(athlete)
    program = queries.active_program_for(athlete)
    if program is None:
        _close(athlete)
        return
    if today < program.starts_on:
        return
    _follow_courses(program, athlete, today)
    _rest_early(program, athlete, today)


def _readings(
    athlete: Athlete, targets: Iterable[Target], *, on: dt.date | None = None
) -> dict[MovementPattern, Reading]:
    findings = {finding.pattern: finding for finding in findings_for(athlete)}
    found = {}
    for target in targets:
        finding = findings.get(target.pattern)
        if finding is not None and finding.verdict.has_estimate:
            reading = reading_of(finding, target.weaker_side)
            found[target.pattern] = reading if on is None else replace(reading, on=on)
    return found


def _follow_courses(program: Program, athlete: Athlete, today: dt.date) -> None:
    inputs = ProgramInputs.from_dict(program.inputs)
    targets = _targets_of(program)
    leeway = Leeway(
        adds_sets=inputs.adds_sets,
        pace_log_pct=POLICY.hoped_pace(population_of(inputs)),
        keeps_equal=inputs.keeps_equal_sets,
    )
    review = review_targets(targets, _readings(athlete, targets, on=today), leeway)
    if review.targets == targets:
        return
    known = review.targets
    sessions: tuple[PlannedSession, ...] = ()
    if review.turned:
        known, sessions = _shared_anew(program, athlete, review.targets, review.turned, today)
    program.targets = [target.to_dict() for target in known]
    _note(program, today, review.reasons)
    program.save(update_fields=["targets", "reviews"])
    by_pattern = {str(reason.params["pattern"]): reason for reason in review.reasons}
    _write(program, sessions, lambda line: by_pattern.get(line.pattern.value))


def _targets_of(program: Program) -> tuple[Target, ...]:
    return tuple(Target.from_dict(target) for target in program.targets)


def _note(program: Program, today: dt.date, reasons: Iterable[Reason]) -> None:
    said = [reason.to_dict() for reason in reasons]
    if said:
        program.reviews = [{"on": today.isoformat(), "reasons": said}, *program.reviews]


def _shared_anew(
    program: Program,
    athlete: Athlete,
    targets: tuple[Target, ...],
    turned: frozenset[MovementPattern],
    today: dt.date,
) -> tuple[tuple[Target, ...], tuple[PlannedSession, ...]]:
    """The targets and the sessions to come, with as large a lever as there is room for."""
    inputs, specs = _inputs_now(program, athlete, today), _specs(athlete)

    def own_load(line: Prescription, side: Side) -> float | None:
        return held_load(line, side, specs[line.exercise_slug], inputs, POLICY)

    turning = Turning(
        plan=ProgramPlan(
            weeks=program.weeks,
            starts_on=program.starts_on,
            targets=targets,
            sessions=(),
            reasons=(),
            policy_version=program.policy_version,
        ),
        inputs=inputs,
        specs=specs,
        over=tuple(
            queries.plan_of(session)
            for session in queries.sessions_of(program)
            if session.status == Session.Status.DONE
        ),
        coming=tuple(queries.plan_of(session) for session in queries.planned_sessions_of(program)),
        own_load=own_load,
    )
    return turning.turned(targets, turned)


def _inputs_now(program: Program, athlete: Athlete, today: dt.date) -> ProgramInputs:
    """What the program was made from, with what has been lifted since."""
    made_from = ProgramInputs.from_dict(program.inputs)
    since = timezone.now() - dt.timedelta(days=POLICY.history_days)
    rows = lift_rows_for(athlete, since=since)
    specs = exercise_specs_for(athlete, with_retired=True)
    history = last_working_sets(rows, specs)
    weights = real_loads(athlete, specs)
    return replace(made_from, starts_on=today, history=history, weights=weights)


def _specs(athlete: Athlete) -> dict[str, ExerciseSpec]:
    return {spec.slug: spec for spec in exercise_specs_for(athlete, with_retired=True)}


def _write(
    program: Program,
    sessions: Iterable[PlannedSession],
    why: Callable[[Prescription], Reason | None],
) -> None:
    """Keep sessions as they are now, and show the first change of each exercise with its reason."""
    rows = {
        (row.session.week, row.session.day_index, row.position): row
        for row in queries.planned_lines_of(program)
    }
    changed: list[PrescriptionRow] = []
    shown: dict[object, ProgramChange] = {}
    cause = queries.done_sessions_of(program, limit=1)
    for session in sessions:
        for line in session.prescriptions:
            row = rows.get((session.week, session.day_index, line.position))
            if row is None or row.line == line:
                continue
            reason = why(line)
            if reason is not None and row.exercise_id not in shown:
                shown[row.exercise_id] = ProgramChange(
                    athlete_id=program.athlete_id,
                    program=program,
                    session=cause[-1] if cause else row.session,
                    exercise_id=row.exercise_id,
                    before=row.content,
                    after=line.to_dict(),
                    reasons=[reason.to_dict()],
                )
            row.line = line
            changed.append(row)
        minutes = session_minutes(session.prescriptions, POLICY)
        planned = program.sessions.filter(week=session.week, day_index=session.day_index)
        planned.exclude(estimated_minutes=minutes).update(estimated_minutes=minutes)
    PrescriptionRow.objects.bulk_update(changed, ["content"])
    ProgramChange.objects.bulk_create(shown.values())


def _rest_early(program: Program, athlete: Athlete, today: dt.date) -> None:
    """Make the next seven days light when two sessions in a row went worse than those before."""
    coming = [
        session
        for session in queries.planned_sessions_of(program)
        if today <= session.date < today + WEEK
    ]
    lines = [row.line for session in coming for row in session.prescriptions.all()]
    if not lines or any(line.is_light for line in lines) or _had_light_week(program, today):
        return
    done = queries.done_sessions_of(program, limit=JUDGED_SESSIONS)
    specs = _specs(athlete)
    inputs = ProgramInputs.from_dict(program.inputs)
    if not done or not is_dropping(_capacities(done, inputs, specs, athlete)):
        return
    why = Reason(code=ReasonCode.EARLY_LIGHT_WEEK)
    weights = real_loads(athlete, specs.values())

    def light(line: Prescription) -> Prescription:
        spec, share = specs[line.exercise_slug], POLICY.light_load_share
        return lightened_line(
            line, lambda load: scaled_load(spec, load, share, weights), policy=POLICY
        )

    _change_lines(program, coming, light, why, today)


def _change_lines(
    program: Program,
    sessions: Iterable[Session],
    change: Callable[[Prescription], Prescription],
    why: Reason,
    today: dt.date,
) -> None:
    plans = [queries.plan_of(session) for session in sessions]
    changed = [
        replace(plan, prescriptions=tuple(change(line) for line in plan.prescriptions))
        for plan in plans
    ]
    _write(program, changed, lambda _line: why)
    _note(program, today, [why])
    program.save(update_fields=["reviews"])


def _had_light_week(program: Program, today: dt.date) -> bool:
    """Whether a light line was planned in the two weeks before."""
    recent = program.sessions.filter(date__gte=today - 2 * WEEK, date__lt=today)
    rows = PrescriptionRow.objects.filter(session__in=recent, content__is_light=True)
    return rows.exists()


def _capacities(
    done: tuple[Session, ...],
    inputs: ProgramInputs,
    specs: Mapping[str, ExerciseSpec],
    athlete: Athlete,
) -> list[dict[str, float]]:
    """Best log capacity of each exercise in each done session, whichever side showed it."""
    days = [session.workout.local_date for session in done if session.workout is not None]
    rows = lift_rows_for(athlete, since=min(days)) if days else ()
    return [
        _capacities_of([row for row in rows if row.workout_id == session.workout_id], inputs, specs)
        for session in done
    ]


def _capacities_of(
    rows: list[LiftRow], inputs: ProgramInputs, specs: Mapping[str, ExerciseSpec]
) -> dict[str, float]:
    history = last_working_sets(rows, specs.values())
    found: dict[str, float] = {}
    for line in history:
        spec = specs[line.exercise_slug]
        known = replace(inputs, starts_on=line.done_on, history=history)
        capacity = capacity_of(spec, line.side, known, POLICY)
        if capacity is not None:
            found[spec.slug] = max(found.get(spec.slug, capacity), capacity)
    return found


@transaction.atomic
def ease_after_days_off(*, athlete: Athlete, today: dt.date) -> None:
    """Let the next two weeks begin lighter when nothing was trained for a while."""
    program = queries.active_program_for(athlete)
    rows = lift_rows_for(athlete, since=timezone.now() - dt.timedelta(days=POLICY.history_days))
    last = max((row.local_date for row in rows), default=None)
    if program is None or last is None or (today - last).days < POLICY.days_off:
        return
    coming = [
        session
        for session in queries.planned_sessions_of(program)
        if session.date < today + POLICY.light_start_weeks * WEEK
    ]
    specs = _specs(athlete)
    weights = real_loads(athlete, specs.values())
    why = Reason(code=ReasonCode.AFTER_DAYS_OFF, params={"days": (today - last).days})

    def restart(line: Prescription) -> Prescription:
        spec, share = specs[line.exercise_slug], POLICY.days_off_load_share
        return restarted_line(
            line, lambda load: scaled_load(spec, load, share, weights), policy=POLICY
        )

    _change_lines(program, coming, restart, why, today)


def _close(athlete: Athlete) -> None:
    """Set what came beside what was expected, while the last check is still fresh."""
    program = queries.program_to_close_for(athlete, since=timezone.now() - CLOSED_FOR)
    if program is None:
        return
    targets = _targets_of(program)
    readings = _readings(athlete, targets)
    program.outcome = [
        outcome_of(target, target.expected, readings[target.pattern]).to_dict()
        for target in targets
        if target.expected is not None and target.pattern in readings
    ]
    program.save(update_fields=["outcome"])
