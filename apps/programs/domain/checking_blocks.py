"""Rules about a block as a whole: light weeks, steps of load, daily doses, pain, the group's doses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from apps.assessments.domain.habits import CARDS, Habit
from apps.assessments.domain.pain import Status
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.implements import weight_source_of
from apps.exercises.domain.vocabulary import Limb, Side
from apps.profiles.domain.people import Experience
from apps.programs.domain.breaches import (
    ENDED_BY_PAIN,
    Breach,
    Case,
    Rule,
    at,
    hard_sets,
    is_hard,
)
from apps.programs.domain.program import Block, SideDose

MOST_WEEKS_WITHOUT_LIGHT = 6
LIGHT_WEEK_SHARE = 0.7
"""A week with no more than this part of the sets of the heaviest week so far is light."""
MOST_STEP_SHARE = 0.10
MOST_STEP_KG = 10.0
LEAST_REST_S = 60
LEAST_REPS = {True: 6, False: 1}
MOST_REPS = 15
LEAST_REPS_NOVICE = 8
PAIN_LOAD_SHARE = {Status.HOLD: 1.0, Status.EASE: 0.9, Status.LIGHTEN: 0.7}
"""Most of the last load that may be asked again: 3 to 5; worse next morning; over 5."""


def light_weeks_come(case: Case) -> Iterator[Breach]:
    """No more than six weeks in a row without a light one.

    That is one of clearly fewer sets, or, where single sets cannot be halved, of easier ones alone.
    """
    run, most = 0, 0
    for week in range(1, case.plan.weeks + 1):
        hard = [line for _, line, spec in case.lines(week) if is_hard(line, spec)]
        volume = sum(sum(hard_sets(line)) for line in hard)
        most = max(most, volume)
        is_easy = all(line.is_light for line in hard if not line.is_check)
        run = 0 if is_easy or volume <= LIGHT_WEEK_SHARE * most else run + 1
        if run > MOST_WEEKS_WITHOUT_LIGHT:
            yield Breach(rule=Rule.NO_LIGHT_WEEK, week=week)


def light_weeks_are_easy(case: Case) -> Iterator[Breach]:
    """A line of a light week is no heavier and no harder than the work of the week before it."""
    before: dict[tuple[str, Side | None], SideDose] = {}
    seen_in: dict[tuple[str, Side | None], int] = {}
    for session, line, _ in case.lines():
        if line.block is not Block.STRENGTH:
            continue
        for side in (*Side, None):
            dose = line.dose_for(side)
            key = line.exercise_slug, side
            earlier = before.get(key)
            if dose is None:
                continue
            if not line.is_light:
                is_same_week = seen_in.get(key) == session.week
                before[key] = _hardest(dose, earlier, is_same_week=is_same_week)
                seen_in[key] = session.week
            elif earlier is not None and _is_harder(dose, earlier):
                yield at(Rule.LIGHT_WEEK_HARD, session, line)


def _hardest(dose: SideDose, earlier: SideDose | None, *, is_same_week: bool) -> SideDose:
    """A dose with the most sets so far, and with the load and effort of the hardest of its week."""
    if earlier is None:
        return dose
    dose = replace(dose, sets=max(dose.sets, earlier.sets))
    if not is_same_week:
        return dose
    loads = [one.load_kg for one in (dose, earlier) if one.load_kg is not None]
    efforts = [one.rir_target for one in (dose, earlier) if one.rir_target is not None]
    return replace(dose, load_kg=max(loads, default=None), rir_target=min(efforts, default=None))


def _is_harder(dose: SideDose, earlier: SideDose) -> bool:
    heavier = (dose.load_kg or 0.0) > (earlier.load_kg or 0.0) and earlier.load_kg is not None
    closer = (
        dose.rir_target is not None
        and earlier.rir_target is not None
        and dose.rir_target < earlier.rir_target
    )
    return heavier or closer or dose.sets > earlier.sets


def loads_rise_slowly(case: Case) -> Iterator[Breach]:
    """From one week to the next a load rises by 10 % or 10 kg at most, or by the smallest real step."""
    known: dict[tuple[str, Side | None], tuple[int, float]] = {}
    for session, line, spec in case.lines():
        if line.block is not Block.STRENGTH or line.is_light:
            continue
        for side in (*Side, None):
            dose = line.dose_for(side)
            if dose is None or dose.load_kg is None:
                continue
            key = (line.exercise_slug, side)
            earlier = known.get(key)
            if earlier is not None and _is_jump(case, spec, earlier[1], dose.load_kg):
                params = {"from_kg": earlier[1], "to_kg": dose.load_kg}
                yield at(Rule.LOAD_JUMP, session, line, **params)
            known[key] = (session.week, dose.load_kg)


def _is_jump(case: Case, spec: ExerciseSpec, before_kg: float, load_kg: float) -> bool:
    rise = load_kg - before_kg
    if rise <= 0 or before_kg <= 0:
        return False
    share = MOST_STEP_SHARE if spec.limb is not Limb.LEG else 2 * MOST_STEP_SHARE
    allowed = min(share * before_kg, MOST_STEP_KG)
    return rise > max(allowed, _smallest_step(case, spec, before_kg)) + 1e-6


def _smallest_step(case: Case, spec: ExerciseSpec, load_kg: float) -> float:
    source = weight_source_of(spec)
    for kind in case.inputs.weights:
        if kind.source is source:
            return next((kg - load_kg for kg in kind.loads_kg if kg > load_kg + 1e-6), 0.0)
    return spec.load_step_kg or 0.0


def retests_end_the_block(case: Case) -> Iterator[Breach]:
    """What was checked on the way is checked in the last week again."""
    checked: defaultdict[str, set[int]] = defaultdict(set)
    for session, line, spec in case.lines():
        if line.is_check:
            checked[spec.pattern.value].add(session.week)
    for target in case.plan.targets:
        weeks = checked.get(target.pattern.value, set())
        if weeks and case.plan.weeks not in weeks:
            yield Breach(rule=Rule.RETEST_MISSING, params={"pattern": target.pattern.value})


def daily_doses_are_safe(case: Case) -> Iterator[Breach]:
    """Nothing for every day works a region that is blocked."""
    for dose in case.plan.daily:
        card = CARDS.get(Habit(dose.habit))
        loaded = set() if card is None else set(card.loads)
        if dose.region is not None:
            loaded.add(dose.region)
        if loaded & case.inputs.blocked_regions:
            yield Breach(rule=Rule.DAILY_BLOCKED, params={"habit": dose.habit})


def pain_is_followed(case: Case) -> Iterator[Breach]:
    """What hurt comes back lighter or not at all, as the pain model says."""
    last = {}
    for done in sorted(case.inputs.history, key=lambda one: one.done_on):
        last[done.exercise_slug, done.side] = done.load_kg
    for session, line, _ in case.lines(1):
        for side in (*Side, None):
            dose = line.dose_for(side)
            if dose is None:
                continue
            status = case.inputs.hurts(line.exercise_slug, side)
            if status in ENDED_BY_PAIN:
                yield at(Rule.PAIN_IGNORED, session, line)
                continue
            before, share = last.get((line.exercise_slug, side)), PAIN_LOAD_SHARE.get(status)
            if before and share and dose.load_kg and dose.load_kg > share * before + 1e-6:
                yield at(Rule.PAIN_IGNORED, session, line)


def rests_are_long_enough(case: Case) -> Iterator[Breach]:
    """Hard sets have a minute at least after each pair."""
    for session, line, spec in case.lines():
        if is_hard(line, spec) and line.rest_after_pair_s < LEAST_REST_S:
            yield at(Rule.REST_TOO_SHORT, session, line)


def reps_suit(case: Case) -> Iterator[Breach]:
    """Reps stay where strength is trained and where the athlete's group is safe."""
    least = LEAST_REPS[case.is_young]
    if not case.is_young and case.inputs.experience is Experience.NOVICE:
        least = LEAST_REPS_NOVICE
    for session, line, spec in case.lines():
        if not is_hard(line, spec) or line.is_check:
            continue
        for dose in line.doses:
            low, high = dose.reps_low, dose.reps_high
            if (low is not None and low < least) or (high is not None and high > MOST_REPS):
                yield at(Rule.REPS_OUT_OF_RANGE, session, line)
                break
