"""Pain that a session or a morning tells of, and what becomes of the lines still to come."""

import datetime as dt

import pytest
from django.utils import timezone

from apps.assessments import services as assessments
from apps.assessments.domain.pain import Morning
from apps.assessments.domain.screening import Permission
from apps.assessments.models import PainBlock, PainStop
from apps.assessments.queries import safety_for
from apps.exercises.domain.vocabulary import Side
from apps.exercises.queries import spec_of
from apps.programs.domain.program import ReasonCode
from apps.programs.models import ProgramChange
from apps.programs.services import apply_session_operation, follow_morning, reorder_upcoming
from tests.support.factories.assessments import HealthConsentFactory, PainStopFactory
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory
from tests.support.factories.programs import session_with, two_sided_line
from tests.support.player import at
from tests.support.session_operations import hurts


def day(days=0):
    return timezone.localdate() + dt.timedelta(days=days)


@pytest.fixture
def painful(screened):
    """Return the athlete, whose pain numbers may be kept."""
    HealthConsentFactory(athlete=screened, purpose="pain")
    return screened


def stop(session, *, pain=8, side="left", may_keep=True):
    apply_session_operation(
        athlete=session.athlete, operation=hurts(session, side=side, pain=pain, may_keep=may_keep)
    )


def finish(client, session):
    client.post(at("session_finish", session))
    session.refresh_from_db()


def log_sets(session, exercise, *, pain=None, side="left", reps=10):
    for number in (1, 2):
        for one in ("left", "right"):
            LiftSetFactory(
                workout=session.workout,
                exercise=exercise,
                set_index=number,
                side=one,
                typed_load=20,
                reps=reps,
                rir=3,
                pain=pain if one == side else None,
            )


def away(session, row):
    """Put a stand-in into the session's line, as a trip does."""
    other = ExerciseFactory(slug="band-row", name="Band row", pattern=row.pattern, limb=row.limb)
    line = session.prescriptions.get()
    line.home_content, line.home_exercise = line.content, row
    line.exercise, line.line = other, two_sided_line(other)
    line.save()


def line_of(session):
    return session.prescriptions.get().line


class TestStop:
    def test_is_kept_with_its_side_and_day(self, painful, running):
        stop(running, pain=7)

        kept = PainStop.objects.get()
        assert (kept.pain, kept.side, kept.on) == (7, "left", day())
        assert kept.exercise == running.prescriptions.get(position=0).exercise

    def test_without_a_number_it_asks_the_questions_again(self, running):
        stop(running, may_keep=False)

        assert not PainStop.objects.exists()
        permission = safety_for(running.athlete, today=day()).permission
        assert permission is Permission.ASK_AGAIN

    def test_strong_pain_twice_blocks_the_area(self, painful, running, row):
        PainStopFactory(athlete=painful, exercise=row, on=day(-10), pain=6)

        stop(running, pain=6)

        assert set(PainBlock.objects.get().regions) <= {
            region.value for region in spec_of(row).regions
        }
        assert safety_for(painful, today=day()).blocked

    def test_once_blocks_nothing(self, painful, running):
        stop(running, pain=10)

        assert not PainBlock.objects.exists()

    def test_the_worst_of_a_day_is_kept(self, painful, running):
        stop(running, pain=8)
        stop(running, pain=4)

        assert PainStop.objects.get().pain == 8


class TestNextTime:
    def test_the_other_side_leads_once(self, client, painful, running, later, row):
        after_next = session_with(
            painful, (row, two_sided_line(row)), days=4, day_index=2, program=running.program
        )
        log_sets(running, row, pain=4, side="left")

        finish(client, running)

        line = line_of(later)
        assert line.first_side is Side.RIGHT
        assert line.left.load_kg == 20
        assert ReasonCode.PAIN_FREE_SIDE_FIRST in [reason.code for reason in line.reasons]
        assert line_of(after_next).first_side is Side.LEFT

    def test_findings_do_not_turn_it_back(self, client, painful, running, later, row):
        log_sets(running, row, pain=4, side="left")
        finish(client, running)

        reorder_upcoming(athlete=painful)

        assert line_of(later).first_side is Side.RIGHT

    def test_rising_pain_brings_an_easier_exercise(self, client, painful, running, later, row):
        easier = ExerciseFactory(
            slug="supported-row", name="Supported row", pattern=row.pattern, limb=row.limb
        )
        row.regression = easier
        row.save()
        PainStopFactory(athlete=painful, exercise=row, on=day(-14), pain=3)
        PainStopFactory(athlete=painful, exercise=row, on=day(-7), pain=4)
        log_sets(running, row, pain=5, side="left")

        finish(client, running)

        changed = later.prescriptions.get()
        assert changed.exercise == easier
        assert changed.line.exercise_slug == "supported-row"
        assert changed.line.left.load_kg is None
        (change,) = ProgramChange.objects.filter(exercise=row)
        assert change.reasons[0]["code"] == "swap_for_pain"
        assert change.reasons[0]["params"] == {"swap_to": "supported-row"}
        page = client.get(later.get_absolute_url())
        assert "Supported row" in page.text
        assert "something easier takes its place" in page.text

    def test_what_waits_at_home_for_the_end_of_a_trip_follows_too(
        self, client, painful, running, later, row
    ):
        away(later, row)
        log_sets(running, row, pain=8, side="left")

        finish(client, running)

        waiting = later.prescriptions.get()
        assert waiting.exercise != row
        assert waiting.home_content["left"]["load_kg"] < 20

    def test_an_easier_exercise_waits_at_home_for_the_end_of_a_trip(
        self, client, painful, running, later, row
    ):
        easier = ExerciseFactory(
            slug="supported-row", name="Supported row", pattern=row.pattern, limb=row.limb
        )
        row.regression = easier
        row.save()
        away(later, row)
        PainStopFactory(athlete=painful, exercise=row, on=day(-14), pain=3)
        PainStopFactory(athlete=painful, exercise=row, on=day(-7), pain=4)
        log_sets(running, row, pain=5, side="left")

        finish(client, running)

        waiting = later.prescriptions.get()
        assert waiting.home_exercise == easier
        assert waiting.home_content["exercise_slug"] == "supported-row"

    def test_without_an_easier_one_the_exercise_stays_and_says_what_to_do(
        self, client, painful, running, later, row
    ):
        PainStopFactory(athlete=painful, exercise=row, on=day(-14), pain=3)
        PainStopFactory(athlete=painful, exercise=row, on=day(-7), pain=4)
        log_sets(running, row, pain=5, side="left")

        finish(client, running)

        assert later.prescriptions.get().exercise == row
        assert line_of(later).left.load_kg == 20

    def test_an_old_stop_changes_nothing_twice(self, client, painful, running, later, row):
        PainStopFactory(athlete=painful, exercise=row, on=day(-8), pain=9)
        log_sets(running, row, reps=12)

        finish(client, running)

        assert line_of(later).left.load_kg > 20

    def test_a_stranger_s_pain_is_not_mine(self, client, stranger, running, later, row):
        PainStopFactory(athlete=stranger, exercise=row, on=day(), pain=9)
        log_sets(running, row, reps=12)

        finish(client, running)

        assert line_of(later).left.load_kg > 20


class TestMorning:
    """Yesterday it hurt; today one tap tells how it is."""

    @pytest.fixture
    def yesterday(self, client, painful, running, later, row):
        log_sets(running, row, pain=4, side="left")
        finish(client, running)
        running.workout.local_date = day(-1)
        running.workout.started_at -= dt.timedelta(days=1)
        running.workout.save()
        return running

    @pytest.fixture
    def answer(self, painful, row, django_capture_on_commit_callbacks):
        def answer(said):
            with django_capture_on_commit_callbacks(execute=True):
                assessments.answer_morning(
                    athlete=painful, exercise_id=row.pk, side=Side.LEFT, answer=said, today=day()
                )

        return answer

    def test_more_pain_makes_the_next_time_easier_alone(
        self, painful, yesterday, later, row, answer
    ):
        after_next = session_with(
            painful, (row, two_sided_line(row)), days=5, day_index=3, program=yesterday.program
        )

        answer(Morning.HIGHER)

        line = line_of(later)
        assert line.left.load_kg < 20
        assert (line.left.sets, line.left.rir_target) == (
            1,
            line_of(after_next).left.rir_target + 1,
        )
        assert line.tempo == "4-0-4"
        assert line_of(after_next).left.load_kg == 20
        change = ProgramChange.objects.first()
        assert (change.reasons[0]["code"], change.session) == ("eased_pain", yesterday)

    def test_as_before_changes_nothing(self, yesterday, later, answer):
        before = line_of(later)

        answer(Morning.BACK)

        assert line_of(later) == before

    def test_two_sides_ease_it_once(self, yesterday, later, answer):
        answer(Morning.HIGHER)
        once = line_of(later)

        answer(Morning.HIGHER)

        assert line_of(later) == once

    def test_a_little_that_grew_overnight_takes_back_what_was_added(
        self, client, running, later, row, answer
    ):
        log_sets(running, row, pain=2, side="left", reps=12)
        finish(client, running)
        assert line_of(later).left.load_kg > 20
        running.workout.local_date = day(-1)
        running.workout.started_at -= dt.timedelta(days=1)
        running.workout.save()

        answer(Morning.HIGHER)

        assert line_of(later).left.load_kg == 20

    def test_without_a_program_nothing_happens(self, painful, row):
        follow_morning(athlete=painful, exercise_ids=[row.pk], today=day())

        assert not ProgramChange.objects.exists()
