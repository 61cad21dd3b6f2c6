"""Broken rules in plain words: what is so now, and what may follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from apps.core.numbers import number_text
from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import Equipment, MovementPattern, Plane, Side
from apps.exercises.presenters import EQUIPMENT_WORDS, MUSCLE_WORDS, exercise_name, side_word
from apps.imbalances.presenters.words import pattern_label
from apps.programs.domain.breaches import Breach, Rule
from apps.programs.domain.program import Prescription

from .lines import load_words
from .reasons import PLANES

if TYPE_CHECKING:
    from apps.programs.models import ProgramChange

_ = gettext_lazy

TEXTS: Final[Mapping[Rule, tuple[Any, Any]]] = {
    Rule.UNKNOWN_EXERCISE: (
        _("%(exercise)s is not among your exercises."),
        _("Nothing can be said about what it works."),
    ),
    Rule.EXCLUDED_EXERCISE: (
        _("You have ruled %(exercise)s out."),
        _("Take it back on the page of what is ruled out, or leave it out here."),
    ),
    Rule.EQUIPMENT_MISSING: (
        _("%(exercise)s needs what you do not have: %(missing)s."),
        _("You may have to skip it on the day."),
    ),
    Rule.CAUTION_IGNORED: (
        _("%(exercise)s is one to be careful with, given what you told us."),
        _("Keep good reps in reserve and stop where it hurts."),
    ),
    Rule.REGION_BLOCKED: (
        _("%(exercise)s works an area that waits for now."),
        _("It stays out until Assess says that the area may be trained again."),
    ),
    Rule.LEVEL_TOO_HIGH: (
        _("%(exercise)s is harder than what suits your experience or age."),
        _("Technique may limit it before strength does."),
    ),
    Rule.OVER_TIME: (
        _("The session takes about %(minutes)s minutes, longer than the time you have."),
        _("Its last exercises may not get done, and those are often the ones for both sides."),
    ),
    Rule.TIME_UNDERSTATED: (
        _("The session takes longer than it says: about %(minutes)s minutes."),
        _("Allow for it."),
    ),
    Rule.NOT_A_TRAINING_DAY: (
        _("The session is on a day that you did not offer."),
        _("Nothing follows, if it suits you."),
    ),
    Rule.OUTSIDE_ITS_WEEK: (
        _("The session is in another week than planned."),
        _("One week has more, the other less than was counted on."),
    ),
    Rule.TWO_SESSIONS_A_DAY: (
        _("Two sessions are on one day."),
        _("The second one finds you tired."),
    ),
    Rule.TOO_MANY_SESSIONS: (
        _("That week has %(sessions)s sessions, more than suits your experience or age."),
        _("There may be too little rest to gain from them."),
    ),
    Rule.NO_DAY_OFF: (
        _("Two sessions are on days next to each other."),
        _("Under 18, a day off between them is safer."),
    ),
    Rule.POSITIONS_BROKEN: (
        _("The exercises of a session are not in order."),
        _("Open the session once more before you start."),
    ),
    Rule.MOBILITY_NOT_FIRST: (
        _("%(exercise)s comes after other work."),
        _("Movement first lets you train through the full range."),
    ),
    Rule.CHECK_NOT_FRESH: (
        _("The check with %(exercise)s comes after other work."),
        _("It would measure tiredness along with strength."),
    ),
    Rule.BILATERAL_TOO_EARLY: (
        _("%(exercise)s comes after work with both sides together."),
        _("The weaker side is no longer fresh then."),
    ),
    Rule.NO_REASON: (
        _("%(exercise)s stands there without a reason."),
        _("Nothing follows, but nobody can say why it is there."),
    ),
    Rule.SIDE_MISSING: (
        _("%(exercise)s asks one side for nothing.%(sets_words)s"),
        _("A side that does nothing for weeks loses a little."),
    ),
    Rule.WEAKER_SIDE_NOT_FIRST: (
        _("%(exercise)s no longer starts with the %(first_side)s side."),
        _(
            "The side that was to start comes second and tired; whether it catches up as well that "
            "way is not known."
        ),
    ),
    Rule.UNEQUAL_SETS: (
        _("%(exercise)s asks the two sides for different numbers of sets.%(sets_words)s"),
        _(
            "The plan keeps them equal until it is known that equal training does not move the "
            "difference. More for the side that is ahead would widen it."
        ),
    ),
    Rule.RATIO_TOO_WIDE: (
        _(
            "%(pattern)s: the weaker side does %(weaker)s sets in that week, the other side "
            "%(stronger)s."
        ),
        _("Beyond this ratio the stronger side may lose what it has."),
    ),
    Rule.RESTING_SIDE_WORKED: (
        _("%(exercise)s works a side that has to rest."),
        _("It stays out until that side may be trained again."),
    ),
    Rule.STRETCH_RATIO: (
        _("%(exercise)s no longer gives the tighter side twice as many sets.%(sets_words)s"),
        _("Both sides may gain alike, and the difference in reach stay."),
    ),
    Rule.STRONGER_SIDE_AHEAD: (
        _("In %(exercise)s the second side is no longer held to what the first one does."),
        _("The stronger side may run ahead."),
    ),
    Rule.TOO_HARD: (
        _("%(exercise)s leaves %(rir)s reps in reserve; %(least)s are the least that suit you."),
        _("Going nearer to the limit adds little strength, and more tiredness."),
    ),
    Rule.MAXIMAL_TOO_OFTEN: (
        _("%(exercise)s goes to the limit in more than one set of that week."),
        _("You recover more slowly from such sets."),
    ),
    Rule.STARTS_TOO_HEAVY: (
        _("%(load)s is more than your log says the limiting side can do for these reps."),
        _("The reps may fall short, or the last ones get untidy. Stop while they are good."),
    ),
    Rule.UNREAL_LOAD: (
        _("%(load)s is no weight that your equipment makes, as far as we know."),
        _("Take the nearest lighter one, or tell us your weights in Settings."),
    ),
    Rule.LOAD_JUMP: (
        _("%(exercise)s rises from %(from_load)s to %(to_load)s in one step."),
        _("Muscles follow faster than tendons do: smaller steps are kinder to them."),
    ),
    Rule.NO_LIGHT_WEEK: (
        _("There are more than six weeks without a light one."),
        _("Tiredness adds up, and loads may stall."),
    ),
    Rule.LIGHT_WEEK_HARD: (
        _("%(exercise)s asks more in the light week than in the week before it."),
        _("The light week is then none."),
    ),
    Rule.REST_TOO_SHORT: (
        _("The rest after %(exercise)s is under a minute."),
        _("The next set may fall short for want of breath and not of strength."),
    ),
    Rule.REPS_OUT_OF_RANGE: (
        _("The reps of %(exercise)s lie outside the range that suits you here."),
        _("Very few reps ask for heavy loads; beyond 15 a set says little about strength."),
    ),
    Rule.PAIN_IGNORED: (
        _("%(exercise)s hurt lately and asks more than that allows."),
        _("Pain over 3 of 10, or worse the next morning, says that it is too much for now."),
    ),
    Rule.DAILY_BLOCKED: (
        _("Something for every day works an area that waits for now."),
        _("Leave it out until Assess says that the area may be trained again."),
    ),
    Rule.STRONGER_SIDE_DROPPED: (
        _("%(pattern)s: in that week a side has no hard set by itself."),
        _("What was gained there is kept with little, but not with nothing."),
    ),
    Rule.SESSION_VOLUME: (
        _("%(muscle)s, %(side)s: %(sets)s hard sets in one session."),
        _("Beyond about ten, further sets of one session add hardly anything."),
    ),
    Rule.WEEK_VOLUME: (
        _("%(muscle)s, %(side)s: %(sets)s hard sets in that week."),
        _("That is more than suits your experience or age; you may not recover in time."),
    ),
    Rule.VOLUME_JUMP: (
        _("%(muscle)s, %(side)s: %(sets)s hard sets, a jump from the weeks before."),
        _("Soreness is likely. Smaller steps get there too."),
    ),
    Rule.MUSCLE_WITHOUT_REST: (
        _("The same muscles work on two days in a row: %(muscles)s."),
        _("The second day finds them tired."),
    ),
    Rule.PLANE_MISSING: (
        _("%(pattern)s: nothing trains it %(plane)s in that week."),
        _("A difference often shows in one direction more than in another."),
    ),
    Rule.TARGET_ONCE_A_WEEK: (
        _("%(pattern)s comes less than twice in that week."),
        _("It may close more slowly."),
    ),
    Rule.NO_BILATERAL: (
        _("No lift with both sides together is left in that week."),
        _("You may lose some of the skill of working with both."),
    ),
    Rule.PUSHES_OVER_PULLS: (
        _("There are more pushing sets (%(pushes)s) than pulling ones (%(pulls)s) in that week."),
        _("The plan keeps the pulls at least equal, for the shoulders; that is convention."),
    ),
    Rule.CHECK_MISSING: (
        _("%(check_of)s goes more than two weeks without a check."),
        _("Until the next one nobody knows whether the difference has moved."),
    ),
    Rule.RETEST_MISSING: (
        _("%(pattern)s has no check in the last week."),
        _("What the program has changed will stay a guess."),
    ),
    Rule.CHECK_ORDER_FIXED: (
        _("The check with %(exercise)s starts with the same side as the last one."),
        _("The order costs the second side a little, so it should take turns."),
    ),
    Rule.NO_BALANCE: (
        _("No balance task is left in that week."),
        _("From 65 on, balance belongs to every week: it helps against falls."),
    ),
}
"""For every rule: what is so, and what follows from it."""


class WarningView(Struct, frozen=True, kw_only=True):
    """One broken rule as it is shown."""

    where: str
    text: str
    follows: str


def warning_view(
    breach: Breach,
    *,
    names: Mapping[str, str],
    unit: str = "kg",
    line: Prescription | None = None,
) -> WarningView:
    """A broken rule in words.

    Parameters
    ----------
    names
        Names of exercises by their slugs.
    line
        The line as it is now, for rules that are about its sides.
    """
    text, follows = TEXTS[breach.rule]
    words = _words(breach, names=names, unit=unit, line=line)
    return WarningView(
        where=_where(breach), text=_sentence(str(text) % words), follows=str(follows) % words
    )


def warning_views(
    breaches: Iterable[Breach],
    *,
    names: Mapping[str, str],
    unit: str = "kg",
    line: Prescription | None = None,
) -> tuple[WarningView, ...]:
    """Broken rules in words; what is said of several weeks or sessions is said once, of all."""
    told: dict[tuple[str, str], list[str]] = {}
    for breach in breaches:
        view = warning_view(breach, names=names, unit=unit, line=line)
        told.setdefault((view.text, view.follows), []).append(view.where)
    return tuple(
        WarningView(where=_joined(places), text=text, follows=follows)
        for (text, follows), places in told.items()
    )


def warnings_of(
    change: ProgramChange, *, names: Mapping[str, str], unit: str
) -> tuple[WarningView, ...]:
    """What an athlete's own change has broken."""
    line = Prescription.from_dict(change.after) if change.after else None
    breaches = (Breach.from_dict(breach) for breach in change.breaches)
    return warning_views(breaches, names=names, unit=unit, line=line)


def _joined(places: list[str]) -> str:
    return ", ".join(dict.fromkeys(place for place in places if place))


def _where(breach: Breach) -> str:
    return "" if breach.week is None else _now("Week %(week)s") % {"week": breach.week}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _words(
    breach: Breach, *, names: Mapping[str, str], unit: str, line: Prescription | None
) -> dict[str, Any]:
    params = breach.params
    words = {name: _word(name, value, names) for name, value in params.items()}
    exercise = str(words.get("exercise", _now("An exercise")))
    loads = {name: _load(params.get(key), unit) for name, key in _LOADS.items()}
    return {
        **_BLANKS,
        **words,
        **loads,
        "exercise": exercise,
        "minutes": _minutes(params.get("seconds")),
        "sets_words": _sets_words(line),
        "check_of": words.get("pattern", exercise),
    }


_BLANKS: Final = dict.fromkeys(
    (
        "missing",
        "first_side",
        "pattern",
        "plane",
        "muscle",
        "muscles",
        "side",
        "sets",
        "sessions",
        "rir",
        "least",
        "weaker",
        "stronger",
        "pushes",
        "pulls",
    ),
    "",
)
_LOADS: Final = {"load": "load_kg", "from_load": "from_kg", "to_load": "to_kg"}


def _word(name: str, value: Any, names: Mapping[str, str]) -> Any:
    known: dict[str, Callable[[str], str]] = {
        "exercise": lambda slug: exercise_name(names.get(slug, slug)),
        "side": lambda side: side_word(Side(side)),
        "first_side": lambda side: side_word(Side(side)),
        "muscle": lambda one: str(MUSCLE_WORDS[Muscle(one)]),
        "muscles": lambda all_: ", ".join(str(MUSCLE_WORDS[Muscle(m)]) for m in all_.split(", ")),
        "missing": lambda all_: ", ".join(
            str(EQUIPMENT_WORDS[Equipment(item)]) for item in all_.split(", ")
        ),
        "pattern": lambda one: pattern_label(MovementPattern(one)),
        "plane": lambda one: str(PLANES[Plane(one)]),
    }
    return known[name](str(value)) if name in known else _number(value)


def _number(value: Any) -> Any:
    return number_text(value) if isinstance(value, float) else value


def _load(value: Any, unit: str) -> str:
    if not isinstance(value, int | float):
        return ""
    return load_words(float(value), unit=unit) or f"{_number(value)} {unit}"


def _minutes(seconds: Any) -> int:
    return -(-int(seconds) // 60) if isinstance(seconds, int | float) else 0


def _sets_words(line: Prescription | None) -> str:
    """How many sets each side does, after a sentence about it."""
    if line is None or line.left is None or line.right is None:
        return ""
    told = [
        ngettext("%(side)s %(count)s set", "%(side)s %(count)s sets", dose.sets)
        % {"side": side_word(side), "count": dose.sets}
        for side, dose in ((Side.LEFT, line.left), (Side.RIGHT, line.right))
    ]
    return " " + _now("Now: %(sides)s.") % {"sides": ", ".join(told)}
