"""Self-tests over time. Those that are sets of the log are read from the log, and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Equipment, Side
from apps.exercises.queries import exercise_specs_for
from apps.lifts.domain.rows import LiftRow
from apps.lifts.queries import check_rows_for, first_days_for
from apps.profiles.queries import body_masses_for

from ..domain.body import BodySide
from ..domain.logged_checks import LoggedCheck, WeighIns, occasions_of
from ..domain.protocols import PROTOCOLS, Protocol
from ..domain.readings import recalled
from ..domain.results import Course, Occasion
from ..models import SelfTest

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def protocol_of(slug: str) -> Protocol:
    """One protocol, or 404."""
    try:
        return PROTOCOLS[slug]
    except KeyError:
        raise Http404 from None


def self_test_for(athlete: Athlete, pk: UUID) -> SelfTest:
    """One result, or 404."""
    return get_object_or_404(SelfTest, athlete=athlete, pk=pk)


def self_tests_of(athlete: Athlete, protocol: Protocol) -> tuple[SelfTest, ...]:
    """The stored results of one test, the oldest first."""
    return tuple(SelfTest.objects.filter(athlete=athlete, protocol=protocol.slug))


def course_for(athlete: Athlete, protocol: Protocol) -> Course:
    """One test over time."""
    if protocol.unit.is_logged:
        return logged_courses_for(athlete, [protocol])[protocol.slug]
    rows = self_tests_of(athlete, protocol)
    return Course(protocol=protocol, occasions=tuple(_occasion(row, protocol) for row in rows))


def courses_for(athlete: Athlete) -> dict[str, Course]:
    """Every test that the athlete has done, in the order of the registry."""
    stored = stored_courses_for(athlete)
    logged = logged_courses_for(athlete, [one for one in PROTOCOLS.values() if one.unit.is_logged])
    found = {**stored, **logged}
    return {slug: found[slug] for slug in PROTOCOLS if slug in found and found[slug].occasions}


def exercises_of(athlete: Athlete, protocol: Protocol) -> tuple[ExerciseSpec, ...]:
    """The exercises that do a logged test, as far as the athlete has the equipment for them.

    Where nothing fits, all of them: somebody may have it at hand without having told so.
    """
    by_slug = {spec.slug: spec for spec in exercise_specs_for(athlete) if not spec.is_own}
    specs = [by_slug[slug] for slug in protocol.exercises if slug in by_slug]
    at_hand = [Equipment(item) for item in athlete.equipment]
    fitting = [spec for spec in specs if spec.fits(at_hand)]
    return tuple(fitting or specs)


def practised_for(
    athlete: Athlete, exercise_ids: Collection[UUID], *, today: dt.date
) -> frozenset[UUID]:
    """Exercises that were done on an earlier day, so that a test with them counts."""
    first = first_days_for(athlete, exercise_ids)
    return frozenset(key for key, day in first.items() if day < today)


def stored_courses_for(athlete: Athlete) -> dict[str, Course]:
    """Tests that are kept here, by slug, in one query."""
    rows: defaultdict[str, list[SelfTest]] = defaultdict(list)
    for row in SelfTest.objects.filter(athlete=athlete):
        rows[row.protocol].append(row)
    return {
        slug: Course(
            protocol=PROTOCOLS[slug],
            occasions=tuple(_occasion(row, PROTOCOLS[slug]) for row in found),
        )
        for slug, found in rows.items()
        if slug in PROTOCOLS
    }


def _occasion(row: SelfTest, protocol: Protocol) -> Occasion:
    return Occasion(
        day=row.day,
        tries={BodySide(side): recalled(texts, protocol) for side, texts in row.tries.items()},
        first_side=Side(row.first_side) if row.first_side else None,
    )


def logged_courses_for(athlete: Athlete, protocols: Iterable[Protocol]) -> dict[str, Course]:
    """Tests that are sets of the log, by slug; those never done have no occasion."""
    wanted = tuple(protocols)
    specs = {spec.slug: spec for spec in exercise_specs_for(athlete) if not spec.is_own}
    ids = {specs[slug].id for one in wanted for slug in one.exercises if slug in specs} - {None}
    rows = check_rows_for(athlete, exercise_ids=[one for one in ids if one is not None])
    weigh_ins = WeighIns(body_masses_for(athlete) if rows else ())
    by_exercise: defaultdict[UUID, list[LiftRow]] = defaultdict(list)
    for row in rows:
        by_exercise[row.exercise_id].append(row)
    return {
        protocol.slug: Course(
            protocol=protocol,
            occasions=_occasions(protocol, specs, by_exercise, weigh_ins),
            is_practised=True,
        )
        for protocol in wanted
    }


def _occasions(
    protocol: Protocol,
    specs: dict[str, ExerciseSpec],
    by_exercise: dict[UUID, list[LiftRow]],
    weigh_ins: WeighIns,
) -> tuple[Occasion, ...]:
    checks = [
        LoggedCheck(row=row, spec=spec)
        for slug in protocol.exercises
        if (spec := specs.get(slug)) is not None and spec.id is not None
        for row in by_exercise.get(spec.id, ())
    ]
    return occasions_of(checks, weigh_ins=weigh_ins, is_force=protocol.tool.is_force)
