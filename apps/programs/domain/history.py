"""What an athlete last did of each exercise and side, from their log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, Side
from apps.lifts.domain.rows import LiftRow
from apps.programs.domain.inputs import RecentSets, SideHistory
from apps.programs.domain.muscles import shares_of_muscles
from apps.programs.domain.policy import ProgramPolicy
from apps.programs.domain.training_days import DAYS_A_WEEK

WORKING = frozenset({SetKind.WORK, SetKind.FAILURE, SetKind.CHECK})


def last_working_sets(
    rows: Iterable[LiftRow], specs: Iterable[ExerciseSpec]
) -> tuple[SideHistory, ...]:
    """Newest working set of each exercise and side, by exercise and side.

    Rows whose sides were never told apart say nothing of a side and are left out. Of sets done on
    the same day, the heaviest counts.
    """
    by_id: Mapping[UUID | None, ExerciseSpec] = {spec.id: spec for spec in specs}
    newest: dict[tuple[str, Side | None], LiftRow] = {}
    for row in rows:
        spec = by_id.get(row.exercise_id)
        if spec is None or row.kind not in WORKING or row.side is SetSide.EACH:
            continue
        key = (spec.slug, row.side.body_side)
        held = newest.get(key)
        if held is None or _rank(row) > _rank(held):
            newest[key] = row
    return tuple(
        SideHistory(
            exercise_slug=slug,
            side=side,
            done_on=row.local_date,
            load_kg=row.load_kg,
            reps=row.reps,
            seconds=row.seconds,
            rir=row.rir,
        )
        for (slug, side), row in sorted(
            newest.items(), key=lambda item: (item[0][0], item[0][1] or "")
        )
    )


def recent_sets(
    rows: Iterable[LiftRow], specs: Iterable[ExerciseSpec], *, on: date, policy: ProgramPolicy
) -> tuple[RecentSets, ...]:
    """Most hard sets that any of the last weeks had, by muscle and side.

    Parameters
    ----------
    on
        Day before which the weeks end.

    Notes
    -----
    Sets of both sides at once, and those whose sides were not told apart, were work of each side.
    """
    by_id: Mapping[UUID | None, ExerciseSpec] = {spec.id: spec for spec in specs}
    counts: defaultdict[tuple[Muscle, Side], defaultdict[int, float]]
    counts = defaultdict(lambda: defaultdict(float))
    for row in rows:
        spec, only = by_id.get(row.exercise_id), row.side.body_side
        week = ((on - row.local_date).days - 1) // DAYS_A_WEEK
        is_recent = row.local_date < on and week < policy.recent_weeks
        if spec is None or row.kind not in WORKING or not is_recent:
            continue
        for side in Side if only is None else (only,):
            for muscle, share in shares_of_muscles(spec, policy.secondary_share).items():
                counts[muscle, side][week] += share
    return tuple(
        RecentSets(muscle=muscle, side=side, sets=max(weeks.values()))
        for (muscle, side), weeks in sorted(counts.items())
    )


def last_check_first_sides(
    rows: Iterable[LiftRow], specs: Iterable[ExerciseSpec]
) -> dict[MovementPattern, Side]:
    """Side that started the newest check of each pattern, where the log says who started."""
    patterns = {spec.id: spec.pattern for spec in specs}
    starts = [
        row
        for row in rows
        if row.kind is SetKind.CHECK and row.pair_order == 1 and row.exercise_id in patterns
    ]
    return {
        patterns[row.exercise_id]: row.side.body_side
        for row in sorted(starts, key=lambda row: (row.performed_at, row.set_index, str(row.id)))
        if row.side.body_side is not None
    }


def _rank(row: LiftRow) -> tuple[object, ...]:
    load = row.load_kg if row.load_kg is not None else 0.0
    return (row.local_date, load, row.performed_at, row.set_index, str(row.id))
