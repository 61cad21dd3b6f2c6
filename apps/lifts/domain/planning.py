"""Whether the plan or the limb decided where a set stopped."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import SetKind

from .operations import WireFields

CAP = "capped_by_plan"
"""Name of the flag among a set's values."""

_NUMBERS = ("reps", "seconds", "typed_load", "typed_unit")
_ALL_OUT = (SetKind.CHECK.value, SetKind.FAILURE.value)


def without_stale_cap(*, row: WireFields, fields: WireFields) -> WireFields:
    """Let go of the plan once a set's numbers are the athlete's own, or it was all out.

    Parameters
    ----------
    row
        The set's values now.
    fields
        What is about to be written; a flag among them is left as it is.

    Examples
    --------
    >>> planned = {"reps": 10, "seconds": None, "typed_load": "24", "typed_unit": "kg",
    ...            "kind": "work", "capped_by_plan": True}
    >>> without_stale_cap(row=planned, fields={"reps": 9})
    {'reps': 9, 'capped_by_plan': False}
    >>> without_stale_cap(row=planned, fields={"rir": "1"})
    {'rir': '1'}
    """
    if row[CAP] is not True or CAP in fields:
        return fields
    own_numbers = any(name in fields and fields[name] != row[name] for name in _NUMBERS)
    if own_numbers or fields.get("kind") in _ALL_OUT:
        return {**fields, CAP: False}
    return fields


def without_lone_cap(*, restored: WireFields, replaced: WireFields) -> WireFields:
    """Leave the flag down when an edit is taken back whose numbers were changed again since.

    Parameters
    ----------
    restored
        What taking the edit back is about to write.
    replaced
        What the edit replaced.

    Examples
    --------
    >>> without_lone_cap(restored={"capped_by_plan": True},
    ...                  replaced={"reps": 10, "capped_by_plan": True})
    {}
    """
    whole = all(name in restored for name in (*_NUMBERS, "kind") if name in replaced)
    if whole:
        return restored
    return {name: value for name, value in restored.items() if name != CAP}
