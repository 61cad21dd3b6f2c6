"""Trunk and lower back: how long it holds."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Region

from ..evidence import Certainty
from ..evidence import gettext_noop as _
from .kinds import Demand, ErrorBand, Flag, Protocol, Summary, Tool, Unit, Verb

_JUAN_RECIO = "Juan-Recio et al. 2022, Biology 11:1043 (24 women)"

PROTOCOLS = (
    Protocol(
        slug="side-plank-hold",
        name=_("Side plank"),
        region=Region.TRUNK,
        loads=frozenset({Region.SHOULDER, Region.HIP, Region.LOWER_BACK}),
        unit=Unit.SECONDS,
        tool=Tool.TIMER,
        verb=Verb.HOLDS,
        demand=Demand.EFFORT,
        trials=1,
        error=ErrorBand(absolute=30.0, certainty=Certainty.TRIAL, source=_JUAN_RECIO),
        flag=Flag(at=0.4, is_share=True, twice=True),
        needs=_("A mat and a clock."),
        steps=(
            _("Lie on your side on the forearm, feet on top of each other."),
            _("Lift the hips until head, hips and feet are in line. Start the clock."),
            _("Stop when the hips sink for the second time. Rest five minutes."),
            _("The side that faces down is the side that is tested."),
        ),
        typical=_("About 55 s in students, 100 s in athletes, alike on both sides."),
        use=_("The shoulder tires first in many people. Only 40 % less, twice, means much."),
        diagram="side_plank",
        limits=(0.0, 900.0),
    ),
    Protocol(
        slug="one-leg-back-hold",
        name=_("Opposite arm and leg held out"),
        region=Region.LOWER_BACK,
        loads=frozenset({Region.HIP, Region.SHOULDER, Region.TRUNK}),
        unit=Unit.SECONDS,
        tool=Tool.TIMER,
        verb=Verb.HOLDS,
        demand=Demand.EFFORT,
        trials=1,
        summary=Summary.BEST,
        error=ErrorBand(share=0.4, certainty=Certainty.CONVENTION),
        needs=_("A mat and a clock."),
        steps=(
            _("On hands and knees, back level. A stick on the back shows whether it stays so."),
            _("Reach one leg back and the other arm forwards, both level. Start the clock."),
            _("Stop when the back tilts or a limb sinks. The leg in the air names the side."),
        ),
        typical=_("Nobody has published what is usual. Compare with yourself."),
        use=_("For its course; the error is large."),
        diagram="bird_dog",
        limits=(0.0, 600.0),
        cap_s=120,
    ),
)
