"""Ankle and calf, and the balance of a leg."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.people import Sex

from ..evidence import Certainty
from ..evidence import gettext_noop as _
from .kinds import Better, Demand, ErrorBand, Flag, Norm, Protocol, Summary, Tool, Unit, Verb

_POWDEN = "Powden et al. 2015, Man Ther 20:524-532 (12 studies)"
_HEEL_RISE = "Hebert-Losier et al. 2017, Physiotherapy 103:446-452 (566 people)"
_SHAFFER = "Shaffer et al. 2013, Mil Med 178:1264-1270 (64 soldiers)"
_SPRINGER = "Springer et al. 2007, J Geriatr Phys Ther 30:8-15 (549 people)"

_STANDING = {
    (18, 39): (45.0, 15.0),
    (40, 49): (42.0, 14.0),
    (50, 59): (41.0, 8.0),
    (60, 69): (32.0, 4.0),
    (70, 79): (22.0, 4.0),
    (80, 120): (9.0, 2.0),
}
"""Seconds on one leg by age: eyes open (up to 45) and closed."""


def _standing_norms(which: int) -> tuple[Norm, ...]:
    return tuple(
        Norm(
            typical=seconds[which],
            from_age=ages[0],
            to_age=ages[1],
            source=_SPRINGER,
            certainty=Certainty.CONSENSUS,
        )
        for ages, seconds in _STANDING.items()
    )


PROTOCOLS = (
    Protocol(
        slug="heel-raise",
        name=_("Heel raises on one leg"),
        region=Region.ANKLE,
        loads=frozenset({Region.KNEE}),
        unit=Unit.REPS,
        tool=Tool.COUNT,
        verb=Verb.DOES,
        demand=Demand.EFFORT,
        trials=1,
        error=ErrorBand(absolute=6.0, certainty=Certainty.TRIAL, source=_HEEL_RISE),
        flag=Flag(at=6.0, source=_HEEL_RISE),
        needs=_("A wall for one finger, and a beat of 60 a minute: up on one, down on the next."),
        steps=(
            _("Stand on one leg, knee straight, one finger at the wall."),
            _("Rise as high as you can on one beat, down on the next: 30 a minute."),
            _("Stop when the height is gone, the knee bends or the beat is lost."),
        ),
        typical=_("About one more or fewer between the sides."),
        use=_("The calf's strength and how long it lasts."),
        diagram="heel_raise",
        limits=(0.0, 150.0),
        norms=(
            Norm(typical=24.0, sex=Sex.MALE, source=_HEEL_RISE, certainty=Certainty.TRIAL),
            Norm(typical=21.0, sex=Sex.FEMALE, source=_HEEL_RISE, certainty=Certainty.TRIAL),
        ),
    ),
    Protocol(
        slug="knee-to-wall",
        name=_("Knee to wall"),
        region=Region.ANKLE,
        loads=frozenset({Region.KNEE}),
        unit=Unit.CM,
        tool=Tool.TAPE,
        verb=Verb.REACHES,
        error=ErrorBand(absolute=1.9, certainty=Certainty.TRIAL, source=_POWDEN),
        flag=Flag(at=2.0),
        needs=_("A wall and a tape on the floor, at a right angle to it."),
        steps=(
            _("Stand in a lunge, big toe on the tape. The other foot is behind you."),
            _("Bend the front knee to the wall; the heel stays down."),
            _("Move back until the knee just touches. Read from the wall to the big toe."),
        ),
        typical=_("9 to 13 cm. One centimetre is about 3.6° of the ankle."),
        use=_("Over 2 cm less than the other side is worth working on."),
        diagram="knee_to_wall",
        limits=(0.0, 30.0),
    ),
    Protocol(
        slug="calf-girth",
        name=_("Girth of the calf"),
        region=Region.ANKLE,
        unit=Unit.CM,
        tool=Tool.TAPE,
        verb=Verb.MEASURES,
        better=Better.NEITHER,
        summary=Summary.MEAN,
        trials=2,
        error=ErrorBand(absolute=1.0, certainty=Certainty.CONVENTION),
        needs=_("A tape."),
        steps=(
            _("Stand relaxed, weight on both feet."),
            _("Move the tape up and down to find the widest place."),
            _("Snug, not tight. Take it off between two readings."),
        ),
        typical=_("Up to 1 cm between the sides is common; the leg you kick with is often larger."),
        use=_("For its course."),
        diagram="calf_girth",
        limits=(15.0, 80.0),
    ),
    Protocol(
        slug="one-leg-stand",
        name=_("Standing on one leg, eyes open"),
        region=Region.ANKLE,
        loads=frozenset({Region.KNEE, Region.HIP}),
        unit=Unit.SECONDS,
        tool=Tool.TIMER,
        verb=Verb.HOLDS,
        summary=Summary.BEST,
        error=ErrorBand(share=0.35, certainty=Certainty.CONSENSUS),
        needs=_("A clock, bare feet, and a hand near something that holds you."),
        steps=(
            _("Arms crossed, look at a point. Lift one foot and start the clock."),
            _("Stop when the foot touches, the arms open or the standing foot moves."),
            _("45 seconds are full. The leg you stand on names the side."),
        ),
        typical=_("Fewer seconds with age are usual."),
        use=_("Full on both sides? Then the test with closed eyes says more."),
        diagram="one_leg_stand",
        limits=(0.0, 45.0),
        cap_s=45,
        norms=_standing_norms(0),
    ),
    Protocol(
        slug="one-leg-stand-eyes-closed",
        name=_("Standing on one leg, eyes closed"),
        region=Region.ANKLE,
        loads=frozenset({Region.KNEE, Region.HIP}),
        unit=Unit.SECONDS,
        tool=Tool.TIMER,
        verb=Verb.HOLDS,
        summary=Summary.BEST,
        error=ErrorBand(share=0.4, certainty=Certainty.CONSENSUS),
        needs=_("A clock, bare feet, a corner of the room and somebody near you."),
        steps=(
            _("Stand in the corner, arms crossed. Lift one foot, then close the eyes."),
            _("Stop when the foot touches, the eyes open or the standing foot moves."),
            _("45 seconds are full. The leg you stand on names the side."),
        ),
        typical=_("A third of the time with open eyes, or less."),
        use=_("For those who stand 45 seconds with open eyes."),
        diagram="one_leg_stand",
        limits=(0.0, 45.0),
        cap_s=45,
        norms=_standing_norms(1),
    ),
    Protocol(
        slug="reach-in-three-directions",
        name=_("Reach on one leg"),
        region=Region.ANKLE,
        loads=frozenset({Region.KNEE, Region.HIP}),
        unit=Unit.CM,
        tool=Tool.TAPE,
        verb=Verb.REACHES,
        summary=Summary.MEAN,
        practice_trials=3,
        error=ErrorBand(absolute=6.0, certainty=Certainty.TRIAL, source=_SHAFFER),
        needs=_("Tape on the floor in the shape of a Y: one line forwards, two behind."),
        steps=(
            _("Stand on one foot at the middle of the Y, hands on the hips."),
            _("Reach with the other foot along a line, touch lightly, come back."),
            _("Add up the three lines, divide by three. The leg you stand on names the side."),
        ),
        typical=_(
            "Three in ten healthy soldiers differ by over 4 cm forwards, so 4 cm is no limit."
        ),
        use=_("For its course, against its own error of 6 cm or more."),
        diagram="reach",
        limits=(10.0, 200.0),
    ),
)
