"""Reads about an athlete that other parts need."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404
from msgspec import Struct

from apps.core.units import shown_load

from .domain.consent import Purpose
from .models import Athlete, BodyMass, HealthConsent, User


def athlete_by_id(athlete_id: UUID) -> Athlete | None:
    """The athlete that news are about; None when they have left."""
    return Athlete.objects.filter(pk=athlete_id).first()


class Leaver(Struct, frozen=True, kw_only=True):
    """Somebody whose account is going to be deleted, and when, in their own zone."""

    email: str
    leaves_at: dt.datetime
    time_zone: str


def leaver(user_id: UUID | None) -> Leaver | None:
    """Who has asked to be deleted under this id, if they still want to."""
    if user_id is None:
        return None
    found = User.objects.filter(pk=user_id).select_related("athlete").first()
    if found is None or found.leaves_at is None:
        return None
    athlete: Athlete | None = getattr(found, "athlete", None)
    zone = athlete.time_zone if athlete else "UTC"
    return Leaver(
        email=found.email, leaves_at=found.leaves_at.astimezone(ZoneInfo(zone)), time_zone=zone
    )


def athlete_ids() -> tuple[UUID, ...]:
    """Everybody's id; for commands on the server, never for a page."""
    return tuple(Athlete.objects.values_list("pk", flat=True))


def body_mass_kg_on(athlete: Athlete, day: dt.date) -> float | None:
    """Body mass on ``day``: the last one measured until then, else the first one after it."""
    masses = BodyMass.objects.filter(athlete=athlete)
    known = (
        masses.filter(measured_on__lte=day).order_by("-measured_on").first()
        or masses.order_by("measured_on").first()
    )
    return None if known is None else float(known.mass_kg)


def body_masses_for(athlete: Athlete) -> tuple[tuple[dt.date, float], ...]:
    """Every measured day with its body mass in kilograms, oldest first."""
    rows = BodyMass.objects.filter(athlete=athlete).order_by("measured_on")
    return tuple((row.measured_on, float(row.mass_kg)) for row in rows)


def latest_body_mass_for(athlete: Athlete) -> BodyMass | None:
    """The newest body mass, as typed."""
    return BodyMass.objects.filter(athlete=athlete).order_by("-measured_on").first()


def shown_body_mass_for(athlete: Athlete) -> Decimal | None:
    """The newest body mass in the athlete's unit, as typed where it was typed in that unit."""
    latest = latest_body_mass_for(athlete)
    if latest is None:
        return None
    return shown_load(latest.mass_kg, latest.typed, latest.typed_unit, athlete.weight_unit)


def athlete_by_email(email: str) -> Athlete | None:
    """The athlete who signs in with this address; for commands on the server, never for a page."""
    return Athlete.objects.filter(user__email__iexact=email).first()


def has_consent(athlete: Athlete, purpose: Purpose) -> bool:
    """Whether answers for ``purpose`` may be kept."""
    return HealthConsent.objects.filter(athlete=athlete, purpose=purpose).exists()


def consents_for(athlete: Athlete) -> tuple[HealthConsent, ...]:
    """Every consent that stands."""
    return tuple(HealthConsent.objects.filter(athlete=athlete).order_by("given_at"))


class LogFacts(Struct, frozen=True, kw_only=True):
    """What the log needs to know of an athlete; ``weigh_ins`` are oldest first, kg."""

    athlete: Athlete
    may_keep_pain: bool
    weigh_ins: tuple[tuple[dt.date, float], ...]


def log_facts_for(user: User) -> LogFacts | None:
    """The athlete who signs in as ``user``, with what the log needs of them, in one query."""
    consents = HealthConsent.objects.filter(athlete=OuterRef("pk"), purpose=Purpose.PAIN)
    found = (
        Athlete.objects.filter(user=user)
        .annotate(may_keep_pain=Exists(consents), weighed=weigh_ins_beside(OuterRef("pk")))
        .first()
    )
    if found is None:
        return None
    return LogFacts(
        athlete=found,
        may_keep_pain=found.may_keep_pain,
        weigh_ins=read_weigh_ins(found.weighed),
    )


def weigh_ins_beside(athlete: Athlete | OuterRef) -> ArraySubquery:
    """Every body mass of an athlete, to be selected beside another row; see ``read_weigh_ins``."""
    masses = BodyMass.objects.filter(Q(athlete=athlete)).order_by("measured_on")
    return ArraySubquery(masses.values(one=JSONObject(d="measured_on", kg="mass_kg")))


def read_weigh_ins(selected: list[dict[str, Any]]) -> tuple[tuple[dt.date, float], ...]:
    """Days with kilograms, oldest first."""
    return tuple((dt.date.fromisoformat(one["d"]), one["kg"]) for one in selected)


def body_mass_rows_for(athlete: Athlete) -> QuerySet[BodyMass]:
    """Every day on the scales, the newest first."""
    return BodyMass.objects.filter(athlete=athlete).order_by("-measured_on")


def body_mass_for(athlete: Athlete, pk: UUID) -> BodyMass:
    """One of them, or 404."""
    return get_object_or_404(BodyMass, athlete=athlete, pk=pk)
