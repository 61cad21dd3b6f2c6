"""How long a line and a session take, by a stated model."""

from __future__ import annotations

import math
from collections.abc import Iterable

from apps.programs.domain.policy import ProgramPolicy
from apps.programs.domain.program import Prescription, SideDose


def set_seconds(dose: SideDose, policy: ProgramPolicy) -> int:
    """Time under way in one set, s: the hold, or the top of the rep range at the set tempo.

    Examples
    --------
    >>> from apps.programs.domain.policy import POLICY
    >>> set_seconds(SideDose(sets=2, reps_low=8, reps_high=12), POLICY)
    48
    """
    if dose.reps_high is not None:
        return dose.reps_high * policy.rep_s
    return 0 if dose.seconds is None else dose.seconds


def prescription_seconds(prescription: Prescription, policy: ProgramPolicy) -> int:
    """Time of one line, s, with its rests and the way to it.

    Notes
    -----
    change-over + every set of each side + a switch in each round that both sides do + the rest
    after each round but the last.
    """
    doses = prescription.doses
    rounds = max(dose.sets for dose in doses)
    work = sum(dose.sets * set_seconds(dose, policy) for dose in doses)
    switches = min(dose.sets for dose in doses) if len(doses) > 1 else 0
    return (
        policy.change_over_s
        + work
        + switches * prescription.rest_between_sides_s
        + (rounds - 1) * prescription.rest_after_pair_s
    )


def session_seconds(prescriptions: Iterable[Prescription], policy: ProgramPolicy) -> int:
    """Time of a session, s: easy movement to get warm, then every line."""
    return policy.warm_up_s + sum(prescription_seconds(line, policy) for line in prescriptions)


def session_minutes(prescriptions: Iterable[Prescription], policy: ProgramPolicy) -> int:
    """Time of a session, min, rounded up."""
    return math.ceil(session_seconds(prescriptions, policy) / 60)
