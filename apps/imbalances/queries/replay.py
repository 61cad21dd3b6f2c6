"""An athlete's patterns judged from the log itself: read as columns, compared, filtered.

Nothing is written here. The stored findings come from the same functions, called by the service.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
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
from apps.lifts.queries import log_columns_for, logged_exercise_specs_for
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
        for log in pattern_logs_for(athlete, specs)
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
) -> Iterator[PatternLog]:
    """The finished workouts' sets of each pattern that has any, in three statements; one pattern at a time.

    ``specs`` are comparable ones; ``since`` leaves out workouts that began before.
    """
    asked = [
        (key, spec) for key, spec in specs.items() if patterns is None or spec.pattern in patterns
    ]
    if not asked:
        return
    log = log_columns_for(athlete, [key for key, _spec in asked], since=since)
    if not len(log):
        return
    load_kg = _moved(log, [spec for _key, spec in asked], BodyMassHistory(body_masses_for(athlete)))
    codes = Codes(tuple(map(str, log.workouts)), tuple(str(key) for key, _spec in asked))
    of_exercise = np.array([_PATTERNS.index(spec.pattern) for _key, spec in asked])
    slopes = np.array([spec.rep_curve_slope for _key, spec in asked])
    of_set = of_exercise[log.exercise]
    for number in np.unique(of_set).tolist():
        yield PatternLog(
            pattern=_PATTERNS[number],
            columns=_columns(log, np.flatnonzero(of_set == number), load_kg, slopes, number),
            codes=codes,
        )


def _columns(
    log: LogColumns,
    rows: NDArray[np.int64],
    load_kg: NDArray[np.float64],
    slopes: NDArray[np.float64],
    pattern: int,
) -> SetColumns:
    policy, word = DEFAULT_POLICY, _PATTERNS[pattern]
    together = log.convention[rows] == _TOGETHER
    return SetColumns(
        occasion=log.workout[rows],
        exercise=log.exercise[rows],
        at=log.at[rows],
        day=log.local_day[rows],
        turn=log.turn[rows],
        side=_SIDE_CODE[log.side[rows]],
        assumed=log.source[rows] == _ASSUMED,
        kind=_KIND_CODE[log.kind[rows]],
        place=log.place[rows].astype(np.int64),
        load_kg=load_kg[rows],
        reps=log.reps[rows] * np.where(together, HALF, 1.0),
        seconds=log.seconds[rows],
        rir=log.rir[rows],
        pain=log.pain[rows],
        capped=log.capped[rows],
        slope=slopes[log.exercise[rows]],
        order_log_pct=np.full(len(rows), policy.order_effect_log_pct(word)),
        set_sd_log_pct=set_noise(word, load_kg[rows], policy),
    )


def _moved(
    log: LogColumns, specs: list[ExerciseSpec], masses: BodyMassHistory
) -> NDArray[np.float64]:
    """Mass that the limb moved, kg; NaN where that is not known.

    Worked out once for each exercise, basis, load and body mass that occur.
    """
    days, day_of = np.unique(log.local_day, return_inverse=True)
    kilograms = [masses.on(date.fromordinal(day)) for day in days.tolist()]
    distinct = sorted({one for one in kilograms if one is not None})
    mass = np.array([-1 if one is None else distinct.index(one) for one in kilograms])[day_of]
    loads, load = np.unique(log.load_kg, return_inverse=True)
    key = ((log.exercise * len(BASES) + log.basis) * (len(distinct) + 1) + mass + 1) * len(
        loads
    ) + load
    _keys, first, of_set = np.unique(key, return_index=True, return_inverse=True)
    moved = [
        moved_kg(
            None if np.isnan(log.load_kg[row]) else float(log.load_kg[row]),
            basis=BASES[log.basis[row]],
            exercise=specs[log.exercise[row]],
            body_mass_share=specs[log.exercise[row]].body_mass_share,
            body_mass_kg=None if mass[row] < 0 else distinct[mass[row]],
        )
        for row in first.tolist()
    ]
    return np.array([np.nan if one is None else one for one in moved])[of_set]
