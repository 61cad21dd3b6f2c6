"""What people do with their own profile."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from apps.core.units import to_kg

from .domain.consent import Purpose
from .models import Athlete, BodyMass, HealthConsent, User


@transaction.atomic
def create_athlete(
    *, user: User, profile: dict[str, Any], body_mass: Decimal | None, measured_on: dt.date
) -> Athlete:
    """Make the athlete of ``user``; a second call for the same person changes the first."""
    athlete = Athlete.objects.filter(user=user).first() or Athlete(user=user)
    return _save(athlete, profile=profile, body_mass=body_mass, measured_on=measured_on)


@transaction.atomic
def update_athlete(
    *, athlete: Athlete, profile: dict[str, Any], body_mass: Decimal | None, measured_on: dt.date
) -> Athlete:
    """Change the profile; a new body mass is kept beside the older ones."""
    return _save(athlete, profile=profile, body_mass=body_mass, measured_on=measured_on)


def _save(
    athlete: Athlete, *, profile: dict[str, Any], body_mass: Decimal | None, measured_on: dt.date
) -> Athlete:
    for field, value in profile.items():
        setattr(athlete, field, value)
    athlete.full_clean()
    athlete.save()
    if body_mass is not None:
        record_body_mass(athlete=athlete, typed=body_mass, measured_on=measured_on)
    return athlete


def record_body_mass(*, athlete: Athlete, typed: Decimal, measured_on: dt.date) -> BodyMass:
    """Keep today's body mass in the athlete's unit and in kilograms, one a day."""
    row, _ = BodyMass.objects.update_or_create(
        athlete=athlete,
        measured_on=measured_on,
        defaults={
            "typed": typed,
            "typed_unit": athlete.weight_unit,
            "mass_kg": to_kg(typed, athlete.weight_unit),
        },
    )
    return row


@transaction.atomic
def remove_person(*, user: User) -> None:
    """Forget somebody and everything that belongs to them."""
    user.delete()


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
