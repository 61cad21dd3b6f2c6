"""What is counted, in words: the load, the reps, the sides; and how well the sides are told apart.

Everything here takes a stored exercise or its pure spec alike.
"""

from __future__ import annotations

from typing import Any, Protocol, assert_never

from django.utils.translation import gettext as _

from ..domain.catalogue import LOADED_METRICS
from ..domain.implements import is_bar_on_one_end
from ..domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    LoadBasis,
    MeasurementClass,
    Metric,
    RepConvention,
)


class Counted(Protocol):
    """What these words need to know of an exercise; columns hold words, specs hold enums."""

    @property
    def laterality(self) -> str:
        """See ``ExerciseSpec.laterality``."""

    @property
    def limb(self) -> str:
        """See ``ExerciseSpec.limb``."""

    @property
    def load_basis(self) -> str:
        """See ``ExerciseSpec.load_basis``."""

    @property
    def rep_convention(self) -> str:
        """See ``ExerciseSpec.rep_convention``."""

    @property
    def metric(self) -> str:
        """See ``ExerciseSpec.metric``."""

    @property
    def kind(self) -> str:
        """See ``ExerciseSpec.kind``."""

    @property
    def measurement(self) -> str:
        """See ``ExerciseSpec.measurement``."""

    @property
    def implements(self) -> int:
        """See ``ExerciseSpec.implements``."""

    @property
    def load_step_kg(self) -> Any:
        """See ``ExerciseSpec.load_step_kg``."""

    @property
    def is_assisted(self) -> bool:
        """See ``ExerciseSpec.is_assisted``."""

    @property
    def equipment(self) -> list[str] | tuple[Equipment, ...]:
        """See ``ExerciseSpec.equipment``."""


def load_basis_words(exercise: Counted) -> str:
    """What the weight counts, short enough for a field's label; empty where none is logged."""
    if Metric(exercise.metric) not in LOADED_METRICS:
        return ""
    basis = LoadBasis(exercise.load_basis)
    match basis:
        case LoadBasis.TOTAL:
            return _total_words(exercise)
        case LoadBasis.PER_IMPLEMENT:
            one = exercise.implements == 1
            return _("the one you hold") if one else _each_implement_words(exercise)
        case LoadBasis.PER_SIDE_OF_BAR:
            return _("plates on one side")
        case LoadBasis.MACHINE_SHOWN:
            return _("what it shows")
        case _:
            assert_never(basis)


def _total_words(exercise: Counted) -> str:
    """What a total is the total of."""
    if exercise.implements == 0:
        return _("added weight, help negative") if exercise.is_assisted else _("added weight")
    if Equipment.BARBELL in exercise.equipment:
        one_end = is_bar_on_one_end(exercise)
        return _("plates on the bar") if one_end else _("bar and plates")
    if Equipment.DUMBBELLS in exercise.equipment:
        return _("one dumbbell")
    return _("one kettlebell") if Equipment.KETTLEBELL in exercise.equipment else _("one weight")


def _each_implement_words(exercise: Counted) -> str:
    return _("each dumbbell") if Equipment.DUMBBELLS in exercise.equipment else _("each weight")


def _each_implement_sentence(exercise: Counted) -> str:
    if Equipment.DUMBBELLS in exercise.equipment:
        return _("Type the weight of one dumbbell, not of both together.")
    return _("Type the weight of one, not of both together.")


def load_basis_sentence(exercise: Counted) -> str:
    """What to type as the weight, as a sentence."""
    if Metric(exercise.metric) not in LOADED_METRICS:
        return _("No weight to log.")
    basis = LoadBasis(exercise.load_basis)
    match basis:
        case LoadBasis.TOTAL:
            return _total_sentence(exercise)
        case LoadBasis.PER_IMPLEMENT:
            return _each_implement_sentence(exercise)
        case LoadBasis.PER_SIDE_OF_BAR:
            return _(
                "Type the plates on one side of the bar. That side is not a side of your body."
            )
        case LoadBasis.MACHINE_SHOWN:
            return _("Type what the machine or display shows.")
        case _:
            assert_never(basis)


def _total_sentence(exercise: Counted) -> str:
    if exercise.implements:
        return _("Type the whole weight: %(what)s.") % {"what": _total_words(exercise)}
    if exercise.is_assisted:
        return _("Type the weight you add, 0 for none, and help as a negative number.")
    return _("Type the weight you add to your body, 0 for none.")


def rep_convention_words(exercise: Counted) -> str:
    """What the reps count, short enough for a field's label; empty where none are counted."""
    if Metric(exercise.metric) not in (Metric.LOAD_REPS, Metric.REPS):
        return ""
    if RepConvention(exercise.rep_convention) is RepConvention.BOTH_SIDES_TOGETHER:
        return _("left and right together")
    if Laterality(exercise.laterality) is Laterality.BILATERAL:
        return _("both sides at once")
    return _("each side")


def rep_convention_sentence(exercise: Counted) -> str:
    """What to type as reps, seconds or a distance, as a sentence."""
    metric = Metric(exercise.metric)
    match metric:
        case Metric.LOAD_REPS | Metric.REPS:
            return _rep_sentence(exercise)
        case Metric.SECONDS | Metric.LOAD_SECONDS:
            if Laterality(exercise.laterality) is Laterality.BILATERAL:
                return _("Type the seconds you held.")
            return _("Type the seconds for each side by itself.")
        case Metric.CENTIMETRES:
            return _("Type centimetres for each side by itself.")
        case Metric.DEGREES:
            return _("Type degrees for each side by itself.")
        case _:
            assert_never(metric)


def _rep_sentence(exercise: Counted) -> str:
    if RepConvention(exercise.rep_convention) is RepConvention.BOTH_SIDES_TOGETHER:
        return _("Count left and right together: 10 and 10 are 20.")
    if Laterality(exercise.laterality) is Laterality.BILATERAL:
        return _("Each rep moves both sides at once; count it once.")
    return _("Count each side by itself: 10 left and 10 right are two entries of 10.")


def measurement_words(exercise: Counted) -> str:
    """How well it tells the sides apart."""
    measurement = MeasurementClass(exercise.measurement)
    match measurement:
        case MeasurementClass.GOOD:
            return _("Measures your sides well")
        case MeasurementClass.FAIR:
            return _("Measures your sides fairly well")
        case MeasurementClass.NONE:
            return _("Not used to compare your sides")
        case _:
            assert_never(measurement)


def measurement_reason(exercise: Counted, *, is_own: bool = False) -> str:
    """Why it measures the sides as well as it does, or not at all; an own one by choice."""
    measurement = MeasurementClass(exercise.measurement)
    match measurement:
        case MeasurementClass.GOOD:
            return _(
                "One side works alone, in a movement that is hard to cheat, and the weight goes up in "
                "small steps."
            )
        case MeasurementClass.FAIR:
            return _(
                "One side works alone, but balance, technique or big steps of weight add noise. It "
                "takes more workouts to be sure."
            )
        case MeasurementClass.NONE:
            return _unmeasured_reason(exercise, is_own=is_own)
        case _:
            assert_never(measurement)


def _unmeasured_reason(exercise: Counted, *, is_own: bool) -> str:
    if Laterality(exercise.laterality) is Laterality.BILATERAL:
        return _("Both sides share the work, so the numbers cannot say who did more.")
    if ExerciseKind(exercise.kind) is not ExerciseKind.STRENGTH:
        return _(
            "Holds, reach and balance vary too much from day to day for a verdict on strength."
        )
    if Metric(exercise.metric) not in LOADED_METRICS:
        return _("There is no weight in kilograms, and reps alone say too little.")
    if RepConvention(exercise.rep_convention) is RepConvention.BOTH_SIDES_TOGETHER:
        return _("Left and right are counted together.")
    if is_own:
        return _("You have not chosen it for comparing your sides.")
    return _("Technique decides more than strength here.")
