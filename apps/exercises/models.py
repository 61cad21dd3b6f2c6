"""The exercise catalogue, shared rows and athletes' own."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.anatomy import Joint, Muscle
from apps.exercises.domain.catalogue import (
    BODY_MASS_SHARE_RANGE,
    CUE_COUNT_RANGE,
    DEFAULT_REP_CURVE_SLOPE,
    LOAD_STEP_RANGE_KG,
    MAX_IMPLEMENTS,
    REP_CURVE_SLOPE_RANGE,
)
from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    Level,
    Limb,
    LoadBasis,
    MeasurementClass,
    Metric,
    MovementPattern,
    Plane,
    Region,
    RepConvention,
)

WORD_LENGTH = 24


def choices_of(enum: type[StrEnum]) -> list[tuple[str, str]]:
    """Choices of a closed set; how they are said to athletes is the presenters' business."""
    return [(member.value, member.value) for member in enum]


def word_field(enum: type[StrEnum], default: StrEnum | None = None) -> models.CharField[str, str]:
    """A column holding one word of a closed set."""
    if default is None:
        return models.CharField(max_length=WORD_LENGTH, choices=choices_of(enum))
    return models.CharField(max_length=WORD_LENGTH, choices=choices_of(enum), default=default.value)


def words_field(enum: type[StrEnum], *, required: bool = True) -> ArrayField[list[str], list[str]]:
    """A column holding several words of a closed set."""
    return ArrayField(
        models.CharField(max_length=WORD_LENGTH, choices=choices_of(enum)),
        default=list,
        blank=not required,
    )


def known_word(field: str, enum: type[StrEnum]) -> models.CheckConstraint:
    """A constraint that the column holds a word of the closed set."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [member.value for member in enum]}),
        name=f"exercises_exercise_{field}_known",
    )


def known_words(field: str, enum: type[StrEnum], *, at_least: int = 0) -> models.CheckConstraint:
    """A constraint that every word of the column is of the closed set, and enough are there."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__contained_by": [member.value for member in enum]})
        & Q(**{f"{field}__len__gte": at_least}),
        name=f"exercises_exercise_{field}_known",
    )


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    """Filters that chain."""

    def visible_to(self, athlete: models.Model) -> Self:
        """The shared catalogue and the athlete's own, never another athlete's."""
        return self.filter(Q(athlete=None) | Q(athlete=athlete))

    def current(self) -> Self:
        """Those still offered for new work."""
        return self.filter(is_retired=False)

    def matching(self, words: tuple[str, ...]) -> Self:
        """Those whose search text holds every word."""
        found = self
        for word in words:
            found = found.filter(search_text__contains=word)
        return found


class Exercise(models.Model):
    """One exercise: of the shared catalogue, or an athlete's own."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="own_exercises",
        help_text="Whose own exercise this is; empty for the shared catalogue.",
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=80)
    aliases = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    pattern = word_field(MovementPattern)
    laterality = word_field(Laterality)
    limb = word_field(Limb)
    load_basis = word_field(LoadBasis, LoadBasis.TOTAL)
    rep_convention = word_field(RepConvention, RepConvention.PER_SIDE)
    implements = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(MAX_IMPLEMENTS)]
    )
    planes = words_field(Plane)
    primary_muscles = words_field(Muscle)
    secondary_muscles = words_field(Muscle, required=False)
    joints = words_field(Joint)
    equipment = words_field(Equipment)
    kind = word_field(ExerciseKind, ExerciseKind.STRENGTH)
    metric = word_field(Metric, Metric.LOAD_REPS)
    body_mass_share = models.DecimalField(
        max_digits=4,
        decimal_places=3,
        default=0,
        validators=[
            MinValueValidator(BODY_MASS_SHARE_RANGE[0]),
            MaxValueValidator(BODY_MASS_SHARE_RANGE[1]),
        ],
        help_text="Part of the body mass lifted on top of the load, 0 to 1.",
    )
    is_assisted = models.BooleanField(default=False)
    rep_curve_slope = models.DecimalField(
        max_digits=4,
        decimal_places=3,
        default=DEFAULT_REP_CURVE_SLOPE,
        validators=[
            MinValueValidator(REP_CURVE_SLOPE_RANGE[0]),
            MaxValueValidator(REP_CURVE_SLOPE_RANGE[1]),
        ],
        help_text="Growth of estimated strength with each rep, 1 / rep.",
    )
    level = word_field(Level, Level.BEGINNER)
    regression = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    progression = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cautions = words_field(Region, required=False)
    measurement = word_field(MeasurementClass, MeasurementClass.NONE)
    cues = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    load_step_kg = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    search_text = models.TextField(default="", blank=True, editable=False)
    is_retired = models.BooleanField(default=False)

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        """Order, and the rules the database itself guards."""

        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("athlete", "slug"),
                nulls_distinct=False,
                name="exercises_exercise_slug_unique",
            ),
            known_word("pattern", MovementPattern),
            known_word("laterality", Laterality),
            known_word("limb", Limb),
            known_word("load_basis", LoadBasis),
            known_word("rep_convention", RepConvention),
            known_word("kind", ExerciseKind),
            known_word("metric", Metric),
            known_word("level", Level),
            known_word("measurement", MeasurementClass),
            known_words("planes", Plane, at_least=1),
            known_words("primary_muscles", Muscle, at_least=1),
            known_words("secondary_muscles", Muscle),
            known_words("joints", Joint, at_least=1),
            known_words("equipment", Equipment, at_least=1),
            known_words("cautions", Region),
            models.CheckConstraint(
                condition=Q(cues__len__range=CUE_COUNT_RANGE) | Q(athlete__isnull=False),
                name="exercises_exercise_cues_counted",
            ),
            models.CheckConstraint(
                condition=Q(implements__range=(0, MAX_IMPLEMENTS)),
                name="exercises_exercise_implements_range",
            ),
            models.CheckConstraint(
                condition=Q(body_mass_share__range=BODY_MASS_SHARE_RANGE),
                name="exercises_exercise_body_mass_share_range",
            ),
            models.CheckConstraint(
                condition=Q(rep_curve_slope__range=REP_CURVE_SLOPE_RANGE),
                name="exercises_exercise_rep_curve_slope_range",
            ),
            models.CheckConstraint(
                condition=Q(load_step_kg__isnull=True) | Q(load_step_kg__range=LOAD_STEP_RANGE_KG),
                name="exercises_exercise_load_step_range",
            ),
            models.CheckConstraint(
                condition=~Q(load_basis=LoadBasis.PER_IMPLEMENT.value) | Q(implements__gte=1),
                name="exercises_exercise_implements_held",
            ),
            # Ten reps of a barbell lift are ten for each side: never to be halved.
            models.CheckConstraint(
                condition=Q(rep_convention=RepConvention.PER_SIDE.value)
                | Q(laterality=Laterality.ALTERNATING.value),
                name="exercises_exercise_reps_together_alternate",
            ),
            models.CheckConstraint(
                condition=Q(measurement=MeasurementClass.NONE.value)
                | Q(
                    laterality__in=[
                        Laterality.UNILATERAL.value,
                        Laterality.ALTERNATING.value,
                    ],
                    kind=ExerciseKind.STRENGTH.value,
                    metric=Metric.LOAD_REPS.value,
                    rep_convention=RepConvention.PER_SIDE.value,
                ),
                name="exercises_exercise_measures_one_side",
            ),
        )

    def __str__(self) -> str:
        """The exercise's name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the exercise's page."""
        return reverse("exercises:exercise_detail", args=[self.slug])
