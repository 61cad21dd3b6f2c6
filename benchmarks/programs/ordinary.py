"""Ordinary athletes at random: people, kits, days, minutes, findings and what they have trained."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Equipment, MovementPattern, Region, Side
from apps.profiles.domain.people import Experience, Goal
from apps.programs.domain.inputs import ProgramInputs, SideHistory, Target

MONDAY = date(2026, 11, 23)
_E = Equipment
_HOME = frozenset({_E.DUMBBELLS, _E.BENCH})
KITS: tuple[frozenset[Equipment], ...] = (
    frozenset(),
    frozenset({_E.BAND}),
    _HOME,
    _HOME | {_E.BAND, _E.PULL_UP_BAR},
    frozenset(Equipment),
    frozenset(Equipment),
)
COMPARED = tuple(pattern for pattern in MovementPattern if pattern.has_verdict)
DAYS_A_WEEK = (1, 2, 2, 3, 3, 4, 5, 6)
EXERCISES_KNOWN = (0, 0, 4, 8, 16)
BLOCKED_SHARE, CAREFUL_SHARE, CAUTION_SHARE, LEANING_SHARE = 0.05, 0.1, 0.1, 0.2


class _Draw:
    """A source of chance that gives the same values for the same seed."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def one[T](self, values: tuple[T, ...]) -> T:
        return values[int(self.rng.integers(len(values)))]

    def some[T](self, values: tuple[T, ...], count: int) -> tuple[T, ...]:
        drawn = self.rng.permutation(len(values))[:count]
        return tuple(values[index] for index in sorted(drawn.tolist()))

    def between(self, least: int, most: int) -> int:
        return int(self.rng.integers(least, most + 1))

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)


def ordinary_athlete(seed: int, catalogue: tuple[ExerciseSpec, ...]) -> ProgramInputs:
    """Athlete of a seed: the same one each time."""
    draw = _Draw(seed)
    kit = draw.one(KITS)
    usable = tuple(spec for spec in catalogue if spec.fits(kit))
    known = draw.some(usable, draw.one(EXERCISES_KNOWN))
    return ProgramInputs(
        starts_on=MONDAY + timedelta(days=draw.between(0, 6)),
        training_days=draw.some(tuple(range(7)), draw.one(DAYS_A_WEEK)),
        session_minutes=draw.between(15, 90),
        experience=draw.one(tuple(Experience)),
        goal=draw.one(tuple(Goal)),
        equipment=kit,
        birth_year=None if draw.chance(0.1) else 2026 - draw.between(17, 80),
        body_mass_kg=draw.one((None, 55.0, 70.0, 85.0, 100.0)),
        targets=_targets(draw),
        history=tuple(line for spec in known for line in _logged(draw, spec)),
        blocked_regions=_regions(draw, BLOCKED_SHARE),
        caution_regions=_regions(draw, CAREFUL_SHARE),
        excluded_exercises=frozenset(s.slug for s in draw.some(usable, draw.one((0, 0, 2)))),
        needs_caution=draw.chance(CAUTION_SHARE),
        last_block=frozenset(spec.slug for spec in known if draw.chance(0.5)),
    )


def _regions(draw: _Draw, share: float) -> frozenset[Region]:
    return frozenset({draw.one(tuple(Region))}) if draw.chance(share) else frozenset()


def _targets(draw: _Draw) -> tuple[Target, ...]:
    return tuple(
        Target(
            pattern=pattern,
            weaker_side=draw.one(tuple(Side)),
            gap_pct=float(draw.between(5, 30)),
            p_over_10=draw.one((0.82, 0.9, 0.97)),
            is_leaning=draw.chance(LEANING_SHARE),
        )
        for pattern in draw.some(COMPARED, draw.between(0, 3))
    )


def _logged(draw: _Draw, spec: ExerciseSpec) -> tuple[SideHistory, ...]:
    load = draw.one((5.0, 10.0, 20.0, 40.0)) if spec.takes_load else None
    done_on = MONDAY - timedelta(days=draw.between(1, 60))
    sides: tuple[Side | None, ...] = tuple(Side) if spec.is_one_sided else (None,)
    return tuple(
        SideHistory(
            exercise_slug=spec.slug,
            side=side,
            done_on=done_on,
            load_kg=load,
            reps=draw.between(5, 14),
            seconds=30,
            rir=2.0,
        )
        for side in sides
    )
