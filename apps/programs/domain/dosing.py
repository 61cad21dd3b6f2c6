"""Sets, reps, seconds, load, effort and rests of one choice in one week."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from apps.assessments.domain.pain import CHANGES
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import ExerciseKind, Laterality, Metric, Side
from apps.programs.domain.courses import Phase
from apps.programs.domain.dose_facts import DoseFacts, line_key
from apps.programs.domain.explaining import Facts, line_reasons, sets_grow_reason, tight_reason
from apps.programs.domain.loading import (
    capacity_of,
    latest,
    leading_capacity,
    load_for,
    risen_load,
    scaled_load,
)
from apps.programs.domain.program import Block, Prescription, Reason, SideDose
from apps.programs.domain.reordering import side_by_turns
from apps.programs.domain.resharing import with_share
from apps.programs.domain.selecting import Choice
from apps.programs.domain.sharing import Share, Weekly, lightened, shared

_BLOCK_OF_KIND = {
    ExerciseKind.MOBILITY: Block.MOBILITY,
    ExerciseKind.BALANCE: Block.BALANCE,
    ExerciseKind.STRENGTH: Block.STRENGTH,
    ExerciseKind.ISOMETRIC: Block.STRENGTH,
}
_TIMED = frozenset({Metric.SECONDS, Metric.LOAD_SECONDS})


class Dosing(DoseFacts, frozen=True, kw_only=True):
    """The lines of any choice in any week of one athlete's block."""

    def lines_in_week(self, choice: Choice, week: int) -> tuple[Prescription, ...]:
        """Lines of a choice in a week, position 0 each; a check takes the place of one set."""
        share = self.share_of(choice, week)
        if not (choice.is_checked and week in self.check_weeks):
            return (self._work_line(choice, week, share),)
        lines = [self._warm_up_line(choice, week), self._check_line(choice, week)]
        if share.weaker > 1:
            lines.append(self._work_line(choice, week, share.without(1)))
        return tuple(lines)

    def share_of(self, choice: Choice, week: int) -> Share:
        """Sets of each side in a week."""
        pattern = choice.spec.pattern
        # Until the week is filled sides are alike: a lever takes what room is left, and no check.
        course = self.course_of(choice) if self.weekly else None
        is_light = choice.is_force and self.is_light(week)
        if is_light and course is not None and course.phase is Phase.WEAKER_MORE:
            course = None
        share = shared(
            choice.sets,
            course,
            weekly=self.weekly.get(pattern, Weekly(lines=1, sets=choice.sets)),
            is_first=choice.is_checked,
            on=self.inputs.starts_on + timedelta(weeks=week - 1),
            policy=self.policy,
        )
        cap = self.caps.get((line_key(choice), week))
        share = share if cap is None else share.at_most(cap)
        if is_light:
            is_second = choice.target is not None and not choice.is_checked
            return lightened(share, rounds_up=not is_second, policy=self.policy)
        return share

    def work_load(self, choice: Choice) -> float | None:
        """Load of working sets, kg; the same every week, until a session changes it."""
        spec = choice.spec
        if spec.metric is Metric.LOAD_SECONDS:
            return self._carried_load(choice)
        capacity = (
            capacity_of(spec, None, self.inputs, self.policy)
            if spec.laterality is Laterality.BILATERAL
            else leading_capacity(spec, self.weaker_side(choice), self.inputs, self.policy)
        )
        return self._load_by(spec, capacity, sides=(None, Side.LEFT, Side.RIGHT))

    def _load_by(
        self, spec: ExerciseSpec, capacity: float | None, *, sides: tuple[Side | None, ...]
    ) -> float | None:
        effective = self.template.reps_high + self.work_rir(spec, 1)
        load = load_for(spec, capacity, effective, self.inputs)
        lines = [latest(self.inputs, spec.slug, side, self.policy) for side in sides]
        before = min((line.load_kg for line in lines if line and line.load_kg), default=None)
        load = risen_load(spec, load, before, self.inputs, self.policy)
        share = CHANGES[self.inputs.hurts(spec.slug)].load_factor
        if self.inputs.starts_light:
            share = min(share, self.policy.days_off_load_share)
        return load if share >= 1 else scaled_load(spec, load, share, self.inputs.weights)

    def _own_load(self, choice: Choice, side: Side) -> float | None:
        """Load of a side that is held at what it can do, or the shared one where none is known."""
        capacity = capacity_of(choice.spec, side, self.inputs, self.policy)
        own = self._load_by(choice.spec, capacity, sides=(side,))
        common = self.work_load(choice)
        return common if own is None or common is None else max(own, common)

    def _carried_load(self, choice: Choice) -> float | None:
        """Load of a loaded hold, kg: the lowest that the leading side last held."""
        weaker = self.weaker_side(choice)
        sides = (weaker,) if weaker is not None else (Side.LEFT, Side.RIGHT)
        lines = [latest(self.inputs, choice.spec.slug, side, self.policy) for side in sides]
        loads = [line.load_kg for line in lines if line is not None and line.load_kg is not None]
        return min(loads) if len(loads) == len(sides) else None

    def _check_load(self, choice: Choice) -> float | None:
        spec = choice.spec
        rir = self.check_rir(spec)
        policy = self.policy
        effective = policy.check_reps_all_out if rir == 0 else policy.check_reps_in_reserve
        capacity = leading_capacity(spec, self.weaker_side(choice), self.inputs, policy)
        return load_for(spec, capacity, effective, self.inputs)

    def _work_line(self, choice: Choice, week: int, share: Share) -> Prescription:
        spec, template, policy = choice.spec, self.template, self.policy
        block = _BLOCK_OF_KIND[spec.kind]
        is_stretch = block is Block.MOBILITY
        has_effort = choice.is_force
        timed = spec.metric in _TIMED
        stretch = (policy.mobility_reps, policy.mobility_reps)
        reps = (template.reps_low, template.reps_high) if has_effort else stretch
        load = self.work_load(choice) if has_effort else None
        dose = SideDose(
            sets=share.weaker,
            reps_low=None if timed else reps[0],
            reps_high=None if timed else reps[1],
            seconds=self._seconds(choice) if timed else None,
            load_kg=self._in_week(spec, load, week),
            rir_target=self.work_rir(spec, week) if has_effort and not timed else None,
        )
        line = self._line(
            choice,
            week,
            block=block,
            dose=dose,
            caps=has_effort,
            rest_between=policy.switch_stretch_s if is_stretch else policy.switch_s,
            rest_after=policy.switch_stretch_s if is_stretch else template.rest_after_pair_s,
        )
        line = replace(line, is_light=has_effort and self.is_light(week))
        if (line_key(choice), week) in self.caps:
            line = replace(line, reasons=(*line.reasons, sets_grow_reason()))
        return self._more_when_tight(line, spec) if is_stretch else self._split(line, choice, share)

    def _in_week(self, spec: ExerciseSpec, load: float | None, week: int) -> float | None:
        if not self.is_light(week):
            return load
        return scaled_load(spec, load, self.policy.light_load_share, self.inputs.weights)

    def _split(self, line: Prescription, choice: Choice, share: Share) -> Prescription:
        """The line with the stronger side's own sets, and its own load where it is held."""
        weaker, course = self.weaker_side(choice), self.course_of(choice)
        if weaker is None or course is None:
            return line
        own = self._own_load(choice, weaker.opposite)
        if line.is_light:
            share_of_load, weights = self.policy.light_load_share, self.inputs.weights
            own = scaled_load(choice.spec, own, share_of_load, weights)
        return with_share(line, weaker, course, share, own)

    def _more_when_tight(self, line: Prescription, spec: ExerciseSpec) -> Prescription:
        """The stretch with twice the sets on the side that reaches less, which starts."""
        tight = {place.side for place in self.inputs.tight if place.region in spec.regions}
        if len(tight) != 1 or line.left is None or line.right is None:
            return line
        (side,) = tight
        left, right = (replace(dose, is_capped=False) for dose in (line.left, line.right))
        more = self.policy.tight_ratio * left.sets
        return replace(
            line,
            first_side=side,
            left=replace(left, sets=more) if side is Side.LEFT else left,
            right=replace(right, sets=more) if side is Side.RIGHT else right,
            reasons=(*line.reasons, tight_reason(side)),
        )

    def _check_line(self, choice: Choice, week: int) -> Prescription:
        policy = self.policy
        dose = SideDose(
            sets=1,
            reps_low=policy.check_reps_low,
            reps_high=policy.check_reps_high,
            load_kg=self._check_load(choice),
            rir_target=self.check_rir(choice.spec),
        )
        return self._line(
            choice,
            week,
            block=Block.CHECK,
            dose=dose,
            caps=False,
            rest_between=policy.switch_check_s,
            rest_after=self.template.rest_after_pair_s,
        )

    def _warm_up_line(self, choice: Choice, week: int) -> Prescription:
        policy = self.policy
        dose = SideDose(
            sets=1,
            reps_low=policy.warm_up_reps,
            reps_high=policy.warm_up_reps,
            load_kg=scaled_load(
                choice.spec, self._check_load(choice), policy.warm_up_share, self.inputs.weights
            ),
            rir_target=policy.warm_up_rir,
        )
        return self._line(
            choice,
            week,
            block=Block.WARM_UP,
            dose=dose,
            caps=False,
            rest_between=policy.switch_s,
            rest_after=policy.switch_check_s,
        )

    def _seconds(self, choice: Choice) -> int:
        """Length of a hold, s: part of the weaker side's last one, or the template's.

        What it stands for in the week must not count: that is named when the days are full.
        """
        spec, policy = choice.spec, self.policy
        if not choice.is_force:
            return self.template.stretch_s
        finding = self.findings.get(spec.pattern)
        sides = (Side.LEFT, Side.RIGHT) if finding is None else (finding.weaker_side,)
        held = [
            line.seconds
            for side in sides
            if (line := latest(self.inputs, spec.slug, side, policy)) is not None
            and line.seconds is not None
        ]
        if len(held) < len(sides):
            return self.template.hold_s
        low, high = policy.hold_range_s
        wanted = int(min(held) * policy.hold_share) // policy.hold_step_s * policy.hold_step_s
        return min(high, max(low, wanted))

    def _line(
        self,
        choice: Choice,
        week: int,
        *,
        block: Block,
        dose: SideDose,
        caps: bool,
        rest_between: int,
        rest_after: int,
    ) -> Prescription:
        spec = choice.spec
        tempo = self.policy.tempo if dose.seconds is None else ""
        reasons = self._reasons(choice, week, block, dose)
        if spec.laterality is Laterality.BILATERAL:
            return Prescription(
                exercise_slug=spec.slug,
                pattern=spec.pattern,
                block=block,
                position=0,
                rest_between_sides_s=0,
                rest_after_pair_s=rest_after,
                both=dose,
                tempo=tempo,
                reasons=reasons,
            )
        alone = self.working_side(choice)
        first = alone if alone is not None else self._first_side(choice, week, block)
        second_dose = replace(dose, is_capped=True) if caps else dose
        return Prescription(
            exercise_slug=spec.slug,
            pattern=spec.pattern,
            block=block,
            position=0,
            rest_between_sides_s=rest_between,
            rest_after_pair_s=rest_after,
            first_side=first,
            left=None if alone is Side.RIGHT else dose if first is Side.LEFT else second_dose,
            right=None if alone is Side.LEFT else dose if first is Side.RIGHT else second_dose,
            tempo=tempo,
            is_check=block is Block.CHECK,
            reasons=reasons,
        )

    def _first_side(self, choice: Choice, week: int, block: Block) -> Side:
        """The athlete's choice, else the weaker side, else the weeks take turns; checks always do."""
        if block in (Block.CHECK, Block.WARM_UP):
            return self._first_checked_side(choice, week)
        if self.inputs.first_side is not None:
            return self.inputs.first_side
        weaker = self.weaker_side(choice)
        if weaker is not None:
            return weaker
        return side_by_turns(week)

    def _first_checked_side(self, choice: Choice, week: int) -> Side:
        """Opposite of the last check, or the stronger side when there was none."""
        target = self.findings.get(choice.spec.pattern)
        if target is None:
            start = Side.LEFT
        elif target.last_check_first_side is not None:
            start = target.last_check_first_side.opposite
        else:
            start = target.weaker_side.opposite
        return start if self.check_weeks.index(week) % 2 == 0 else start.opposite

    def _reasons(
        self, choice: Choice, week: int, block: Block, dose: SideDose
    ) -> tuple[Reason, ...]:
        spec = choice.spec
        facts = Facts(
            week=week,
            is_last_week=week == self.weeks,
            is_light_week=self.is_light(week),
            population=self.population,
            weaker=self.weaker_side(choice),
            chosen=self.inputs.first_side,
            working_alone=self.working_side(choice),
            course=self.course_of(choice),
            is_careful=self.is_careful(spec) and choice.is_force,
            is_familiar=any(line.exercise_slug == spec.slug for line in self.inputs.history),
            starts_light=self.inputs.starts_light and week <= self.policy.light_start_weeks,
        )
        return line_reasons(choice, block=block, dose=dose, facts=facts)
