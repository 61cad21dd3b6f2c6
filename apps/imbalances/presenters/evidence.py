"""The evidence table: what each workout said, and why not when it said nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from apps.core.axes import mass_text
from apps.exercises.presenters import exercise_name, side_word
from apps.imbalances.domain.sets import ExclusionReason
from apps.imbalances.presenters.dates import day_text
from apps.imbalances.presenters.words import difference_words
from apps.imbalances.queries import LeftOut, Occasion

SAYS_MUCH_VARIANCE = 30.0
SAYS_SOME_VARIANCE = 60.0
"""Variances, log-% squared: an SD of about 5.5 and of about 7.7."""

_REASONS: dict[ExclusionReason, str | Promise] = {
    ExclusionReason.ONE_SIDE_MISSING: gettext_lazy("the other side was not logged"),
    ExclusionReason.PARTNER_EXCLUDED: gettext_lazy("the other side's sets could not be used"),
    ExclusionReason.UNPAIRED: gettext_lazy("nothing on the other side to compare with"),
    ExclusionReason.NO_SINGLE_SIDE: gettext_lazy("both sides were logged as one"),
    ExclusionReason.ASSUMED_SIDE: gettext_lazy("the file did not say which side it was"),
    ExclusionReason.WARM_UP: gettext_lazy("warm-up"),
    ExclusionReason.PAIN: gettext_lazy("pain of 4 or more holds strength back"),
    ExclusionReason.HOLD: gettext_lazy("a hold in seconds says little about strength"),
    ExclusionReason.NO_REPS: gettext_lazy("no full rep"),
    ExclusionReason.ZERO_LOAD: gettext_lazy("no load, or no body mass known"),
    ExclusionReason.REPS_BEYOND_RANGE: gettext_lazy("too many reps to estimate strength from"),
    ExclusionReason.MATCHED_WITHOUT_RIR: gettext_lazy(
        "both sides stopped where the plan said, and reps in reserve were not given"
    ),
    ExclusionReason.LOAD_RATIO_ASKS: gettext_lazy(
        "loads very different: a unit or the sides may be mixed up"
    ),
}


class EvidenceRowView(Struct, frozen=True, kw_only=True):
    """One exercise in one workout."""

    day: str
    exercise_name: str
    workout_id: UUID
    left: str
    right: str
    difference: str
    weight: str
    note: str
    is_used: bool
    is_running: bool


def evidence_row_views(
    occasions: Iterable[Occasion], left_out: Iterable[LeftOut], *, unit: str
) -> tuple[EvidenceRowView, ...]:
    """A row for each exercise of each workout, the latest first."""
    notes: dict[tuple[UUID, UUID], list[LeftOut]] = defaultdict(list)
    for one in left_out:
        notes[one.workout_id, one.exercise_id].append(one)
    rows: list[tuple[datetime, EvidenceRowView]] = []
    for occasion in occasions:
        beside = notes.pop((occasion.workout_id, occasion.exercise_id), [])
        rows.append((occasion.at, _used(occasion, beside, unit)))
    rows += [(group[0].at, _unused(group)) for group in notes.values()]
    return tuple(row for _at, row in sorted(rows, key=lambda pair: pair[0], reverse=True))


def _used(occasion: Occasion, beside: Sequence[LeftOut], unit: str) -> EvidenceRowView:
    parts = [
        ngettext("%(count)s pair of sets", "%(count)s pairs of sets", occasion.n_pairs)
        % {"count": occasion.n_pairs}
    ]
    if occasion.is_check:
        parts.append(_("check"))
    if not occasion.rir_known:
        parts.append(_("reps in reserve not given"))
    if occasion.at_least_ahead is not None:
        parts.append(_("a lower bound: too many reps to say more"))
    if occasion.first_side is not None:
        parts.append(_("%(side)s first") % {"side": side_word(occasion.first_side)})
    parts += [_left_out_text(one) for one in beside]
    return EvidenceRowView(
        day=day_text(occasion.local_date),
        exercise_name=exercise_name(occasion.exercise_name),
        workout_id=occasion.workout_id,
        left=mass_text(occasion.left_e1rm_kg, unit),
        right=mass_text(occasion.right_e1rm_kg, unit),
        difference=_difference(occasion),
        weight=_weight(occasion.variance),
        note=", ".join(parts),
        is_used=True,
        is_running=occasion.is_running,
    )


def _difference(occasion: Occasion) -> str:
    words = difference_words(occasion.difference_log_pct)
    if occasion.at_least_ahead is None:
        return words
    return _("%(difference)s, or more") % {"difference": words}


def _unused(group: Sequence[LeftOut]) -> EvidenceRowView:
    first = group[0]
    return EvidenceRowView(
        day=day_text(first.local_date),
        exercise_name=exercise_name(first.exercise_name),
        workout_id=first.workout_id,
        left="",
        right="",
        difference="",
        weight=_("not used"),
        note="; ".join(_left_out_text(one) for one in group),
        is_used=False,
        is_running=first.is_running,
    )


def _left_out_text(one: LeftOut) -> str:
    reason = str(_REASONS[one.reason])
    if one.side is None:
        return _("%(sets)s left out: %(reason)s") % {"sets": _sets(one.n_sets), "reason": reason}
    return _("%(sets)s of the %(side)s side left out: %(reason)s") % {
        "sets": _sets(one.n_sets),
        "side": side_word(one.side),
        "reason": reason,
    }


def _sets(count: int) -> str:
    return ngettext("%(count)s set", "%(count)s sets", count) % {"count": count}


def _weight(variance: float) -> str:
    if variance <= SAYS_MUCH_VARIANCE:
        return _("says much")
    if variance <= SAYS_SOME_VARIANCE:
        return _("says some")
    return _("says little")
