"""An athlete's patterns judged from the log itself: read as columns, compared, filtered.

Nothing is written here. The stored findings come from the same functions, called by the service.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np
from msgspec import Struct

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.moved_load import moved_kg
from apps.exercises.domain.vocabulary import MovementPattern, RepConvention, SideSource
from apps.imbalances.domain.columns import (
    KIND_CODES,
    NO_SINGLE_SIDE,
    SIDE_CODES,
    Codes,
    SetColumns,
    set_noise,
)
from apps.imbalances.domain.comparing import compare, with_shared_day
from apps.imbalances.domain.filter import filtered
from apps.imbalances.domain.normalising import HALF, BodyMassHistory, comparable_specs
from apps.imbalances.domain.observations import observed
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.state import FilterState, initial_state
from apps.imbalances.domain.tallying import with_left_out
from apps.imbalances.domain.verdicts import Finding, judge
from apps.lifts.queries import log_columns_by, logged_exercise_specs_for
from apps.lifts.queries.columns import BASES, CONVENTIONS, KINDS, SIDES, SOURCES, LogColumns
from apps.profiles.domain.people import Handedness, age_at_most
from apps.profiles.queries import body_masses_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from apps.profiles.models import Athlete

_PATTERNS = tuple(MovementPattern)
_SIDE_CODE = np.array([SIDE_CODES.get(side, NO_SINGLE_SIDE) for side in SIDES])
_KIND_CODE = np.array([KIND_CODES[kind] for kind in KINDS])
_ASSUMED = SOURCES.index(SideSource.ASSUMED)
_TOGETHER = CONVENTIONS.index(RepConvention.BOTH_SIDES_TOGETHER)


class PatternLog(Struct, frozen=True, kw_only=True):
    """One pattern's sets as the detector reads them, and what its codes stand for."""

    pattern: MovementPattern
    columns: SetColumns
    codes: Codes


def findings_replayed_for(athlete: Athlete, *, as_of: datetime) -> tuple[Finding, ...]:
    """The verdict on every pattern that has a set of one side, from the first set on."""
    specs = comparable_specs(logged_exercise_specs_for(athlete))
    return tuple(
        judge(
            state_after(log, initial_state_for(athlete, log.pattern, as_of=as_of)),
            as_of=as_of,
            policy=DEFAULT_POLICY,
        )
        for log in pattern_logs_for(athlete, specs, ahead=True)
    )


def state_after(log: PatternLog, state: FilterState) -> FilterState:
    """Where the filter stands after the sets of ``log``, all of them after ``state``."""
    policy = DEFAULT_POLICY
    found, reasons = compare(log.columns, policy)
    after = filtered(state, observed(with_shared_day(found, policy), log.codes), policy)
    return with_left_out(after, log.columns, reasons)


def initial_state_for(
    athlete: Athlete, pattern: MovementPattern, *, as_of: datetime
) -> FilterState:
    """What is believed of an athlete's pattern before anything was logged."""
    return initial_state(
        pattern,
        Handedness(athlete.handedness),
        DEFAULT_POLICY,
        age_years=age_of(athlete, as_of),
    )


def age_of(athlete: Athlete, as_of: datetime) -> int:
    """Whole years that the athlete reaches in the year of ``as_of``."""
    return age_at_most(birth_year=athlete.birth_year, year=as_of.year)


def pattern_logs_for(
    athlete: Athlete,
    specs: Mapping[UUID, ExerciseSpec],
    *,
    patterns: Collection[MovementPattern] | None = None,
    since: datetime | None = None,
    ahead: bool = False,
) -> Iterator[PatternLog]:
    """The finished workouts' sets of each pattern that has any, a statement for each and two more.

    ``specs`` are comparable ones; ``since`` leaves out workouts that began before; with ``ahead``
    the connection can do nothing else until the last is through.
    """
    asked: dict[MovementPattern, dict[UUID, ExerciseSpec]] = {}
    for key, spec in specs.items():
        if patterns is None or spec.pattern in patterns:
            asked.setdefault(spec.pattern, {})[key] = spec
    if not asked:
        return
    masses = BodyMassHistory(body_masses_for(athlete))
    in_order = sorted(asked, key=_PATTERNS.index)
    logs = log_columns_by(athlete, (list(asked[p]) for p in in_order), since=since, ahead=ahead)
    with closing(logs):
        for pattern, log in zip(in_order, logs, strict=True):
            if len(log):
                exercises = asked[pattern]
                columns = _columns(log, list(exercises.values()), masses, pattern)
                codes = Codes(log.workouts, tuple(map(str, exercises)))
                yield PatternLog(pattern=pattern, columns=columns, codes=codes)


def _columns(
    log: LogColumns,
    specs: list[ExerciseSpec],
    masses: BodyMassHistory,
    pattern: MovementPattern,
) -> SetColumns:
    policy = DEFAULT_POLICY
    together = log.convention == _TOGETHER
    load_kg = _moved(log, specs, masses)
    return SetColumns(
        occasion=log.workout,
        exercise=log.exercise,
        at=log.at,
        day=log.local_day,
        turn=log.turn,
        side=_SIDE_CODE[log.side],
        assumed=log.source == _ASSUMED,
        kind=_KIND_CODE[log.kind],
        place=log.place.astype(np.int64),
        load_kg=load_kg,
        reps=log.reps * np.where(together, HALF, 1.0),
        seconds=log.seconds,
        rir=log.rir,
        pain=log.pain,
        capped=log.capped,
        slope=np.array([spec.rep_curve_slope for spec in specs])[log.exercise],
        order_log_pct=np.full(len(log), policy.order_effect_log_pct(pattern)),
        set_sd_log_pct=set_noise(pattern, load_kg, policy),
    )


def _moved(
    log: LogColumns, specs: list[ExerciseSpec], masses: BodyMassHistory
) -> NDArray[np.float64]:
    """Mass that the limb moved, kg; NaN where that is not known.

    Worked out once for each exercise, basis, load and body mass that occur.
    """
    weighed: list[float | None] = [kg for _day, kg in masses.weigh_ins] or [None]
    mass = masses.places_on(log.local_day)
    key = (log.exercise * len(BASES) + log.basis) * len(weighed) + mass
    loads = np.unique(log.load_kg)
    key = key * len(loads) + np.searchsorted(loads, log.load_kg)
    keys = np.unique(key)
    of_set = np.searchsorted(keys, key)
    row_of = np.empty(len(keys), dtype=np.int64)
    row_of[of_set] = np.arange(len(key))  # any of the sets that are alike
    moved = [
        moved_kg(
            None if np.isnan(log.load_kg[row]) else float(log.load_kg[row]),
            basis=BASES[log.basis[row]],
            exercise=specs[log.exercise[row]],
            body_mass_share=specs[log.exercise[row]].body_mass_share,
            body_mass_kg=weighed[mass[row]],
        )
        for row in row_of.tolist()
    ]
    return np.array([np.nan if one is None else one for one in moved])[of_set]
