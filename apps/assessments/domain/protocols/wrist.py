"""Wrist and hand: grip and range."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.people import Sex

from ..evidence import Certainty
from ..evidence import gettext_noop as _
from .kinds import Demand, ErrorBand, Norm, Protocol, Summary, Tool, Unit, Verb

_BAI = "Bai et al. 2019, BMC Musculoskelet Disord (109 people)"
_INTERNATIONAL = "J Sport Health Sci 2025, 14:101014 (2.4 million adults of 69 countries)"
_PERNA = "Perna et al. 2016, J Strength Cond Res 30:867-874 (National Health and Nutrition Examination Survey)"

_MEN = {
    (20, 24): (40.5, 48.0, 56.0),
    (25, 29): (42.1, 49.3, 56.7),
    (30, 34): (42.2, 49.7, 57.4),
    (35, 39): (41.5, 49.5, 57.5),
    (40, 44): (40.4, 48.8, 57.1),
    (45, 49): (39.0, 47.6, 56.2),
    (50, 54): (37.4, 46.2, 54.8),
}
"""Better hand of men by age: the 20th, 50th and 80th of a hundred, kg."""

GRIP_NORMS = (
    *(
        Norm(
            low=low,
            typical=typical,
            high=high,
            sex=Sex.MALE,
            from_age=ages[0],
            to_age=ages[1],
            source=_INTERNATIONAL,
            certainty=Certainty.TRIAL,
        )
        for ages, (low, typical, high) in _MEN.items()
    ),
    Norm(
        typical=31.0,
        sex=Sex.FEMALE,
        from_age=30,
        to_age=39,
        source=_PERNA,
        certainty=Certainty.TRIAL,
    ),
)

PROTOCOLS = (
    Protocol(
        slug="grip",
        name=_("Grip"),
        region=Region.WRIST,
        loads=frozenset({Region.ELBOW}),
        unit=Unit.KG,
        tool=Tool.DYNAMOMETER,
        verb=Verb.SQUEEZES,
        demand=Demand.EFFORT,
        summary=Summary.MEAN,
        error=ErrorBand(absolute=5.0, certainty=Certainty.TRIAL, source=_BAI),
        needs=_("A hand dynamometer, set to the same width for both hands."),
        steps=(
            _("Sit, upper arm by your side, elbow bent to a right angle."),
            _("Squeeze as hard as you can for three seconds, breathing out."),
            _("The other hand next, in turn, three times each, a minute between."),
        ),
        typical=_(
            "Right-handers squeeze about 6 % more with the right hand, left-handers about as much "
            "with both. One in three healthy people differs by over 10 %."
        ),
        use=_("Goes into your log as a check, judged around what is usual for your hand."),
        diagram="grip",
        limits=(0.5, 120.0),
        norms=GRIP_NORMS,
        exercises=("grip-dynamometer",),
    ),
    Protocol(
        slug="wrist-back",
        name=_("Bending the wrist back"),
        region=Region.WRIST,
        unit=Unit.DEGREES,
        tool=Tool.INCLINOMETER,
        verb=Verb.TURNS,
        trials=2,
        error=ErrorBand(absolute=7.0, certainty=Certainty.CONSENSUS),
        needs=_("Your phone along the forearm."),
        steps=(
            _("Palms together before the chest, fingers up."),
            _("Phone along one forearm, upright: press “Zero here”."),
            _("Raise the elbows with the palms closed. Read where they want to part."),
        ),
        typical=_("About 70°."),
        use=_("For its course."),
        diagram="prayer",
        limits=(0.0, 120.0),
    ),
    Protocol(
        slug="wrist-forward",
        name=_("Bending the wrist forward"),
        region=Region.WRIST,
        unit=Unit.DEGREES,
        tool=Tool.INCLINOMETER,
        verb=Verb.TURNS,
        trials=2,
        error=ErrorBand(absolute=7.0, certainty=Certainty.CONSENSUS),
        needs=_("Your phone along the forearm."),
        steps=(
            _("Backs of the hands together before the chest, fingers down."),
            _("Phone along one forearm, upright: press “Zero here”."),
            _("Lower the elbows with the hands closed. Read where they want to part."),
        ),
        typical=_("About 80°."),
        use=_("For its course."),
        diagram="prayer",
        limits=(0.0, 120.0),
    ),
)
