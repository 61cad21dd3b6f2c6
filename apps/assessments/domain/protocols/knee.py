"""Knee and thigh: strength, power and girth."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Region

from ..evidence import Certainty
from ..evidence import gettext_noop as _
from .kinds import Better, Demand, ErrorBand, Flag, Protocol, Summary, Tool, Unit, Verb

_OTTO_YANEZ = "Otto-Yanez et al. 2025 (96 people)"
_HOPS = "Phys Ther Sport 2019, pubmed 31431339 (16 people)"

PROTOCOLS = (
    Protocol(
        slug="one-leg-press",
        name=_("One-leg press or leg extension"),
        region=Region.KNEE,
        loads=frozenset({Region.HIP, Region.LOWER_BACK}),
        unit=Unit.LOAD_REPS,
        tool=Tool.WEIGHT,
        verb=Verb.LIFTS,
        demand=Demand.EFFORT,
        trials=1,
        error=ErrorBand(share=0.14, certainty=Certainty.CONSENSUS),
        needs=_("A leg press or leg extension, and a load for 6 to 12 repetitions with one leg."),
        steps=(
            _("Same seat for both legs; note the number of the hole."),
            _("Lower to the same depth, straighten without locking hard."),
            _("Stop when the next repetition would be crooked. Same load for the other leg."),
        ),
        typical=_("Both legs within about 6 %."),
        use=_("Goes into your log as a check, so it counts for your balance."),
        diagram="leg_press",
        limits=(0.5, 400.0),
        exercises=("single-leg-press", "single-leg-extension"),
    ),
    Protocol(
        slug="one-leg-curl",
        name=_("One-leg curl"),
        region=Region.KNEE,
        loads=frozenset({Region.HIP}),
        unit=Unit.LOAD_REPS,
        tool=Tool.WEIGHT,
        verb=Verb.LIFTS,
        demand=Demand.EFFORT,
        trials=1,
        error=ErrorBand(share=0.15, certainty=Certainty.CONSENSUS),
        needs=_("A leg-curl machine, and a load for 6 to 12 repetitions with one leg."),
        steps=(
            _("Same seat for both legs, the pad just above the heel."),
            _("Curl until the pad nears the thigh, straighten slowly."),
            _("Stop when the hips would lift. Same load for the other leg."),
        ),
        typical=_("The back of a thigh has half to four fifths of the front's strength."),
        use=_("Goes into your log as a check, so it counts for your balance."),
        diagram="leg_curl",
        limits=(0.5, 200.0),
        exercises=("single-leg-curl",),
    ),
    Protocol(
        slug="one-leg-chair-rise",
        name=_("Five times up from a chair, on one leg"),
        region=Region.KNEE,
        loads=frozenset({Region.HIP, Region.ANKLE}),
        unit=Unit.SECONDS,
        tool=Tool.TIMER,
        verb=Verb.TAKES,
        better=Better.LESS,
        demand=Demand.EFFORT,
        trials=2,
        practice_trials=1,
        error=ErrorBand(absolute=1.3, certainty=Certainty.TRIAL, source=_OTTO_YANEZ),
        needs=_("A chair 43 to 46 cm high against a wall, and a clock."),
        steps=(
            _("Sit, arms crossed, one foot off the floor."),
            _("Stand up and sit down five times, as fast as is safe. Start and stop seated."),
            _(
                "If you cannot rise on one leg, leave the test out: one in six healthy adults cannot."
            ),
        ),
        typical=_("The two legs within a second of each other."),
        use=_("A leg that takes longer is weaker, or less sure."),
        diagram="chair_rise",
        limits=(2.0, 120.0),
    ),
    Protocol(
        slug="one-leg-bridge",
        name=_("One-leg bridge"),
        region=Region.HIP,
        loads=frozenset({Region.KNEE, Region.LOWER_BACK}),
        unit=Unit.REPS,
        tool=Tool.COUNT,
        verb=Verb.DOES,
        demand=Demand.EFFORT,
        trials=1,
        error=ErrorBand(absolute=5.0, certainty=Certainty.CONSENSUS),
        needs=_("A box about 60 cm high, and a mat."),
        steps=(
            _("Lie on your back, one heel on the box, knee bent a little, arms crossed."),
            _("Lift the hips until thigh and trunk are in line, touch down, again."),
            _("Stop when you no longer reach that line."),
        ),
        typical=_("Coaches call 20 few, 25 usual and 30 good."),
        use=_("Back of the thigh and buttock together."),
        diagram="bridge",
        limits=(0.0, 100.0),
    ),
    Protocol(
        slug="one-leg-hop",
        name=_("One-leg hop for distance"),
        region=Region.KNEE,
        loads=frozenset({Region.HIP, Region.ANKLE, Region.LOWER_BACK}),
        unit=Unit.CM,
        tool=Tool.TAPE,
        verb=Verb.JUMPS,
        demand=Demand.JUMP,
        practice_trials=2,
        summary=Summary.MEAN,
        error=ErrorBand(share=0.09, certainty=Certainty.TRIAL, source=_HOPS),
        needs=_("A tape on a floor that does not slip."),
        steps=(
            _("Stand on one leg, toes at the line, arms free."),
            _("Hop as far as you can land and stand still for two seconds."),
            _("Measure from the line to the heel. A landing that wobbles does not count."),
        ),
        typical=_("Most healthy people hop at least nine tenths as far with the shorter side."),
        use=_("For trained adults under 50 without pain."),
        diagram="hop",
        limits=(5.0, 350.0),
        retest_days=56,
    ),
    Protocol(
        slug="thigh-girth",
        name=_("Girth of the thigh"),
        region=Region.KNEE,
        unit=Unit.CM,
        tool=Tool.TAPE,
        verb=Verb.MEASURES,
        better=Better.NEITHER,
        summary=Summary.MEAN,
        trials=2,
        error=ErrorBand(absolute=1.0, certainty=Certainty.CONVENTION),
        flag=Flag(at=2.0, asks_stop_list=True),
        needs=_("A tape and a pen."),
        steps=(
            _("Stand relaxed, weight on both feet. Mark 15 cm above the kneecap."),
            _("Tape around at the mark, snug, not tight."),
            _("Take it off between two readings."),
        ),
        typical=_(
            "1 to 1.5 cm between the sides is common; the leg you kick with is often larger."
        ),
        use=_("For its course. New, and over 2 cm: have somebody look."),
        diagram="thigh_girth",
        limits=(20.0, 120.0),
    ),
)
