"""The three conventions explained where somebody has to choose them, and what does not fit together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..domain.own import OwnProblem
from ..domain.vocabulary import Laterality, Limb, LoadBasis, Metric, RepConvention
from .vocabulary import Words

LATERALITY_EXAMPLES: dict[Laterality, Words] = {
    Laterality.UNILATERAL: _("One side at a time: one-arm row, single-leg press, split squat"),
    Laterality.ALTERNATING: _("Sides in turn within one set: walking lunge, alternating curl"),
    Laterality.BILATERAL: _("Both sides together: squat, bench press, two-arm pulldown"),
}
LIMB_WORDS: dict[Limb, Words] = {
    Limb.ARM: _("arm"),
    Limb.LEG: _("leg"),
    Limb.TRUNK: _("trunk"),
    Limb.NECK: _("neck"),
}
METRIC_WORDS: dict[Metric, Words] = {
    Metric.LOAD_REPS: _("Weight and reps"),
    Metric.REPS: _("Reps alone"),
    Metric.SECONDS: _("Seconds"),
    Metric.LOAD_SECONDS: _("Weight and seconds"),
}
LOAD_BASIS_EXAMPLES: dict[LoadBasis, Words] = {
    LoadBasis.TOTAL: _("All of it: bar and plates, the one dumbbell, a vest"),
    LoadBasis.PER_IMPLEMENT: _("Each one I hold: two dumbbells of 20 are typed as 20"),
    LoadBasis.PER_SIDE_OF_BAR: _("The plates on one side of the bar or machine"),
    LoadBasis.MACHINE_SHOWN: _("What the stack or display shows"),
}
REP_CONVENTION_EXAMPLES: dict[RepConvention, Words] = {
    RepConvention.PER_SIDE: _(
        "Each side by itself: 10 left and 10 right are 10 and 10. A barbell rep counts once"
    ),
    RepConvention.BOTH_SIDES_TOGETHER: _(
        "Both sides together: 10 left and 10 right are 20. Only with sides in turn"
    ),
}
OWN_PROBLEM_WORDS: dict[OwnProblem, Words] = {
    OwnProblem.TOGETHER_WITHOUT_TURNS: _(
        "Only sides in turn are counted together. Count each side by itself, or choose “sides in "
        "turn” above."
    ),
    OwnProblem.NOTHING_HELD: _("A weight for each one you hold needs at least one that you hold."),
    OwnProblem.HELD_UNNAMED: _(
        "Tick what you hold: the words beside the weight depend on it. If you hold nothing, choose 0 "
        "below."
    ),
    OwnProblem.NO_BAR: _(
        "Plates on one side need a barbell or a plate-loaded machine: tick it above. For dumbbells "
        "choose “each one I hold”."
    ),
    OwnProblem.HELP_WITHOUT_BODY: _(
        "Help is taken off your own weight: say how much of your body you lift, like 100 for a "
        "pull-up."
    ),
    OwnProblem.BODY_BESIDE_A_MACHINE: _(
        "What a machine shows is all there is to lift: leave this at 0, unless it takes weight off."
    ),
    OwnProblem.MOBILITY_OF_BOTH: _("Mobility is logged one side at a time."),
    OwnProblem.MOBILITY_LOADED: _("Mobility is logged without a weight: seconds or reps."),
    OwnProblem.CANNOT_COMPARE: _(
        "It cannot tell your sides apart. That takes strength in a movement that is compared, one "
        "side at a time or sides in turn, a weight, and reps of each side by itself."
    ),
}
