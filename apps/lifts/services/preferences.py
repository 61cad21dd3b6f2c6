"""Which side starts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.lifts.models import SidePreference

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def set_side_preference(
    *,
    athlete: Athlete,
    first_side: Side,
    chosen_by: str,
    pattern: MovementPattern | None = None,
    exercise_id: UUID | None = None,
) -> SidePreference:
    """Let ``first_side`` start a pattern or an exercise; a finding never overrules the athlete."""
    if (pattern is None) == (exercise_id is None):
        message = "Name a pattern or an exercise, not both."
        raise ValueError(message)
    subject = {
        "athlete": athlete,
        "pattern": pattern.value if pattern is not None else "",
        "exercise_id": exercise_id,
    }
    preference, made = SidePreference.objects.select_for_update().get_or_create(
        **subject,
        defaults={"first_side": first_side.value, "chosen_by": chosen_by},
    )
    theirs = preference.chosen_by == SidePreference.ChosenBy.ATHLETE
    if made or (theirs and chosen_by != SidePreference.ChosenBy.ATHLETE):
        return preference
    if (preference.first_side, preference.chosen_by) != (first_side.value, chosen_by):
        preference.first_side = first_side.value
        preference.chosen_by = chosen_by
        preference.save(update_fields=["first_side", "chosen_by"])
    return preference
