"""The mass that a limb really moves: what was logged, by what it counts, and its share of the body."""

from __future__ import annotations

from typing import Protocol, assert_never

from .strength import system_mass_kg
from .vocabulary import Limb, LoadBasis

EMPTY_BAR_KG = 20.0
"""A standard bar, for loads given as plates a side. Convention; without it unequal plates
would look like a larger difference than the limb met."""


class Loaded(Protocol):
    """What must be known of an exercise; a row and a spec both say it."""

    @property
    def limb(self) -> str:
        """See ``ExerciseSpec.limb``."""

    @property
    def implements(self) -> int:
        """See ``ExerciseSpec.implements``."""

    @property
    def is_assisted(self) -> bool:
        """See ``ExerciseSpec.is_assisted``."""


def limb_load_kg(load_kg: float, *, basis: LoadBasis, limb: Limb, implements: int) -> float:
    """Load in kg that the working limb moves, without its share of the body.

    Parameters
    ----------
    load_kg
        As logged, counting what ``basis`` says.
    implements
        How many are held in one set.

    Notes
    -----
    An arm moves its own implement however many are held; a leg carries them all. Plates a
    side say nothing of sides of the body: the limb moves both, and the bar.

    Examples
    --------
    >>> limb_load_kg(10, basis=LoadBasis.PER_IMPLEMENT, limb=Limb.LEG, implements=2)
    20.0
    >>> limb_load_kg(10, basis=LoadBasis.PER_IMPLEMENT, limb=Limb.ARM, implements=2)
    10.0
    >>> limb_load_kg(10, basis=LoadBasis.PER_SIDE_OF_BAR, limb=Limb.LEG, implements=1)
    40.0
    """
    match basis:
        case LoadBasis.TOTAL | LoadBasis.MACHINE_SHOWN:
            return float(load_kg)
        case LoadBasis.PER_IMPLEMENT:
            carried = 1 if limb is Limb.ARM else max(implements, 1)
            return float(load_kg * carried)
        case LoadBasis.PER_SIDE_OF_BAR:
            return 2.0 * load_kg + EMPTY_BAR_KG
        case _:
            assert_never(basis)


def moved_kg(
    load_kg: float | None,
    *,
    basis: LoadBasis,
    exercise: Loaded,
    body_mass_share: float,
    body_mass_kg: float | None,
) -> float | None:
    """Mass in kg that the working limb moved, or None when it is not known.

    Parameters
    ----------
    load_kg
        As logged, counting what ``basis`` says; below 0 is help; None is no load given.
    body_mass_share
        Part of the body mass that is lifted on top, 0 to 1.
    body_mass_kg
        Body mass on that day, None when not known.
    """
    if load_kg is None and body_mass_share == 0:
        return None
    load = 0.0 if load_kg is None else load_kg
    if load < 0 and not exercise.is_assisted:
        return None
    # Help from a machine or a band is never counted per implement or per side of a bar.
    if load > 0:
        load = limb_load_kg(
            load, basis=basis, limb=Limb(exercise.limb), implements=exercise.implements
        )
    return system_mass_kg(
        load_kg=load,
        body_mass_kg=body_mass_kg,
        body_mass_share=body_mass_share,
        assisted=exercise.is_assisted,
    )
