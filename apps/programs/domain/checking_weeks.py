"""Rules about a week, and about one week after another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import (
    ExerciseKind,
    Laterality,
    Limb,
    Metric,
    MovementPattern,
    Plane,
    Side,
)
from apps.programs.domain.breaches import (
    Breach,
    Case,
    Line,
    Rule,
    at,
    hard_sets,
    is_hard,
    is_one_sided,
    muscle_shares,
)
from apps.programs.domain.inputs import Target
from apps.programs.domain.patterns import LIMB_OF, PULLS, PUSHES, REGIONS_OF
from apps.programs.domain.program import Block, PlannedSession, Prescription, ReasonCode

VOLUME_JUMP_RATIO = 1.3
VOLUME_JUMP_SETS = 2.0
CHECK_GAP_DAYS = 14

_SIDES = (Side.LEFT, Side.RIGHT)


def _weeks(case: Case) -> range:
    return range(1, case.plan.weeks + 1)


def _volume(case: Case, lines: Iterable[Line]) -> Counter[tuple[Side, Muscle]]:
    counts: Counter[tuple[Side, Muscle]] = Counter()
    for _, line, spec in lines:
        if is_hard(line, spec):
            for muscle, share in muscle_shares(spec, case.policy).items():
                for side, sets in zip(_SIDES, hard_sets(line), strict=True):
                    counts[side, muscle] += sets * share  # type: ignore[assignment]
    return counts


def volume_is_capped(case: Case) -> Iterator[Breach]:
    """Hard sets of a side and muscle stay under the limits of a session and of a week."""
    for session in case.plan.sessions:
        own = [item for item in case.lines(session.week) if item[0] is session]
        for (side, muscle), sets in _volume(case, own).items():
            if sets > case.policy.most_session_sets:
                yield at(
                    Rule.SESSION_VOLUME, session, side=side.value, muscle=muscle.value, sets=sets
                )
    most = min(case.policy.hard_weekly_sets, case.template.most_weekly_sets)
    for week in _weeks(case):
        for (side, muscle), sets in _volume(case, case.lines(week)).items():
            if sets > most:
                yield Breach(
                    rule=Rule.WEEK_VOLUME,
                    week=week,
                    params={"side": side.value, "muscle": muscle.value, "sets": sets},
                )


def volume_rises_slowly(case: Case) -> Iterator[Breach]:
    """No week has more than 1.3 times, and two sets over, the most of the weeks before it.

    The weeks just before the block are among them. The first week is free: each of its lines needs
    a set, also where hardly anything was trained before.
    """
    recent: Counter[tuple[Side, Muscle]] = Counter()
    for one in case.inputs.recent:
        recent[one.side, one.muscle] = one.sets  # type: ignore[assignment]
    volumes = [recent, *(_volume(case, case.lines(week)) for week in _weeks(case))]
    for number in range(2, len(volumes)):
        for key, sets in volumes[number].items():
            before = max(volume[key] for volume in volumes[:number])
            if sets > before * VOLUME_JUMP_RATIO and sets > before + VOLUME_JUMP_SETS:
                yield Breach(
                    rule=Rule.VOLUME_JUMP,
                    week=number,
                    params={"side": key[0].value, "muscle": key[1].value, "sets": sets},
                )


def muscles_rest(case: Case) -> Iterator[Breach]:
    """No muscle is the main worker on two days in a row."""
    worked: dict[date, set[Muscle]] = defaultdict(set)
    for session, line, spec in case.lines():
        if is_hard(line, spec):
            worked[session.date] |= set(spec.primary_muscles)
    for session in case.plan.sessions:
        tired = worked[session.date] & worked[session.date - timedelta(days=1)]
        if tired:
            yield at(Rule.MUSCLE_WITHOUT_REST, session, muscles=", ".join(sorted(tired)))


def _serves(spec: ExerciseSpec, target: Target) -> bool:
    limb: Limb = LIMB_OF[target.pattern]
    return spec.limb is limb or not spec.regions.isdisjoint(REGIONS_OF[target.pattern])


def planes_are_covered(case: Case) -> Iterator[Breach]:
    """Each target has a one-sided task in each plane every week, if there is one and time for it."""
    possible = [spec for spec in case.usable if is_one_sided(spec) and _is_doable(spec)]
    for target in case.plan.targets:
        for week in _weeks(case):
            covered = {
                plane
                for _, _, spec in case.lines(week)
                if is_one_sided(spec) and _serves(spec, target)
                for plane in spec.planes
            }
            for plane in Plane:
                if plane in covered or not any(
                    plane in spec.planes and _serves(spec, target) for spec in possible
                ):
                    continue
                said = case.said(
                    ReasonCode.PLANE_LEFT_OUT, pattern=target.pattern.value, plane=plane.value
                )
                is_first = target is case.plan.targets[0]
                plenty = case.weekly_minutes >= case.policy.planes_from_weekly_minutes
                if not said or (is_first and plenty):
                    yield Breach(
                        rule=Rule.PLANE_MISSING,
                        week=week,
                        params={"pattern": target.pattern.value, "plane": plane.value},
                    )


def _is_doable(spec: ExerciseSpec) -> bool:
    return spec.metric not in (Metric.CENTIMETRES, Metric.DEGREES)


def targets_are_met_twice(case: Case) -> Iterator[Breach]:
    """The first target is trained twice a week if two days are not neighbours; others say so if not."""
    for target in case.plan.targets:
        for week in _weeks(case):
            dates = {
                session.date
                for session, line, spec in case.lines(week)
                if spec.pattern is target.pattern and is_hard(line, spec) and is_one_sided(spec)
            }
            if len(dates) >= case.policy.least_frequency:
                continue
            offered = sorted(s.date for s in case.plan.sessions if s.week == week)
            apart = any(
                (b - a).days not in (1, 6) for n, a in enumerate(offered) for b in offered[n + 1 :]
            )
            said = case.said(ReasonCode.ONCE_A_WEEK, pattern=target.pattern.value)
            if not said or (apart and target is case.plan.targets[0]):
                yield Breach(
                    rule=Rule.TARGET_ONCE_A_WEEK,
                    week=week,
                    params={"pattern": target.pattern.value},
                )


def bilateral_is_kept(case: Case) -> Iterator[Breach]:
    """At least one bilateral lift a week, if there is one to do and time for it."""
    possible = any(
        spec.laterality is Laterality.BILATERAL
        and spec.kind is ExerciseKind.STRENGTH
        and spec.pattern.has_verdict
        and _is_doable(spec)
        for spec in case.usable
    )
    plenty = case.weekly_minutes >= case.policy.bilateral_from_weekly_minutes
    if not possible or (case.said(ReasonCode.BILATERAL_LEFT_OUT) and not plenty):
        return
    for week in _weeks(case):
        if not any(
            line.both is not None and is_hard(line, spec) for _, line, spec in case.lines(week)
        ):
            yield Breach(rule=Rule.NO_BILATERAL, week=week)


def pulls_match_pushes(case: Case) -> Iterator[Breach]:
    """Pushes are at most as many sets as pulls, where a pull is possible and there is time."""
    possible = any(
        spec.pattern in PULLS and is_one_sided(spec) and _is_doable(spec) for spec in case.usable
    )
    plenty = case.weekly_minutes >= case.policy.antagonist_from_weekly_minutes
    if not possible or (case.said(ReasonCode.ANTAGONIST_LEFT_OUT) and not plenty):
        return
    for week in _weeks(case):
        if any(line.is_light for _, line, _ in case.lines(week)):
            continue
        sets: Counter[bool] = Counter()
        for _, line, spec in case.lines(week):
            if is_hard(line, spec) and spec.pattern in PUSHES | PULLS:
                is_push = spec.pattern in PUSHES
                # What a lever adds to the weaker side of a push asks for no more pulls, also where
                # the other side has its check and not one set more.
                given = [d.sets for d in (line.left, line.right, line.both) if d is not None]
                sets[is_push] += min(given) if is_push else max(given)
        if sets[True] > sets[False]:
            yield Breach(
                rule=Rule.PUSHES_OVER_PULLS,
                week=week,
                params={"pushes": sets[True], "pulls": sets[False]},
            )


def _checks_of(case: Case, pattern: MovementPattern) -> list[tuple[PlannedSession, Prescription]]:
    return [
        (session, line)
        for session, line, spec in case.lines()
        if line.is_check and line.block is Block.CHECK and spec.pattern is pattern
    ]


def checks_come_every_two_weeks(case: Case) -> Iterator[Breach]:
    """Each target is checked every two weeks by an exercise that measures, and the last in the end."""
    last_day = case.plan.starts_on + timedelta(weeks=case.plan.weeks)
    for target in case.plan.targets:
        trained = [
            spec
            for _, line, spec in case.lines()
            if spec.pattern is target.pattern and is_hard(line, spec) and is_one_sided(spec)
        ]
        if not any(spec.measures_sides for spec in trained) and case.said(
            ReasonCode.CHECK_NOT_POSSIBLE, pattern=target.pattern.value
        ):
            continue
        measuring = [spec for spec in trained if spec.measures_sides]
        if measuring and all(case.inputs.rests(spec.regions) for spec in measuring):
            continue
        is_first = target is case.plan.targets[0]
        if not is_first and case.said(ReasonCode.CHECK_NOT_POSSIBLE, pattern=target.pattern.value):
            continue
        days = [session.date for session, _ in _checks_of(case, target.pattern)]
        marks = [case.plan.starts_on, *days, last_day]
        if any((after - before).days > CHECK_GAP_DAYS for before, after in pairwise(marks)):
            yield Breach(rule=Rule.CHECK_MISSING, params={"pattern": target.pattern.value})
    for session, line, spec in case.lines():
        if line.is_check and not spec.measures_sides:
            yield at(Rule.CHECK_MISSING, session, line)


def check_order_alternates(case: Case) -> Iterator[Breach]:
    """The side that starts a check is the other one than last time."""
    for pattern in MovementPattern:
        finding = case.finding_in(pattern)
        before = None if finding is None else finding.last_check_first_side
        for session, line in _checks_of(case, pattern):
            if before is not None and line.first_side is before:
                yield at(Rule.CHECK_ORDER_FIXED, session, line)
            before = line.first_side


def balance_is_trained(case: Case) -> Iterator[Breach]:
    """From 65, balance every week, if there is an exercise and time for it."""
    possible = any(
        spec.kind is ExerciseKind.BALANCE and is_one_sided(spec) and _is_doable(spec)
        for spec in case.usable
    )
    if not case.template.does_balance or not possible or case.said(ReasonCode.BALANCE_LEFT_OUT):
        return
    for week in _weeks(case):
        if not any(line.block is Block.BALANCE for _, line, _ in case.lines(week)):
            yield Breach(rule=Rule.NO_BALANCE, week=week)
