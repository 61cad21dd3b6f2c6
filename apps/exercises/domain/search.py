"""Search that forgives accents, hyphens and case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from apps.exercises.domain.catalogue import ExerciseSpec


def fold_text(text: str) -> str:
    """Lower the case, drop accents, and turn every other sign than a letter or digit into a space.

    Examples
    --------
    >>> fold_text("Élévation  Push-Up")
    'elevation push up'
    """
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
    )
    return " ".join("".join(s if s.isalnum() else " " for s in plain.casefold()).split())


def search_words(query: str) -> tuple[str, ...]:
    """Split a query into the folded words that must all be found."""
    return tuple(fold_text(query).split())


def search_text_of(spec: ExerciseSpec, *, translated: Iterable[str] = ()) -> str:
    """Text in which :func:`search_words` look for an exercise, ``translated`` names included.

    Names stand in it twice, with hyphens as spaces and with hyphens closed up, so that "push up",
    "push-up" and "pushup" all find the same.

    Examples
    --------
    >>> "pushup" in fold_text("Push-up".replace("-", ""))
    True
    """
    names = (spec.name, *spec.aliases, *translated)
    words = (
        *names,
        *(name.replace("-", "") for name in names if "-" in name),
        spec.slug,
        spec.pattern,
        *spec.primary_muscles,
        *spec.secondary_muscles,
        *spec.equipment,
        *_EVERYDAY_WORDS.get(spec.pattern, ()),
    )
    every = [fold_text(word) for word in words]
    every += [word for muscle in spec.primary_muscles for word in _EVERYDAY_WORDS.get(muscle, ())]
    return " ".join(dict.fromkeys(every))


# What people type for a pattern or a muscle.
_EVERYDAY_WORDS: dict[str, tuple[str, ...]] = {
    "knee_dominant": ("squat", "lunge", "legs"),
    "hip_dominant": ("hinge", "bridge", "legs", "posterior chain"),
    "trunk_side": ("core",),
    "trunk_front": ("core",),
    "mobility": ("stretch", "flexibility"),
    "quadriceps": ("quads", "thigh"),
    "glutes": ("glute", "buttocks"),
    "side_glutes": ("glute medius", "buttocks"),
    "adductors": ("groin", "inner thigh"),
    "calves": ("calf",),
    "abdominals": ("abs", "stomach"),
    "chest": ("pecs",),
    "lats": ("latissimus",),
    "upper_trapezius": ("traps",),
    "mid_back": ("rhomboids", "traps"),
    "rotator_cuff": ("rotators",),
    "front_deltoid": ("delts", "shoulder"),
    "side_deltoid": ("delts", "shoulder"),
    "rear_deltoid": ("delts", "shoulder"),
}
