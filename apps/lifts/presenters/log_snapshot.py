"""The log as the browser keeps it: plain values, numbers that must not drift as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.formats import get_format

from apps.lifts.domain.bests import Best, SideBests
from apps.lifts.domain.operations import wire_value
from apps.lifts.forms import count_field

from .words import first_side_words, plain_number

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet, Workout
    from apps.lifts.queries import FirstSide, Known, ListedExercise, LogSnapshot, SessionLink
    from apps.profiles.queries import LogFacts

type Data = dict[str, Any]

_SET_FIELDS = (
    "id",
    "exercise_id",
    "set_index",
    "side",
    "side_source",
    "kind",
    "pair_order",
    "typed_load",
    "typed_unit",
    "reps",
    "seconds",
    "rir",
    "pain",
    "note",
    "capped_by_plan",
    "performed_at",
)


def present_log(snapshot: LogSnapshot, facts: LogFacts) -> Data:
    """The snapshot ``log``."""
    workout = snapshot.workout
    lines = snapshot.lines.get(workout.pk, []) if workout is not None else []
    return {
        "athlete": str(facts.athlete.pk),
        "at": snapshot.at.isoformat(),
        "settings": _settings(facts),
        "workout": _workout(workout, snapshot.session) if workout is not None else None,
        "lines": [_line(line, place) for place, line in enumerate(lines, start=1)],
        "sets": [_set(row) for row in snapshot.sets],
        "details": _details(snapshot),
        "recent": [str(pk) for pk in snapshot.recent],
        "workouts": [_template(one, snapshot.lines.get(one.pk, ())) for one in snapshot.finished],
    }


def _settings(facts: LogFacts) -> Data:
    athlete = facts.athlete
    return {
        "unit": athlete.weight_unit,
        "decimal": get_format("DECIMAL_SEPARATOR"),
        "rest": {"switch_s": athlete.rest_switch_s, "pair_s": athlete.rest_pair_s},
        "sound": athlete.sound,
        "vibrate": athlete.vibrate,
        "first_side": athlete.first_side,
        "may_keep_pain": facts.may_keep_pain,
        "body_mass_kg": facts.weigh_ins[-1][1] if facts.weigh_ins else None,
    }


def _workout(workout: Workout, session: SessionLink | None) -> Data:
    return {
        "id": str(workout.pk),
        "rev": workout.revision,
        "title": workout.title,
        "notes": workout.notes,
        "started_at": workout.started_at.isoformat(),
        "local_date": workout.local_date.isoformat(),
        "session": (
            {"id": str(session.id), "title": session.title, "url": session.url}
            if session is not None
            else None
        ),
    }


def _line(line: ListedExercise, place: int) -> Data:
    return {
        "id": None if line.id is None else str(line.id),
        "rev": line.revision,
        "position": line.position if line.id is not None else place,
        **_planned(line),
    }


def _planned(line: ListedExercise) -> Data:
    return {
        "exercise_id": str(line.exercise_id),
        "first_side": line.first_side,
        "superset": None if line.superset is None else str(line.superset),
    }


def _set(row: LiftSet) -> Data:
    return {name: wire_value(getattr(row, name)) for name in _SET_FIELDS} | {"rev": row.revision}


def _details(snapshot: LogSnapshot) -> Data:
    known = {str(pk): _known(one) for pk, one in snapshot.known.items()}
    others = {
        str(pk): {"last": None, "bests": {}, "first_side": _first_side(side)}
        for pk, side in snapshot.first_sides.items()
    }
    return {**others, **known}


def _known(known: Known) -> Data:
    last = known.last
    counted = count_field(known.exercise)
    return {
        "last": (
            {
                "date": last[0].performed_at.isoformat(),
                "sets": [_set(row) for row in last],
            }
            if last
            else None
        ),
        "bests": {side.value: present_bests(mine, counted) for side, mine in known.bests.items()},
        "first_side": _first_side(known.first_side),
    }


def _first_side(first: FirstSide) -> Data:
    return {
        "side": first.side.value,
        "chosen_by": str(first.chosen_by),
        "words": first_side_words(first),
    }


def present_bests(bests: SideBests, counted: str) -> Data:
    """One side's bests; ``counted`` names what its sets are counted in."""
    estimate = bests.estimate
    return {
        "load": _best(bests.load, counted),
        "reps": _best(bests.count, counted),
        "e1rm_kg": None if estimate is None else f"{estimate.e1rm_kg:.1f}",
        "e1rm_date": None if estimate is None else estimate.day.isoformat(),
        "front": bests.front,
    }


def _best(best: Best | None, counted: str) -> Data | None:
    if best is None:
        return None
    return {
        "typed_load": None if best.typed_load is None else plain_number(best.typed_load),
        "typed_unit": best.typed_unit,
        "moved_kg": None if best.moved_kg is None else f"{best.moved_kg:.1f}",
        counted: best.count,
        "date": best.day.isoformat(),
    }


def _template(workout: Workout, lines: Iterable[ListedExercise]) -> Data:
    return {
        "id": str(workout.pk),
        "title": workout.title,
        "local_date": workout.local_date.isoformat(),
        "lines": [_planned(line) for line in lines],
    }
