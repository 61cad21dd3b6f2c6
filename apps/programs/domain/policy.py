"""Every number that programs rest on, each with unit, grade of evidence and source."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from apps.assessments.domain.pain import ACCEPTABLE_MOST, CHANGES, SAFE_MOST, Status
from apps.exercises.domain.vocabulary import Level
from apps.programs.domain.program import Evidence

MORENO_AZZE = "Moreno-Azze et al. 2021, Int J Environ Res Public Health 18:8270"
ACSM_2009 = "American College of Sports Medicine 2009, Med Sci Sports Exerc 41:687"
FRAGALA = "Fragala et al. 2019, J Strength Cond Res 33:2019"
FAIGENBAUM = "Faigenbaum et al. 2009, J Strength Cond Res 23(S5):60"
PELLAND = "Pelland et al. 2025, Sports Med (meta-regression of 67 studies)"
SPIERING = "Spiering et al. 2021, J Strength Cond Res 35:1449"
LYNCH = "Lynch et al. 2023, Int J Sports Physiol Perform 18:195"
THOMAS = "Thomas et al. 2018, Int J Sports Med 39:243"
SILBERNAGEL = "Silbernagel et al. 2007, Am J Sports Med 35:897"
BISHOP = "Bishop et al. 2017, review: differences depend on test and plane"
BELL = "Bell et al. 2023, Sports Med Open 9:87"
MANCA = "Manca et al. 2017, Eur J Appl Physiol 117:2335 (31 trials)"
MCMASTER = "McMaster et al. 2013, Sports Med 43:367"
ROBINSON = "Robinson et al. 2024, Sports Med 54:2209"
NO_SOURCE = ""

CONVENTION = Evidence.CONVENTION
CONSENSUS = Evidence.CONSENSUS
TRIAL = Evidence.TRIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the policy, as it can be shown."""

    name: str
    value: object
    unit: str
    grade: Evidence
    source: str


def figure(default: Any, unit: str, grade: Evidence = CONVENTION, source: str = NO_SOURCE) -> Any:
    """A dataclass field that carries its unit, grade and source."""
    return field(default=default, metadata={"unit": unit, "grade": grade, "source": source})


def figures_of(policy: object) -> tuple[Figure, ...]:
    """Every number of a policy or a template with what is known of it."""
    return tuple(
        Figure(
            name=item.name,
            value=getattr(policy, item.name),
            unit=item.metadata["unit"],
            grade=item.metadata["grade"],
            source=item.metadata["source"],
        )
        for item in fields(policy)  # type: ignore[arg-type]
        if item.metadata
    )


class Population(StrEnum):
    """Group whose limits hold for an athlete; age comes before experience."""

    YOUNG = "young"
    OLDER = "older"
    NOVICE = "novice"
    ONE_YEAR = "one_year"
    TRAINED = "trained"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseTemplate:
    """What a population is asked to do; the defaults are those of a trained adult.

    Parameters
    ----------
    target_sets, other_sets
        Sets a side of an exercise for a target, and of any other.
    effort_by_week
        Reps in reserve in weeks 1, 2, 3 and 4.
    """

    target_sets: int = figure(3, "sets a side", CONSENSUS, PELLAND)
    other_sets: int = figure(2, "sets a side", CONSENSUS, PELLAND)
    reps_low: int = figure(8, "reps", CONSENSUS, ACSM_2009)
    reps_high: int = figure(12, "reps", CONSENSUS, ACSM_2009)
    effort_by_week: tuple[int, ...] = figure((3, 3, 2, 2), "reps in reserve", TRIAL, ROBINSON)
    check_rir: int = figure(0, "reps in reserve, check sets")
    least_rir: int = figure(2, "reps in reserve that any working set must leave")
    least_check_rir: int = figure(0, "reps in reserve that any check must leave")
    rest_after_pair_s: int = figure(120, "s", CONSENSUS, ACSM_2009)
    hold_s: int = figure(30, "s")
    stretch_s: int = figure(30, "s", CONSENSUS, ACSM_2009)
    most_sessions: int = figure(5, "sessions a week", CONSENSUS, ACSM_2009)
    most_weekly_sets: float = figure(18.0, "hard sets a week, side and muscle", CONSENSUS, PELLAND)
    needs_rest_day: bool = figure(False, "a day off between sessions")
    levels: frozenset[Level] = figure(frozenset(Level), "exercise levels")
    prefers_support: bool = figure(False, "machines and supported exercises first")
    does_balance: bool = figure(False, "balance work each week")


_NO_ADVANCED = frozenset({Level.BEGINNER, Level.INTERMEDIATE})

YOUNG = DoseTemplate(
    target_sets=2,
    reps_low=10,
    reps_high=15,
    effort_by_week=(3, 3, 3, 3),
    check_rir=2,
    least_check_rir=2,
    rest_after_pair_s=90,
    most_sessions=3,
    most_weekly_sets=10.0,
    needs_rest_day=True,
    levels=_NO_ADVANCED,
    prefers_support=True,
)
OLDER = DoseTemplate(
    target_sets=2,
    effort_by_week=(3, 3, 2, 2),
    check_rir=2,
    least_check_rir=2,
    stretch_s=40,
    most_sessions=3,
    most_weekly_sets=10.0,
    levels=_NO_ADVANCED,
    prefers_support=True,
    does_balance=True,
)
NOVICE = DoseTemplate(
    target_sets=2,
    effort_by_week=(3, 3, 3, 3),
    least_rir=3,
    check_rir=2,
    least_check_rir=2,
    rest_after_pair_s=90,
    most_sessions=3,
    most_weekly_sets=10.0,
    levels=_NO_ADVANCED,
    prefers_support=True,
)
ONE_YEAR = DoseTemplate(most_sessions=4, most_weekly_sets=14.0, levels=_NO_ADVANCED)
TRAINED = DoseTemplate(reps_low=6, reps_high=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramPolicy:
    """All numbers of the generator, of progression and of the checker.

    Read them with their sources by :func:`figures_of`.
    """

    version: str = "programs-3"

    young: DoseTemplate = YOUNG
    older: DoseTemplate = OLDER
    novice: DoseTemplate = NOVICE
    one_year: DoseTemplate = ONE_YEAR
    trained: DoseTemplate = TRAINED

    # The whole
    weeks: int = figure(8, "weeks", CONSENSUS, "decision after 8 to 12 weeks; " + LYNCH)
    weeks_range: tuple[int, int] = figure((4, 8), "weeks that may be asked for")
    check_every_weeks: int = figure(2, "weeks from check to check; the last week has the retest")
    most_targets: int = figure(3, "targets")
    sign_weight: float = figure(0.1, "added to the probability where a sign was told of")
    most_daily: int = figure(3, "daily doses")
    least_minutes: int = figure(15, "min a session")
    most_checks_a_session: int = figure(2, "checks")
    most_lines: int = figure(9, "lines a session")
    least_frequency: int = figure(2, "sessions a week and target", CONSENSUS, ACSM_2009)
    balanced_checks: int = figure(4, "patterns checked when no side is weaker")
    balanced_rounds: int = figure(2, "times a week each pattern at most")

    # Overload
    most_session_sets: float = figure(
        10.0, "hard sets a session, side and muscle", CONSENSUS, PELLAND
    )
    hard_weekly_sets: float = figure(20.0, "hard sets a week, side and muscle", CONSENSUS, PELLAND)
    secondary_share: float = figure(0.5, "sets counted for a secondary muscle", CONSENSUS, PELLAND)

    # A light week
    light_week: int = figure(5, "week of a longer block, counted from 1", CONSENSUS, BELL)
    light_sets_share: float = figure(0.5, "part of the sets", CONSENSUS, BELL)
    light_load_share: float = figure(0.9, "part of the load", CONSENSUS, BELL)
    light_rir_more: int = figure(2, "reps more in reserve", CONSENSUS, BELL)
    most_rir: int = figure(5, "reps in reserve that are ever asked")
    light_start_weeks: int = figure(2, "weeks with one rep more in reserve after days off")
    days_off: int = figure(14, "days without training after which a start is light")
    days_off_load_share: float = figure(0.9, "part of the load after days off", TRIAL, MCMASTER)
    performance_drop: float = figure(
        0.05, "part of reps x load lost in two sessions, to rest early"
    )

    most_growth: float = figure(1.3, "times the sets of the weeks before, at most, a week")
    free_growth_sets: int = figure(2, "sets a week that may always be added")
    most_load_growth: float = figure(0.1, "part of a load by which it may rise at once")
    most_load_rise_kg: float = figure(10.0, "kg by which a load may rise at once, at most")
    recent_weeks: int = figure(4, "weeks in which sets are looked for")

    # The ratio of the sides
    weeks_to_judge: int = figure(4, "weeks of a phase before it is judged", CONVENTION, LYNCH)
    weeks_to_decide: int = figure(8, "weeks of a course until it goes on or is monitored")
    horizon_weeks: int = figure(24, "weeks in which a course has to get there")
    moved_share: float = figure(0.25, "part of the gap that equal sets have to move")
    moved_sds: float = figure(1.0, "standard deviations that the move has to be")
    equal_weeks: int = figure(12, "weeks of a course in which equal sets have to get there")
    lever_above: float = figure(0.8, "probability of over 5 %, above which a lever may open")
    most_lever_weeks: int = figure(20, "weeks that a lever stays open at most")
    held_line_sets: int = figure(3, "sets in a line of the weaker side while the other is held")
    closed_days: int = figure(14, "days for which a gap has to be level")
    closed_below: float = figure(0.35, "probability of over 5 %, under which a gap is closed")
    reopened_above: float = figure(0.9, "probability of over 5 %, above which it is open again")
    level_log_pct: float = figure(5.13, "log-%; 5 % of the stronger side")
    most_steps: int = figure(2, "steps of more sets for the weaker side: 4:3, then 3:2")
    held_weekly_sets: int = figure(2, "sets a week of a held side at least", TRIAL, SPIERING)
    weeks_a_step_back: int = figure(2, "weeks after which each line of a held side gets a set back")
    most_ratio_adding: float = figure(2.0, "weaker to stronger, by adding sets")
    most_ratio_holding: float = figure(3.0, "weaker to stronger, by holding the stronger side")
    most_added_share: float = figure(0.5, "part of the sets that may be added")
    most_added_sets: int = figure(4, "sets a week that may be added")
    pace_novice: tuple[float, float, float] = figure(
        (0.35, 0.75, 1.1), "log-% a week that a gap closes: slow, middle, fast"
    )
    pace_one_year: tuple[float, float, float] = figure((0.1, 0.25, 0.45), "log-% a week")
    pace_trained: tuple[float, float, float] = figure((0.0, 0.05, 0.2), "log-% a week")
    range_sds: float = figure(1.2816, "standard deviations either way; 80 % of a normal")
    kept_weeks: int = figure(6, "weeks of equal sets after closing", CONVENTION)
    watched_weeks: int = figure(12, "weeks for which a closed gap stays a target", CONVENTION)

    # Care
    careful_rir: int = figure(3, "reps in reserve with a caution")

    # Mobility
    second_stretch_from_minutes: int = figure(
        30, "min a session, for a second stretch against aches"
    )
    mobility_sets: int = figure(2, "sets a side", CONSENSUS, THOMAS)
    tight_ratio: int = figure(2, "sets of the tight side to one of the free side")
    mobility_reps: int = figure(8, "reps a side")

    # Loads
    history_days: int = figure(56, "days for which a logged set still sets a load")
    check_reps_all_out: int = figure(8, "reps to failure aimed at")
    check_reps_in_reserve: int = figure(12, "reps and reserve together, aimed at")
    check_reps_low: int = figure(5, "reps")
    check_reps_high: int = figure(15, "reps; more carry no estimate")
    warm_up_share: float = figure(0.6, "part of the check's load", CONSENSUS, ACSM_2009)
    warm_up_reps: int = figure(5, "reps")
    warm_up_rir: int = figure(5, "reps in reserve at least")
    hold_share: float = figure(0.7, "part of the last hold")
    hold_range_s: tuple[int, int] = figure((10, 60), "s")
    hold_step_s: int = figure(5, "s")

    # Time
    warm_up_s: int = figure(180, "s of easy movement", CONSENSUS, ACSM_2009)
    rep_s: int = figure(4, "s a rep", CONSENSUS, ACSM_2009)
    tempo: str = figure("2-0-2", "s down, held, up", CONSENSUS, ACSM_2009)
    slow_tempo: str = figure("4-0-4", "s down, held, up, after a morning that hurt more")
    change_over_s: int = figure(60, "s to the next exercise")
    switch_s: int = figure(15, "s from one side to the other")
    switch_stretch_s: int = figure(5, "s from one side to the other, stretches")
    switch_check_s: int = figure(60, "s from one side to the other, checks")

    # Progress after a session
    pain_free: int = figure(SAFE_MOST, "of 10, at most: goes on as planned", CONSENSUS, SILBERNAGEL)
    pain_limit: int = figure(ACCEPTABLE_MOST, "of 10, at most: held", CONSENSUS, SILBERNAGEL)
    pain_load_share: float = figure(
        CHANGES[Status.LIGHTEN].load_factor, "part of the load after pain over the limit"
    )
    pain_eased_share: float = figure(
        CHANGES[Status.EASE].load_factor, "part of the load after a morning that hurt more"
    )
    easier_reps: tuple[int, int] = figure((8, 12), "reps of an easier exercise")
    miss_reps: int = figure(3, "reps under the range from which the load goes down a step")
    progress_rir: int = figure(2, "reps in reserve at least, to add load or reps")

    # When the checker expects everything to fit
    planes_from_weekly_minutes: int = figure(60, "min a week")
    bilateral_from_weekly_minutes: int = figure(60, "min a week")
    antagonist_from_weekly_minutes: int = figure(60, "min a week")

    def weeks_of(self, wanted: int | None) -> int:
        """Weeks of a block: as wanted within the range, else the policy's."""
        low, high = self.weeks_range
        return self.weeks if wanted is None else min(high, max(low, wanted))

    def check_weeks(self, weeks: int) -> tuple[int, ...]:
        """Weeks of a block that have a check, the last one included.

        Examples
        --------
        >>> POLICY.check_weeks(8), POLICY.check_weeks(5)
        ((2, 4, 6, 8), (2, 4, 5))
        """
        regular = range(self.check_every_weeks, weeks + 1, self.check_every_weeks)
        return tuple(sorted({*regular, weeks}))

    def pace_of(self, population: Population) -> tuple[float, float, float]:
        """How fast a gap of somebody in a group closes, log-% a week: slow, middle, fast."""
        match population:
            case Population.ONE_YEAR:
                return self.pace_one_year
            case Population.TRAINED:
                return self.pace_trained
            case Population.YOUNG | Population.OLDER | Population.NOVICE:
                return self.pace_novice

    def hoped_pace(self, population: Population) -> float:
        """The pace for which a lever goes on, log-% a week.

        A beginner gets the fast one, since nobody knows how much of the gap training can close; in
        others even a fast gap does not get there, and the middle one tells so in time.
        """
        _slow, middle, fast = self.pace_of(population)
        is_beginner = self.pace_of(population) == self.pace_novice
        return fast if is_beginner else middle

    def is_light_week(self, week: int, weeks: int) -> bool:
        """Whether a week of a block is light."""
        return week == self.light_week <= weeks

    def template_for(self, population: Population) -> DoseTemplate:
        """Dose template of a population."""
        match population:
            case Population.YOUNG:
                return self.young
            case Population.OLDER:
                return self.older
            case Population.NOVICE:
                return self.novice
            case Population.ONE_YEAR:
                return self.one_year
            case Population.TRAINED:
                return self.trained


POLICY = ProgramPolicy()
