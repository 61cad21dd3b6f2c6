"""Rules about what stands in a session, where, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from apps.exercises.domain.vocabulary import Equipment
from apps.programs.domain.breaches import Breach, Case, Rule, at
from apps.programs.domain.policy import ProgramPolicy
from apps.programs.domain.program import Block, Prescription


def exercises_are_known(case: Case) -> Iterator[Breach]:
    """Every exercise is in the catalogue and none that the athlete ruled out."""
    for session in case.plan.sessions:
        for line in session.prescriptions:
            if line.exercise_slug not in case.specs:
                yield at(Rule.UNKNOWN_EXERCISE, session, line)
            if line.exercise_slug in case.inputs.excluded_exercises:
                yield at(Rule.EXCLUDED_EXERCISE, session, line)


def equipment_is_at_hand(case: Case) -> Iterator[Breach]:
    """Nothing is needed that the athlete does not have."""
    at_hand = case.inputs.equipment | {Equipment.BODYWEIGHT}
    for session, line, spec in case.lines():
        missing = [item for item in spec.equipment if item not in at_hand]
        if missing:
            yield at(Rule.EQUIPMENT_MISSING, session, line, missing=", ".join(missing))


def cautions_are_kept(case: Case) -> Iterator[Breach]:
    """No exercise that warns of a region under caution, none that works a blocked one."""
    careful = case.inputs.caution_regions | case.inputs.blocked_regions
    for session, line, spec in case.lines():
        if not careful.isdisjoint(spec.cautions):
            yield at(Rule.CAUTION_IGNORED, session, line)
        if not case.inputs.blocked_regions.isdisjoint(spec.regions):
            yield at(Rule.REGION_BLOCKED, session, line)


def levels_suit(case: Case) -> Iterator[Breach]:
    """Nobody is given an exercise above the level of their group."""
    for session, line, spec in case.lines():
        if spec.level not in case.template.levels:
            yield at(Rule.LEVEL_TOO_HIGH, session, line, level=spec.level.value)


def sessions_fit_their_minutes(case: Case) -> Iterator[Breach]:
    """A session takes no longer than the athlete has, and says how long it takes."""
    for session in case.plan.sessions:
        seconds = case.policy.warm_up_s + sum(
            _seconds_of(line, case.policy) for line in session.prescriptions
        )
        if seconds > case.inputs.session_minutes * 60:
            yield at(Rule.OVER_TIME, session, seconds=seconds)
        if session.estimated_minutes * 60 < seconds:
            yield at(Rule.TIME_UNDERSTATED, session, seconds=seconds)


def _seconds_of(line: Prescription, policy: ProgramPolicy) -> int:
    """Seconds of a line, counted set by set."""
    total = policy.change_over_s
    doses = [dose for dose in (line.left, line.right, line.both) if dose is not None]
    rounds = max((dose.sets for dose in doses), default=0)
    for number in range(rounds):
        active = [dose for dose in doses if number < dose.sets]
        for dose in active:
            reps = 0 if dose.reps_high is None else dose.reps_high
            total += reps * policy.rep_s if dose.seconds is None else dose.seconds
        total += line.rest_between_sides_s * (len(active) - 1)
        total += line.rest_after_pair_s if number < rounds - 1 else 0
    return total


def sessions_fall_on_training_days(case: Case) -> Iterator[Breach]:
    """Days are the athlete's, in their week, one session each, and no more than suits the group."""
    dates = [session.date for session in case.plan.sessions]
    for session in case.plan.sessions:
        if session.date.weekday() not in case.inputs.training_days:
            yield at(Rule.NOT_A_TRAINING_DAY, session)
        first = case.plan.starts_on + timedelta(weeks=session.week - 1)
        if not first <= session.date < first + timedelta(weeks=1):
            yield at(Rule.OUTSIDE_ITS_WEEK, session)
    if len(set(dates)) < len(dates):
        yield Breach(rule=Rule.TWO_SESSIONS_A_DAY)
    per_week = Counter(session.week for session in case.plan.sessions)
    for week, count in per_week.items():
        if count > case.template.most_sessions:
            yield Breach(rule=Rule.TOO_MANY_SESSIONS, week=week, params={"sessions": count})
    if case.is_young and any((b - a).days == 1 for a, b in pairwise(sorted(dates))):
        yield Breach(rule=Rule.NO_DAY_OFF)


def positions_run_on(case: Case) -> Iterator[Breach]:
    """Lines are numbered from 0 without a gap."""
    for session in case.plan.sessions:
        if [line.position for line in session.prescriptions] != [
            *range(len(session.prescriptions))
        ]:
            yield at(Rule.POSITIONS_BROKEN, session)


def mobility_comes_first(case: Case) -> Iterator[Breach]:
    """No stretch after the first line of anything else."""
    for session in case.plan.sessions:
        begun = False
        for line in session.prescriptions:
            if line.block is not Block.MOBILITY:
                begun = True
            elif begun:
                yield at(Rule.MOBILITY_NOT_FIRST, session, line)


def checks_are_fresh(case: Case) -> Iterator[Breach]:
    """No work before a check."""
    for session in case.plan.sessions:
        tired = False
        for line in session.prescriptions:
            if line.block in (Block.STRENGTH, Block.BALANCE):
                tired = True
            elif tired and (line.is_check or line.block in (Block.CHECK, Block.WARM_UP)):
                yield at(Rule.CHECK_NOT_FRESH, session, line)


def one_sided_comes_before_bilateral(case: Case) -> Iterator[Breach]:
    """No one-sided work after a bilateral line."""
    for session in case.plan.sessions:
        bilateral = False
        for line in session.prescriptions:
            if line.both is not None:
                bilateral = True
            elif bilateral:
                yield at(Rule.BILATERAL_TOO_EARLY, session, line)


def every_line_says_why(case: Case) -> Iterator[Breach]:
    """No line without a reason."""
    for session in case.plan.sessions:
        for line in session.prescriptions:
            if not line.reasons:
                yield at(Rule.NO_REASON, session, line)
