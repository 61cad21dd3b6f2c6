"""Sam: who they are, how strong each side is, and what they do on which day.

Every figure here is made up to look like one person's log; none comes from a real one.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from apps.assessments.domain.evidence import gettext_noop as _
from apps.exercises.domain.vocabulary import MovementPattern, Side

NAME = "Sam"
BODY_MASS_KG = 78.0
WEEKS = 16
TRAINING_WEEKDAYS = (0, 2, 4)
"""Monday, Wednesday, Friday; 0 is Monday."""
PROGRAM_WEEKS = 5
"""For so many weeks, up to yesterday, the weaker leg has gone first and set the load."""


class Style(StrEnum):
    """How one lift is trained."""

    OWN_LOAD = "own_load"
    """Each side has the load that suits it."""
    SAME_LOAD = "same_load"
    """One load for both sides; what differs is how hard it was."""
    BILATERAL = "bilateral"
    HOLD = "hold"


class Lift(Struct, frozen=True, kw_only=True):
    """One exercise of Sam's week.

    Parameters
    ----------
    slug
        Exercise of the catalogue.
    e1rm_kg
        Mean of both sides at the start: system mass moved once, kg; for holds, seconds held all out.
    exercise_gap
        What this exercise adds to its pattern's difference, log-%, right-positive.
    sets, reps
        Working sets a side, and the reps that are aimed at.
    effort_told
        Whether Sam says how many reps were left; some lifts nobody bothers with.
    checked
        Whether every second week one set a side is all out.
    from_week, to_week
        First and last week with this lift, from 0.
    """

    slug: str
    e1rm_kg: float
    sets: int
    reps: int
    style: Style = Style.OWN_LOAD
    exercise_gap: float = 0.0
    warm_up: bool = False
    effort_told: bool = True
    checked: bool = False
    from_week: int = 0
    to_week: int = WEEKS - 1


class Day(Struct, frozen=True, kw_only=True):
    """One of the three workouts of the week."""

    title: str
    start_minute: int
    lifts: tuple[Lift, ...]


PATTERN_GAPS: dict[MovementPattern, float] = {
    MovementPattern.KNEE_DOMINANT: 21.5,
    MovementPattern.HIP_DOMINANT: 4.0,
    MovementPattern.CALF: 2.0,
    MovementPattern.HIP_ABDUCTION: 9.0,
    MovementPattern.VERTICAL_PUSH: -9.5,
    MovementPattern.HORIZONTAL_PULL: 0.5,
    MovementPattern.HORIZONTAL_PUSH: 1.5,
    MovementPattern.ELBOW_FLEXION: 3.0,
}
"""True difference at the start, log-%, right-positive; patterns not named are level."""

CLOSING_PER_WEEK = 1.3
"""How fast the knee-dominant difference shrinks once the weaker leg goes first, log-% a week."""
GROWTH_PER_WEEK = 0.6
"""Both sides get stronger by this, log-% a week."""
USUAL_FIRST_SIDE = Side.RIGHT
"""Sam is right-handed and, left alone, starts with the right two times in three."""

DAYS: tuple[Day, ...] = (
    Day(
        title=_("Legs and pull"),
        start_minute=18 * 60 + 5,
        lifts=(
            Lift(
                slug="single-leg-press", e1rm_kg=118, sets=3, reps=9,
                exercise_gap=0.5, warm_up=True, checked=True,
            ),
            Lift(slug="single-leg-extension", e1rm_kg=52, sets=2, reps=10, exercise_gap=1.0),
            Lift(slug="one-arm-dumbbell-row", e1rm_kg=41, sets=3, reps=9, exercise_gap=0.5),
            Lift(slug="dumbbell-single-leg-calf-raise", e1rm_kg=122, sets=2, reps=11),
            Lift(slug="side-plank", e1rm_kg=62, sets=2, reps=0, style=Style.HOLD),
        ),
    ),
    Day(
        title=_("Push and hinge"),
        start_minute=7 * 60 + 20,
        lifts=(
            Lift(slug="back-squat", e1rm_kg=112, sets=3, reps=6, style=Style.BILATERAL, warm_up=True),
            Lift(slug="one-arm-overhead-press", e1rm_kg=26, sets=3, reps=8, checked=True),
            Lift(slug="single-leg-romanian-deadlift", e1rm_kg=98, sets=2, reps=10),
            Lift(slug="bench-press", e1rm_kg=86, sets=3, reps=6, style=Style.BILATERAL),
            Lift(slug="one-arm-dumbbell-curl", e1rm_kg=19.5, sets=2, reps=10),
        ),
    ),
    Day(
        title=_("Single leg and arms"),
        start_minute=17 * 60 + 40,
        lifts=(
            Lift(
                slug="rear-foot-elevated-split-squat", e1rm_kg=118, sets=3, reps=8,
                style=Style.SAME_LOAD, exercise_gap=-1.0,
            ),
            Lift(slug="one-arm-cable-row", e1rm_kg=44, sets=2, reps=10, exercise_gap=-1.0),
            Lift(slug="half-kneeling-press", e1rm_kg=24, sets=2, reps=9, exercise_gap=0.5),
            Lift(slug="cable-hip-abduction", e1rm_kg=19, sets=2, reps=11),
            Lift(slug="one-arm-floor-press", e1rm_kg=38, sets=1, reps=9, effort_told=False,
                from_week=8, to_week=11),
        ),
    ),
)  # fmt: skip
"""The week: about twenty rows a workout."""
