"""Everything that a program is made from, gathered into one value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from msgspec import Struct

from apps.assessments.domain.body import BodySide
from apps.assessments.domain.causes import PlanHint, PlanHints
from apps.assessments.domain.habits import CARDS, OfferedHabit
from apps.assessments.domain.results import short_reach
from apps.assessments.domain.safety import Safety
from apps.assessments.domain.signs import SignReport
from apps.assessments.queries import (
    daily_habits_for,
    open_signs_for,
    plan_hints_for,
    stored_courses_for,
)
from apps.core.units import WeightUnit
from apps.exercises.domain.implements import weight_source_of
from apps.exercises.domain.vocabulary import Equipment, MovementPattern, Region, Side
from apps.exercises.queries import exercise_specs_for
from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.imbalances.queries import findings_for
from apps.lifts.queries import lift_rows_for
from apps.profiles.domain.people import Experience, Goal
from apps.profiles.domain.weights import WeightSource, own_loads_kg, usual_loads_kg
from apps.profiles.queries import body_mass_kg_on
from apps.programs import queries
from apps.programs.domain.courses import Course, Phase, Reading
from apps.programs.domain.history import last_check_first_sides, last_working_sets, recent_sets
from apps.programs.domain.inputs import (
    DailyDose,
    PainNow,
    ProgramInputs,
    RealLoads,
    SidePlace,
    Target,
)
from apps.programs.domain.patterns import REGIONS_OF
from apps.programs.domain.policy import POLICY

from .hurting import pain_by_exercise

if TYPE_CHECKING:
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.lifts.domain.rows import LiftRow
    from apps.profiles.models import Athlete

HISTORY_DAYS = 180
"""How far back a load is still worth starting from; convention."""

COURSE_DAYS = 56
"""Days without a program after which the work on a gap begins anew; convention."""

WORKED_ON = (Verdict.IMBALANCE, Verdict.LEANING)
_KEEPS_EQUAL = frozenset({PlanHint.AIM_FOR_FUNCTION, PlanHint.EQUAL_VOLUME})


class Wish(Struct, frozen=True, kw_only=True):
    """What an athlete wants of one program, in place of what their profile says.

    Parameters
    ----------
    weeks
        4 to 8; None lets the policy say.
    training_days
        Weekdays, 0 is Monday; None as in the profile.
    session_minutes
        Longest a session may be, min; None as in the profile.
    adds_sets
        A gap that does not move gets sets added on the weaker side.
    """

    weeks: int | None = None
    training_days: tuple[int, ...] | None = None
    session_minutes: int | None = None
    adds_sets: bool = False


def program_inputs_for(
    athlete: Athlete, *, starts_on: dt.date, safety: Safety, wish: Wish | None = None
) -> ProgramInputs:
    """Everything that a program is made from, as one value."""
    wish = wish if wish is not None else Wish()
    specs = exercise_specs_for(athlete)
    rows = lift_rows_for(athlete, since=timezone.now() - dt.timedelta(days=HISTORY_DAYS))
    hints = plan_hints_for(athlete, today=starts_on)
    days, minutes = wish.training_days, wish.session_minutes
    return ProgramInputs(
        starts_on=starts_on,
        training_days=tuple(sorted(athlete.training_days if days is None else days)),
        session_minutes=athlete.session_minutes if minutes is None else minutes,
        experience=Experience(athlete.experience),
        goal=Goal(athlete.goal),
        equipment=frozenset(Equipment(item) for item in athlete.equipment),
        birth_year=athlete.birth_year,
        body_mass_kg=body_mass_kg_on(athlete, starts_on),
        targets=targets_for(
            athlete, today=starts_on, check_starts=last_check_first_sides(rows, specs)
        ),
        history=last_working_sets(rows, specs),
        blocked_regions=safety.blocked_regions
        | regions_with(hints, PlanHint.CLEAR_FIRST, BodySide.BOTH),
        caution_regions=safety.careful_regions | _regions_to_return_to(hints),
        excluded_exercises=queries.excluded_slugs_for(athlete),
        needs_caution=safety.is_careful,
        first_side=chosen_first_side(athlete),
        weeks=wish.weeks,
        resting=resting_places(hints),
        tight=frozenset(
            SidePlace(region=region, side=side)
            for region, side in short_reach(stored_courses_for(athlete).values())
        ),
        daily=tuple(
            daily_dose(habit.offer)
            for habit in daily_habits_for(athlete, today=starts_on)
            if CARDS[habit.offer.habit].minutes or habit.offer.seconds
        ),
        weights=real_loads(athlete, specs),
        pain=_pain_now(athlete, specs, today=starts_on),
        recent=recent_sets(rows, specs, on=starts_on, policy=POLICY),
        last_block=queries.exercises_of_last_program(athlete),
        starts_light=PlanHint.START_LIGHT in hints.general or _is_back(rows, starts_on),
        keeps_equal_sets=bool(_KEEPS_EQUAL & hints.general),
        adds_sets=wish.adds_sets,
    )


def chosen_first_side(athlete: Athlete) -> Side | None:
    """The side that starts every pair where the athlete does not want the weaker one first."""
    return None if athlete.weaker_first else Side(athlete.first_side)


def reading_of(finding: Finding, weaker: Side) -> Reading:
    """What a finding says of a gap on its day, positive while ``weaker`` is the weaker side."""
    ahead = finding.mean_log_pct - finding.centre_log_pct
    return Reading(
        on=timezone.localdate(finding.as_of),
        gap_log_pct=ahead if weaker is Side.LEFT else -ahead,
        sd_log_pct=finding.sd_log_pct,
        p_over_5=finding.p_over_5,
    )


def targets_for(
    athlete: Athlete,
    *,
    today: dt.date | None = None,
    check_starts: Mapping[MovementPattern, Side] | None = None,
) -> tuple[Target, ...]:
    """The differences worth working on, and those whose course is not at its end.

    Parameters
    ----------
    today
        Day on which courses have to be fresh; None leaves out what only a course still knows.
    check_starts
        The side that started each pattern's last check.
    """
    starts = check_starts if check_starts is not None else {}
    before = {} if today is None else queries.last_targets_of(athlete, ended_within=COURSE_DAYS)
    signs = open_signs_for(athlete)
    found = []
    for finding in findings_for(athlete):
        course, weaker = _course_for(finding, before.get(finding.pattern), today=today)
        if weaker is None or (finding.verdict not in WORKED_ON and course is None):
            continue
        found.append(
            Target(
                pattern=finding.pattern,
                weaker_side=weaker,
                gap_pct=finding.gap_pct,
                p_over_10=finding.p_over_10,
                is_leaning=finding.verdict is not Verdict.IMBALANCE,
                last_check_first_side=starts.get(finding.pattern),
                has_sign=_has_sign(signs, finding.pattern, weaker),
                course=course,
            )
        )
    return tuple(found)


def _course_for(
    finding: Finding, before: Target | None, *, today: dt.date | None
) -> tuple[Course | None, Side | None]:
    """The course that goes on for a finding, and the side it is about.

    It goes on as well while there is too little to say anything: what is begun is not dropped for it.
    """
    course = None if before is None else before.course
    if before is None or course is None or today is None:
        return None, finding.weaker_side
    is_other_side = finding.verdict is Verdict.IMBALANCE and (
        finding.weaker_side is not before.weaker_side
    )
    is_over = course.phase is Phase.LEVEL_KEPT and (
        course.weeks_in_phase(today) > POLICY.watched_weeks
    )
    if is_other_side or is_over:
        return None, finding.weaker_side
    return course, before.weaker_side


def _has_sign(signs: Iterable[SignReport], pattern: MovementPattern, weaker: Side) -> bool:
    regions = REGIONS_OF.get(pattern, frozenset())
    return any(
        sign.place.side.value == weaker.value and regions & sign.place.spot.regions
        for sign in signs
    )


def regions_with(hints: PlanHints, hint: PlanHint, side: BodySide) -> frozenset[Region]:
    """Regions for which a cause asks something, on a side as it was told."""
    return frozenset(
        region
        for (region, told), asked in hints.by_region.items()
        if told is side and hint in asked
    )


def resting_places(hints: PlanHints) -> frozenset[SidePlace]:
    """Sides of regions that nothing loads until a clinician has said so."""
    return frozenset(
        SidePlace(region=region, side=side)
        for side in Side
        for region in regions_with(hints, PlanHint.CLEAR_FIRST, BodySide(side.value))
    )


def _regions_to_return_to(hints: PlanHints) -> frozenset[Region]:
    return frozenset(
        region for (region, _), asked in hints.by_region.items() if PlanHint.STAGED_RETURN in asked
    )


def daily_dose(offer: OfferedHabit) -> DailyDose:
    """A habit that takes minutes, as a program names it."""
    seconds = sum(offer.seconds.values())
    longest = max(offer.seconds, key=lambda side: offer.seconds[side], default=None)
    return DailyDose(
        key=offer.key,
        habit=offer.habit.value,
        minutes=max(1, CARDS[offer.habit].minutes, -(-seconds // 60)),
        region=offer.region,
        side=longest,
    )


def real_loads(athlete: Athlete, specs: Iterable[ExerciseSpec]) -> tuple[RealLoads, ...]:
    """What the athlete can load, kind by kind, in kg: what they told, and usual steps of pounds.

    The catalogue's own steps are kilograms; nobody who lifts pounds can put them together.
    """
    unit, weights = WeightUnit(athlete.weight_unit), athlete.own_weights
    steps: dict[WeightSource, float] = {}
    for spec in specs:
        if spec.load_step_kg is not None:
            source = weight_source_of(spec)
            steps[source] = min(steps.get(source, spec.load_step_kg), spec.load_step_kg)
    found = []
    for source in WeightSource:
        loads = own_loads_kg(source, weights=weights, unit=unit)
        if not loads and unit is WeightUnit.LB and source in steps:
            loads = usual_loads_kg(Decimal(str(steps[source])), unit=unit)
        if loads:
            found.append(RealLoads(source=source, loads_kg=loads))
    return tuple(found)


def _pain_now(
    athlete: Athlete, specs: Iterable[ExerciseSpec], *, today: dt.date
) -> tuple[PainNow, ...]:
    slugs = {spec.id: spec.slug for spec in specs}
    return tuple(
        PainNow(exercise_slug=slugs[exercise], side=side, status=state.status)
        for exercise, states in sorted(pain_by_exercise(athlete, today=today).items())
        if exercise in slugs
        for side, state in sorted(states.items(), key=lambda one: one[0] or "")
    )


def _is_back(rows: Iterable[LiftRow], today: dt.date) -> bool:
    """Whether somebody who trained before has not for a while."""
    last = max((row.local_date for row in rows), default=None)
    return last is not None and (today - last).days >= POLICY.days_off
