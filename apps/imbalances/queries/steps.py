"""The one unsaved step: what the running workout adds to what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern
from apps.exercises.queries import exercise_specs_for
from apps.imbalances.domain.assessment import assess_pattern
from apps.imbalances.domain.normalising import (
    BodyMassHistory,
    by_pattern,
    comparable_specs,
    logged_sets,
)
from apps.imbalances.domain.observations import OccasionObservation
from apps.imbalances.domain.sets import Exclusion, LoggedSet
from apps.imbalances.domain.state import FilterState
from apps.imbalances.queries.replay import age_of, initial_state_for
from apps.imbalances.queries.stored import UNTOLD, WORKOUTS_SHOWN, StoredFinding, state_of
from apps.imbalances.queries.values import LeftOut, Occasion, Step
from apps.lifts.queries import lift_rows_for, logged_exercise_specs_for
from apps.lifts.queries.rows import running_rows_for
from apps.profiles.domain.people import Handedness
from apps.profiles.queries import body_masses_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

RUNNING_WITHIN = timedelta(days=7)
"""A workout left open for longer is not being trained in; finishing it counts it."""


def body_mass_history_for(athlete: Athlete) -> BodyMassHistory:
    """Body mass over time as the detector reads it."""
    return BodyMassHistory(body_masses_for(athlete))


def steps_for(
    athlete: Athlete,
    rows: Mapping[MovementPattern, StoredFinding],
    *,
    as_of: datetime,
    only: MovementPattern | None = None,
) -> dict[MovementPattern, Step]:
    """What the running workout adds to each pattern that it has sets of.

    One statement while nothing is running, two while something is; a checkpoint that cannot be
    gone on from (made under other numbers, or later than a set) has its pattern read anew.
    """
    since = (as_of - RUNNING_WITHIN).date()
    running = running_rows_for(athlete, since=since)
    if not running:
        return {}
    specs, masses = _facts_of(athlete, {row.exercise_id for row in running})
    names = {str(key): spec.name for key, spec in specs.items()}
    sets = by_pattern(logged_sets(running, specs=specs, body_mass=masses))
    handedness = Handedness(athlete.handedness)
    going_on = frozenset(str(row.workout_id) for row in running)
    steps = {}
    for pattern, added in sets.items():
        if only is not None and pattern is not only:
            continue
        state = state_of(rows[pattern]) if pattern in rows else None
        if _can_resume(state, initial_state_for(athlete, pattern, as_of=as_of), added):
            assessment = assess_pattern(
                added,
                pattern=pattern,
                handedness=handedness,
                as_of=as_of,
                age_years=age_of(athlete, as_of),
                state=state,
            )
            steps[pattern] = Step(
                assessment=assessment, names=names, replaces=False, running=going_on
            )
        else:
            steps[pattern] = _replayed(athlete, pattern, as_of=as_of, running=going_on)
    return steps


def rows_of(
    step: Step, *, since: datetime | None, before: datetime | None
) -> tuple[tuple[Occasion, ...], tuple[LeftOut, ...], datetime | None]:
    """What a step compared and what not, as :func:`latest_rows_for` has it of stored rows."""
    assessment = step.assessment
    told = [one for one in assessment.exclusions if one.reason is not UNTOLD]
    starts: dict[str, datetime] = {}
    begun = [(one.performed_at, one.occasion_id) for one in assessment.observations]
    begun += [(one.performed_at, one.occasion_id) for one in told]
    for at, key in sorted(begun):
        if (since is None or at >= since) and (before is None or at < before):
            starts.setdefault(key, at)
    shown = list(starts)[-WORKOUTS_SHOWN:]
    return (
        tuple(_occasion(one, step) for one in assessment.observations if one.occasion_id in shown),
        tuple(_left_out(one, step) for one in told if one.occasion_id in shown),
        starts[shown[0]] if len(starts) > len(shown) else None,
    )


def _occasion(one: OccasionObservation, step: Step) -> Occasion:
    return Occasion(
        at=one.performed_at,
        local_date=one.local_date,
        workout_id=UUID(one.occasion_id),
        exercise_id=UUID(one.exercise_id),
        exercise_name=step.names[one.exercise_id],
        difference_log_pct=one.difference_log_pct,
        variance=one.variance,
        left_e1rm_kg=one.left_e1rm_kg,
        right_e1rm_kg=one.right_e1rm_kg,
        n_pairs=one.n_pairs,
        is_check=one.is_check,
        first_side=one.first_side,
        rir_known=one.rir_on_both_sides,
        at_least_ahead=one.at_least_ahead,
        is_running=one.occasion_id in step.running,
    )


def _left_out(one: Exclusion, step: Step) -> LeftOut:
    return LeftOut(
        at=one.performed_at,
        local_date=one.local_date,
        workout_id=UUID(one.occasion_id),
        exercise_id=UUID(one.exercise_id),
        exercise_name=step.names[one.exercise_id],
        reason=one.reason,
        side=one.side,
        n_sets=one.n_sets,
        is_running=one.occasion_id in step.running,
    )


def _facts_of(
    athlete: Athlete, exercise_ids: Iterable[UUID]
) -> tuple[dict[UUID, ExerciseSpec], BodyMassHistory]:
    """What the detector must know of the exercises, and body mass where any lifts part of it."""
    specs = exercise_specs_for(athlete, with_retired=True, among=exercise_ids)
    is_weighed = any(spec.body_mass_share for spec in specs)
    masses = body_mass_history_for(athlete) if is_weighed else BodyMassHistory(())
    return comparable_specs(specs), masses


def _replayed(
    athlete: Athlete,
    pattern: MovementPattern,
    *,
    as_of: datetime,
    running: frozenset[str],
) -> Step:
    specs = comparable_specs(logged_exercise_specs_for(athlete))
    ids = [key for key, spec in specs.items() if spec.pattern is pattern]
    rows = lift_rows_for(athlete, exercise_ids=ids)
    assessment = assess_pattern(
        logged_sets(rows, specs=specs, body_mass=body_mass_history_for(athlete)),
        pattern=pattern,
        handedness=Handedness(athlete.handedness),
        as_of=as_of,
        age_years=age_of(athlete, as_of),
    )
    names = {str(key): specs[key].name for key in ids}
    return Step(assessment=assessment, names=names, replaces=True, running=running)


def _can_resume(
    state: FilterState | None, initial: FilterState, added: Sequence[LoggedSet]
) -> bool:
    """Whether the checkpoint is of today's rules and the new sets come after it."""
    if state is None or not state.continues(initial):
        return False
    return state.at is None or all(one.performed_at > state.at for one in added)
