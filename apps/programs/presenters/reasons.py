"""Why, in plain words: each reason code is one sentence, with its grade and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext_lazy
from msgspec import Struct

from apps.core.numbers import number_text
from apps.core.units import from_kg
from apps.exercises.domain.vocabulary import MovementPattern, Plane, Side
from apps.exercises.presenters import exercise_name, side_word
from apps.imbalances.presenters.words import pattern_label
from apps.programs.domain.editing import OWN
from apps.programs.domain.program import Evidence, Reason, ReasonCode

_ = gettext_lazy

WORDS: Final[dict[ReasonCode, Any]] = {
    ReasonCode.TARGET: _("Your %(weaker_side)s side is the weaker one here, and this works on it."),
    ReasonCode.PLANE: _(
        "A difference is often clearer in one direction than in another, so this trains it "
        "%(plane)s too."
    ),
    ReasonCode.ANTAGONIST: _("It keeps the opposite movement, %(of)s, in step."),
    ReasonCode.BILATERAL_KEPT: _("One lift with both sides together stays in every week."),
    ReasonCode.MAINTENANCE: _("It keeps what is level as it is, one side at a time."),
    ReasonCode.MOBILITY_FIRST: _(
        "Movement first, so that strength is trained through the full range."
    ),
    ReasonCode.BALANCE_WITH_AGE: _("From 65 on, balance belongs to every program."),
    ReasonCode.CHECK_DUE: _(
        "Every two weeks each side shows alone what it can do. Without this the program would hide "
        "the very difference it works on."
    ),
    ReasonCode.CHECK_WARM_UP: _("A lighter set, so that the check is neither cold nor tired."),
    ReasonCode.RETEST: _(
        "It closes the program: what came is set beside what was expected at the start."
    ),
    ReasonCode.FAMILIAR: _("You have logged it before, so it measures you and not the learning."),
    ReasonCode.WEAKER_SIDE_FIRST: _("Your %(side)s side goes first, while you are fresh."),
    ReasonCode.WEAKER_SIDE_SETS_THE_DOSE: _(
        "Your %(side)s side sets load and reps; the other side matches them and stops there."
    ),
    ReasonCode.EQUAL_SETS: _(
        "Both sides do the same number of sets for the first four weeks; more for one side has not "
        "been shown to work better."
    ),
    ReasonCode.SIDES_ALTERNATE: _(
        "Neither side is known to be weaker, so they take turns to start."
    ),
    ReasonCode.CHOSEN_SIDE_FIRST: _("Your %(side)s side goes first, as your settings say."),
    ReasonCode.STRONGER_SIDE_FIRST: _(
        "Your %(side)s side goes first, as your settings say. The studies behind this program let the "
        "weaker side start, fresh; whether it catches up as well this way is not known."
    ),
    ReasonCode.CHECK_ORDER_ALTERNATES: _(
        "The side that starts a check changes each time, because the order itself costs a little."
    ),
    ReasonCode.STRONGER_SIDE_HELD: _(
        "Your %(held)s side keeps its strength with a few sets at its own load, while your %(side)s "
        "side goes on."
    ),
    ReasonCode.CHECK_IS_ITS_SET: _("Your %(held)s side has done its set for today in the check."),
    ReasonCode.WEAKER_SIDE_MORE: _(
        "Your %(side)s side does more sets, because equal sets have not moved the gap."
    ),
    ReasonCode.ONE_SIDE_RESTS: _(
        "Your %(resting)s side has to rest, so your %(side)s side works alone. Training one side makes "
        "the other somewhat stronger too."
    ),
    ReasonCode.TIGHT_SIDE_MORE: _(
        "Your %(side)s side reaches less than the other, by more than the test's error: it starts, and "
        "gets twice the sets."
    ),
    ReasonCode.LIGHT_WEEK: _(
        "An easy week: about half the sets, a little less load, more good reps left."
    ),
    ReasonCode.SETS_GROW: _(
        "Fewer sets than planned for later: they grow from what your last weeks held, two a week or a "
        "third."
    ),
    ReasonCode.LIGHT_START: _("A light start: one more good rep left than later on."),
    ReasonCode.LOAD_FROM_HISTORY: _(
        "The load comes from your own log, a little under what you did."
    ),
    ReasonCode.FIND_A_LOAD: _(
        "No load of yours is known yet: find one that leaves %(rir)s good reps, and start light."
    ),
    ReasonCode.FIND_A_LOAD_TO_HOLD: _(
        "No load of yours is known yet: find one that you can hold all the time, and start light."
    ),
    ReasonCode.EFFORT_RAMP: _(
        "Week %(week)s: stop with %(rir)s good reps left. Going to the limit adds little strength."
    ),
    ReasonCode.NOVICE_DOSE: _("Few sets and room to spare: the first weeks are for learning."),
    ReasonCode.YOUNG_DOSE: _("Under 18: moderate loads, no test to the limit, room for technique."),
    ReasonCode.OLDER_DOSE: _("From 65 on: two to three sets and longer rests."),
    ReasonCode.CAUTIOUS_DOSE: _(
        "A careful dose, because of what you told us: good reps in reserve, and breathe out as you "
        "lift, without holding your breath."
    ),
    ReasonCode.NO_FINDING: _(
        "No side is known to be weaker, so this trains both alike. What you log goes on measuring "
        "them."
    ),
    ReasonCode.TARGET_TAKEN: _("%(pattern)s: your %(weaker_side)s side comes up."),
    ReasonCode.TARGET_WAITS: _(
        "%(pattern)s waits for the next program: this one has enough to do in your time."
    ),
    ReasonCode.TARGET_BLOCKED: _("%(pattern)s is left alone while the area is blocked."),
    ReasonCode.TARGET_WITHOUT_EXERCISE: _("%(pattern)s: nothing fits what you have at hand."),
    ReasonCode.PLANE_LEFT_OUT: _("%(pattern)s: no room or no way to train it %(plane)s."),
    ReasonCode.ANTAGONIST_LEFT_OUT: _("An opposite movement did not fit this time."),
    ReasonCode.BILATERAL_LEFT_OUT: _(
        "No lift with both sides together fits what you have or the time."
    ),
    ReasonCode.BALANCE_LEFT_OUT: _("No balance task fits what you have or the time."),
    ReasonCode.ONCE_A_WEEK: _("%(pattern)s comes once a week only; twice would be better."),
    ReasonCode.CHECK_NOT_POSSIBLE: _("%(pattern)s: no exercise at hand measures the sides well."),
    ReasonCode.DAYS_LEFT_FREE: _(
        "You offered %(offered)s days; %(used)s are used, so that muscles rest between."
    ),
    ReasonCode.DAILY_DOSE: _("A few minutes a day belong to it: they are on your daily list."),
    ReasonCode.WEEKS_PLANNED: _(
        "%(weeks)s weeks, with a check every second week and a retest in the last."
    ),
    ReasonCode.UNDER_AGE: _("Levelset is for people of 16 and over."),
    ReasonCode.NO_TRAINING_DAYS: _("Choose at least one day on which you can train, in Settings."),
    ReasonCode.TOO_FEW_MINUTES: _(
        "%(minutes)s minutes are too few for a session; %(least_minutes)s are enough. Change it in "
        "Settings."
    ),
    ReasonCode.REGIONS_BLOCKED: _("Everything that would help is blocked for now: %(regions)s."),
    ReasonCode.NOTHING_AT_HAND: _(
        "No exercise fits what you have at hand. Add equipment in Settings."
    ),
    ReasonCode.LOAD_UP: _("Every set reached the top with reps to spare: the smallest step up."),
    ReasonCode.REPS_UP: _("One more rep before the load goes up: %(aim_reps)s in each set."),
    ReasonCode.SECONDS_UP: _("A few seconds longer."),
    ReasonCode.LOAD_FOUND: _("The load you found, from now on."),
    ReasonCode.TOP_REACHED: _("The top is reached: you are ready for a harder exercise."),
    ReasonCode.HELD_BELOW_RANGE: _("Not every set was in the range yet: the same again."),
    ReasonCode.HELD_EFFORT_HIGH: _("It took nearly all you had: the same again, easier this time."),
    ReasonCode.HELD_EFFORT_UNKNOWN: _("How hard it was is not known: the same again."),
    ReasonCode.HELD_SIDE_MISSED: _("One side was left out, so nothing goes up."),
    ReasonCode.HELD_SETS_MISSED: _("Some sets were left out, so nothing goes up."),
    ReasonCode.HELD_PAIN: _("It hurt a little: nothing goes up this week."),
    ReasonCode.EASED_PAIN: _(
        "It hurt more the morning after: lighter, a set fewer, one more rep in reserve, slower."
    ),
    ReasonCode.PAIN_FREE_SIDE_FIRST: _(
        "Your %(side)s side is free of pain and starts; the other one does at most as much."
    ),
    ReasonCode.LOAD_DOWN_MISSED_REPS: _("The reps fell short: a step lighter."),
    ReasonCode.LOAD_DOWN_PAIN: _("It hurt: clearly lighter next time."),
    ReasonCode.SWAP_FOR_PAIN: _(
        "It hurt more from week to week, or strongly again: something easier takes its place, or "
        "still holds of 30 to 45 seconds without pain."
    ),
    ReasonCode.GAP_MOVES: _("%(pattern)s: the gap is closing as it is, so nothing changes."),
    ReasonCode.HOLD_STRONGER_NOW: _(
        "%(pattern)s: %(weeks)s weeks have hardly moved the gap (%(from_pct)s to %(now_pct)s). From "
        "now on your %(held)s side keeps what it has with a few sets, and your %(side)s side goes on."
    ),
    ReasonCode.MORE_FOR_WEAKER_NOW: _(
        "%(pattern)s: %(weeks)s weeks have hardly moved the gap (%(from_pct)s to %(now_pct)s). From "
        "now on your %(side)s side does more sets than your %(held)s side."
    ),
    ReasonCode.GAP_CLOSED: _(
        "%(pattern)s: your sides are probably within %(level_pct)s of each other. Both do the same again."
    ),
    ReasonCode.GAP_REOPENED: _(
        "%(pattern)s: the gap is back (%(now_pct)s). It begins again with equal sets."
    ),
    ReasonCode.HOLD_AND_MONITOR: _(
        "%(pattern)s: %(weeks)s weeks have moved the gap from %(from_pct)s to %(now_pct)s, and more "
        "sets are not likely to change that. Both sides do the same now, and a check every two weeks "
        "keeps watch. Some differences stay."
    ),
    ReasonCode.EARLY_LIGHT_WEEK: _(
        "Two sessions in a row went worse than the ones before: the next week is an easy one."
    ),
    ReasonCode.AFTER_DAYS_OFF: _("After %(days)s days off you begin a little lighter."),
    ReasonCode.PREDICTED_AND_CAME: _(
        "%(pattern)s: expected were about %(expected_pct)s (%(low_pct)s to %(high_pct)s); the last "
        "check says %(now_pct)s."
    ),
    ReasonCode.OTHER_EQUIPMENT: _(
        "It stands in for %(instead_of)s while you are away from your things: the same movement, and "
        "the sides as before."
    ),
    ReasonCode.YOUR_CHOICE: _("You set these numbers yourself. What you log moves them on."),
    ReasonCode.YOUR_FIRST_SIDE: _(
        "Your %(side)s side goes first, because you chose it for this line."
    ),
    ReasonCode.YOUR_SWAP: _("You chose %(name)s in place of %(instead_of)s: the same work."),
    ReasonCode.YOUR_REMOVAL: _("You took it out."),
    ReasonCode.YOUR_RETURN: _("You took it out once, and put it back."),
    ReasonCode.YOUR_EXCLUSION: _("You ruled %(name)s out for good."),
}

GRADES: Final[dict[Evidence, Any]] = {
    Evidence.TRIAL: _("Training studies point this way"),
    Evidence.CONSENSUS: _("Experts agree"),
    Evidence.CONVENTION: _("A sensible convention, not proven"),
}

OWN_CHOICE: Final = _("Your own choice")

PLANES: Final[dict[Plane, Any]] = {
    Plane.SAGITTAL: _("forward and back"),
    Plane.FRONTAL: _("side to side"),
    Plane.TRANSVERSE: _("turning"),
}


class ReasonView(Struct, frozen=True, kw_only=True):
    """One reason as it is shown."""

    text: str
    grade: str
    source: str


def reason_views(reasons: Iterable[Reason], *, unit: str = "kg") -> tuple[ReasonView, ...]:
    """Reasons in words."""
    return tuple(reason_view(reason, unit=unit) for reason in reasons)


def reason_view(reason: Reason, *, unit: str = "kg") -> ReasonView:
    """One reason in words, its parameters translated."""
    return ReasonView(
        text=str(WORDS[reason.code]) % _words_of(reason.params, unit=unit),
        grade=str(OWN_CHOICE if reason.code in OWN else GRADES[reason.grade]),
        source=reason.source,
    )


def _words_of(params: Mapping[str, Any], *, unit: str) -> dict[str, Any]:
    return {name: _word_of(name, value, unit=unit) for name, value in params.items()}


_EXERCISES: Final = frozenset({"name", "instead_of"})


def _word_of(name: str, value: Any, *, unit: str) -> Any:
    if value is None or name in _EXERCISES:
        return exercise_name(value or "")
    match name:
        case "pattern" | "of":
            return pattern_label(MovementPattern(value))
        case "side" | "weaker_side" | "held" | "resting":
            return side_word(Side(value))
        case "plane":
            return str(PLANES[Plane(value)])
        case "load_kg":
            return f"{number_text(from_kg(Decimal(str(value)), unit))} {unit}"
        case _:
            return f"{round(value)}\N{NO-BREAK SPACE}%" if name.endswith("_pct") else value
