"""Reads of one block after another: what the last one held, and where its work stands."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from apps.exercises.domain.vocabulary import MovementPattern

from ..domain.inputs import Target
from ..models import Prescription, Program, Session

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def last_program_for(athlete: Athlete) -> Program | None:
    """The newest program, whatever became of it."""
    return Program.objects.filter(athlete=athlete).order_by("-created_at").first()


def program_to_close_for(athlete: Athlete, *, since: dt.datetime) -> Program | None:
    """The newest program, if it came to its end after ``since``."""
    newest = last_program_for(athlete)
    if newest is None or newest.status != Program.Status.FINISHED:
        return None
    return newest if newest.ended_at is not None and newest.ended_at >= since else None


def exercises_of_last_program(athlete: Athlete) -> frozenset[str]:
    """Slugs of the newest program of which anything was done."""
    done = Prescription.objects.filter(athlete=athlete, session__status=Session.Status.DONE)
    newest = done.order_by("-session__program__created_at").values("session__program")[:1]
    slugs = Prescription.objects.filter(session__program__in=newest)
    return frozenset(slugs.values_list("exercise__slug", flat=True))


def last_targets_of(athlete: Athlete, *, ended_within: int) -> dict[MovementPattern, Target]:
    """Targets of the newest program that goes on or ended so many days ago at most, by pattern."""
    limit = timezone.now() - dt.timedelta(days=ended_within)
    program = (
        Program.objects.filter(Q(ended_at=None) | Q(ended_at__gte=limit), athlete=athlete)
        .order_by("-created_at")
        .first()
    )
    if program is None:
        return {}
    targets = (Target.from_dict(target) for target in program.targets)
    return {target.pattern: target for target in targets}


def done_sessions_of(program: Program, *, limit: int) -> tuple[Session, ...]:
    """The newest sessions of a program that were done, the oldest first."""
    newest = program.sessions.filter(status=Session.Status.DONE).select_related(
        "workout", "athlete"
    )
    rows = newest.prefetch_related("prescriptions__exercise").order_by("-date", "-week")[:limit]
    return tuple(reversed(rows))
