"""Which exercise of the catalogue a foreign name may mean, and what to make of one that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from apps.exchange.domain.hints import looks_one_sided
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.own import USUAL, own_measurement, with_usual
from apps.exercises.domain.search import fold_text
from apps.exercises.domain.vocabulary import (
    Equipment,
    Laterality,
    Level,
    LoadBasis,
    Metric,
    MovementPattern,
)

_SAME = {
    "db": "dumbbell",
    "dumbbells": "dumbbell",
    "kb": "kettlebell",
    "bb": "barbell",
    "bicep": "biceps",
    "tricep": "triceps",
    "ups": "up",
    "pushup": "push up",
    "pushups": "push up",
    "pullup": "pull up",
    "pullups": "pull up",
    "chinup": "chin up",
    "situp": "sit up",
    "single": "one",
    "1": "one",
    "pulldowns": "pulldown",
    "machine": "",
    "the": "",
    "on": "",
    "with": "",
}
_GOOD_ENOUGH = 0.5
_SURE = 0.99

_PATTERNS: tuple[tuple[str, MovementPattern], ...] = (
    ("calf calves heel", MovementPattern.CALF),
    ("abduct abductor clamshell", MovementPattern.HIP_ABDUCTION),
    ("adduct adductor copenhagen", MovementPattern.HIP_ADDUCTION),
    ("external internal rotator", MovementPattern.SHOULDER_ROTATION),
    ("grip wrist forearm hang farmer carry", MovementPattern.GRIP),
    ("plank side oblique pallof woodchop suitcase", MovementPattern.TRUNK_SIDE),
    ("crunch abs ab sit leg raise hollow", MovementPattern.TRUNK_FRONT),
    ("deadlift hinge hamstring thrust bridge swing romanian glute", MovementPattern.HIP_DOMINANT),
    ("squat lunge step quad extension hack", MovementPattern.KNEE_DOMINANT),
    ("tricep triceps pushdown skullcrusher", MovementPattern.ELBOW_EXTENSION),
    ("curl bicep biceps", MovementPattern.ELBOW_FLEXION),
    ("pulldown pull chin", MovementPattern.VERTICAL_PULL),
    ("row rear face", MovementPattern.HORIZONTAL_PULL),
    ("overhead shoulder military arnold lateral front raise", MovementPattern.VERTICAL_PUSH),
    ("bench chest push fly dip press", MovementPattern.HORIZONTAL_PUSH),
    ("stretch mobility yoga", MovementPattern.MOBILITY),
    ("balance", MovementPattern.BALANCE),
    ("neck shrug", MovementPattern.NECK_AND_POSTURE),
)
"""Words of names in English; of several the first decides."""
_LEG_CURL = frozenset({"leg", "curl"})
_LEG_PRESS = frozenset({"leg", "press"})


@lru_cache(maxsize=8192)
def word_set(name: str) -> frozenset[str]:
    """The words of a name, spelled alike whoever wrote them.

    Examples
    --------
    >>> word_set("Bicep Curl (Dumbbell)") == word_set("dumbbell biceps curl")
    True
    """
    words = (_SAME.get(word, word) for word in fold_text(name).split())
    return frozenset(part for word in words for part in word.split())


def likely_exercises(
    name: str, specs: Iterable[ExerciseSpec], *, is_sided: bool = False, limit: int = 3
) -> tuple[tuple[ExerciseSpec, bool], ...]:
    """Exercises whose words are most like a name's, best first, each with whether it is surely meant.

    ``is_sided`` says that the file has left and right of it. Never sure is a pair of which one works a side
    at a time and the other does not.
    """
    words = word_set(name)
    one_sided = is_sided or looks_one_sided(name)
    found: list[tuple[float, str, ExerciseSpec]] = []
    for spec in specs:
        likeness = max(_likeness(words, word_set(text)) for text in (spec.name, *spec.aliases))
        if likeness >= _GOOD_ENOUGH:
            found.append((likeness - 0.2 * (spec.is_one_sided != one_sided), spec.slug, spec))
    found.sort(key=lambda one: (-one[0], one[1]))
    return tuple((spec, likeness >= _SURE) for likeness, _slug, spec in found[:limit])


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def own_exercise_of(
    name: str,
    *,
    load_basis: LoadBasis | None,
    is_helped: bool,
    is_timed: bool,
    is_loaded: bool,
    is_sided: bool,
) -> ExerciseSpec:
    """An exercise of one's own for a name that the catalogue lacks; the athlete may change it later."""
    words = word_set(name)
    pattern = _pattern_of(words)
    held = words & {"dumbbell", "kettlebell"}
    one_sided = is_sided or looks_one_sided(name)
    laterality = Laterality.UNILATERAL if one_sided else Laterality.BILATERAL
    metric = Metric.SECONDS if is_timed else Metric.LOAD_REPS if is_loaded else Metric.REPS
    if is_timed and is_loaded:
        metric = Metric.LOAD_SECONDS
    basis = load_basis or (LoadBasis.PER_IMPLEMENT if held else LoadBasis.TOTAL)
    two = bool(held) and laterality is Laterality.BILATERAL
    body = is_helped or not is_loaded
    spec = with_usual(
        ExerciseSpec(
            slug="",
            name=name,
            pattern=pattern,
            laterality=laterality,
            limb=USUAL[pattern].limb,
            planes=(),
            primary_muscles=(),
            joints=(),
            equipment=_equipment_of(words, basis),
            level=Level.BEGINNER,
            cues=(),
            metric=metric,
            load_basis=basis,
            implements=2 if two else 1 if held or basis is not LoadBasis.TOTAL else 0,
            body_mass_share=1.0 if body and is_helped else 0.0,
            is_assisted=is_helped,
        )
    )
    compares = one_sided and pattern.has_verdict
    return replace(spec, measurement=own_measurement(spec, compares=compares))


def _pattern_of(words: frozenset[str]) -> MovementPattern:
    if words >= _LEG_CURL:
        return MovementPattern.HIP_DOMINANT
    if words >= _LEG_PRESS and "calf" not in words:
        return MovementPattern.KNEE_DOMINANT
    for listed, pattern in _PATTERNS:
        if words & set(listed.split()):
            return pattern
    return MovementPattern.TRUNK_FRONT


def _equipment_of(words: frozenset[str], basis: LoadBasis) -> tuple[Equipment, ...]:
    if "kettlebell" in words:
        return (Equipment.KETTLEBELL,)
    if "dumbbell" in words or basis is LoadBasis.PER_IMPLEMENT:
        return (Equipment.DUMBBELLS,)
    if "barbell" in words or basis is LoadBasis.PER_SIDE_OF_BAR:
        return (Equipment.BARBELL,)
    return (Equipment.CABLE,) if "cable" in words else ()
