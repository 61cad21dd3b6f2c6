"""How long a line and a session take, by a stated model."""

from __future__ import annotations

import math
from collections.abc import Iterable

from apps.programs.domain.policy import ProgramPolicy
from apps.programs.domain.program import Prescription, SideDose


def set_seconds(dose: SideDose, policy: ProgramPolicy) -> int:
    """Time under way in one set, s: the hold, or the top of the rep range at the set tempo."""
    if dose.seconds is not None:
        return dose.seconds
    assert dose.reps_high is not None
    return dose.reps_high * policy.rep_s


def prescription_seconds(prescription: Prescription, policy: ProgramPolicy) -> int:
    """Time of one line, s, with its rests and the way to it.

    Notes
    -----
    change-over + sets x (first side + rest between sides + second side) + rest after each pair
    but the last. A bilateral line has one set in place of the two.
    """
    if prescription.both is not None:
        sets, work = prescription.both.sets, set_seconds(prescription.both, policy)
    else:
        assert prescription.left is not None
        assert prescription.right is not None
        sets = prescription.left.sets
        work = (
            set_seconds(prescription.left, policy)
            + prescription.rest_between_sides_s
            + set_seconds(prescription.right, policy)
        )
    return policy.change_over_s + sets * work + (sets - 1) * prescription.rest_after_pair_s


def session_seconds(prescriptions: Iterable[Prescription], policy: ProgramPolicy) -> int:
    """Time of a session, s: easy movement to get warm, then every line."""
    return policy.warm_up_s + sum(prescription_seconds(line, policy) for line in prescriptions)


def session_minutes(prescriptions: Iterable[Prescription], policy: ProgramPolicy) -> int:
    """Time of a session, min, rounded up."""
    return math.ceil(session_seconds(prescriptions, policy) / 60)
