"""Upper back: pulling strength and the hold of the shoulder blades."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Region

from ..evidence import Certainty
from ..evidence import gettext_noop as _
from .kinds import Demand, ErrorBand, Protocol, Tool, Unit, Verb

PROTOCOLS = (
    Protocol(
        slug="one-arm-row",
        name=_("One-arm row"),
        region=Region.UPPER_BACK,
        loads=frozenset({Region.SHOULDER, Region.ELBOW, Region.LOWER_BACK}),
        unit=Unit.LOAD_REPS,
        tool=Tool.WEIGHT,
        verb=Verb.LIFTS,
        demand=Demand.EFFORT,
        trials=1,
        error=ErrorBand(share=0.15, certainty=Certainty.CONSENSUS),
        needs=_("A bench and a dumbbell that you can row 6 to 12 times."),
        steps=(
            _("One hand and knee on the bench, back flat, the other arm hanging."),
            _("Pull the dumbbell to the ribs without turning the trunk; straighten fully."),
            _("Stop when the trunk would have to help. Same dumbbell for the other arm."),
        ),
        typical=_("Both arms within about 6 %."),
        use=_("Goes into your log as a check, so it counts for your balance."),
        diagram="row",
        limits=(0.5, 200.0),
        exercises=("one-arm-dumbbell-row", "chest-supported-row", "one-arm-cable-row"),
    ),
    Protocol(
        slug="prone-y-hold",
        name=_("Arm held up, lying on your front"),
        region=Region.UPPER_BACK,
        loads=frozenset({Region.SHOULDER, Region.NECK}),
        unit=Unit.SECONDS,
        tool=Tool.TIMER,
        verb=Verb.HOLDS,
        demand=Demand.EFFORT,
        trials=2,
        error=ErrorBand(share=0.2, certainty=Certainty.CONVENTION),
        needs=_("A bench or bed, and a clock."),
        steps=(
            _("Lie on your front, one arm over the edge, slightly wider than your head."),
            _("Lift it straight to the height of your ear, thumb up, and hold."),
            _("Stop the clock when it sinks below the ear or the neck tightens."),
        ),
        typical=_("Nobody has published what is usual. Compare with yourself."),
        use=_("How long the muscles around the shoulder blade last."),
        diagram="prone_hold",
        limits=(0.0, 600.0),
        cap_s=180,
    ),
)
