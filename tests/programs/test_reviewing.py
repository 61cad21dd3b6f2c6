"""What the weeks change: courses, light weeks, light returns, and what came in the end."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.assessments.domain.causes import Cause
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.verdicts import Verdict
from apps.programs.domain.courses import Phase
from apps.programs.domain.inputs import Target
from apps.programs.domain.program import ReasonCode
from apps.programs.models import Program, ProgramChange, Session
from apps.programs.queries import safety_for
from apps.programs.services import (
    Wish,
    create_program,
    ease_after_days_off,
    gathering,
    planning,
    review_program,
    reviewing,
)
from apps.programs.services.gathering import program_inputs_for
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory

WEEK = dt.timedelta(weeks=1)
PROGRAM = reverse("programs:program_detail")


@pytest.fixture
def gap(monkeypatch):
    """Return what is found now: the left knee pattern is 13 % weaker. Tests change it."""
    found = SimpleNamespace(
        pattern=MovementPattern.KNEE_DOMINANT,
        verdict=Verdict.IMBALANCE,
        weaker_side=Side.LEFT,
        mean_log_pct=14.0,
        centre_log_pct=0.0,
        sd_log_pct=2.5,
        gap_pct=13.1,
        p_over_5=0.99,
        p_over_10=0.92,
        as_of=timezone.now(),
    )
    for module in (gathering, planning, reviewing):
        monkeypatch.setattr(module, "findings_for", lambda _athlete: (found,))
    return found


@pytest.fixture
def lifter(screened, catalogue, gap):
    """Return an athlete with a gym and a year of training, and with that gap."""
    screened.experience = "one_year"
    screened.equipment = ["leg_press", "dumbbells", "bench", "cable", "band", "step"]
    screened.session_minutes = 60
    screened.save(update_fields=["experience", "equipment", "session_minutes"])
    return screened


@pytest.fixture
def program(lifter):
    """Return a program for that gap that begins today."""
    return create_program(athlete=lifter, starts_on=timezone.localdate())


def knee_lines(program):
    rows = program.athlete.prescriptions.filter(session__program=program).select_related("session")
    return [
        (row.session.week, row.line)
        for row in rows.order_by("session__date", "position")
        if row.line.pattern == "knee_dominant" and row.line.left and row.line.block == "strength"
    ]


def at_noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def target_of(program) -> Target:
    program.refresh_from_db()
    return Target.from_dict(program.targets[0])


def reviewed(program, gap, *, weeks: int, **found):
    """The program after a review so many weeks on, with other figures found."""
    vars(gap).update(found)
    review_program(athlete=program.athlete, today=program.starts_on + weeks * WEEK)
    program.refresh_from_db()
    return program


class TestCourse:
    def test_begins_with_the_program_and_says_what_is_expected(self, program, gap):
        target = target_of(program)

        assert target.course.phase is Phase.EQUAL
        assert target.course.start.gap_log_pct == pytest.approx(14.0)
        expected = target.expected
        assert expected.low_pct < expected.middle_pct < expected.high_pct
        assert expected.middle_pct < 13.1

    def test_opens_after_four_weeks_that_moved_nothing(self, program, gap):
        reviewed(program, gap, weeks=4, mean_log_pct=13.8)

        assert target_of(program).course.phase is Phase.STRONGER_HELD
        shares = {
            (line.left.sets, line.right.sets)
            for week, line in knee_lines(program)
            if not line.is_light
        }
        assert any(left > right for left, right in shares)
        assert all(left >= right for left, right in shares)

    def test_shows_the_change_with_its_reason_once_an_exercise(self, program, gap):
        reviewed(program, gap, weeks=4, mean_log_pct=13.8)

        changes = ProgramChange.objects.filter(program=program)
        assert len({change.exercise_id for change in changes}) == len(changes) >= 1
        assert {change.reasons[0]["code"] for change in changes} == {"hold_stronger_now"}
        assert program.reviews[0]["reasons"][0]["params"]["side"] == "left"

    def test_is_not_judged_twice_on_the_same_day(self, program, gap):
        reviewed(program, gap, weeks=4, mean_log_pct=13.8)
        before = (list(program.reviews), ProgramChange.objects.count())

        reviewed(program, gap, weeks=4)

        assert (program.reviews, ProgramChange.objects.count()) == before

    def test_leaves_what_is_done_as_it_was(self, program, gap):
        first = program.sessions.earliest("date")
        Session.objects.filter(pk=first.pk).update(status="done")
        before = [row.content for row in first.prescriptions.all()]

        reviewed(program, gap, weeks=4, mean_log_pct=13.8)

        assert [row.content for row in first.prescriptions.all()] == before

    def test_closes_again_when_the_sides_are_level(self, program, gap):
        reviewed(program, gap, weeks=4, mean_log_pct=13.8)
        reviewed(program, gap, weeks=6, mean_log_pct=3.0, p_over_5=0.2)
        reviewed(program, gap, weeks=8, mean_log_pct=3.0, p_over_5=0.2)

        course = target_of(program).course
        assert (course.phase, course.after_hold) == (Phase.LEVEL_KEPT, True)
        shares = [(line.left.sets, line.right.sets) for _, line in knee_lines(program)]
        assert shares
        assert all(left - 1 <= right <= left for left, right in shares)

    def test_without_room_for_more_sets_holds_the_stronger_side(self, lifter, gap):
        made = create_program(
            athlete=lifter,
            starts_on=timezone.localdate(),
            wish=Wish(session_minutes=16, adds_sets=True),
        )

        reviewed(made, gap, weeks=4, mean_log_pct=13.8)

        assert target_of(made).course.phase is Phase.STRONGER_HELD

    def test_goes_on_in_the_next_program(self, program, gap):
        reviewed(program, gap, weeks=4, mean_log_pct=13.8)

        again = create_program(athlete=program.athlete, starts_on=timezone.localdate())

        course = target_of(again).course
        assert course.phase is Phase.STRONGER_HELD
        assert course.start.gap_log_pct == pytest.approx(14.0)

    def test_goes_on_while_too_little_is_known(self, program, gap):
        reviewed(program, gap, weeks=4, mean_log_pct=13.8)
        vars(gap).update(verdict=Verdict.NOT_ENOUGH_DATA, weaker_side=None)

        again = create_program(athlete=program.athlete, starts_on=timezone.localdate())

        assert target_of(again).weaker_side == "left"
        assert target_of(again).course.phase is Phase.STRONGER_HELD

    def test_begins_anew_when_the_other_side_is_the_weaker_one(self, program, gap):
        reviewed(program, gap, weeks=4, mean_log_pct=13.8)
        vars(gap).update(weaker_side=Side.RIGHT, mean_log_pct=-14.0)

        again = create_program(athlete=program.athlete, starts_on=timezone.localdate())

        assert target_of(again).weaker_side == "right"
        assert target_of(again).course.phase is Phase.EQUAL

    def test_the_page_tells_what_the_weeks_said(self, client, program, gap):
        reviewed(program, gap, weeks=4, mean_log_pct=13.8)

        html = client.get(PROGRAM).text

        assert "your right side keeps what it has with a few sets" in html
        assert "have hardly moved the gap" in html
        assert "Expected by" in html
        assert "the gap closed by about 0 points" in html


class TestOutcome:
    def test_is_kept_when_the_last_session_is_over(self, client, program, gap):
        program.sessions.update(status="done")
        Program.objects.filter(pk=program.pk).update(status="finished", ended_at=timezone.now())

        reviewed(program, gap, weeks=8, mean_log_pct=7.0)

        (said,) = program.outcome
        assert said["code"] == ReasonCode.PREDICTED_AND_CAME.value
        assert said["params"]["now_pct"] == pytest.approx(6.8, abs=0.1)
        assert "What the last program brought" in client.get(PROGRAM).text

    def test_an_old_program_stays_as_it_was(self, program, gap):
        long_ago = timezone.now() - dt.timedelta(days=9)
        Program.objects.filter(pk=program.pk).update(status="finished", ended_at=long_ago)

        assert reviewed(program, gap, weeks=8, mean_log_pct=7.0).outcome == []


class TestEarlyLightWeek:
    def done(self, program, count: int, load: int):
        sessions = program.sessions.filter(status="planned").order_by("date")[:count]
        for session in sessions:
            row = session.prescriptions.filter(content__block="strength").first()
            workout = WorkoutFactory(athlete=program.athlete, started_at=at_noon(session.date))
            for side in ("left", "right"):
                LiftSetFactory(
                    workout=workout,
                    exercise=row.exercise,
                    side=side,
                    typed_load=load,
                    reps=10,
                    rir=2,
                )
            Session.objects.filter(pk=session.pk).update(status="done", workout=workout)
        return program.sessions.filter(status="done").latest("date").date

    def test_comes_after_two_sessions_that_went_worse(self, program):
        self.done(program, 3, 40)
        today = self.done(program, 3, 30)

        review_program(athlete=program.athlete, today=today)

        coming = program.sessions.filter(status="planned", date__lt=today + WEEK)
        lines = [row.line for one in coming for row in one.prescriptions.all()]
        assert any(line.is_light for line in lines)
        program.refresh_from_db()
        assert program.reviews[0]["reasons"][0]["code"] == "early_light_week"

    def test_does_not_come_while_all_is_well(self, program):
        self.done(program, 3, 40)
        today = self.done(program, 3, 40)

        review_program(athlete=program.athlete, today=today)

        program.refresh_from_db()
        assert program.reviews == []


class TestReturn:
    def test_begins_lighter_after_two_weeks_off(self, program, gap):
        away = timezone.localdate() - dt.timedelta(days=20)
        workout = WorkoutFactory(athlete=program.athlete, started_at=at_noon(away))
        LiftSetFactory(workout=workout, side="left", typed_load=20, reps=10)
        before = [line for week, line in knee_lines(program) if week == 1]

        ease_after_days_off(athlete=program.athlete, today=timezone.localdate())

        after = [line for week, line in knee_lines(program) if week == 1]
        assert all(
            new.left.rir_target == old.left.rir_target + 1
            for old, new in zip(before, after, strict=True)
        )
        program.refresh_from_db()
        assert program.reviews[0]["reasons"][0]["params"]["days"] == 20

    def test_is_asked_of_nobody_who_trained(self, program, gap):
        workout = WorkoutFactory(athlete=program.athlete, started_at=timezone.now())
        LiftSetFactory(workout=workout, side="left", typed_load=20, reps=10)

        ease_after_days_off(athlete=program.athlete, today=workout.local_date)

        program.refresh_from_db()
        assert program.reviews == []


class TestGathering:
    def inputs(self, athlete, **wish):
        today = timezone.localdate()
        return program_inputs_for(
            athlete, starts_on=today, safety=safety_for(athlete, today=today), wish=Wish(**wish)
        )

    def test_a_recent_injury_rests_its_side_alone(self, screened, catalogue):
        screened.named_causes.create(
            cause=Cause.INJURY.value,
            region="knee",
            side="left",
            happened_on=timezone.localdate(),
            named_at=timezone.now(),
        )

        resting = self.inputs(screened).resting

        assert {(place.region, place.side) for place in resting} == {("knee", "left")}

    def test_a_wish_comes_before_the_profile(self, screened, catalogue):
        inputs = self.inputs(screened, weeks=5, training_days=(1,), session_minutes=33)

        assert (inputs.weeks, inputs.training_days, inputs.session_minutes) == (5, (1,), 33)

    def test_weights_that_were_told_are_the_ones_to_load(self, screened, catalogue):
        screened.weights = {"dumbbells": {"unit": "kg", "also": ["6", "10"]}}
        screened.save()

        (kind,) = self.inputs(screened).weights

        assert kind.loads_kg == (6.0, 10.0)

    def test_the_last_block_is_known(self, program, gap):
        program.sessions.update(status="done")

        assert (
            "single-leg-press" in {*self.inputs(program.athlete).last_block}
            or self.inputs(program.athlete).last_block
        )


class TestOneSideRests:
    def test_every_page_shows_the_side_that_works_alone(self, client, lifter):
        lifter.named_causes.create(
            cause=Cause.INJURY.value,
            region="knee",
            side="left",
            happened_on=timezone.localdate(),
            named_at=timezone.now(),
        )
        made = create_program(athlete=lifter, starts_on=timezone.localdate())
        alone = [row for row in lifter.prescriptions.all() if row.line.left is None]

        assert alone
        assert all(row.line.right or row.line.both for row in alone)
        for name in ("program_detail", "calendar", "program_print", "program_inputs", "today"):
            assert client.get(reverse(f"programs:{name}")).status_code == 200
        for session in made.sessions.filter(week=1):
            assert client.get(session.get_absolute_url()).status_code == 200
        single = next(row for row in alone if row.line.right)
        html = client.get(reverse("programs:session_detail", args=[single.session_id])).text
        assert "Your left side has to rest" in html
        assert client.get(reverse("programs:line_update", args=[single.pk])).status_code == 200
        client.post(reverse("programs:session_start", args=[single.session_id]))
        assert client.get(reverse("programs:session_data")).status_code == 200
