"""Athletes of every kind for programs, and the real catalogue as plain specs."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from apps.assessments.domain.pain import Status
from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec, parse_catalogue
from apps.exercises.domain.vocabulary import Equipment, MovementPattern, Region, Side
from apps.profiles.domain.people import Experience, Goal
from apps.profiles.domain.weights import WeightSource
from apps.programs.domain.courses import Course, Phase, Reading
from apps.programs.domain.inputs import (
    PainNow,
    ProgramInputs,
    RealLoads,
    RecentSets,
    SideHistory,
    SidePlace,
    Target,
)

FOLDER = Path(__file__).resolve().parents[3] / "apps" / "exercises" / "catalogue"
MONDAY = date(2026, 11, 23)
GYM = frozenset(Equipment)
COMPARED = tuple(pattern for pattern in MovementPattern if pattern.has_verdict)


@cache
def real_catalogue() -> tuple[ExerciseSpec, ...]:
    return tuple(
        spec
        for file in sorted(FOLDER.glob("*.toml"))
        for spec in parse_catalogue(file.read_text(encoding="utf-8"))
    )


@cache
def spec_of(slug: str) -> ExerciseSpec:
    return next(spec for spec in real_catalogue() if spec.slug == slug)


def athlete(**changes: Any) -> ProgramInputs:
    """A novice of 36 with a gym, three days and 45 minutes for four weeks, and no finding."""
    base = ProgramInputs(
        starts_on=MONDAY,
        training_days=(0, 2, 4),
        session_minutes=45,
        experience=Experience.NOVICE,
        goal=Goal.CLOSE_GAP,
        equipment=GYM,
        birth_year=1990,
        body_mass_kg=80.0,
        weeks=4,
    )
    return replace(base, **changes)


def target(
    pattern: MovementPattern = MovementPattern.KNEE_DOMINANT,
    weaker_side: Side = Side.LEFT,
    **changes: Any,
) -> Target:
    base = Target(pattern=pattern, weaker_side=weaker_side, gap_pct=13.0, p_over_10=0.9)
    return replace(base, **changes)


def logged(slug: str, left_kg: float, right_kg: float, **changes: Any) -> tuple[SideHistory, ...]:
    """The same set on both sides, three days before the program."""
    base = SideHistory(
        exercise_slug=slug, side=None, done_on=MONDAY - timedelta(days=3), reps=10, rir=2
    )
    return (
        replace(base, **{"side": Side.LEFT, "load_kg": left_kg, **changes}),
        replace(base, **{"side": Side.RIGHT, "load_kg": right_kg, **changes}),
    )


def targets() -> st.SearchStrategy[Target]:
    sides = st.sampled_from(Side)
    return st.builds(
        Target,
        pattern=st.sampled_from(COMPARED),
        weaker_side=sides,
        gap_pct=st.integers(3, 40).map(float),
        p_over_10=st.sampled_from((0.4, 0.82, 0.9, 0.99)),
        is_leaning=st.booleans(),
        last_check_first_side=st.none() | sides,
        has_sign=st.booleans(),
        course=st.none() | courses(),
    )


def courses() -> st.SearchStrategy[Course]:
    """Work on a gap that has gone on for some weeks, in any phase."""
    reading = Reading(
        on=MONDAY - timedelta(weeks=6), gap_log_pct=14.0, sd_log_pct=3.0, p_over_5=0.9
    )
    return st.builds(
        Course,
        phase=st.sampled_from(Phase),
        began_on=st.just(MONDAY - timedelta(weeks=10)),
        since=st.just(reading.on),
        start=st.just(reading),
        at_phase=st.just(reading),
        step=st.integers(1, 2),
    )


def side_places() -> st.SearchStrategy[frozenset[SidePlace]]:
    place = st.builds(SidePlace, region=st.sampled_from(Region), side=st.sampled_from(Side))
    return st.just(frozenset()) | st.frozensets(place, max_size=2)


def racks() -> st.SearchStrategy[tuple[RealLoads, ...]]:
    """Odd collections of weights, and none."""
    loads = st.lists(
        st.sampled_from((1.0, 2.5, 4.0, 6.8, 9.07, 12.0, 20.0, 31.75)), min_size=1, unique=True
    )
    kinds = st.builds(
        RealLoads,
        source=st.sampled_from(WeightSource),
        loads_kg=loads.map(lambda values: tuple(sorted(values))),
    )
    return st.just(()) | st.lists(kinds, max_size=3, unique_by=lambda kind: kind.source).map(tuple)


def pains() -> st.SearchStrategy[PainNow]:
    return st.builds(
        PainNow,
        exercise_slug=st.sampled_from([spec.slug for spec in real_catalogue()]),
        side=st.none() | st.sampled_from(Side),
        status=st.sampled_from(Status),
    )


def histories() -> st.SearchStrategy[SideHistory]:
    return st.builds(
        SideHistory,
        exercise_slug=st.sampled_from([spec.slug for spec in real_catalogue()]),
        side=st.none() | st.sampled_from(Side),
        done_on=st.integers(0, 90).map(lambda days: MONDAY - timedelta(days=days)),
        load_kg=st.none() | st.sampled_from((0.0, 2.0, 10.0, 22.5, 60.0, 140.0)),
        reps=st.none() | st.integers(1, 15),
        seconds=st.none() | st.integers(5, 120),
        rir=st.none() | st.integers(0, 5).map(float),
    )


def athletes() -> st.SearchStrategy[ProgramInputs]:
    regions = st.frozensets(st.sampled_from(Region), max_size=2)
    kits = st.frozensets(st.sampled_from(Equipment), max_size=8) | st.just(GYM)
    return st.builds(
        ProgramInputs,
        starts_on=st.integers(0, 6).map(lambda days: MONDAY + timedelta(days=days)),
        training_days=st.lists(st.integers(0, 6), unique=True, max_size=7).map(tuple),
        session_minutes=st.integers(14, 120) | st.sampled_from((15, 20, 30, 45, 60)),
        experience=st.sampled_from(Experience),
        goal=st.sampled_from(Goal),
        equipment=kits,
        birth_year=st.none() | st.integers(1936, 2011) | st.sampled_from((1960, 1962, 2008, 2009)),
        body_mass_kg=st.none() | st.sampled_from((48.0, 80.0, 130.0)),
        targets=st.lists(targets(), max_size=5).map(tuple),
        history=st.lists(histories(), max_size=12).map(tuple),
        blocked_regions=st.just(frozenset()) | regions,
        caution_regions=st.just(frozenset()) | regions,
        excluded_exercises=st.frozensets(
            st.sampled_from([spec.slug for spec in real_catalogue()]), max_size=5
        ),
        needs_caution=st.booleans(),
        first_side=st.none() | st.sampled_from(Side),
        weeks=st.none() | st.integers(4, 8),
        resting=side_places(),
        tight=side_places(),
        weights=racks(),
        recent=st.lists(
            st.builds(
                RecentSets,
                muscle=st.sampled_from(Muscle),
                side=st.sampled_from(Side),
                sets=st.integers(1, 24).map(lambda halves: halves / 2),
            ),
            max_size=8,
            unique_by=lambda one: (one.muscle, one.side),
        ).map(tuple),
        pain=st.lists(pains(), max_size=3).map(tuple),
        last_block=st.frozensets(
            st.sampled_from([spec.slug for spec in real_catalogue()]), max_size=8
        ),
        starts_light=st.booleans(),
        keeps_equal_sets=st.booleans(),
    )
