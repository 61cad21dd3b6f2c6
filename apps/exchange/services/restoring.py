"""A file with everything, back into a log: what the sets need, written as every import writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import batched
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from msgspec import Struct, field
from msgspec.structs import replace

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.queries import exercise_specs_for
from apps.exercises.services import create_own_exercise
from apps.lifts import queries as lifts
from apps.lifts.domain.operations import Entity
from apps.lifts.services import copy_new_rows

from ..domain.archive_files import entries_of, holds_everything
from ..domain.identity import Identities
from ..domain.restoring import READ, KeptSet, KeptWorkout, Restorer, row_of, workout_id_for
from ..domain.summary import Survey
from .storing import Addition, ImportResult, Report, Stored, put, tell_of_new_sets

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

__all__ = ["EVERYTHING", "holds_everything", "restore_everything", "survey_everything"]

LABEL = "Levelset"
EVERYTHING = "everything"
"""Stands where other files have the name of their reader."""
_SETS_A_BATCH = 2000


def survey_everything(
    athlete: Athlete, content: bytes, *, now: dt.datetime, report: Report
) -> dict[str, Any]:
    """What a preview shows of the file: counts of its sets, and how many are in the log."""
    restorer = _restorer_for(athlete, now, make=lambda spec: spec)
    log = _Log(athlete, Identities(athlete_id=athlete.pk))
    survey = Survey()
    known = 0
    for batch in batched(_sets_of(content, restorer), _SETS_A_BATCH, strict=False):
        for kept in batch:
            survey.add(row_of(kept))
        known += len(batch) - len(log.news_among(batch))
        report(survey.rows)
    slugs = {spec.name: spec.slug for spec in restorer.specs}
    for name, count in survey.names.items():
        count.slug = slugs.get(name)
    for problem in restorer.problems:
        survey.add_problem(problem)
    counts = survey.as_data()
    to_make = [count for count in counts["names"] if count["name"] in restorer.made]
    return {
        **counts,
        "names": [count for count in counts["names"] if count not in to_make],
        "to_make": [[count["name"], count["rows"]] for count in to_make],
        "known": known,
        "ignored_columns": [],
        "dialect": EVERYTHING,
        "label": LABEL,
    }


@transaction.atomic
def restore_everything(
    *, athlete: Athlete, content: bytes, keep_pain: bool, now: dt.datetime, report: Report
) -> Stored:
    """Put the file's workouts and sets into the log, all that it lacks or nothing."""
    restorer = _restorer_for(athlete, now, make=lambda spec: _made(athlete, spec))
    log = _Log(athlete, Identities(athlete_id=athlete.pk))
    seen = 0
    set_ids = bytearray()
    exercises: set[UUID] = set()
    for batch in batched(_sets_of(content, restorer), _SETS_A_BATCH, strict=False):
        additions = list(log.additions(log.news_among(batch), keep_pain=keep_pain))
        copy_new_rows(athlete=athlete, additions=additions)
        for operation, fields in additions:
            if operation.entity is Entity.LIFT_SET:
                set_ids += operation.entity_id.bytes
                exercises.add(fields["exercise_id"])
        seen += len(batch)
        report(seen)
    added = len(set_ids) // len(UUID(int=0).bytes)
    tell_of_new_sets(athlete, added=added, exercise_ids=exercises)
    result = ImportResult(
        added=added, known=seen - added, left_out=0, refused=len(restorer.problems)
    )
    return Stored(result=result, set_ids=bytes(set_ids))


class _Log(Struct):
    """The log that sets go to: what it holds of them, and what is to be written beside them."""

    athlete: Athlete
    identities: Identities
    _workouts: dict[UUID, UUID | None] = field(default_factory=dict)
    _listed: set[tuple[UUID, UUID]] = field(default_factory=set)

    def news_among(self, batch: Sequence[KeptSet]) -> list[KeptSet]:
        """Those sets that the log never held, under their own key or the one they would get here."""
        keys = {kept.key: kept.id_for(self.identities) for kept in batch}
        known = lifts.known_set_ids_for(self.athlete, {*keys, *keys.values()})
        return [kept for kept in batch if kept.key not in known and keys[kept.key] not in known]

    def additions(self, news: Sequence[KeptSet], *, keep_pain: bool) -> Iterator[Addition]:
        """Rows to write: workouts and their lists come with the first of their sets."""
        yield from self._workouts_of(news)
        for kept in news:
            workout_id = self._workouts[kept.workout.key]
            if workout_id is None:
                continue
            fields = {**kept.values, "workout_id": workout_id, "exercise_id": kept.exercise.id}
            if not keep_pain:
                fields["pain"] = None
            yield put(self.identities, Entity.LIFT_SET, kept.id_for(self.identities), fields)

    def _workouts_of(self, news: Sequence[KeptSet]) -> Iterator[Addition]:
        new = {kept.workout.key: kept.workout for kept in news}
        new = {key: workout for key, workout in new.items() if key not in self._workouts}
        ids = {key: workout_id_for(self.identities, workout) for key, workout in new.items()}
        known = lifts.known_workouts_for(self.athlete, {*ids, *ids.values()})
        for key, workout in new.items():
            there = next((one for one in (key, ids[key]) if one in known), None)
            if there is None:
                self._workouts[key] = ids[key]
                yield put(self.identities, Entity.WORKOUT, ids[key], workout.values)
            else:
                self._workouts[key] = there if known[there] else None
        standing = [pk for pk in known if known[pk]]
        self._listed |= lifts.listed_exercises_for(self.athlete, standing)
        for workout in new.values():
            yield from self._lines_of(workout)

    def _lines_of(self, workout: KeptWorkout) -> Iterator[Addition]:
        workout_id = self._workouts[workout.key]
        for line in workout.lines:
            pair = (workout_id, line["exercise_id"])
            if workout_id is None or pair in self._listed:
                continue
            self._listed.add((workout_id, line["exercise_id"]))
            key = self.identities.of("workout_exercise", *pair)
            fields = {**line, "workout_id": workout_id}
            yield put(self.identities, Entity.WORKOUT_EXERCISE, key, fields)


def _restorer_for(
    athlete: Athlete, now: dt.datetime, *, make: Callable[[ExerciseSpec], ExerciseSpec | None]
) -> Restorer:
    return Restorer(
        specs=exercise_specs_for(athlete, with_retired=True),
        last_day=now.date() + dt.timedelta(days=1),
        make=make,
    )


def _sets_of(content: bytes, restorer: Restorer) -> Iterator[KeptSet]:
    for entry in entries_of(content, only=READ):
        if (kept := restorer.take(entry)) is not None:
            yield kept


def _made(athlete: Athlete, spec: ExerciseSpec) -> ExerciseSpec | None:
    """The exercise, made now; None for one that the form would refuse."""
    try:
        with transaction.atomic():
            row = create_own_exercise(athlete=athlete, spec=spec)
    except (ValidationError, IntegrityError, DataError):
        return None
    return replace(spec, id=row.pk, slug=row.slug)
