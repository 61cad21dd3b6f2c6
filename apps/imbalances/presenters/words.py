"""The words of a verdict: a side named, a share of the stronger side, a probability."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.exercises.domain.symmetry import gap_pct
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.exercises.presenters import PATTERN_WORDS, side_word
from apps.imbalances.presenters.saying import EVEN_BELOW_PCT, NBSP, saying

HIGHEST_SURENESS = 0.99
"""No more is ever claimed: the model itself is a simplification."""

PATTERN_EXAMPLES: dict[MovementPattern, str | Promise] = {
    MovementPattern.KNEE_DOMINANT: gettext_lazy(
        "split squat, single-leg press, step-up or single-leg extension"
    ),
    MovementPattern.HIP_DOMINANT: gettext_lazy(
        "single-leg Romanian deadlift, single-leg curl or single-leg hip thrust"
    ),
    MovementPattern.CALF: gettext_lazy("single-leg calf raise"),
    MovementPattern.HIP_ABDUCTION: gettext_lazy("cable or ankle-weight hip abduction"),
    MovementPattern.HIP_ADDUCTION: gettext_lazy("cable or ankle-weight hip adduction"),
    MovementPattern.HORIZONTAL_PUSH: gettext_lazy("one-arm dumbbell bench press"),
    MovementPattern.VERTICAL_PUSH: gettext_lazy("one-arm dumbbell overhead press"),
    MovementPattern.HORIZONTAL_PULL: gettext_lazy("one-arm dumbbell or cable row"),
    MovementPattern.VERTICAL_PULL: gettext_lazy("one-arm pulldown"),
    MovementPattern.ELBOW_FLEXION: gettext_lazy("one-arm curl"),
    MovementPattern.ELBOW_EXTENSION: gettext_lazy("one-arm triceps extension"),
    MovementPattern.SHOULDER_ROTATION: gettext_lazy("side-lying or cable external rotation"),
    MovementPattern.TRUNK_SIDE: gettext_lazy("dumbbell side bend"),
    MovementPattern.GRIP: gettext_lazy("grip dynamometer or one-hand pinch"),
}


class BodyPart(StrEnum):
    """What a pattern's headline names."""

    LEG = "leg"
    ARM = "arm"
    SHOULDER = "shoulder"
    TRUNK = "trunk"
    GRIP = "grip"


_LEGS = frozenset(
    {
        MovementPattern.KNEE_DOMINANT,
        MovementPattern.HIP_DOMINANT,
        MovementPattern.CALF,
        MovementPattern.HIP_ABDUCTION,
        MovementPattern.HIP_ADDUCTION,
    }
)
_OTHERS = {
    MovementPattern.SHOULDER_ROTATION: BodyPart.SHOULDER,
    MovementPattern.TRUNK_SIDE: BodyPart.TRUNK,
    MovementPattern.GRIP: BodyPart.GRIP,
}

_WEAKER = {
    BodyPart.LEG: gettext_lazy("Your %(weaker)s leg is about %(gap)s weaker than your %(other)s"),
    BodyPart.ARM: gettext_lazy("Your %(weaker)s arm is about %(gap)s weaker than your %(other)s"),
    BodyPart.SHOULDER: gettext_lazy(
        "Your %(weaker)s shoulder is about %(gap)s weaker than your %(other)s"
    ),
    BodyPart.TRUNK: gettext_lazy(
        "The %(weaker)s side of your trunk is about %(gap)s weaker than the %(other)s"
    ),
    BodyPart.GRIP: gettext_lazy("Your %(weaker)s grip is about %(gap)s weaker than your %(other)s"),
}
_PAIR = {
    BodyPart.LEG: gettext_lazy("your legs"),
    BodyPart.ARM: gettext_lazy("your arms"),
    BodyPart.SHOULDER: gettext_lazy("your shoulders"),
    BodyPart.TRUNK: gettext_lazy("the sides of your trunk"),
    BodyPart.GRIP: gettext_lazy("your hands"),
}


def body_part_of(pattern: MovementPattern) -> BodyPart:
    """What the pattern's headline names: a leg, an arm, a shoulder, the trunk or the grip."""
    return BodyPart.LEG if pattern in _LEGS else _OTHERS.get(pattern, BodyPart.ARM)


def pattern_label(pattern: MovementPattern) -> str:
    """The pattern as a heading."""
    return str(PATTERN_WORDS[pattern])


def pattern_examples(pattern: MovementPattern) -> str:
    """Exercises that would tell something about the pattern."""
    return str(PATTERN_EXAMPLES[pattern])


def pair_of(pattern: MovementPattern) -> str:
    """Both limbs of the pattern: your legs."""
    return str(_PAIR[body_part_of(pattern)])


def weaker_sentence(
    pattern: MovementPattern, weaker: Side, share: float, *, beside_handedness: bool = False
) -> str:
    """The headline: whose side is weaker, by how much of the stronger one, without a full stop.

    ``beside_handedness`` tells that the writing hand's usual lead was taken off first.
    """
    sentence = str(_WEAKER[body_part_of(pattern)]) % {
        "weaker": side_word(weaker),
        "other": side_word(weaker.opposite),
        "gap": percent(share),
    }
    return (
        _("%(sentence)s, handedness aside") % {"sentence": sentence}
        if beside_handedness
        else sentence
    )


def percent(share: float) -> str:
    """A share, 0 to 100, as whole percent; something is never shown as nothing."""
    if 0 < share < EVEN_BELOW_PCT:
        return _("under %(limit)s") % {"limit": f"1{NBSP}%"}
    return f"{share:.0f}{NBSP}%"


def sureness(probability: float) -> str:
    """A probability, 0 to 1, as percent that never claims to be certain."""
    if probability > HIGHEST_SURENESS:
        return _("over %(limit)s") % {"limit": f"99{NBSP}%"}
    if probability < 1 - HIGHEST_SURENESS:
        return _("under %(limit)s") % {"limit": f"1{NBSP}%"}
    return f"{100 * probability:.0f}{NBSP}%"


def difference_words(log_pct: float) -> str:
    """A right-positive difference in words: who is weaker, by what share of the stronger side."""
    return saying().difference(log_pct)


def range_words(low_log_pct: float, high_log_pct: float) -> str:
    """A right-positive range in words; one that spans level names both sides."""
    low, high = gap_pct(low_log_pct), gap_pct(high_log_pct)
    if low_log_pct < 0 < high_log_pct:
        return _("right %(right)s weaker to left %(left)s weaker") % {
            "right": percent(low),
            "left": percent(high),
        }
    near, far = sorted((low, high))
    if high_log_pct <= 0:
        return _("right %(near)s to %(far)s weaker") % {"near": _bare(near), "far": percent(far)}
    return _("left %(near)s to %(far)s weaker") % {"near": _bare(near), "far": percent(far)}


def _bare(share: float) -> str:
    return f"{share:.0f}"
