"""What people do with their own profile."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from apps.core.events import Event, News, announce
from apps.core.units import to_kg

from ..domain.consent import Purpose
from ..domain.rack import Bars, Plates, Rack, Stack
from ..models import Athlete, BodyMass, HealthConsent, User

_SIDE_ORDER = frozenset({"weaker_first", "first_side"})


@transaction.atomic
def create_athlete(
    *, user: User, profile: dict[str, Any], body_mass: Decimal | None, measured_on: dt.date
) -> Athlete:
    """Make the athlete of ``user``; a second call for the same person changes the first."""
    athlete = Athlete.objects.filter(user=user).first() or Athlete(user=user)
    for field, value in profile.items():
        setattr(athlete, field, value)
    athlete.full_clean()
    athlete.save()
    if body_mass is not None:
        record_body_mass(athlete=athlete, typed=body_mass, measured_on=measured_on)
    return athlete


@transaction.atomic
def record_body_mass(*, athlete: Athlete, typed: Decimal, measured_on: dt.date) -> BodyMass:
    """Keep the body mass of a day in the athlete's unit and in kilograms, one a day."""
    row, _ = BodyMass.objects.update_or_create(
        athlete=athlete,
        measured_on=measured_on,
        defaults={
            "typed": typed,
            "typed_unit": athlete.weight_unit,
            "mass_kg": to_kg(typed, athlete.weight_unit),
        },
    )
    _tell_of_body_mass(athlete.pk)
    return row


def lock_athlete(athlete: Athlete) -> None:
    """Let nobody else who asks for this athlete's lock go on until the transaction ends."""
    Athlete.objects.select_for_update().only("pk").get(pk=athlete.pk)


@transaction.atomic
def give_consent(*, athlete: Athlete, purpose: Purpose, given_at: dt.datetime) -> HealthConsent:
    """Allow answers for ``purpose`` to be kept; saying it twice is saying it once."""
    consent, _created = HealthConsent.objects.get_or_create(
        athlete=athlete, purpose=purpose, defaults={"given_at": given_at}
    )
    return consent


def take_back_consent(*, athlete: Athlete, purpose: Purpose) -> None:
    """Remove the consent itself; whoever keeps such answers forgets them with it."""
    HealthConsent.objects.filter(athlete=athlete, purpose=purpose).delete()


@transaction.atomic
def update_settings(*, athlete: Athlete, changes: dict[str, Any]) -> Athlete:
    """Change some of the athlete's columns and nothing else."""
    for field, value in changes.items():
        setattr(athlete, field, value)
    athlete.full_clean()
    athlete.save(update_fields=list(changes))
    if changes.keys() & _SIDE_ORDER:
        announce(News(event=Event.SIDE_ORDER_CHANGED, athlete_id=athlete.pk))
    return athlete


@transaction.atomic
def set_weights(*, athlete: Athlete, kind: str, part: Rack | Bars | Plates | Stack | None) -> None:
    """Keep one kind of own weights; None goes back to the usual ones."""
    current = Athlete.objects.select_for_update().get(pk=athlete.pk)
    told: dict[str, Any] = {kind: part}
    athlete.weights = replace(current.own_weights, **told).as_json()
    athlete.save(update_fields=["weights"])


@transaction.atomic
def change_body_mass(*, row: BodyMass, typed: Decimal, measured_on: dt.date) -> BodyMass:
    """Correct a day on the scales, in the unit it was typed in; another row of that day gives way."""
    others = BodyMass.objects.filter(athlete_id=row.athlete_id, measured_on=measured_on)
    others.exclude(pk=row.pk).delete()
    row.typed = typed
    row.mass_kg = to_kg(typed, row.typed_unit)
    row.measured_on = measured_on
    row.save(update_fields=["typed", "mass_kg", "measured_on"])
    _tell_of_body_mass(row.athlete_id)
    return row


@transaction.atomic
def remove_body_mass(*, row: BodyMass) -> None:
    """Forget a day on the scales."""
    row.delete()
    _tell_of_body_mass(row.athlete_id)


def _tell_of_body_mass(athlete_id: UUID) -> None:
    announce(News(event=Event.BODY_MASS_CHANGED, athlete_id=athlete_id))
