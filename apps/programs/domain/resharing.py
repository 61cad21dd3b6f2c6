"""Planned lines with their sets shared anew between the sides, because a course took a turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.courses import Course, Phase
from apps.programs.domain.explaining import (
    ABOUT_SHARES,
    check_is_its_set_reason,
    light_start_reason,
    light_week_reason,
    share_reason,
)
from apps.programs.domain.inputs import Target
from apps.programs.domain.program import Block, PlannedSession, Prescription, ReasonCode, SideDose
from apps.programs.domain.sharing import Share, Weekly, shared
from apps.programs.domain.timing import session_minutes

if TYPE_CHECKING:
    from apps.programs.domain.policy import ProgramPolicy

type OwnLoad = Callable[[Prescription, Side], float | None]
"""Load that a side can carry by itself in a line, kg; None where it is not known."""


def with_share(
    line: Prescription, weaker: Side, course: Course, share: Share, own_kg: float | None
) -> Prescription:
    """A line of both sides with a share of sets, and the stronger side's own load where it is held.

    Parameters
    ----------
    own_kg
        Load of the held side, kg; never under the weaker side's.
    """
    if line.left is None or line.right is None:
        return line
    leading, other = line.left, line.right
    if weaker is Side.RIGHT:
        leading, other = other, leading
    is_held = course.phase is Phase.STRONGER_HELD
    load = leading.load_kg
    if is_held and own_kg is not None and load is not None:
        load = max(own_kg, load)
    lead = replace(leading, sets=share.weaker, is_capped=leading.is_capped and not is_held)
    rest = replace(
        other,
        sets=share.stronger,
        load_kg=load,
        is_capped=not is_held and line.first_side is weaker,
    )
    if weaker is Side.RIGHT:
        lead, rest = rest, lead
    reasons = tuple(one for one in line.reasons if one.code is not ReasonCode.CHECK_IS_ITS_SET)
    if not share.stronger:
        reasons = (*reasons, check_is_its_set_reason(weaker.opposite))
    return replace(line, left=lead, right=rest, reasons=reasons)


def reshared(
    sessions: Iterable[PlannedSession],
    targets: Mapping[MovementPattern, Target],
    *,
    own_load: OwnLoad,
    policy: ProgramPolicy,
) -> tuple[PlannedSession, ...]:
    """Sessions to come with every one-sided working line as its course now shares it.

    Parameters
    ----------
    targets
        The targets whose courses took a turn, by pattern.
    """
    known = tuple(sessions)
    sharing = _Sharing(
        targets=targets, weekly=_weekly(known, targets), own_load=own_load, policy=policy
    )
    return tuple(_with_lines(session, sharing, policy) for session in known)


def _with_lines(
    session: PlannedSession, sharing: _Sharing, policy: ProgramPolicy
) -> PlannedSession:
    lines = tuple(sharing.turned(line, session) for line in session.prescriptions)
    if lines == session.prescriptions:
        return session
    minutes = session_minutes(lines, policy)
    return replace(session, prescriptions=lines, estimated_minutes=minutes)


class _Sharing(Struct, frozen=True, kw_only=True):
    """What decides the new share of a line."""

    targets: Mapping[MovementPattern, Target]
    weekly: Mapping[tuple[int, MovementPattern], Weekly]
    own_load: OwnLoad
    policy: ProgramPolicy

    def turned(self, line: Prescription, session: PlannedSession) -> Prescription:
        if not _is_concerned(line, self.targets):
            return line
        target = self.targets[line.pattern]
        course, weaker = target.course, target.weaker_side
        if course is None:
            return line
        share = self._share(line, course, session)
        is_held = course.phase is Phase.STRONGER_HELD
        own = self.own_load(line, weaker.opposite) if is_held else None
        why = share_reason(course, weaker, closed_sets(line))
        reasons = tuple(why if one.code in ABOUT_SHARES else one for one in line.reasons)
        if why not in reasons:
            reasons = (*reasons, why)
        return with_share(replace(line, reasons=reasons), weaker, course, share, own)

    def _share(self, line: Prescription, course: Course, session: PlannedSession) -> Share:
        closed = closed_sets(line)
        if course.phase is Phase.WEAKER_MORE and line.is_light:
            return Share.equal(closed)
        if line.is_light:
            course = replace(course, step=0)
        # A check has taken the place of a set.
        checks = sum(
            one.is_check and one.exercise_slug == line.exercise_slug
            for one in session.prescriptions
        )
        share = shared(
            closed + checks,
            course,
            weekly=self.weekly[session.week, line.pattern],
            is_first=session.is_check_session,
            on=session.date,
            policy=self.policy,
        )
        return share.without(checks)


def _is_concerned(line: Prescription, targets: Mapping[MovementPattern, Target]) -> bool:
    has_sides = line.left is not None and line.right is not None
    return line.block is Block.STRENGTH and has_sides and line.pattern in targets


def closed_sets(line: Prescription) -> int:
    """Sets of a line while the ratio is closed: what the lever took or added is left out of it."""
    codes = {reason.code for reason in line.reasons}
    sets = [dose.sets for dose in line.doses]
    return min(sets) if ReasonCode.WEAKER_SIDE_MORE in codes else max(sets)


def _weekly(
    sessions: tuple[PlannedSession, ...], targets: Mapping[MovementPattern, Target]
) -> dict[tuple[int, MovementPattern], Weekly]:
    sets: defaultdict[tuple[int, MovementPattern], list[int]] = defaultdict(list)
    for session in sessions:
        for line in session.prescriptions:
            if _is_concerned(line, targets):
                sets[session.week, line.pattern].append(closed_sets(line))
    return {key: Weekly(lines=len(each), sets=sum(each)) for key, each in sets.items()}


def lightened_line(
    line: Prescription, lighter: Callable[[float | None], float | None], policy: ProgramPolicy
) -> Prescription:
    """A working line as it is in a light week: half the sets, a little less load, more in reserve.

    Parameters
    ----------
    lighter
        From a load to that part of it that a light week asks, kg.
    """
    if line.block is not Block.STRENGTH or line.is_light:
        return line

    def light(dose: SideDose | None) -> SideDose | None:
        if dose is None:
            return None
        rir = dose.rir_target
        return replace(
            dose,
            sets=min(dose.sets, max(1, round(dose.sets * policy.light_sets_share))),
            load_kg=lighter(dose.load_kg),
            rir_target=None if rir is None else min(policy.most_rir, rir + policy.light_rir_more),
        )

    return replace(
        line,
        left=light(line.left),
        right=light(line.right),
        both=light(line.both),
        is_light=True,
        reasons=(*line.reasons, light_week_reason()),
    )


def restarted_line(
    line: Prescription, lighter: Callable[[float | None], float | None], policy: ProgramPolicy
) -> Prescription:
    """A working line for somebody who comes back: a little less load, one rep more in reserve, once."""
    started = ReasonCode.LIGHT_START in {reason.code for reason in line.reasons}
    if line.block is not Block.STRENGTH or started:
        return line

    def easier(dose: SideDose | None) -> SideDose | None:
        if dose is None:
            return None
        rir = dose.rir_target
        reserve = None if rir is None else min(policy.most_rir, rir + 1)
        return replace(dose, load_kg=lighter(dose.load_kg), rir_target=reserve)

    return replace(
        line,
        left=easier(line.left),
        right=easier(line.right),
        both=easier(line.both),
        reasons=(*line.reasons, light_start_reason()),
    )
