"""Judges any program, however it was made, against every rule that keeps it safe and honest.

Nothing of the generator is used here but the values it produces: each rule is worked out again
from the inputs, the catalogue and the policy's numbers. A program that was edited by hand can be
judged just as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.programs.domain import (
    checking_blocks,
    checking_doses,
    checking_ratios,
    checking_sessions,
    checking_weeks,
)
from apps.programs.domain.breaches import Breach, Case
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.policy import POLICY, ProgramPolicy
from apps.programs.domain.program import ProgramPlan

RULES: tuple[Callable[[Case], Iterator[Breach]], ...] = (
    checking_sessions.exercises_are_known,
    checking_sessions.equipment_is_at_hand,
    checking_sessions.cautions_are_kept,
    checking_sessions.levels_suit,
    checking_sessions.sessions_fit_their_minutes,
    checking_sessions.sessions_fall_on_training_days,
    checking_sessions.positions_run_on,
    checking_sessions.mobility_comes_first,
    checking_sessions.checks_are_fresh,
    checking_sessions.one_sided_comes_before_bilateral,
    checking_sessions.every_line_says_why,
    checking_ratios.both_sides_are_given,
    checking_ratios.resting_sides_rest,
    checking_doses.weaker_side_leads,
    checking_ratios.sets_are_shared_fairly,
    checking_ratios.ratio_is_capped,
    checking_doses.stronger_side_matches,
    checking_doses.reserve_is_left,
    checking_doses.loads_start_light,
    checking_doses.loads_are_real,
    checking_blocks.rests_are_long_enough,
    checking_blocks.reps_suit,
    checking_blocks.loads_rise_slowly,
    checking_blocks.light_weeks_come,
    checking_blocks.light_weeks_are_easy,
    checking_blocks.retests_end_the_block,
    checking_blocks.pain_is_followed,
    checking_blocks.daily_doses_are_safe,
    checking_ratios.tight_sides_stretch_more,
    checking_ratios.stronger_side_is_kept,
    checking_weeks.volume_is_capped,
    checking_weeks.volume_rises_slowly,
    checking_weeks.muscles_rest,
    checking_weeks.planes_are_covered,
    checking_weeks.targets_are_met_twice,
    checking_weeks.bilateral_is_kept,
    checking_weeks.pulls_match_pushes,
    checking_weeks.checks_come_every_two_weeks,
    checking_weeks.check_order_alternates,
    checking_weeks.balance_is_trained,
)


def check_program(
    plan: ProgramPlan,
    inputs: ProgramInputs,
    catalogue: Iterable[ExerciseSpec],
    policy: ProgramPolicy = POLICY,
) -> tuple[Breach, ...]:
    """Every rule that a program breaks; empty means none.

    Parameters
    ----------
    plan
        Any program, generated or edited.
    inputs
        The athlete it is for.
    catalogue
        Exercises that its slugs name.
    """
    case = Case(
        plan=plan,
        inputs=inputs,
        specs={spec.slug: spec for spec in catalogue},
        policy=policy,
    )
    return tuple(breach for rule in RULES for breach in rule(case))
