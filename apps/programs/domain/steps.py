"""A session as the player walks through it: one set of one side at a time."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.program import Block, PlannedSession, Prescription, SideDose


class StepKey(Struct, frozen=True, kw_only=True):
    """What names a step within its session.

    Parameters
    ----------
    position
        Position of the prescription in the session.
    set_index
        0-based number of the set.
    side
        The side, or None for both together.
    """

    position: int
    set_index: int
    side: Side | None


class Step(Struct, frozen=True, kw_only=True):
    """One set of one side.

    Parameters
    ----------
    pair_order
        1 for the side that goes first (and for both together), 2 for the other.
    is_last_of_pair
        Whether the set is complete after this step; if not, the cue is to switch sides.
    rest_after_s
        Rest after this step, s; 0 after the last of the session.
    """

    key: StepKey
    exercise_slug: str
    block: Block
    pair_order: int
    is_last_of_pair: bool
    rest_after_s: int
    dose: SideDose
    is_check: bool = False

    @property
    def position(self) -> int:
        """Position of the prescription in the session."""
        return self.key.position

    @property
    def set_index(self) -> int:
        """0-based number of the set."""
        return self.key.set_index

    @property
    def side(self) -> Side | None:
        """The side, or None for both together."""
        return self.key.side


def steps_for(session: PlannedSession) -> tuple[Step, ...]:
    """Every set of a session in the order in which it is done.

    The side that goes first (the weaker one, but on checks) alternates with the other set by set.
    Where a side has fewer sets, its last rounds are the other side's alone.
    """
    steps = [step for line in session.prescriptions for step in _steps_of(line)]
    return tuple(
        step if number < len(steps) else replace(step, rest_after_s=0)
        for number, step in enumerate(steps, start=1)
    )


def _steps_of(line: Prescription) -> list[Step]:
    order: tuple[Side | None, ...] = (
        (None,) if line.first_side is None else (line.first_side, line.first_side.opposite)
    )
    doses = [(side, dose) for side in order if (dose := line.dose_for(side)) is not None]
    steps = []
    for set_index in range(max((dose.sets for _, dose in doses), default=0)):
        pair = [(side, dose) for side, dose in doses if set_index < dose.sets]
        for pair_order, (side, dose) in enumerate(pair, start=1):
            is_last = pair_order == len(pair)
            steps.append(
                Step(
                    key=StepKey(position=line.position, set_index=set_index, side=side),
                    exercise_slug=line.exercise_slug,
                    block=line.block,
                    pair_order=pair_order,
                    is_last_of_pair=is_last,
                    rest_after_s=line.rest_after_pair_s if is_last else line.rest_between_sides_s,
                    dose=dose,
                    is_check=line.is_check,
                )
            )
    return steps
