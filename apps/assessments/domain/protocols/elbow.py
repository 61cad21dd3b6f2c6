"""Elbow: bending and straightening, strength and range."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Region

from ..evidence import Certainty
from ..evidence import gettext_noop as _
from .kinds import Demand, ErrorBand, Flag, Protocol, Tool, Unit, Verb

_HUTCHINS = "Hutchins & Gearhart 2010 (estimates of a curl's maximum miss by 11 to 14 %)"

PROTOCOLS = (
    Protocol(
        slug="one-arm-curl",
        name=_("One-arm curl"),
        region=Region.ELBOW,
        loads=frozenset({Region.WRIST}),
        unit=Unit.LOAD_REPS,
        tool=Tool.WEIGHT,
        verb=Verb.LIFTS,
        demand=Demand.EFFORT,
        trials=1,
        error=ErrorBand(share=0.15, certainty=Certainty.CONSENSUS, source=_HUTCHINS),
        needs=_("A wall and a dumbbell that you can curl 8 to 12 times."),
        steps=(
            _("Back and elbow against the wall, palm forwards."),
            _("Curl to the shoulder, straighten fully, the elbow at the wall."),
            _("Stop when it would leave the wall. Same dumbbell for the other arm."),
        ),
        typical=_("The arm you write with is often 2 % stronger."),
        use=_("Goes into your log as a check, so it counts for your balance."),
        diagram="curl",
        limits=(0.5, 100.0),
        exercises=("one-arm-dumbbell-curl", "cable-curl", "hammer-curl"),
    ),
    Protocol(
        slug="one-arm-triceps-extension",
        name=_("One-arm triceps extension"),
        region=Region.ELBOW,
        loads=frozenset({Region.SHOULDER}),
        unit=Unit.LOAD_REPS,
        tool=Tool.WEIGHT,
        verb=Verb.LIFTS,
        demand=Demand.EFFORT,
        trials=1,
        error=ErrorBand(share=0.15, certainty=Certainty.CONSENSUS, source=_HUTCHINS),
        needs=_("A dumbbell that you can straighten overhead 8 to 12 times."),
        steps=(
            _("Sit tall. Elbow beside the ear, dumbbell behind the head."),
            _("Straighten fully, lower until the forearm touches the upper arm."),
            _("Stop when the elbow would drift. Same dumbbell for the other arm."),
        ),
        typical=_("Both arms within about 6 %."),
        use=_("Goes into your log as a check, so it counts for your balance."),
        diagram="triceps",
        limits=(0.5, 100.0),
        exercises=("one-arm-triceps-extension", "lying-one-arm-extension", "one-arm-pushdown"),
    ),
    Protocol(
        slug="elbow-straighten",
        name=_("Straightening the elbow"),
        region=Region.ELBOW,
        unit=Unit.DEGREES,
        tool=Tool.INCLINOMETER,
        verb=Verb.TURNS,
        trials=2,
        error=ErrorBand(absolute=6.0, certainty=Certainty.CONSENSUS),
        flag=Flag(at=10.0),
        needs=_("A table, and your phone."),
        steps=(
            _("Sit, upper arm flat on the table. Phone along the upper arm: press “Zero here”."),
            _("Move the phone to the forearm and straighten as far as it goes."),
            _("Write what is missing to straight as a minus; 0 is straight."),
        ),
        typical=_("0°; some bend a few degrees beyond."),
        use=_("10° less than the other side is worth showing to somebody."),
        diagram="elbow_range",
        limits=(-90.0, 30.0),
    ),
    Protocol(
        slug="elbow-bend",
        name=_("Bending the elbow"),
        region=Region.ELBOW,
        unit=Unit.DEGREES,
        tool=Tool.INCLINOMETER,
        verb=Verb.TURNS,
        trials=2,
        error=ErrorBand(absolute=6.0, certainty=Certainty.CONSENSUS),
        flag=Flag(at=10.0),
        needs=_("A table, and your phone."),
        steps=(
            _("Sit, upper arm flat on the table. Phone along the upper arm: press “Zero here”."),
            _("Move the phone to the forearm and bend as far as it goes."),
            _("The other hand may not help. Read the angle."),
        ),
        typical=_("140 to 150°."),
        use=_("10° less than the other side is worth showing to somebody."),
        diagram="elbow_range",
        limits=(0.0, 170.0),
    ),
)
