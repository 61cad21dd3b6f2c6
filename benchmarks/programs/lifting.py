"""Sets as a simulated athlete does and logs them: true strength, days, fatigue, what is said."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable
from datetime import datetime, timedelta

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import SetKind, SetSide, Side, SideSource
from apps.imbalances.domain.sets import LoggedSet
from apps.programs.domain.inputs import SideHistory
from apps.programs.domain.program import Block
from apps.programs.domain.progressing import SetDone
from apps.programs.domain.steps import Step

BODY_MASS_KG = 80.0
FEWEST_STEPS, MOST_STEPS = 6.0, 25.0
HABIT_SD, SLOPE_SD = 3.5, 0.008
DAY_SD, SET_SD, FATIGUE, SECOND = 3.0, 2.0, 4.0, 1.0
RIR_BIAS, RIR_SD, RIR_SD_PER_REP = -0.5, 1.0, 0.2
LEAST_SLOPE = 0.012
_FEWEST_REPS = 3
_USUAL_STEP_KG = 2.0
_GUESS_SD = 0.05
_FAR_REPS = 4
_RISE = 0.1
_REPS_IN_A_CHECK = 10
_SET_MINUTES = 3


class Strength(Struct, frozen=True):
    """True strength of both sides in one pattern, log-% above the stronger side's start."""

    left: float
    right: float

    def of(self, side: Side) -> float:
        """One side's."""
        return self.left if side is Side.LEFT else self.right


class _Build(Struct, frozen=True, kw_only=True):
    """What is this athlete's own in one exercise."""

    base: float
    habit: float
    slope: float


class Lifter(Struct, kw_only=True):
    """One athlete at their exercises.

    Parameters
    ----------
    rir_share
        Share of working sets whose reserve is logged; checks that leave some always say how much.
    offers_are_capped
        Working sets of just as many repetitions as were offered count as stopped by the plan; if
        not, only those of a side that copies the other.
    """

    rng: np.random.Generator
    rir_share: float = 0.5
    offers_are_capped: bool = False
    _builds: dict[str, _Build] = field(default_factory=dict)

    def do(
        self,
        steps: Iterable[tuple[Step, ExerciseSpec]],
        *,
        strength: Strength,
        on: datetime,
        aims: dict[str, int],
        held: Container[int] = (),
    ) -> list[Done]:
        """Do some sets of one session in their order.

        Parameters
        ----------
        aims
            Repetitions that an exercise aims at now, where they are not the top of its range.
        held
            Positions of lines whose stronger side is held: the player logs their sets as stopped
            by the plan.
        """
        day: dict[tuple[str, Side], float] = {}
        common = self.rng.normal(0, DAY_SD)
        sets_before: dict[tuple[str, Side], int] = {}
        taken: dict[tuple[int, Side], float] = {}
        turn: dict[tuple[int, int], Done] = {}
        done: list[Done] = []
        for number, (step, spec) in enumerate(steps):
            if step.side is None:
                continue
            seat = (spec.slug, step.side)
            if seat not in day:
                day[seat] = common + self.rng.normal(0, DAY_SD)
            tired = 0 if step.block is Block.WARM_UP else sets_before.get(seat, 0)
            level = self._level(spec, step.side, strength) + (
                day[seat] - FATIGUE * tired - SECOND * (step.pair_order - 1)
            )
            one = self._set(
                step,
                spec,
                level + self.rng.normal(0, SET_SD),
                first=turn.get((step.position, step.set_index)),
                taken=taken.get((step.position, step.side)),
                at=on + timedelta(minutes=number * _SET_MINUTES),
                aim=aims.get(spec.slug),
            )
            if step.position in held and not step.is_check:
                one = replace(one, is_capped=True)
            turn.setdefault((step.position, step.set_index), one)
            if one.load_kg is not None:
                taken[step.position, step.side] = one.load_kg
            if step.block is not Block.WARM_UP:
                sets_before[seat] = sets_before.get(seat, 0) + 1
                done.append(one)
        return done

    def _level(self, spec: ExerciseSpec, side: Side, strength: Strength) -> float:
        """Of a rested side on a usual day, 100 times the logarithm of kg."""
        build = self._build(spec)
        towards = 0.5 if side is Side.RIGHT else -0.5
        return 100 * math.log(build.base) + strength.of(side) + towards * build.habit

    def _build(self, spec: ExerciseSpec) -> _Build:
        if spec.slug not in self._builds:
            slope = max(LEAST_SLOPE, self.rng.normal(spec.rep_curve_slope, SLOPE_SD))
            unit = spec.load_step_kg or _USUAL_STEP_KG
            base = unit * self.rng.uniform(FEWEST_STEPS, MOST_STEPS)
            if spec.body_mass_share > 0:
                # Whoever is given a lift of the own body can do it for a dozen repetitions.
                base = spec.body_mass_share * BODY_MASS_KG * (1 + 14 * slope) + base / 3
            habit = self.rng.normal(0, HABIT_SD)
            self._builds[spec.slug] = _Build(base=base, habit=habit, slope=slope)
        return self._builds[spec.slug]

    def _set(
        self,
        step: Step,
        spec: ExerciseSpec,
        level: float,
        *,
        first: Done | None,
        taken: float | None,
        at: datetime,
        aim: int | None,
    ) -> Done:
        build = self._build(spec)
        load = self._load(step, spec, level, first=first, taken=taken)
        mass = (load or 0.0) + spec.body_mass_share * BODY_MASS_KG
        can = max(0.0, (math.exp(level / 100) / max(mass, 0.1) - 1) / build.slope)
        reps = self._reps(step, can, first=first, aim=aim)
        return Done(
            step=step,
            spec=spec,
            at=at,
            load_kg=load,
            mass_kg=mass,
            reps=reps,
            rir=self._said(step, max(0.0, can - reps)),
            is_capped=self._is_capped(step, reps, first=first, aim=aim),
        )

    def _load(
        self,
        step: Step,
        spec: ExerciseSpec,
        level: float,
        *,
        first: Done | None,
        taken: float | None,
    ) -> float | None:
        """The load asked for; a better one where it is to be found, or leaves far too much in reserve.

        The second side takes the first one's, unless it has been given its own.
        """
        asked = step.dose.load_kg
        if not spec.takes_load or spec.load_step_kg is None or step.block is Block.WARM_UP:
            return asked
        is_given_own = first is not None and first.step.dose.load_kg != asked
        if first is not None and not is_given_own:
            return first.load_kg
        known = asked if taken is None or asked is None else max(asked, taken)
        known = taken if known is None else known
        fitting = self._fitting_load(step, spec, level)
        if known is None:
            return fitting
        if not self._is_far_too_light(step, spec, level, known):
            return known
        steps = max(1, math.floor(known * _RISE / spec.load_step_kg))
        return min(fitting, known + steps * spec.load_step_kg)

    def _is_far_too_light(self, step: Step, spec: ExerciseSpec, level: float, load: float) -> bool:
        mass = load + spec.body_mass_share * BODY_MASS_KG
        can = (math.exp(level / 100) / max(mass, 0.1) - 1) / self._build(spec).slope
        return can - _asked_reps(step) > _FAR_REPS

    def _fitting_load(self, step: Step, spec: ExerciseSpec, level: float) -> float:
        """What somebody takes who has to find a load: about right, in real steps."""
        wanted = math.exp(level / 100) / (1 + self._build(spec).slope * _asked_reps(step))
        guess = wanted * math.exp(self.rng.normal(0, _GUESS_SD))
        unit = spec.load_step_kg or 1.0
        return max(unit, unit * math.floor((guess - spec.body_mass_share * BODY_MASS_KG) / unit))

    def _reps(self, step: Step, can: float, *, first: Done | None, aim: int | None) -> int:
        """Up to what is asked, and no further than the reserve that is felt allows."""
        most, reserve = max(1, math.floor(can)), step.dose.rir_target or 0
        if first is not None and step.dose.is_capped:
            return min(first.reps, most)
        if step.is_check and reserve == 0:
            return most
        felt = self.rng.normal(0, RIR_SD_PER_REP * reserve + RIR_SD / 2)
        stop = max(1, math.floor(can - reserve + felt))
        asked = most if step.is_check else (aim or step.dose.reps_high or most)
        return max(1, min(most, stop, asked) if stop >= _FEWEST_REPS else min(most, _FEWEST_REPS))

    def _is_capped(self, step: Step, reps: int, *, first: Done | None, aim: int | None) -> bool:
        """Whether the log says that the plan decided where this working set stopped."""
        if step.is_check:
            return False
        if not self.offers_are_capped:
            return step.dose.is_capped
        follows = first is not None and step.dose.is_capped
        return reps == (first.reps if first is not None and follows else aim or step.dose.reps_high)

    def _said(self, step: Step, left: float) -> float | None:
        if step.is_check and (step.dose.rir_target or 0) == 0:
            return None
        if not step.is_check and self.rng.random() >= self.rir_share:
            return None
        spread = self.rng.normal(0, RIR_SD + RIR_SD_PER_REP * left)
        return max(0.0, float(round(left + RIR_BIAS + spread)))


class Done(Struct, frozen=True, kw_only=True):
    """One set of one side as it was done and logged; ``rir`` None was not said."""

    step: Step
    spec: ExerciseSpec
    at: datetime
    load_kg: float | None
    mass_kg: float
    reps: int
    rir: float | None
    is_capped: bool

    @property
    def side(self) -> Side:
        """The side; only sets of one side are logged here."""
        if self.step.side is None:
            msg = "a set of both sides"
            raise ValueError(msg)
        return self.step.side

    def as_logged(self) -> LoggedSet:
        """What the detector reads."""
        return LoggedSet(
            set_id=f"{self.at.isoformat()}-{self.side}",
            exercise_id=self.spec.slug,
            occasion_id=self.at.date().isoformat(),
            pattern=self.spec.pattern,
            performed_at=self.at,
            local_date=self.at.date(),
            set_index=10 * self.step.position + self.step.set_index,
            side=SetSide(self.side.value),
            side_source=SideSource.LOGGED,
            kind=SetKind.CHECK if self.step.is_check else SetKind.WORK,
            load_kg=self.mass_kg,
            reps=self.reps,
            slope=self.spec.rep_curve_slope,
            rir=self.rir,
            pair_order=self.step.pair_order,
            capped_by_plan=self.is_capped,
        )

    def as_done(self) -> SetDone:
        """What progress reads."""
        return SetDone(side=self.side, load_kg=self.load_kg, reps=self.reps, rir=self.rir)

    def as_history(self) -> SideHistory:
        """What the next program reads."""
        return SideHistory(
            exercise_slug=self.spec.slug,
            side=self.side,
            done_on=self.at.date(),
            load_kg=self.load_kg,
            reps=self.reps,
            rir=self.rir,
        )


def _asked_reps(step: Step) -> int:
    """Repetitions at failure at which a set would be as hard as asked."""
    if step.is_check:
        return _REPS_IN_A_CHECK + (step.dose.rir_target or 0)
    return (step.dose.reps_high or _REPS_IN_A_CHECK) + (step.dose.rir_target or 0)
