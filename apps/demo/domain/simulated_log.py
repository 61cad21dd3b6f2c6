"""A log as one person might have kept it: seeded, so that the same seed is the same log.

The noise follows the detector's own account of it (common day, side day, set, order, fatigue, reps in
reserve reported too low by half a rep), so that the sample says what such a log would say.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from apps.core.units import KG_PER_LB, WeightUnit, plain
from apps.demo.domain.sample_athlete import (
    BODY_MASS_KG,
    CLOSING_PER_WEEK,
    DAYS,
    GROWTH_PER_WEEK,
    PATTERN_GAPS,
    PROGRAM_WEEKS,
    TRAINING_WEEKDAYS,
    USUAL_FIRST_SIDE,
    WEEKS,
    Day,
    Lift,
    Style,
)
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.moved_load import limb_load_kg
from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, Side

COMMON_DAY_SD = 3.0
SIDE_DAY_SD = 2.2
SET_SD = 1.5
FATIGUE_PER_SET = 2.5
SECOND_SIDE_LOSS = 1.0
"""All of these in log-%."""
RIR_BIAS = 0.5
RIR_SD = 0.5
PLANNED_RIR = 2
RIR_GIVEN = 0.88
"""Share of working sets whose reps in reserve were answered, on both sides."""
MISSED = 0.12
"""Share of workouts that did not happen."""
USUAL_FIRST_SHARE = 0.65
MOST_RIR = 9
"""Nobody counts more reps in reserve than this."""
LB_STEP = Decimal("2.5")
WARM_UP_SHARE = 0.55
WARM_UP_REPS = 8
SET_MINUTES = 1.0
SIDE_REST_MINUTES = 0.7
PAIR_REST_MINUTES = 2.0


class SimulatedSet(Struct, frozen=True, kw_only=True):
    """One row of the sample.

    Parameters
    ----------
    minute
        Minutes after the start of the workout.
    load
        In the unit the sample was asked for, or None where nothing is loaded.
    """

    slug: str
    set_index: int
    side: SetSide
    first_side: Side | None
    kind: SetKind
    load: Decimal | None
    reps: int | None
    seconds: int | None
    rir: int | None
    minute: float
    capped: bool = False
    pain: int | None = None
    note: str = ""


class SimulatedWorkout(Struct, frozen=True, kw_only=True):
    """One workout of the sample.

    Parameters
    ----------
    week
        From 0, the first.
    weekday
        0 is Monday.
    start_minute
        Minutes after midnight.
    """

    week: int
    weekday: int
    start_minute: int
    title: str
    sets: tuple[SimulatedSet, ...]


def simulate_log(
    *,
    rng: random.Random,
    specs: Mapping[str, ExerciseSpec],
    unit: WeightUnit = WeightUnit.KG,
) -> tuple[SimulatedWorkout, ...]:
    """Sixteen weeks of Sam's training.

    Parameters
    ----------
    rng
        Seeded by the caller.
    specs
        Exercises by slug; lifts that are not among them are left out.
    unit
        Unit in which Sam types loads.

    Returns
    -------
    tuple of SimulatedWorkout
        Oldest first.
    """
    workouts = []
    for week in range(WEEKS):
        for weekday, day in zip(TRAINING_WEEKDAYS, DAYS, strict=True):
            is_missed = rng.random() < MISSED and 0 < week < WEEKS - 1
            if not is_missed:
                sets = tuple(_Workout(week, day, rng, specs, unit).sets())
                workouts.append(
                    SimulatedWorkout(
                        week=week,
                        weekday=weekday,
                        start_minute=day.start_minute + rng.randrange(-12, 25),
                        title=day.title,
                        sets=sets,
                    )
                )
    return tuple(workouts)


def true_gap(lift: Lift, pattern: MovementPattern, week: int) -> float:
    """The real difference of one lift, log-%, right-positive.

    Examples
    --------
    >>> from apps.demo.domain.sample_athlete import DAYS
    >>> press = DAYS[0].lifts[0]
    >>> first, last = (true_gap(press, MovementPattern.KNEE_DOMINANT, week) for week in (0, 15))
    >>> first > last > 10
    True
    """
    gap = PATTERN_GAPS.get(pattern, 0.0) + lift.exercise_gap
    if pattern is MovementPattern.KNEE_DOMINANT:
        gap -= CLOSING_PER_WEEK * max(0, week - (WEEKS - PROGRAM_WEEKS))
    return gap


class _Workout:
    """One workout being simulated; its clock runs as sets are yielded."""

    def __init__(
        self,
        week: int,
        day: Day,
        rng: random.Random,
        specs: Mapping[str, ExerciseSpec],
        unit: WeightUnit,
    ) -> None:
        self.week, self.day, self.rng, self.specs, self.unit = week, day, rng, specs, unit
        self.common = rng.gauss(0, COMMON_DAY_SD)
        self.minute = 0.0

    @property
    def is_check_week(self) -> bool:
        return self.week % 2 == 1

    def sets(self) -> Iterator[SimulatedSet]:
        for lift in self.day.lifts:
            spec = self.specs.get(lift.slug)
            if spec is None or not lift.from_week <= self.week <= lift.to_week:
                continue
            match lift.style:
                case Style.BILATERAL:
                    yield from self._bilateral(lift, spec)
                case Style.HOLD:
                    yield from self._hold(lift, spec)
                case Style.OWN_LOAD | Style.SAME_LOAD:
                    yield from self._one_sided(lift, spec)

    def _one_sided(self, lift: Lift, spec: ExerciseSpec) -> Iterator[SimulatedSet]:
        rng = self.rng
        gap = true_gap(lift, spec.pattern, self.week)
        today = {side: self.common + rng.gauss(0, SIDE_DAY_SD) for side in Side}
        expected = {Side.LEFT: -gap / 2, Side.RIGHT: gap / 2}
        weaker = Side.LEFT if gap > 0 else Side.RIGHT
        guided = self._is_guided(spec)
        own = {
            side: self._load_for(lift, spec, expected[side], lift.reps + PLANNED_RIR)
            for side in Side
        }
        same = guided or lift.style is Style.SAME_LOAD
        loads = dict.fromkeys(Side, own[weaker]) if same else own
        first = weaker if guided else self._usual_first_side()
        if lift.warm_up:
            yield from self._warm_up(lift, spec, first, loads[weaker])
        with_rir = lift.effort_told and rng.random() < RIR_GIVEN
        for index in range(1, lift.sets + 1):
            check = lift.checked and self.is_check_week and index == lift.sets
            # On checks the first side takes turns, so that going second favours nobody.
            leads = (Side.LEFT, Side.RIGHT)[(self.week // 2) % 2] if check else first
            aimed = lift.reps
            for place, side in enumerate((leads, leads.opposite), start=1):
                log_capacity = expected[side] + today[side] + rng.gauss(0, SET_SD)
                log_capacity -= FATIGUE_PER_SET * (index - 1) + SECOND_SIDE_LOSS * (place - 1)
                # A check measures both sides alike, each at its own load.
                load = own[side] if check else loads[side]
                possible = self._possible_reps(lift, spec, log_capacity, load)
                matched = guided and side is not weaker and not check
                if check:
                    reps, rir = max(1, math.floor(possible)), 0
                else:
                    reps = max(1, min(aimed, math.floor(possible)))
                    rir = self._reported_rir(possible - reps)
                    aimed = reps if guided else aimed
                yield self._row(
                    lift, index, SetSide(side.value), leads,
                    kind=SetKind.CHECK if check else SetKind.WORK,
                    load=load, reps=reps,
                    rir=rir if with_rir or check else None, capped=matched,
                )  # fmt: skip
                self.minute += SIDE_REST_MINUTES if place == 1 else PAIR_REST_MINUTES

    def _bilateral(self, lift: Lift, spec: ExerciseSpec) -> Iterator[SimulatedSet]:
        load = self._load_for(lift, spec, 0.0, lift.reps + PLANNED_RIR)
        if lift.warm_up:
            yield self._row(
                lift, 1, SetSide.BOTH, None, kind=SetKind.WARM_UP,
                load=self._stepped(spec, float(load) * WARM_UP_SHARE), reps=WARM_UP_REPS,
            )  # fmt: skip
        for index in range(1, lift.sets + 1):
            log_capacity = self.common + self.rng.gauss(0, SET_SD) - FATIGUE_PER_SET * (index - 1)
            possible = self._possible_reps(lift, spec, log_capacity, load)
            reps = max(1, min(lift.reps, math.floor(possible)))
            yield self._row(
                lift, index, SetSide.BOTH, None, load=load, reps=reps,
                rir=self._reported_rir(possible - reps),
            )  # fmt: skip
            self.minute += PAIR_REST_MINUTES

    def _hold(self, lift: Lift, spec: ExerciseSpec) -> Iterator[SimulatedSet]:
        for index in range(1, lift.sets + 1):
            first = self._usual_first_side()
            for side in (first, first.opposite):
                grown = lift.e1rm_kg * math.exp(self._growth() + self.common / 100)
                seconds = grown * self.rng.uniform(0.62, 0.78)
                yield self._row(
                    lift, index, SetSide(side.value), first,
                    load=Decimal(0) if spec.takes_load else None, seconds=5 * round(seconds / 5),
                )  # fmt: skip
                self.minute += SIDE_REST_MINUTES

    def _warm_up(
        self, lift: Lift, spec: ExerciseSpec, first: Side, load: Decimal
    ) -> Iterator[SimulatedSet]:
        light = self._stepped(spec, float(load) * WARM_UP_SHARE)
        for side in (first, first.opposite):
            yield self._row(
                lift, 1, SetSide(side.value), first,
                kind=SetKind.WARM_UP, load=light, reps=WARM_UP_REPS,
            )  # fmt: skip
            self.minute += SIDE_REST_MINUTES

    def _row(
        self,
        lift: Lift,
        index: int,
        side: SetSide,
        first: Side | None,
        *,
        load: Decimal | None,
        kind: SetKind = SetKind.WORK,
        reps: int | None = None,
        seconds: int | None = None,
        rir: int | None = None,
        capped: bool = False,
    ) -> SimulatedSet:
        pain, note = _PAINS.get((self.week, lift.slug, side, index), (None, ""))
        self.minute += SET_MINUTES
        return SimulatedSet(
            slug=lift.slug,
            set_index=index,
            side=side,
            first_side=first,
            kind=kind,
            load=load,
            reps=reps,
            seconds=seconds,
            rir=rir,
            minute=self.minute,
            capped=capped,
            pain=pain if kind is not SetKind.WARM_UP else None,
            note=note if kind is not SetKind.WARM_UP else "",
        )

    def _is_guided(self, spec: ExerciseSpec) -> bool:
        return self.week >= WEEKS - PROGRAM_WEEKS and spec.pattern is MovementPattern.KNEE_DOMINANT

    def _usual_first_side(self) -> Side:
        is_usual = self.rng.random() < USUAL_FIRST_SHARE
        return USUAL_FIRST_SIDE if is_usual else USUAL_FIRST_SIDE.opposite

    def _growth(self) -> float:
        return GROWTH_PER_WEEK * self.week / 100

    def _capacity_kg(self, lift: Lift, log_percent: float) -> float:
        return lift.e1rm_kg * math.exp(self._growth() + log_percent / 100)

    def _load_for(
        self, lift: Lift, spec: ExerciseSpec, log_percent: float, until_reps: float
    ) -> Decimal:
        mass = self._capacity_kg(lift, log_percent) / (1 + spec.rep_curve_slope * until_reps)
        added = (mass - spec.body_mass_share * BODY_MASS_KG) / _limb_kg_per_kg(spec)
        return self._stepped(spec, float(_in_unit(added, self.unit)))

    def _stepped(self, spec: ExerciseSpec, load: float) -> Decimal:
        kg_step = 1.0 if spec.load_step_kg is None else spec.load_step_kg
        step = LB_STEP if self.unit is WeightUnit.LB else Decimal(str(kg_step))
        return plain(max(Decimal(0), round(Decimal(load) / step) * step))

    def _possible_reps(
        self, lift: Lift, spec: ExerciseSpec, log_percent: float, load: Decimal
    ) -> float:
        kg = float(load * KG_PER_LB) if self.unit is WeightUnit.LB else float(load)
        mass = kg * _limb_kg_per_kg(spec) + spec.body_mass_share * BODY_MASS_KG
        return (self._capacity_kg(lift, log_percent) / mass - 1) / spec.rep_curve_slope

    def _reported_rir(self, true_rir: float) -> int:
        felt = true_rir - RIR_BIAS + self.rng.gauss(0, RIR_SD * (1 + 0.2 * max(0.0, true_rir)))
        return min(MOST_RIR, max(0, round(felt)))


_PAINS: dict[tuple[int, str, SetSide, int], tuple[int, str]] = {
    (5, "rear-foot-elevated-split-squat", SetSide.LEFT, 2): (2, "left knee a little warm"),
    (6, "rear-foot-elevated-split-squat", SetSide.LEFT, 1): (1, "knee fine again"),
    (9, "one-arm-overhead-press", SetSide.RIGHT, 3): (2, "right shoulder stiff from the garden"),
}
"""By week, exercise, side and set: what hurt, and what Sam wrote."""


def _limb_kg_per_kg(spec: ExerciseSpec) -> float:
    return limb_load_kg(1.0, basis=spec.load_basis, limb=spec.limb, implements=spec.implements)


def _in_unit(kg: float, unit: WeightUnit) -> Decimal:
    return Decimal(kg) / KG_PER_LB if unit is WeightUnit.LB else Decimal(kg)
