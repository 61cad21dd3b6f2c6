"""Everything that went into a program, in words, with where each of it can be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from apps.assessments.domain.habits import CARDS, Habit
from apps.core.numbers import number_text
from apps.core.units import from_kg
from apps.exercises.domain.vocabulary import Equipment
from apps.exercises.presenters import (
    EQUIPMENT_WORDS,
    MUSCLE_WORDS,
    REGION_WORDS,
    exercise_name,
    side_word,
)
from apps.imbalances.presenters.words import pattern_label
from apps.profiles.domain.people import Experience, Goal
from apps.programs.domain.inputs import ProgramInputs, RecentSets, SideHistory, SidePlace, Target

from .lines import load_words

if TYPE_CHECKING:
    from apps.programs.models import Program

EXPERIENCE_WORDS: Final = {
    Experience.NOVICE: gettext_lazy("less than a year of training"),
    Experience.ONE_YEAR: gettext_lazy("one to three years of training"),
    Experience.TRAINED: gettext_lazy("more than three years of training"),
}
GOAL_WORDS: Final = {
    Goal.CLOSE_GAP: gettext_lazy("bring a weaker side up"),
    Goal.COME_BACK: gettext_lazy("come back after an injury"),
    Goal.EASE_ACHES: gettext_lazy("ease a stiff or one-sided area"),
    Goal.GET_STRONGER: gettext_lazy("get stronger and stay level"),
}


class InputRow(Struct, frozen=True, kw_only=True):
    """One thing that was known: its name, and what it was in words."""

    label: str
    values: tuple[str, ...]


class InputGroup(Struct, frozen=True, kw_only=True):
    """Things that are changed in one place."""

    title: str
    rows: tuple[InputRow, ...]
    url: str
    link: str


class InputsView(Struct, frozen=True, kw_only=True):
    """All of it, and by which rules it was read."""

    made: str
    policy_version: str
    groups: tuple[InputGroup, ...]


class _Teller(Struct, frozen=True, kw_only=True):
    inputs: ProgramInputs
    names: Mapping[str, str]
    unit: str

    def name(self, slug: str) -> str:
        return exercise_name(self.names.get(slug, slug))


type _Tell = Callable[[_Teller], Iterable[str]]


def _target(target: Target) -> str:
    told = _(
        "%(pattern)s: %(side)s side weaker by %(gap)s %%, over 10 %% with a probability of %(p)s %%"
    ) % {
        "pattern": pattern_label(target.pattern),
        "side": side_word(target.weaker_side),
        "gap": round(target.gap_pct),
        "p": min(round(100 * target.p_over_10), 99),
    }
    more = [told]
    if target.is_leaning:
        more.append(_("a likely direction only"))
    if target.has_sign:
        more.append(_("you told of a sign there"))
    if target.last_check_first_side is not None:
        side = side_word(target.last_check_first_side)
        more.append(_("the last check began with the %(side)s side") % {"side": side})
    if target.course is not None:
        more.append(_("the work on it goes on from the program before"))
    return "; ".join(more)


def _recent(one: RecentSets) -> str:
    return _("%(muscle)s, %(side)s: %(sets)s") % {
        "muscle": MUSCLE_WORDS[one.muscle],
        "side": side_word(one.side),
        "sets": number_text(one.sets),
    }


def _history(done: SideHistory, teller: _Teller) -> str:
    side = "" if done.side is None else f" {side_word(done.side)}"
    count = _("%(count)s s") % {"count": done.seconds} if done.reps is None else str(done.reps)
    load = load_words(done.load_kg, unit=teller.unit)
    work = f"{count} × {load}" if load else count
    rir = "" if done.rir is None else ", " + _("%(rir)s left") % {"rir": number_text(done.rir)}
    day = date_format(done.done_on, "j M Y")
    return f"{teller.name(done.exercise_slug)}{side}: {work}{rir} ({day})"


def _places(places: Iterable[SidePlace]) -> list[str]:
    return sorted(f"{REGION_WORDS[place.region]}, {side_word(place.side)}" for place in places)


def _regions(regions: Iterable[Any]) -> list[str]:
    return sorted(str(REGION_WORDS[region]) for region in regions)


def _said(is_so: object, words: str) -> list[str]:
    return [words] if is_so else []


def _mass(teller: _Teller) -> list[str]:
    mass = teller.inputs.body_mass_kg
    if mass is None:
        return []
    return [f"{number_text(from_kg(Decimal(str(mass)), teller.unit))} {teller.unit}"]


TELLERS: Final[Mapping[str, tuple[Any, _Tell]]] = {
    "targets": (gettext_lazy("Differences"), lambda t: map(_target, t.inputs.targets)),
    "history": (
        gettext_lazy("Last sets in your log"),
        lambda t: [_history(done, t) for done in t.inputs.history],
    ),
    "last_block": (
        gettext_lazy("Exercises of the program before"),
        lambda t: sorted(map(t.name, t.inputs.last_block)),
    ),
    "recent": (
        gettext_lazy("Most sets of a muscle in a week of the last four"),
        lambda t: [_recent(one) for one in t.inputs.recent],
    ),
    "experience": (
        gettext_lazy("Experience"),
        lambda t: [str(EXPERIENCE_WORDS[t.inputs.experience])],
    ),
    "goal": (gettext_lazy("Goal"), lambda t: [str(GOAL_WORDS[t.inputs.goal])]),
    "birth_year": (
        gettext_lazy("Year of birth"),
        lambda t: _said(t.inputs.birth_year, str(t.inputs.birth_year)),
    ),
    "body_mass_kg": (gettext_lazy("Body mass"), _mass),
    "training_days": (
        gettext_lazy("Days"),
        lambda t: [str(WEEKDAYS[day]) for day in t.inputs.training_days],
    ),
    "session_minutes": (
        gettext_lazy("A session at most"),
        lambda t: [_("%(minutes)s minutes") % {"minutes": t.inputs.session_minutes}],
    ),
    "weeks": (
        gettext_lazy("Weeks you asked for"),
        lambda t: _said(
            t.inputs.weeks,
            ngettext("%(count)s week", "%(count)s weeks", t.inputs.weeks or 0)
            % {"count": t.inputs.weeks},
        ),
    ),
    "adds_sets": (
        gettext_lazy("A difference that does not move"),
        lambda t: _said(t.inputs.adds_sets, _("the weaker side gets more sets")),
    ),
    "starts_on": (
        gettext_lazy("First day"),
        lambda t: [date_format(t.inputs.starts_on, "j F Y")],
    ),
    "first_side": (
        gettext_lazy("Starts each set"),
        lambda t: [
            _("the weaker side")
            if t.inputs.first_side is None
            else _("always the %(side)s side") % {"side": side_word(t.inputs.first_side)}
        ],
    ),
    "equipment": (
        gettext_lazy("At hand"),
        lambda t: sorted(str(EQUIPMENT_WORDS[Equipment(item)]) for item in t.inputs.equipment),
    ),
    "weights": (
        gettext_lazy("Weights"),
        lambda t: [
            ", ".join(load_words(kg, unit=t.unit) or "0" for kg in kind.loads_kg)
            for kind in t.inputs.weights
        ],
    ),
    "excluded_exercises": (
        gettext_lazy("Ruled out"),
        lambda t: sorted(map(t.name, t.inputs.excluded_exercises)),
    ),
    "blocked_regions": (
        gettext_lazy("Areas that wait"),
        lambda t: _regions(t.inputs.blocked_regions),
    ),
    "caution_regions": (
        gettext_lazy("Areas to be careful with"),
        lambda t: _regions(t.inputs.caution_regions),
    ),
    "resting": (gettext_lazy("Sides that rest"), lambda t: _places(t.inputs.resting)),
    "needs_caution": (
        gettext_lazy("Dose"),
        lambda t: _said(t.inputs.needs_caution, _("careful everywhere")),
    ),
    "starts_light": (
        gettext_lazy("First weeks"),
        lambda t: _said(t.inputs.starts_light, _("lighter, after days off or because of a cause")),
    ),
    "keeps_equal_sets": (
        gettext_lazy("Sets"),
        lambda t: _said(t.inputs.keeps_equal_sets, _("equal on both sides, because of a cause")),
    ),
    "tight": (gettext_lazy("Reach less in a test"), lambda t: _places(t.inputs.tight)),
    "daily": (
        gettext_lazy("For every day"),
        lambda t: [str(_(CARDS[Habit(one.habit)].name)) for one in t.inputs.daily],
    ),
    "pain": (
        gettext_lazy("Exercises that hurt lately"),
        lambda t: [
            t.name(one.exercise_slug) + ("" if one.side is None else f", {side_word(one.side)}")
            for one in t.inputs.pain
        ],
    ),
}
"""How each input is told; an empty answer means that nothing was known or asked."""

_GROUPS: Final[tuple[tuple[Any, tuple[str, ...], str, Any], ...]] = (
    (
        gettext_lazy("What was found"),
        ("targets",),
        "imbalances:balance",
        gettext_lazy("What the levels say now"),
    ),
    (
        gettext_lazy("What you logged"),
        ("history", "recent", "last_block"),
        "lifts:history",
        gettext_lazy("Correct a workout"),
    ),
    (
        gettext_lazy("About you"),
        ("experience", "goal", "birth_year", "body_mass_kg"),
        "profiles:athlete_update",
        gettext_lazy("Change it"),
    ),
    (
        gettext_lazy("Your days"),
        ("training_days", "session_minutes", "weeks", "adds_sets", "starts_on"),
        "programs:program_preview",
        gettext_lazy("Other days, minutes or weeks"),
    ),
    (
        gettext_lazy("Which side starts"),
        ("first_side",),
        "profiles:side_order_update",
        gettext_lazy("Change it"),
    ),
    (
        gettext_lazy("What you have"),
        ("equipment", "weights"),
        "profiles:setting_list",
        gettext_lazy("Change it"),
    ),
    (
        gettext_lazy("What you ruled out"),
        ("excluded_exercises",),
        "programs:exclusion_list",
        gettext_lazy("Take something back"),
    ),
    (
        gettext_lazy("What follows from your health answers"),
        (
            "blocked_regions",
            "caution_regions",
            "resting",
            "needs_caution",
            "starts_light",
            "keeps_equal_sets",
            "tight",
            "daily",
        ),
        "assessments:overview",
        gettext_lazy("Change the answers in Assess"),
    ),
    (
        gettext_lazy("Pain"),
        ("pain",),
        "assessments:pain_detail",
        gettext_lazy("What pain changes"),
    ),
)


def inputs_view(
    program: Program, *, names: Mapping[str, str], unit: str, may_tell_pain: bool
) -> InputsView:
    """All that a program was made from; pain only while it may be kept."""
    teller = _Teller(inputs=ProgramInputs.from_dict(program.inputs), names=names, unit=unit)
    return InputsView(
        made=date_format(program.created_at, "j F Y"),
        policy_version=program.policy_version,
        groups=tuple(
            InputGroup(
                title=str(title),
                rows=tuple(_row(field, teller) for field in fields),
                url=reverse(url),
                link=str(link),
            )
            for title, fields, url, link in _GROUPS
            if may_tell_pain or fields != ("pain",)
        ),
    )


def _row(field: str, teller: _Teller) -> InputRow:
    label, tell = TELLERS[field]
    return InputRow(label=str(label), values=tuple(tell(teller)))
