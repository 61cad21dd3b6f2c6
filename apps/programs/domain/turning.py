"""A course that turns within a block: as large a lever as its days and muscles have room for."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern
from apps.programs.domain.breaches import Rule
from apps.programs.domain.checking import check_program
from apps.programs.domain.inputs import ProgramInputs, Target
from apps.programs.domain.policy import POLICY, ProgramPolicy
from apps.programs.domain.program import PlannedSession, ProgramPlan
from apps.programs.domain.resharing import OwnLoad, reshared

_NO_ROOM = frozenset({Rule.OVER_TIME, Rule.SESSION_VOLUME, Rule.WEEK_VOLUME, Rule.VOLUME_JUMP})


class Turning(Struct, frozen=True, kw_only=True):
    """A program whose courses took a turn, with what it takes to share its sets anew.

    Parameters
    ----------
    plan
        The program as it was made, without its sessions.
    inputs
        What it was made from, with what has been lifted since.
    over
        Sessions that have been.
    coming
        Sessions to come, as they are.
    own_load
        What a side carries by itself.
    """

    plan: ProgramPlan
    inputs: ProgramInputs
    specs: Mapping[str, ExerciseSpec]
    over: tuple[PlannedSession, ...]
    coming: tuple[PlannedSession, ...]
    own_load: OwnLoad
    policy: ProgramPolicy = POLICY

    def turned(
        self, targets: tuple[Target, ...], turned: frozenset[MovementPattern]
    ) -> tuple[tuple[Target, ...], tuple[PlannedSession, ...]]:
        """The targets and the sessions to come; a lever that finds no room is a smaller one.

        Parameters
        ----------
        targets
            All targets, with their courses after the turn.
        turned
            The patterns whose courses took it.
        """
        sessions = self._shared(targets, turned)
        while not self._has_room(targets, sessions):
            smaller = tuple(_smaller(one) if one.pattern in turned else one for one in targets)
            if smaller == targets:
                break
            targets, sessions = smaller, self._shared(smaller, turned)
        return targets, sessions

    def _shared(
        self, targets: tuple[Target, ...], turned: frozenset[MovementPattern]
    ) -> tuple[PlannedSession, ...]:
        concerned = {one.pattern: one for one in targets if one.pattern in turned}
        return reshared(self.coming, concerned, own_load=self.own_load, policy=self.policy)

    def _has_room(self, targets: tuple[Target, ...], changed: tuple[PlannedSession, ...]) -> bool:
        """Whether the judge finds no day longer and no muscle fuller than it may be, but as it was."""
        return self._broken(targets, changed) <= self._broken(targets, self.coming)

    def _broken(self, targets: tuple[Target, ...], sessions: tuple[PlannedSession, ...]) -> int:
        plan = replace(self.plan, targets=targets, sessions=(*self.over, *sessions))
        found = check_program(plan, self.inputs, self.specs.values(), self.policy)
        return sum(one.rule in _NO_ROOM for one in found)


def _smaller(target: Target) -> Target:
    """The target with a smaller lever, or as it is where there is none."""
    course = None if target.course is None else target.course.smaller
    return target if course is None else replace(target, course=course)
