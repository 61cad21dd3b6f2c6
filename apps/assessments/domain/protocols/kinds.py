"""What a self-test is made of. A protocol is data: nothing here or above knows one test by name.

Errors are minimal detectable changes with 95 % confidence unless their text says otherwise. The
bound holds for two measurements of one side and, with the same noise in both, for the difference
between two sides (1.96 √2 SEM).
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.people import Sex

from ..evidence import Certainty


class Unit(StrEnum):
    """What one try is counted in."""

    CM = "cm"
    DEGREES = "deg"
    SECONDS = "s"
    REPS = "reps"
    TOUCHES = "touches"
    KG = "kg"
    """A force shown by a device."""
    LOAD_REPS = "load_reps"
    """A load and repetitions to the last clean one: goes into the log as a check."""

    @property
    def is_logged(self) -> bool:
        """Whether tries are sets of the log, which the detector reads."""
        return self in (Unit.KG, Unit.LOAD_REPS)

    @property
    def is_counted(self) -> bool:
        """Whether only whole numbers make sense."""
        return self in (Unit.REPS, Unit.TOUCHES)


class Tool(StrEnum):
    """What the number is read from."""

    TIMER = "timer"
    INCLINOMETER = "inclinometer"
    TAPE = "tape"
    COUNT = "count"
    WEIGHT = "weight"
    DYNAMOMETER = "dynamometer"

    @property
    def is_force(self) -> bool:
        """Whether the device shows a force, so that nothing is estimated from repetitions."""
        return self is Tool.DYNAMOMETER


class Verb(StrEnum):
    """What a side does in the test, which decides the words of a difference."""

    REACHES = "reaches"
    TURNS = "turns"
    HOLDS = "holds"
    DOES = "does"
    TAKES = "takes"
    MEASURES = "measures"
    THROWS = "throws"
    JUMPS = "jumps"
    LIFTS = "lifts"
    SQUEEZES = "squeezes"


class Better(StrEnum):
    """Whether a larger number is more ability."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


class Summary(StrEnum):
    """How the tries of one side become one number."""

    MEAN_OF_TWO_BEST = "mean_of_two_best"
    MEAN = "mean"
    BEST = "best"


class Demand(StrEnum):
    """What a test asks of the body, and so who is offered it.

    ``gentle``: anybody whose region is not blocked. ``effort``: to the last clean repetition or
    second; not under a conservative template. ``jump``: adults under 50 who train, without pain.
    """

    GENTLE = "gentle"
    EFFORT = "effort"
    JUMP = "jump"


class ErrorBand(Struct, frozen=True, kw_only=True):
    """How far two measurements may lie apart without anything being different.

    Give ``absolute`` in the test's own unit, or ``share`` of the mean of what is compared (0 to 1).
    """

    certainty: Certainty
    source: str = ""
    absolute: float | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        """Ask for exactly one of both, over 0, and a source for what was measured."""
        bounds = [bound for bound in (self.absolute, self.share) if bound is not None]
        if len(bounds) != 1 or bounds[0] <= 0:
            raise ValueError("An error is absolute or a share, and over 0.")
        if self.certainty is Certainty.TRIAL and not self.source:
            raise ValueError("A measured error names its source.")

    def at(self, one: float, other: float) -> float:
        """The error between two values, in the test's unit.

        Examples
        --------
        >>> ErrorBand(share=0.3, certainty=Certainty.CONVENTION).at(50.0, 30.0)
        12.0
        """
        if self.absolute is not None:
            return self.absolute
        assert self.share is not None  # noqa: S101 - held by __post_init__
        return self.share * (abs(one) + abs(other)) / 2.0


class Flag(Struct, frozen=True, kw_only=True):
    """A difference that is worth a second look, beyond the error.

    ``at`` is in the test's unit, or a share of the larger side with ``is_share``. ``twice`` asks for
    the same on two occasions in a row. ``asks_stop_list`` shows the stop list when it is new.
    """

    at: float
    is_share: bool = False
    twice: bool = False
    asks_stop_list: bool = False
    source: str = ""


class Norm(Struct, frozen=True, kw_only=True):
    """What people of an age and sex reach. ``sex`` None is everybody; ages are inclusive, years."""

    typical: float
    low: float | None = None
    high: float | None = None
    sex: Sex | None = None
    from_age: int = 18
    to_age: int = 120
    source: str = ""
    certainty: Certainty = Certainty.CONSENSUS


class Protocol(Struct, frozen=True, kw_only=True):
    """One self-test.

    Attributes
    ----------
    slug
        Its name in addresses and in the database; never changed once used.
    name, needs, steps, typical, use
        Sentences for people, collected for translation. ``typical`` says what is usual, ``use``
        what the result is good for.
    region, loads
        Where the test belongs, and every region that has to be fit for it.
    error
        See :class:`ErrorBand`.
    flag
        See :class:`Flag`; None where the source gives no such difference.
    trials, practice_trials
        Tries that count and tries before them, for each side.
    limits
        The least and the most that is believed, in the unit.
    cap_s
        Seconds at which a hold ends as full, None without such an end.
    exercises
        For tests that are logged: the catalogue's exercises that do it, the first one preferred.
    pairs_with
        The test that makes an arc together with this one, done on the same day.
    version
        Raised when the way of measuring changes, so that old results are known by it.
    """

    slug: str
    name: str
    region: Region
    unit: Unit
    tool: Tool
    verb: Verb
    error: ErrorBand
    needs: str
    steps: tuple[str, ...]
    typical: str
    use: str
    diagram: str
    limits: tuple[float, float]
    loads: frozenset[Region] = frozenset()
    better: Better = Better.MORE
    summary: Summary = Summary.MEAN_OF_TWO_BEST
    demand: Demand = Demand.GENTLE
    trials: int = 3
    practice_trials: int = 0
    is_per_side: bool = True
    flag: Flag | None = None
    cap_s: int | None = None
    norms: tuple[Norm, ...] = ()
    retest_days: int = 28
    exercises: tuple[str, ...] = ()
    pairs_with: str = ""
    version: int = 1

    def __post_init__(self) -> None:
        """Hold together what belongs together."""
        if self.unit.is_logged != bool(self.exercises):
            raise ValueError(f"{self.slug}: what is logged names its exercises, and nothing else.")
        if not self.steps or self.trials < 1 or self.limits[0] >= self.limits[1]:
            raise ValueError(f"{self.slug}: a test has steps, tries and limits.")

    @property
    def regions(self) -> frozenset[Region]:
        """Every region that has to be free for this test."""
        return self.loads | {self.region}

    def norm_for(self, *, sex: Sex, age: int) -> Norm | None:
        """What is usual for somebody, None where the source says nothing of them.

        Parameters
        ----------
        sex
            As told; ``UNKNOWN`` finds only what holds for everybody.
        age
            Years.
        """
        fitting = (
            norm
            for norm in self.norms
            if norm.sex in (None, sex) and norm.from_age <= age <= norm.to_age
        )
        return next(fitting, None)
