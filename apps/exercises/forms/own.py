"""An athlete's own exercise, asked in plain words with an example beside every choice."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from apps.core.fields import MeasureField
from apps.core.forms import fields_only

from ..domain.anatomy import Joint, Muscle
from ..domain.catalogue import MAX_IMPLEMENTS, ExerciseSpec
from ..domain.implements import weight_source_of
from ..domain.own import (
    CUE_LENGTH,
    MOST_CUES,
    OWN_METRICS,
    USUAL,
    own_measurement,
    own_problems,
    with_usual,
)
from ..domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    Level,
    Limb,
    LoadBasis,
    Metric,
    MovementPattern,
    Plane,
    Region,
    RepConvention,
)
from ..presenters import (
    EQUIPMENT_WORDS,
    JOINT_WORDS,
    KIND_WORDS,
    LATERALITY_EXAMPLES,
    LEVEL_WORDS,
    LIMB_WORDS,
    LOAD_BASIS_EXAMPLES,
    METRIC_WORDS,
    MUSCLE_WORDS,
    OWN_PROBLEM_WORDS,
    PATTERN_WORDS,
    PLANE_WORDS,
    REGION_WORDS,
    REP_CONVENTION_EXAMPLES,
    exercise_texts,
)

FIXED_ONCE_LOGGED = (
    "laterality",
    "limb",
    "load_basis",
    "rep_convention",
    "implements",
    "metric",
    "is_assisted",
)
"""What says how past numbers are to be read."""
_NAMED = (
    "pattern",
    "laterality",
    "limb",
    "load_basis",
    "rep_convention",
    "metric",
    "kind",
    "level",
)
_LISTED: dict[str, type[StrEnum]] = {
    "planes": Plane,
    "primary_muscles": Muscle,
    "secondary_muscles": Muscle,
    "joints": Joint,
    "equipment": Equipment,
    "cautions": Region,
}
_ENUMS: dict[str, type[StrEnum]] = {
    "pattern": MovementPattern,
    "laterality": Laterality,
    "load_basis": LoadBasis,
    "rep_convention": RepConvention,
    "metric": Metric,
    "kind": ExerciseKind,
    "level": Level,
}
_LEFT_EMPTY = _("Left empty, what is usual for the movement is taken.")


def _one(words: Any, **options: Any) -> forms.ChoiceField:
    options.setdefault("widget", forms.RadioSelect)
    return forms.ChoiceField(
        choices=[(word.value, capfirst(said)) for word, said in words.items()], **options
    )


def _several(words: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=[(word.value, capfirst(said)) for word, said in words.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        **options,
    )


class OwnExerciseForm(forms.Form):
    """Every field of an exercise; what can be guessed from the movement may stay empty."""

    name = forms.CharField(label=_("Name"), max_length=80)
    pattern = forms.ChoiceField(
        label=_("Movement"),
        choices=[
            ("", _("Choose one")),
            *((word.value, said) for word, said in PATTERN_WORDS.items()),
        ],
        help_text=_("What it is nearest to. It decides where the exercise is listed."),
    )
    laterality = _one(
        LATERALITY_EXAMPLES,
        label=_("Which sides work at once?"),
        initial=Laterality.UNILATERAL,
        help_text=_(
            "Your limbs count, not the machine's. An iso-lateral machine has two arms, but pressing "
            "both together is still both sides together."
        ),
    )
    limb = _one(LIMB_WORDS, label=_("What lifts?"), required=False, help_text=_LEFT_EMPTY)
    metric = forms.ChoiceField(
        label=_("What do you log?"),
        choices=[(metric.value, METRIC_WORDS[metric]) for metric in OWN_METRICS],
        widget=forms.RadioSelect,
        initial=Metric.LOAD_REPS,
    )
    equipment = _several(
        {word: said for word, said in EQUIPMENT_WORDS.items() if word != Equipment.BODYWEIGHT},
        label=_("What do you need for it?"),
        help_text=_("Nothing ticked means your own body."),
    )
    implements = forms.TypedChoiceField(
        label=_("How many weights do you hold?"),
        choices=[(number, str(number)) for number in range(MAX_IMPLEMENTS + 1)],
        coerce=int,
        widget=forms.RadioSelect,
        initial=1,
        help_text=_("Two dumbbells are 2, one dumbbell or a bar is 1, a machine or a vest is 0."),
    )
    load_basis = _one(
        LOAD_BASIS_EXAMPLES,
        label=_("What does the weight you type count?"),
        initial=LoadBasis.TOTAL,
        help_text=_("“Each side” of a barbell means plates. It says nothing about your limbs."),
    )
    rep_convention = _one(
        REP_CONVENTION_EXAMPLES,
        label=_("What do the reps you type count?"),
        initial=RepConvention.PER_SIDE,
    )
    body_mass_share = MeasureField(
        label=_("Part of your body you lift, %"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=1,
        initial=0,
        help_text=_("Pull-up 100, single-leg squat about 88, push-up about 64, curl or machine 0."),
    )
    is_assisted = forms.BooleanField(
        label=_("A machine or band takes weight off"),
        required=False,
        help_text=_("Help is then logged as a negative weight."),
    )
    compares = forms.BooleanField(
        label=_("Use it to compare my sides"),
        required=False,
        help_text=_(
            "Off unless you choose it: only a strict movement, one side alone, with a weight that "
            "goes up in small steps, says which side is weaker. Balance, swing or a shared machine "
            "do not. It then counts like the noisier ones of the catalogue."
        ),
    )
    kind = _one(KIND_WORDS, label=_("What does it train?"), initial=ExerciseKind.STRENGTH)
    level = _one(LEVEL_WORDS, label=_("How hard is it to learn?"), initial=Level.INTERMEDIATE)
    planes = _several(PLANE_WORDS, label=_("Direction"), help_text=_LEFT_EMPTY)
    primary_muscles = _several(MUSCLE_WORDS, label=_("Muscles, mainly"), help_text=_LEFT_EMPTY)
    secondary_muscles = _several(MUSCLE_WORDS, label=_("Muscles, helping"))
    joints = _several(JOINT_WORDS, label=_("Joints"), help_text=_LEFT_EMPTY)
    cautions = _several(
        REGION_WORDS,
        label=_("Take care with"),
        help_text=_("Left empty, every region that its joints serve: the careful reading."),
    )
    cues = forms.CharField(
        label=_("How to do it"),
        required=False,
        max_length=MOST_CUES * (CUE_LENGTH + 2),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Up to five lines, shown while you log."),
    )

    def __init__(
        self,
        *args: Any,
        like: ExerciseSpec | None = None,
        is_fixed: bool = False,
        is_taken: Any,
        **kwargs: Any,
    ) -> None:
        """Start like another exercise; fix what past numbers are read by."""
        kwargs["initial"] = ({} if like is None else initial_of(like)) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.like, self.is_fixed, self.is_taken = like, is_fixed, is_taken
        for field in self.fields.values():
            field.error_messages["required"] = _("Fill this in.")
        for name in FIXED_ONCE_LOGGED if is_fixed else ():
            self.fields[name].disabled = True
        self.helper = fields_only()

    def _fields(self, *names: str) -> tuple[forms.BoundField, ...]:
        return tuple(self[name] for name in names)

    @property
    def what_fields(self) -> tuple[forms.BoundField, ...]:
        """What it is."""
        return self._fields("name", "pattern", "equipment", "limb", "laterality")

    @property
    def count_fields(self) -> tuple[forms.BoundField, ...]:
        """What its numbers mean."""
        return self._fields(
            "metric",
            "implements",
            "load_basis",
            "rep_convention",
            "body_mass_share",
            "is_assisted",
            "compares",
        )

    @property
    def more_fields(self) -> tuple[forms.BoundField, ...]:
        """What may stay as usual."""
        return self._fields(
            "cues",
            "kind",
            "level",
            "planes",
            "primary_muscles",
            "secondary_muscles",
            "joints",
            "cautions",
        )

    @property
    def has_wrong_more(self) -> bool:
        """Whether something among the rest needs a look."""
        return any(field.errors for field in self.more_fields)

    def clean_name(self) -> str:
        """A name that no other exercise has: a file names exercises by it."""
        name: str = " ".join(self.cleaned_data["name"].split())
        if self.is_taken(name):
            raise forms.ValidationError(_("There is already an exercise of this name."))
        return name

    def clean_cues(self) -> tuple[str, ...]:
        """A few lines of a sentence each."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["cues"].splitlines()]
        cues = tuple(line for line in lines if line)
        if len(cues) > MOST_CUES or any(len(cue) > CUE_LENGTH for cue in cues):
            raise forms.ValidationError(_("At most five lines of 200 characters."))
        return cues

    def clean(self) -> dict[str, Any]:
        """The choices must fit together."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            spec = self._spec_as_told()
            for field, problem in own_problems(spec, compares=cleaned["compares"]).items():
                self.add_error(field, OWN_PROBLEM_WORDS[problem])
        return cleaned

    def _spec_as_told(self) -> ExerciseSpec:
        typed = self.cleaned_data
        share = typed["body_mass_share"]
        limb = typed["limb"] or USUAL[MovementPattern(typed["pattern"])].limb
        spec = ExerciseSpec(
            slug="own",
            name=typed["name"],
            cues=typed["cues"],
            implements=typed["implements"],
            body_mass_share=0.0 if share is None else float(share) / 100,
            is_assisted=typed["is_assisted"],
            limb=Limb(limb),
            **{name: enum(typed[name]) for name, enum in _ENUMS.items()},  # type: ignore[arg-type]
            **{  # type: ignore[arg-type]
                name: tuple(enum(word) for word in typed[name]) for name, enum in _LISTED.items()
            },
        )
        if self.like is None:
            return spec
        same_source = weight_source_of(self.like) is weight_source_of(spec)
        return replace(
            spec,
            rep_curve_slope=self.like.rep_curve_slope,
            load_step_kg=self.like.load_step_kg if same_source else None,
        )

    def spec(self) -> ExerciseSpec:
        """The exercise, whole."""
        whole = with_usual(self._spec_as_told())
        measurement = own_measurement(whole, compares=self.cleaned_data["compares"])
        return replace(whole, measurement=measurement)


def initial_of(spec: ExerciseSpec) -> dict[str, Any]:
    """A form filled in like an exercise; comparing sides is chosen anew for each."""
    return {
        "name": spec.name if spec.is_own else "",
        **{name: getattr(spec, name).value for name in _NAMED},
        **{name: _words(getattr(spec, name)) for name in _LISTED},
        "implements": spec.implements,
        "body_mass_share": _percent(spec.body_mass_share),
        "is_assisted": spec.is_assisted,
        "compares": spec.is_own and spec.measures_sides,
        "cues": "\n".join(exercise_texts(spec.cues)),
    }


def _words(members: Iterable[StrEnum]) -> list[str]:
    return [member.value for member in members]


def _percent(share: float) -> Decimal:
    return Decimal(str(round(share * 100, 1))).normalize()
