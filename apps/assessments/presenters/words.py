"""The closed sets of signs, causes, tests and habits as athletes read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..domain.body import BodySide, Place, Spot
from ..domain.causes import Cause, PlanHint
from ..domain.evidence import Certainty
from ..domain.signs import Sign, Since, Worse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SPOT_WORDS: Final[dict[Spot, StrOrPromise]] = {
    Spot.HEAD: _("head"),
    Spot.NECK: _("neck"),
    Spot.SHOULDER: _("shoulder"),
    Spot.UPPER_BACK: _("upper back"),
    Spot.CHEST: _("chest"),
    Spot.UPPER_ARM: _("upper arm"),
    Spot.ELBOW: _("elbow"),
    Spot.FOREARM: _("forearm"),
    Spot.WRIST_HAND: _("wrist and hand"),
    Spot.BELLY: _("belly"),
    Spot.LOWER_BACK: _("lower back"),
    Spot.HIP: _("hip and buttock"),
    Spot.THIGH: _("thigh"),
    Spot.KNEE: _("knee"),
    Spot.LOWER_LEG: _("lower leg"),
    Spot.ANKLE_FOOT: _("ankle and foot"),
}

SIDE_NAMES: Final[dict[BodySide, StrOrPromise]] = {
    BodySide.LEFT: pgettext_lazy("side of the body", "Left"),
    BodySide.RIGHT: pgettext_lazy("side of the body", "Right"),
    BodySide.BOTH: pgettext_lazy("side of the body", "Middle or both"),
}

_PLACES: Final[dict[BodySide, StrOrPromise]] = {
    BodySide.LEFT: pgettext_lazy("a place of the body", "left %(spot)s"),
    BodySide.RIGHT: pgettext_lazy("a place of the body", "right %(spot)s"),
    BodySide.BOTH: pgettext_lazy("a place of the body", "%(spot)s, middle or both"),
}

SIGN_WORDS: Final[dict[Sign, StrOrPromise]] = {
    Sign.PAIN: _("Pain"),
    Sign.WEAKNESS: _("Weaker"),
    Sign.TIGHTNESS: _("Tight"),
    Sign.SORENESS: _("Sore after use"),
    Sign.BALANCE: _("Unsteady"),
    Sign.POSTURE: _("Uneven posture"),
    Sign.SMALLER_MUSCLE: _("Smaller muscle"),
    Sign.NECK_ACHE: _("Neck ache"),
    Sign.SHOULDER_ACHE: _("Shoulder ache"),
    Sign.UPPER_BACK_ACHE: _("Upper-back ache"),
    Sign.HEADACHE: _("Headache"),
    Sign.TINGLING: _("Tingling or numb"),
    Sign.GIVING_WAY: _("Gives way"),
}

SINCE_WORDS: Final[dict[Since, StrOrPromise]] = {
    Since.TODAY: _("Today"),
    Since.DAYS: _("Days"),
    Since.WEEKS: _("Weeks"),
    Since.MONTHS: _("Months"),
    Since.YEARS: _("Years"),
}

SINCE_PHRASES: Final[dict[Since, StrOrPromise]] = {
    Since.TODAY: _("since today"),
    Since.DAYS: _("for days"),
    Since.WEEKS: _("for weeks"),
    Since.MONTHS: _("for months"),
    Since.YEARS: _("for years"),
}

WORSE_WORDS: Final[dict[Worse, StrOrPromise]] = {
    Worse.LIFTING: _("Lifting"),
    Worse.AFTER_TRAINING: _("The day after training"),
    Worse.SITTING: _("Sitting"),
    Worse.SCREEN: _("Screen or phone"),
    Worse.OVERHEAD: _("Reaching overhead"),
    Worse.STAIRS: _("Stairs"),
    Worse.WALKING: _("Walking or running"),
    Worse.SLEEPING: _("Night, in any position"),
    Worse.MORNING: _("Morning"),
    Worse.STRESS: _("Stress"),
    Worse.NECK_MOVEMENT: _("Moving the neck"),
    Worse.NOTHING: _("Nothing that I know"),
}

CAUSE_WORDS: Final[dict[Cause, StrOrPromise]] = {
    Cause.FROM_BIRTH: _("From birth, or how I am built"),
    Cause.ONE_SIDED_WORK: _("One-sided work: tool, mouse, bag, child"),
    Cause.ONE_SIDED_SPORT: _("One-sided sport or instrument"),
    Cause.SITTING: _("Long sitting or a desk"),
    Cause.SLEEPING: _("Sleeping on one side"),
    Cause.INACTIVITY: _("Little movement for a long time"),
    Cause.ROUTINE: _("A routine of both sides together, or always the same side first"),
    Cause.OVERLOAD: _("Too much at once"),
    Cause.INJURY: _("An injury, operation or cast"),
}

HINT_WORDS: Final[dict[PlanHint, StrOrPromise]] = {
    PlanHint.AIM_FOR_FUNCTION: _("The aim is what each side can do; no extra sets chase the gap."),
    PlanHint.EQUAL_VOLUME: _("Both sides get the same number of sets."),
    PlanHint.MOBILITY_FIRST: _("Reach and turning work comes before strength."),
    PlanHint.START_LIGHT: _("The first weeks stay well short of failure."),
    PlanHint.ONE_SIDE_AT_A_TIME: _(
        "Exercises of one side at a time replace some of both together."
    ),
    PlanHint.WEAKER_SIDE_FIRST: _("The weaker side starts."),
    PlanHint.CLEAR_FIRST: _("Nothing loads the place until a clinician has said so."),
    PlanHint.STAGED_RETURN: _(
        "Easy first, then load, then speed, each after the one before went well."
    ),
}

CERTAINTY_WORDS: Final[dict[Certainty, StrOrPromise]] = {
    Certainty.TRIAL: _("from studies"),
    Certainty.CONSENSUS: _("general teaching"),
    Certainty.CONVENTION: _("rule of thumb"),
}


def place_words(place: Place) -> str:
    """A place with its side, as it stands in a sentence."""
    return str(_PLACES[place.side]) % {"spot": SPOT_WORDS[place.spot]}
