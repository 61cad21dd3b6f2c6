"""Everything that a program is made from, as values that are kept with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from apps.assessments.domain.pain import Status
from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Equipment, MovementPattern, Region, Side
from apps.profiles.domain.people import Experience, Goal
from apps.profiles.domain.weights import WeightSource
from apps.programs.domain.courses import Course, Expected
from apps.programs.domain.serialising import Serialisable


class Target(Struct, Serialisable, frozen=True, kw_only=True):
    """One difference that the program works on, or that it must at least respect.

    Parameters
    ----------
    gap_pct
        How much weaker the weaker side is, % of the stronger side, 0 to 100.
    p_over_10
        Probability, 0 to 1, that the difference is over 10 %.
    is_leaning
        A likely direction only; comes after every imbalance.
    last_check_first_side
        Side that started the last check of this pattern, or None if there was none.
    has_sign
        Whether the athlete told of a sign (weakness, pain, balance) on that side there.
    course
        Where the work on it stands; None when it begins now, with equal sets.
    expected
        What it will probably be when the program ends; None until a program is made.
    """

    pattern: MovementPattern
    weaker_side: Side
    gap_pct: float
    p_over_10: float
    is_leaning: bool = False
    last_check_first_side: Side | None = None
    has_sign: bool = False
    course: Course | None = None
    expected: Expected | None = None


class SideHistory(Struct, Serialisable, frozen=True, kw_only=True):
    """Last working set that an athlete did of one exercise with one side.

    One of these for each exercise and side is enough; of several the newest counts.

    Parameters
    ----------
    exercise_slug
        The exercise.
    side
        The side, or None for a bilateral exercise.
    done_on
        Local date of the workout.
    load_kg
        Load in the exercise's own load basis, kg; None where nothing was loaded.
    reps, seconds
        What was done; the one that the exercise is measured in.
    rir
        Reps in reserve as reported; None is unknown, 0 is maximal effort.
    """

    exercise_slug: str
    side: Side | None
    done_on: date
    load_kg: float | None = None
    reps: int | None = None
    seconds: int | None = None
    rir: float | None = None


class SidePlace(Struct, Serialisable, frozen=True, kw_only=True):
    """One side of a region."""

    region: Region
    side: Side


class RecentSets(Struct, Serialisable, frozen=True, kw_only=True):
    """Most hard sets that a week of the last four had for a muscle of a side.

    A muscle that an exercise works besides counts for half a set.
    """

    muscle: Muscle
    side: Side
    sets: float


class RealLoads(Struct, Serialisable, frozen=True, kw_only=True):
    """Loads that an athlete can put together of one kind of implement, kg, ascending."""

    source: WeightSource
    loads_kg: tuple[float, ...]


class PainNow(Struct, Serialisable, frozen=True, kw_only=True):
    """What the pain of one exercise and side asks for when a program is made."""

    exercise_slug: str
    side: Side | None
    status: Status


class DailyDose(Struct, Serialisable, frozen=True, kw_only=True):
    """A few minutes for every day beside the sessions.

    Parameters
    ----------
    key
        Name of the habit as the daily list knows it.
    minutes
        Length, min.
    """

    key: str
    habit: str
    minutes: int
    region: Region | None = None
    side: Side | None = None


class ProgramInputs(Struct, Serialisable, frozen=True, kw_only=True):
    """Everything that a program is made from; kept with it.

    Parameters
    ----------
    starts_on
        First day of the first week.
    training_days
        Weekdays on which the athlete can train, 0 is Monday.
    session_minutes
        Longest a session may be, minutes.
    equipment
        What is at hand; one's own body always is.
    birth_year
        Year of birth, or None if not known (then the careful side of each rule holds).
    body_mass_kg
        For exercises that lift part of the body; None if not known.
    blocked_regions
        Regions that must not be worked now.
    caution_regions
        Regions to be careful with: no exercise that warns of them, no all-out set.
    excluded_exercises
        Slugs that the athlete does not want or that hurt.
    needs_caution
        A screening answer asks for the careful template everywhere.
    first_side
        Side that starts every pair because the athlete wants it so; None lets the weaker side start.
    weeks
        Weeks that the athlete wants, 4 to 8; None lets the policy say.
    resting
        Sides of regions that must rest while the other side trains.
    tight
        Sides of regions that reach or turn less than the other, beyond the test's error.
    daily
        Short daily doses that signs, causes and tests ask for.
    weights
        What the athlete can really load, by kind; a kind that is absent goes in usual steps.
    pain
        What pain asks of exercises that hurt lately.
    last_block
        Slugs of the block before this one; accessories take turns.
    recent
        What the last weeks held for each muscle; sets grow from there. One that is absent was not
        trained, and begins as it is planned.
    starts_light
        Two weeks of more reserve: after days off, or where a cause asks for it.
    keeps_equal_sets
        A cause asks for the same sets on both sides, whatever the gap does.
    adds_sets
        A gap that equal sets do not move is to get sets added on the weaker side, not taken from the
        stronger one.
    """

    starts_on: date
    training_days: tuple[int, ...]
    session_minutes: int
    experience: Experience
    goal: Goal
    equipment: frozenset[Equipment]
    birth_year: int | None = None
    body_mass_kg: float | None = None
    targets: tuple[Target, ...] = ()
    history: tuple[SideHistory, ...] = ()
    blocked_regions: frozenset[Region] = frozenset()
    caution_regions: frozenset[Region] = frozenset()
    excluded_exercises: frozenset[str] = frozenset()
    needs_caution: bool = False
    first_side: Side | None = None
    weeks: int | None = None
    resting: frozenset[SidePlace] = frozenset()
    tight: frozenset[SidePlace] = frozenset()
    daily: tuple[DailyDose, ...] = ()
    weights: tuple[RealLoads, ...] = ()
    pain: tuple[PainNow, ...] = ()
    last_block: frozenset[str] = frozenset()
    recent: tuple[RecentSets, ...] = ()
    starts_light: bool = False
    keeps_equal_sets: bool = False
    adds_sets: bool = False

    def hurts(self, slug: str, side: Side | None = None) -> Status:
        """The most careful that pain asks of an exercise: of one side, or of any for None."""
        asked = (
            one.status
            for one in self.pain
            if one.exercise_slug == slug and (side is None or one.side in (side, None))
        )
        return max(asked, key=lambda status: status.rank, default=Status.AS_PLANNED)

    def rests(self, regions: Collection[Region]) -> frozenset[Side]:
        """Sides that must rest in an exercise that works these regions."""
        return frozenset(place.side for place in self.resting if place.region in regions)

    def measures(self, spec: ExerciseSpec) -> bool:
        """Whether an exercise can compare the athlete's sides now: neither of them rests."""
        return spec.measures_sides and not self.rests(spec.regions)
