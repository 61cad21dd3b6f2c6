"""Neck: how long it holds and how far it turns."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.people import Sex

from ..evidence import Certainty
from ..evidence import gettext_noop as _
from .kinds import Demand, ErrorBand, Flag, Norm, Protocol, Tool, Unit, Verb

_SWANSON = "Swanson et al. 2020, J Bodyw Mov Ther 24:242-248 (60 healthy people)"
_DOMENECH = "Domenech et al. 2011, PM&R 3:105-110 (126 people)"

PROTOCOLS = (
    Protocol(
        slug="neck-side-hold",
        name=_("Head held up, lying on your side"),
        region=Region.NECK,
        unit=Unit.SECONDS,
        tool=Tool.TIMER,
        verb=Verb.HOLDS,
        demand=Demand.EFFORT,
        trials=1,
        error=ErrorBand(share=0.35, certainty=Certainty.CONSENSUS, source=_SWANSON),
        flag=Flag(at=0.5, is_share=True, twice=True, source=_SWANSON),
        needs=_("A bed or mat, and a clock."),
        steps=(
            _("Lie on your right side, arm out of the way, to test the left of the neck."),
            _("Lift the head until it is level with the bed, nose forwards. Start the clock."),
            _("Stop when it sinks or turns. Rest five minutes, then the other side."),
        ),
        typical=_("The shorter side is about 70 % of the longer one in healthy people too."),
        use=_("Only half as long on one side, twice in a row, is worth working on."),
        diagram="neck_side_hold",
        limits=(0.0, 900.0),
        norms=(
            Norm(typical=120.0, sex=Sex.MALE, source=_SWANSON, certainty=Certainty.TRIAL),
            Norm(typical=90.0, sex=Sex.FEMALE, source=_SWANSON, certainty=Certainty.TRIAL),
        ),
    ),
    Protocol(
        slug="chin-tuck-hold",
        name=_("Chin tuck held, lying on your back"),
        region=Region.NECK,
        unit=Unit.SECONDS,
        tool=Tool.TIMER,
        verb=Verb.HOLDS,
        demand=Demand.EFFORT,
        trials=1,
        is_per_side=False,
        error=ErrorBand(absolute=15.0, certainty=Certainty.CONSENSUS, source=_DOMENECH),
        needs=_("A mat and a clock."),
        steps=(
            _("Lie on your back with bent knees. Tuck the chin."),
            _("Lift the head two fingers off the mat and keep the tuck. Start the clock."),
            _("Stop when the chin comes forward or the head touches the mat."),
        ),
        typical=_("People with neck pain hold it for 21 to 24 s."),
        use=_("Shorter than usual is a reason for the two minutes a day."),
        diagram="chin_tuck",
        limits=(0.0, 600.0),
        norms=(
            Norm(
                typical=38.9,
                low=18.8,
                high=59.0,
                sex=Sex.MALE,
                source=_DOMENECH,
                certainty=Certainty.TRIAL,
            ),
            Norm(
                typical=29.4,
                low=15.7,
                high=43.1,
                sex=Sex.FEMALE,
                source=_DOMENECH,
                certainty=Certainty.TRIAL,
            ),
        ),
    ),
    Protocol(
        slug="neck-turn",
        name=_("Turning the head"),
        region=Region.NECK,
        unit=Unit.DEGREES,
        tool=Tool.INCLINOMETER,
        verb=Verb.TURNS,
        error=ErrorBand(absolute=8.0, certainty=Certainty.CONSENSUS),
        flag=Flag(at=12.0),
        needs=_("A mat, and your phone flat on your forehead."),
        steps=(
            _("Lie on your back, nose to the ceiling, phone across the forehead."),
            _("Press “Zero here”, then roll the head to one side as far as it goes."),
            _("The shoulders stay down. Read, come back, then the other side."),
        ),
        typical=_("70 to 80° to each side."),
        use=_("Over 12° less to one side is worth working on."),
        diagram="neck_turn",
        limits=(0.0, 120.0),
    ),
    Protocol(
        slug="neck-side-bend",
        name=_("Bending the head sideways"),
        region=Region.NECK,
        unit=Unit.DEGREES,
        tool=Tool.INCLINOMETER,
        verb=Verb.TURNS,
        error=ErrorBand(absolute=8.0, certainty=Certainty.CONSENSUS),
        flag=Flag(at=12.0),
        needs=_("A chair, and your phone upright against the side of the head."),
        steps=(
            _("Sit tall, hands under the thighs so that the shoulders stay level."),
            _("Press “Zero here”, then bring the ear towards the shoulder."),
            _("Nose forwards all the time. Read, come back, then the other side."),
        ),
        typical=_("40 to 45° to each side."),
        use=_("Over 12° less to one side is worth working on."),
        diagram="neck_bend",
        limits=(0.0, 90.0),
    ),
)
