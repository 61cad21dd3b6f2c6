"""One line of a session in words, in the athlete's unit."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.numbers import number_text
from apps.core.units import WeightUnit, from_kg, plain
from apps.exercises.domain.vocabulary import Side
from apps.exercises.presenters import side_letter
from apps.programs.domain.program import Block, Prescription, SideDose

from .reasons import ReasonView, reason_views

STEP_LB = Decimal("2.5")
"""Smallest usual step of plates and dumbbells counted in pounds (a pair of 1.25 lb plates), lb."""
PLANNED_KG = Decimal("0.05")
"""Plans count in multiples of this; another load was typed in pounds, kg."""


class LineView(Struct, frozen=True, kw_only=True):
    """One exercise of a session as it is listed."""

    pk: str
    name: str
    slug: str
    dose: str
    block: str
    note: str
    effort: str
    rest: str
    tempo: str
    first_side: str
    is_check: bool
    is_stopped: bool
    is_left_alone: bool
    is_left_out: bool
    reasons: tuple[ReasonView, ...]


def load_words(load_kg: float | None, *, unit: str) -> str:
    """A load in the athlete's unit, empty when there is nothing to load."""
    if load_kg is None or load_kg == 0:
        return ""
    return f"{number_text(planned_load(Decimal(str(load_kg)), unit=unit))} {unit}"


def planned_load(load_kg: Decimal, *, unit: str) -> Decimal:
    """A planned load that can be put together: plans count in kilograms, plates in pounds too.

    What was typed in pounds comes back as it was; a load that only a plan in kilograms knows is
    shown at the nearest step of 2.5 lb.

    Examples
    --------
    >>> str(planned_load(Decimal(20), unit="lb")), str(planned_load(Decimal(20), unit="kg"))
    ('45', '20')
    """
    value = from_kg(load_kg, unit)
    if unit != WeightUnit.LB or value == value.to_integral() or load_kg % PLANNED_KG:
        return value
    return plain((value / STEP_LB).quantize(Decimal(1)) * STEP_LB)


def count_words(dose: SideDose) -> str:
    """Sets and reps or seconds: ``3×8`` or ``2×30 s``."""
    if dose.seconds is not None:
        return _("%(sets)s×%(seconds)s s") % {"sets": dose.sets, "seconds": dose.seconds}
    reps = str(dose.reps_low)
    if dose.reps_high is not None and dose.reps_high != dose.reps_low:
        reps = f"{dose.reps_low}–{dose.reps_high}"
    return f"{dose.sets}×{reps}"


def dose_words(line: Prescription, *, unit: str) -> str:
    """What each side is asked to do, the side that starts first."""
    if line.both is not None:
        return _with_load(count_words(line.both), line.both, unit)
    sides = _sides_in_order(line)
    doses = [(side, line.dose_for(side)) for side in sides]
    known = [(side, dose) for side, dose in doses if dose is not None]
    if len({dose.load_kg for _side, dose in known}) == 1:
        counts = ", ".join(f"{side_letter(side)} {count_words(dose)}" for side, dose in known)
        return _with_load(counts, known[0][1], unit)
    return ", ".join(
        _with_load(f"{side_letter(side)} {count_words(dose)}", dose, unit) for side, dose in known
    )


def _with_load(counts: str, dose: SideDose, unit: str) -> str:
    load = load_words(dose.load_kg, unit=unit)
    return _("%(counts)s at %(load)s") % {"counts": counts, "load": load} if load else counts


def _sides_in_order(line: Prescription) -> tuple[Side, Side]:
    first = line.first_side if line.first_side is not None else Side.LEFT
    return first, first.opposite


def effort_words(line: Prescription) -> str:
    """How close to the limit each set goes."""
    dose = line.both or line.left or line.right
    if dose is None or dose.rir_target is None:
        return ""
    if dose.rir_target == 0:
        return _("until no good rep is left")
    return ngettext(
        "stop with %(count)s good rep left", "stop with %(count)s good reps left", dose.rir_target
    ) % {"count": dose.rir_target}


def rest_words(line: Prescription) -> str:
    """Rest between the sides and after the pair."""
    if len(line.doses) == 1 or line.rest_between_sides_s == 0:
        return _("rest %(after)s s") % {"after": line.rest_after_pair_s}
    return _("%(between)s s between sides, %(after)s s after both") % {
        "between": line.rest_between_sides_s,
        "after": line.rest_after_pair_s,
    }


def block_words(block: Block) -> str:
    """The part of the session a line belongs to."""
    match block:
        case Block.MOBILITY:
            return _("Mobility")
        case Block.WARM_UP:
            return _("Warm-up")
        case Block.CHECK:
            return _("Check")
        case Block.BALANCE:
            return _("Balance")
        case Block.STRENGTH:
            return _("Strength")


def note_words(block: Block) -> str:
    """What sets a line apart from the sets that train, where it is listed without its block."""
    match block:
        case Block.WARM_UP:
            return _("warm-up for the check")
        case Block.CHECK:
            return _("check")
        case _:
            return ""


def line_view(
    line: Prescription,
    *,
    name: str,
    unit: str,
    pk: str = "",
    is_stopped: bool = False,
    is_left_alone: bool = False,
    is_left_out: bool = False,
) -> LineView:
    """A line as it is listed, with its reasons in words."""
    return LineView(
        pk=pk,
        name=name,
        slug=line.exercise_slug,
        dose=dose_words(line, unit=unit),
        block=block_words(line.block),
        note=note_words(line.block),
        effort=effort_words(line),
        rest=rest_words(line),
        tempo=line.tempo,
        first_side=line.first_side.value if line.first_side is not None else "",
        is_check=line.is_check,
        is_stopped=is_stopped,
        is_left_alone=is_left_alone and not is_left_out,
        is_left_out=is_left_out,
        reasons=reason_views(line.reasons, unit=unit),
    )
