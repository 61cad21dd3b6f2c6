"""The whole loop for one athlete: log, detector, program, progress, review, and the next block.

The product's own functions do what they do for a real athlete; only rows and pages are missing.
They are told logged sets, never the truth, which is kept for scoring. Sets are simulated in the
pattern with the gap alone; early light weeks, pain, travel and edits are left out.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import Equipment, Side
from apps.imbalances.domain.assessment import assess_pattern
from apps.imbalances.domain.state import FilterState
from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.profiles.domain.people import Goal, Handedness
from apps.programs.domain.courses import Course, Leeway, Phase, Reading
from apps.programs.domain.generating import generate_program
from apps.programs.domain.inputs import ProgramInputs, SideHistory, Target
from apps.programs.domain.loading import held_load
from apps.programs.domain.policy import POLICY, ProgramPolicy
from apps.programs.domain.program import (
    Block,
    NoProgram,
    PlannedSession,
    Prescription,
    ProgramPlan,
)
from apps.programs.domain.progressing import next_dose, progresses
from apps.programs.domain.reviewing import review_targets
from apps.programs.domain.steps import Step, steps_for
from apps.programs.domain.targeting import population_of
from apps.programs.domain.turning import Turning

from .athlete import Athletes, Load, Week, trained
from .catalogue import catalogue, spec_of
from .lifting import BODY_MASS_KG, Done, Lifter, Strength
from .lines import (
    bilateral_sets,
    carried,
    is_held,
    log_pct_ahead,
    newness,
    recent_sets,
    turn_between,
)
from .model import MODEL, Model
from .plans import SESSIONS_A_WEEK
from .scoring import HORIZON_WEEKS
from .tracing import Case, Trace

STARTS_ON = date(2026, 1, 5)
AGE_YEARS = 30
TRAINING_DAYS = (0, 2, 4)
SESSION_MINUTES = 60
WEEKS_BEFORE = 4
_WEEK = timedelta(weeks=1)
_WORKED_ON = (Verdict.IMBALANCE, Verdict.LEANING)
_HARD_OR_WARM = (Block.WARM_UP, Block.CHECK, Block.STRENGTH)


def run(
    case: Case,
    *,
    weeks: int = HORIZON_WEEKS,
    policy: ProgramPolicy = POLICY,
    leeway: Leeway | None = None,
    model: Model = MODEL,
) -> Trace:
    """Let one athlete follow the product for some weeks.

    Four weeks of sets by the athlete's own effort come first, so that there is something to find;
    they change nobody's strength, and fixed plans start without them.
    """
    people = case.people
    loop = Loop(
        case=case,
        policy=policy,
        leeway=leeway if leeway is not None else Leeway(),
        model=model,
        lifter=Lifter(
            rng=case.rng, rir_share=case.rir_share, offers_are_capped=case.offers_are_capped
        ),
        people=people,
        trace=Trace(
            pattern=case.pattern, gaps=[float(people.gap[0])], strong=[float(people.strong[0])]
        ),
    )
    loop.log_before()
    for number in range(weeks):
        loop.week(number)
    return loop.trace


class Loop(Struct, kw_only=True):
    """The product and one athlete, week after week; see :func:`run`.

    Attributes
    ----------
    target
        What the present program works on, with its course; None while nothing was found.
    aims
        Repetitions to aim at, by exercise.
    """

    case: Case
    policy: ProgramPolicy
    leeway: Leeway
    model: Model
    lifter: Lifter
    people: Athletes
    trace: Trace
    state: FilterState | None = None
    finding: Finding | None = None
    target: Target | None = None
    inputs: ProgramInputs | None = None
    plan: ProgramPlan | None = None
    ends_on: date = STARTS_ON
    sessions: list[PlannedSession] = field(default_factory=list)
    aims: dict[str, int] = field(default_factory=dict)
    history: dict[tuple[str, Side | None], SideHistory] = field(default_factory=dict)
    check_start: Side | None = None

    def log_before(self) -> None:
        """Four weeks of sets by own effort, of the exercises that a program for the pattern has."""
        wanted = Target(
            pattern=self.case.pattern,
            weaker_side=self.case.weaker_side,
            gap_pct=10.0,
            p_over_10=0.9,
        )
        self._generate(STARTS_ON - WEEKS_BEFORE * _WEEK, (wanted,))
        sets: list[Done] = []
        for session in self.sessions:
            if session.date < STARTS_ON and self.case.rng.random() < self.model.adherence:
                steps = [
                    replace(step, dose=replace(step.dose, is_capped=False, reps_high=None))
                    for step in self._steps(session)
                    if step.block is Block.STRENGTH
                ]
                sets += self._done(steps, session.date)
        self._learn(sets, now=datetime.combine(STARTS_ON, time(6), UTC))
        self.sessions = []

    def week(self, number: int) -> None:
        """Train a week, let strength follow, learn, review."""
        monday = STARTS_ON + number * _WEEK
        if monday >= self.ends_on:
            self._make_program(monday)
        week = [one for one in self.sessions if monday <= one.date < monday + _WEEK]
        self.trace.sessions += week
        self._count(week)
        sets: list[Done] = []
        both, occasions = 0.0, 0
        for place, session in enumerate(week):
            if not self.case.done[number, place % SESSIONS_A_WEEK]:
                continue
            did = self._train(session)
            beside = sum(bilateral_sets(line) for line in self._lines(session))
            both += beside
            occasions += bool(did or beside)
            sets += did
        self._grow(sets, both, occasions)
        self._learn(sets, now=datetime.combine(monday + _WEEK, time(0), UTC))
        self._review(number + 1, monday + _WEEK)

    # What the product believes

    def _learn(self, sets: Sequence[Done], *, now: datetime) -> None:
        """Let the detector read new sets, and keep what later programs start from."""
        assessed = assess_pattern(
            [one.as_logged() for one in sets],
            pattern=self.case.pattern,
            handedness=Handedness.RIGHT,
            as_of=now,
            age_years=AGE_YEARS,
            state=self.state,
        )
        self.state, self.finding = assessed.state, assessed.finding
        self.trace.verdicts.append(assessed.finding.verdict)
        self.trace.lifted += sets
        for one in sets:
            line = one.as_history()
            kept = self.history.get((one.spec.slug, one.side))
            if kept is None or newness(line) >= newness(kept):
                self.history[one.spec.slug, one.side] = line
            if one.step.is_check and one.step.pair_order == 1:
                self.check_start = one.side

    def _reading(self, weaker: Side, on: date) -> Reading | None:
        """The detector's belief as a course reads it, or None where it has no estimate."""
        finding = self.finding
        if finding is None or not finding.verdict.has_estimate:
            return None
        ahead = finding.mean_log_pct - finding.centre_log_pct
        return Reading(
            on=on,
            gap_log_pct=ahead if weaker is Side.LEFT else -ahead,
            sd_log_pct=finding.sd_log_pct,
            p_over_5=finding.p_over_5,
        )

    # Programs

    def _targets(self, today: date) -> tuple[Target, ...]:
        """What a program is made for: a finding worth working on, or a course that goes on."""
        finding = self.finding
        if finding is None:
            return ()
        course, weaker = self._course_to_go_on(finding, today)
        if weaker is None or (finding.verdict not in _WORKED_ON and course is None):
            return ()
        return (
            Target(
                pattern=self.case.pattern,
                weaker_side=weaker,
                gap_pct=finding.gap_pct,
                p_over_10=finding.p_over_10,
                is_leaning=finding.verdict is not Verdict.IMBALANCE,
                last_check_first_side=self.check_start,
                course=course,
            ),
        )

    def _course_to_go_on(self, finding: Finding, today: date) -> tuple[Course | None, Side | None]:
        before = self.target
        if before is None or before.course is None or not finding.verdict.has_estimate:
            return None, finding.weaker_side
        is_other_side = finding.verdict is Verdict.IMBALANCE and (
            finding.weaker_side is not before.weaker_side
        )
        is_over = before.course.phase is Phase.LEVEL_KEPT and (
            before.course.weeks_in_phase(today) > self.policy.watched_weeks
        )
        if is_other_side or is_over:
            return None, finding.weaker_side
        return before.course, before.weaker_side

    def _make_program(self, starts_on: date) -> None:
        """Generate the next block from what is known now; a new target begins its course."""
        targets = self._targets(starts_on)
        self._generate(starts_on, targets)
        self.target = targets[0] if targets else None
        if self.target is not None and self.target.course is None:
            reading = self._reading(self.target.weaker_side, starts_on)
            course = None if reading is None else Course.begun(reading)
            self.target = replace(self.target, course=course)

    def _generate(self, starts_on: date, targets: tuple[Target, ...]) -> None:
        inputs = ProgramInputs(
            starts_on=starts_on,
            training_days=TRAINING_DAYS,
            session_minutes=SESSION_MINUTES,
            experience=self.case.experience,
            goal=Goal.CLOSE_GAP,
            equipment=frozenset(Equipment),
            birth_year=starts_on.year - AGE_YEARS,
            body_mass_kg=BODY_MASS_KG,
            targets=targets,
            history=tuple(self.history.values()),
            recent=recent_sets(
                self.trace.sessions, before=starts_on, weeks=self.policy.recent_weeks
            ),
        )
        plan = generate_program(inputs, catalogue(), self.policy)
        if isinstance(plan, NoProgram):
            msg = f"no program: {plan.reasons}"
            raise RuntimeError(msg)  # noqa: TRY004 - an answer that cannot come here
        self.inputs, self.plan, self.sessions = inputs, plan, list(plan.sessions)
        self.ends_on = starts_on + plan.weeks * _WEEK

    def _review(self, week: int, monday: date) -> None:
        """Let the course follow what is believed; begin one where something is found by now."""
        if self.target is None:
            if self._targets(monday):
                self._make_program(monday)
            return
        reading = self._reading(self.target.weaker_side, monday)
        if reading is None:
            return
        before = self.target.course
        reviewed = review_targets(
            (self.target,), {self.case.pattern: reading}, self._leeway(), self.policy
        )
        (self.target,) = reviewed.targets
        self.trace.readings.append(reading)
        self.trace.turns.append((week, turn_between(before, self.target.course)))
        if reviewed.turned:
            self._share_anew(monday)

    def _leeway(self) -> Leeway:
        if self.inputs is None:
            return self.leeway
        pace = self.policy.hoped_pace(population_of(self.inputs))
        return replace(self.leeway, pace_log_pct=pace)

    def _share_anew(self, monday: date) -> None:
        if self.target is None or self.inputs is None or self.plan is None:
            return
        now = replace(self.inputs, starts_on=monday, history=tuple(self.history.values()))

        def own_load(line: Prescription, side: Side) -> float | None:
            return held_load(line, side, spec_of(line.exercise_slug), now, self.policy)

        over = tuple(one for one in self.sessions if one.date < monday)
        turning = Turning(
            plan=self.plan,
            inputs=now,
            specs={spec.slug: spec for spec in catalogue()},
            over=over,
            coming=tuple(one for one in self.sessions if one.date >= monday),
            own_load=own_load,
            policy=self.policy,
        )
        (self.target,), coming = turning.turned((self.target,), frozenset({self.case.pattern}))
        self.sessions = [*over, *coming]

    # A session

    @property
    def strength(self) -> Strength:
        """True strength of left and right now."""
        start = self.trace.strong[0]
        strong = float(self.people.strong[0]) - start
        weak = float(self.people.weak[0] - self.people.structural[0]) - start
        if self.case.weaker_side is Side.LEFT:
            return Strength(left=weak, right=strong)
        return Strength(left=strong, right=weak)

    def _steps(self, session: PlannedSession) -> Iterator[Step]:
        """Sets of the pattern in a session, of one side and counted in repetitions."""
        return (
            step
            for step in steps_for(session)
            if step.side is not None
            and spec_of(step.exercise_slug).pattern is self.case.pattern
            and step.block in _HARD_OR_WARM
            and step.dose.seconds is None
        )

    def _done(self, steps: Sequence[Step], on: date, held: Container[int] = ()) -> list[Done]:
        pairs = [(step, spec_of(step.exercise_slug)) for step in steps]
        at = datetime.combine(on, time(18), UTC)
        return self.lifter.do(pairs, strength=self.strength, on=at, aims=self.aims, held=held)

    def _train(self, session: PlannedSession) -> list[Done]:
        """Do a session's sets of the pattern; then let progress change what comes later."""
        held = {line.position for line in session.prescriptions if is_held(line)}
        sets = self._done(list(self._steps(session)), session.date, held)
        weaker = None if self.target is None else self.target.weaker_side
        for line in self._lines(session):
            if not progresses(line) or line.first_side is None:
                continue
            spec = spec_of(line.exercise_slug)
            did = tuple(one.as_done() for one in sets if one.step.position == line.position)
            dose = next_dose(line, spec, did, weaker_side=weaker, policy=self.policy)
            if dose.aim_reps is not None:
                self.aims[line.exercise_slug] = dose.aim_reps
            self.sessions = [
                carried(later, spec, dose, self.policy) if later.date > session.date else later
                for later in self.sessions
            ]
        return sets

    def _lines(self, session: PlannedSession) -> Iterator[Prescription]:
        return (
            line
            for line in session.prescriptions
            if line.pattern is self.case.pattern and line.block.is_hard
        )

    def _count(self, week: Sequence[PlannedSession]) -> None:
        lines = [line for session in week for line in self._lines(session)]
        both = sum(bilateral_sets(line) for line in lines)
        weak, strong = (
            float(sum(dose.sets for line in lines if (dose := line.dose_for(side)) is not None))
            for side in (self.case.weaker_side, self.case.weaker_side.opposite)
        )
        self.trace.sets.append((weak + both, strong + both))
        self.trace.apart.append((weak, strong))

    def _grow(self, sets: Sequence[Done], both: float, occasions: int) -> None:
        weak = [one for one in sets if one.side is self.case.weaker_side]
        strong = [one for one in sets if one.side is not self.case.weaker_side]
        week = Week(
            weak_sets=np.array([len(weak) + both]),
            strong_sets=np.array([len(strong) + both]),
            sessions=max(1, occasions),
            load=Load.WEAKER,
            ahead=log_pct_ahead(weak, strong),
        )
        self.people = trained(self.people, week, self.model)
        self.trace.gaps.append(float(self.people.gap[0]))
        self.trace.strong.append(float(self.people.strong[0]))
