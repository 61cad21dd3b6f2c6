"""Lines for the things at hand: on a trip equivalents, at home what was planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils import timezone
from msgspec import Struct

from apps.assessments.domain.safety import Safety
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Equipment, Level
from apps.exercises.queries import exercise_specs_for
from apps.programs import queries
from apps.programs.domain.program import Block, Evidence, Reason, ReasonCode
from apps.programs.domain.swapping import equivalents, stand_in
from apps.programs.models import Absence, Prescription, Program, Session

from .adapting import reorder_upcoming

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_OF_A_CHECK = (Block.WARM_UP, Block.CHECK)
_FITTED = ["content", "exercise", "home_content", "home_exercise", "is_left_out", "aim_reps"]


class _Kit(Struct, frozen=True, kw_only=True):
    """What may be used on a trip, and which exercises there are."""

    equipment: Collection[Equipment]
    safety: Safety
    excluded: Collection[str]
    catalogue: Mapping[str, ExerciseSpec]


def fit_sessions(
    *,
    athlete: Athlete,
    program: Program,
    doing: Session | None = None,
    now: dt.datetime | None = None,
) -> None:
    """Let every session that has not begun fit the day it is on; doing it twice changes nothing.

    ``doing`` is a session that begins ``now``, whatever day it was planned for.
    """
    trips = list(program.absences.filter(kind=Absence.Kind.TRIP))
    sessions = queries.planned_sessions_of(program)
    days = {session.pk: session.date for session in sessions}
    if doing is not None:
        days[doing.pk] = timezone.localdate(now)
    away = {session.pk: _trip_on(days[session.pk], trips) for session in sessions}
    if not any(away.values()) and not any(_is_fitted(session) for session in sessions):
        return
    specs = {spec.slug: spec for spec in exercise_specs_for(athlete, with_retired=True)}
    went_home = False
    changed: list[Prescription] = []
    for session in sessions:
        rows = list(session.prescriptions.all())
        trip = away[session.pk]
        kit = None if trip is None else _kit_of(trip, athlete, specs)
        for row in rows:
            went_home |= _go_home(row, kit)
        if kit is not None:
            _pack(rows, kit)
        changed += rows
    Prescription.objects.bulk_update(changed, _FITTED)
    if went_home:
        # Which side starts may have changed while a line was away.
        reorder_upcoming(athlete=athlete)


def _kit_of(trip: Absence, athlete: Athlete, specs: Mapping[str, ExerciseSpec]) -> _Kit:
    return _Kit(
        equipment=frozenset(Equipment(item) for item in trip.equipment),
        safety=queries.safety_for(athlete, today=trip.starts_on),
        excluded=queries.excluded_slugs_for(athlete),
        catalogue=specs,
    )


def _trip_on(day: dt.date, trips: Iterable[Absence]) -> Absence | None:
    return next((one for one in trips if one.starts_on <= day <= one.ends_on), None)


def _is_fitted(session: Session) -> bool:
    rows = session.prescriptions.all()
    return any(row.home_content is not None or row.is_left_out for row in rows)


def _go_home(row: Prescription, kit: _Kit | None) -> bool:
    """Put back what was planned, unless what stands in can go on; True if it was put back."""
    row.is_left_out = False
    if row.home_content is None or row.home_exercise_id is None:
        return False
    spec = None if kit is None else kit.catalogue.get(row.line.exercise_slug)
    if kit is not None and spec is not None and spec.fits(kit.equipment):
        return False
    row.content, row.exercise_id = row.home_content, row.home_exercise_id
    row.home_content, row.home_exercise_id = None, None
    row.aim_reps = None
    return True


def _pack(rows: Iterable[Prescription], kit: _Kit) -> None:
    """Put equivalents into the lines of one session, the same one for the same exercise."""
    rows = list(rows)
    specs = {row.pk: kit.catalogue.get(row.line.exercise_slug) for row in rows}
    taken = {spec.slug for spec in specs.values() if spec and spec.fits(kit.equipment)}
    chosen: dict[str, ExerciseSpec | None] = {}
    for row in rows:
        spec = specs[row.pk]
        if spec is None or spec.fits(kit.equipment):
            continue
        if row.line.block in _OF_A_CHECK:
            # A check is compared with checks of the same exercise: another one would be none.
            row.is_left_out = True
            continue
        if spec.slug not in chosen:
            chosen[spec.slug] = found = _equivalent(spec, kit, taken)
            taken |= {found.slug} if found is not None else set()
        other = chosen[spec.slug]
        if other is None or other.id is None:
            row.is_left_out = True
            continue
        row.home_content, row.home_exercise_id = row.content, row.exercise_id
        row.line = stand_in(row.line, other, _reason(spec))
        row.exercise_id, row.aim_reps = other.id, None


def _equivalent(spec: ExerciseSpec, kit: _Kit, taken: Collection[str]) -> ExerciseSpec | None:
    """The likeliest exercise that can be done there; not harder than the one it stands in for."""
    levels = tuple(Level)
    found = equivalents(
        spec,
        (one for one in kit.catalogue.values() if not one.is_own),
        equipment=kit.equipment,
        blocked=kit.safety.blocked_regions,
        cautions=kit.safety.careful_regions,
        levels=levels[: levels.index(spec.level) + 1],
        excluded={*taken, *kit.excluded},
    )
    return found[0] if found else None


def _reason(spec: ExerciseSpec) -> Reason:
    return Reason(
        code=ReasonCode.OTHER_EQUIPMENT,
        params={"instead_of": spec.name},
        grade=Evidence.CONVENTION,
    )
