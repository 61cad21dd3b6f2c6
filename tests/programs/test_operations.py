"""What devices ask of sessions, in any order and as often as they like."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from apps.core.identifiers import new_uuid7
from apps.lifts.models import Operation, Workout
from apps.lifts.services import InvalidOperation, OperationKeyReused, UnknownEntity, start_workout
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent
from apps.programs.models import ProgramChange, Session, SkippedSet
from tests.support.factories.lifts import WorkoutFactory
from tests.support.health import tell, untell
from tests.support.player import log_all
from tests.support.session_operations import apply, finish, hurts, leave_out, start


@pytest.fixture
def running(athlete, session):
    """Return the session, begun by a device."""
    apply(athlete, start(session))
    session.refresh_from_db()
    return session


class TestStart:
    def test_makes_the_workout_that_the_device_named(self, athlete, session):
        workout_id, began = new_uuid7(), timezone.now() - dt.timedelta(hours=3)

        result = apply(athlete, start(session, workout_id=workout_id, started_at=began))

        session.refresh_from_db()
        assert (result.status, result.entity_id) == ("applied", session.pk)
        assert (session.status, session.workout_id) == ("running", workout_id)
        assert session.workout.started_at == began
        lines = session.workout.workout_exercises.order_by("position")
        assert [(line.exercise.slug, line.first_side) for line in lines] == [
            ("one-arm-row", "left"),
            ("back-squat", ""),
        ]

    def test_takes_the_workout_that_came_before_it(self, athlete, session):
        workout = WorkoutFactory(athlete=athlete, running=True)

        apply(athlete, start(session, workout_id=workout.pk))

        session.refresh_from_db()
        assert session.workout == workout
        assert Workout.objects.count() == 1

    def test_a_workout_that_has_ended_meanwhile_still_is_the_sessions(self, athlete, session):
        """A whole session without a network, finished before any of it arrived."""
        ended = WorkoutFactory(athlete=athlete)

        apply(athlete, start(session, workout_id=ended.pk))

        session.refresh_from_db()
        assert (session.status, session.workout) == ("running", ended)

    def test_sent_again_it_is_the_same_answer(self, athlete, session):
        asked = start(session)
        apply(athlete, asked)

        assert apply(athlete, asked).status == "replayed"
        assert Workout.objects.count() == 1

    def test_an_id_used_for_something_else_is_refused(self, athlete, session, later):
        asked = start(session)
        apply(athlete, asked)

        with pytest.raises(OperationKeyReused):
            apply(athlete, replace(finish(session), op_id=asked.op_id))

    def test_a_second_device_joins(self, athlete, running):
        result = apply(athlete, start(running))

        running.refresh_from_db()
        assert (running.status, result.status) == ("running", "applied")
        assert Workout.objects.of(athlete).count() == 1

    def test_two_devices_begin_it_without_a_network(self, athlete, running):
        """The workout that came second is a name for the first one."""
        now = timezone.now()
        second = start_workout(
            athlete=athlete, started_at=now, time_zone="UTC", local_date=now.date()
        )
        named = Operation.objects.get(pk=second.op_id)
        assert named.status == "merged"
        own_id = Workout.objects.get(joined_to=running.workout_id).pk

        result = apply(athlete, start(running, workout_id=own_id))

        running.refresh_from_db()
        assert (result.status, running.workout.joined_to) == ("applied", None)
        assert Workout.objects.of(athlete).count() == 1

    def test_begun_again_after_it_was_done_changes_nothing(self, athlete, running):
        workout = running.workout
        apply(athlete, finish(running))

        assert apply(athlete, start(running, workout_id=workout.pk)).status == "merged"
        running.refresh_from_db()
        assert running.status == "done"

    def test_doing_it_is_more_than_leaving_it_out(self, athlete, session):
        Session.objects.filter(pk=session.pk).update(status="skipped")

        assert apply(athlete, start(session)).status == "merged"
        session.refresh_from_db()
        assert session.status == "running"

    def test_only_one_at_a_time(self, athlete, running, later):
        with pytest.raises(ValidationError, match="Another session is still running"):
            apply(athlete, start(later))
        later.refresh_from_db()
        assert later.status == "planned"

    def test_answers_that_need_a_clinician_hold_it_back(self, athlete, session):
        tell(athlete, flags=["dark_urine"])

        with pytest.raises(ValidationError, match="training waits"):
            apply(athlete, start(session))
        assert not Workout.objects.exists()

    def test_refused_it_may_be_sent_again(self, athlete, session):
        tell(athlete, flags=["dark_urine"])
        asked = start(session)
        with pytest.raises(ValidationError):
            apply(athlete, asked)
        untell(athlete)

        assert apply(athlete, asked).status == "applied"

    @pytest.mark.parametrize("field", ["workout_id", "started_at", "time_zone", "local_date"])
    def test_what_cannot_be_read_is_named(self, athlete, session, field):
        with pytest.raises(InvalidOperation) as refused:
            apply(athlete, start(session, **{field: "junk"}))
        assert list(refused.value.problems) == [field]

    def test_somebody_elses_is_unknown(self, stranger, session):
        with pytest.raises(UnknownEntity):
            apply(stranger, start(session))
        session.refresh_from_db()
        assert session.status == "planned"


class TestLeaveOut:
    def test_leaves_out_one_side_and_takes_it_back(self, athlete, running):
        apply(athlete, leave_out(running, side="right", set_index=1))
        left_out = SkippedSet.objects.get()
        assert (left_out.set_index, left_out.side) == (1, "right")

        apply(athlete, leave_out(running, side="right", set_index=1, state="open"))
        assert not SkippedSet.objects.exists()

    def test_both_sides_together(self, athlete, running):
        apply(athlete, leave_out(running, position=1, side="both"))

        assert SkippedSet.objects.get().side == ""

    def test_twice_is_once(self, athlete, running):
        apply(athlete, leave_out(running))
        apply(athlete, leave_out(running))

        assert SkippedSet.objects.count() == 1

    def test_after_the_session_is_done_it_is_noted_and_harmless(self, athlete, running, later):
        log_all(running)
        apply(athlete, finish(running))
        assert apply(athlete, leave_out(running)).status == "applied"
        assert ProgramChange.objects.count() == 1

    def test_before_it_began_it_is_not_left_out_for_another_day(self, athlete, session):
        assert apply(athlete, leave_out(session)).status == "merged"
        assert not SkippedSet.objects.exists()

    @pytest.mark.parametrize(
        "step", [{"position": 7}, {"set_index": 9}, {"side": "both"}, {"position": 1}]
    )
    def test_a_step_the_session_has_not(self, athlete, running, step):
        with pytest.raises(UnknownEntity):
            apply(athlete, leave_out(running, **step))

    @pytest.mark.parametrize("field", ["session_id", "position", "set_index", "side", "state"])
    def test_what_cannot_be_read_is_named(self, athlete, running, field):
        with pytest.raises(InvalidOperation) as refused:
            apply(athlete, leave_out(running, **{field: "junk"}))
        assert list(refused.value.problems) == [field]

    def test_somebody_elses_is_unknown(self, stranger, running):
        with pytest.raises(UnknownEntity):
            apply(stranger, leave_out(running))


class TestPain:
    def test_ends_the_exercise_and_keeps_nothing_without_a_tick(self, athlete, running):
        apply(athlete, hurts(running, side="right"))

        line = running.prescriptions.get(position=0)
        assert (line.stopped_for_pain, line.pain, line.pain_side) == (True, None, "")
        assert not has_consent(athlete, Purpose.PAIN)

    def test_keeps_side_and_number_with_a_tick(self, athlete, running):
        apply(athlete, hurts(running, side="right", pain=0, may_keep=True))

        line = running.prescriptions.get(position=0)
        assert (line.pain, line.pain_side) == (0, "right")
        assert has_consent(athlete, Purpose.PAIN)

    def test_what_may_not_be_kept_need_not_be_told_and_is_written_nowhere(self, athlete, running):
        apply(athlete, hurts(running, side=None, pain=None))
        apply(athlete, hurts(running, position=1, pain=7, may_keep=True))

        assert running.prescriptions.filter(stopped_for_pain=True).count() == 2
        for entry in Operation.objects.filter(entity="session_pain"):
            assert not {"pain", "side"} & entry.fields.keys()

    def test_taken_back_the_consent_takes_the_number_along(
        self, client, athlete, running, django_capture_on_commit_callbacks
    ):
        apply(athlete, hurts(running, side="right", pain=4, may_keep=True))

        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("assessments:consent_withdraw"), {"purpose": "pain"})

        line = running.prescriptions.get(position=0)
        assert (line.stopped_for_pain, line.pain, line.pain_side) == (True, None, "")
        assert not has_consent(athlete, Purpose.PAIN)
        assert has_consent(athlete, Purpose.SCREENING)

    def test_the_ledger_s_hash_tells_neither_side_nor_number(self, athlete, running):
        first = hurts(running, side="right", pain=7, may_keep=True)
        apply(athlete, first)
        entry = Operation.objects.get(pk=first.op_id)

        tried = {
            replace(
                first, fields={**first.fields, "side": side, "pain": pain, "may_keep": may}
            ).payload_hash
            for side in ("left", "right", "both")
            for pain in range(11)
            for may in (True, False)
        }

        assert entry.payload_hash not in tried
        assert apply(athlete, first).status == "replayed"
        # Whatever is tried under its id, nobody learns whether it was that.
        assert (
            apply(athlete, replace(first, fields={**first.fields, "pain": 2})).status == "replayed"
        )
        assert running.prescriptions.get(position=0).pain == 7
        with pytest.raises(OperationKeyReused):
            apply(athlete, replace(first, fields={**first.fields, "position": 1}))

    def test_both_sides(self, athlete, running):
        apply(athlete, hurts(running, side="both", pain=4, may_keep=True))

        line = running.prescriptions.get(position=0)
        assert (line.pain, line.pain_side) == (4, "")

    def test_before_it_began_it_is_refused_in_words(self, athlete, session):
        with pytest.raises(ValidationError, match="not noted"):
            apply(athlete, hurts(session))
        assert not session.prescriptions.get(position=0).stopped_for_pain

    @pytest.mark.parametrize(
        ("field", "value"),
        [("pain", 11), ("pain", -1), ("pain", None), ("side", "up"), ("may_keep", "yes")],
    )
    def test_half_an_answer_is_named(self, athlete, running, field, value):
        with pytest.raises(InvalidOperation) as refused:
            apply(athlete, hurts(running, **{"may_keep": True, field: value}))
        assert list(refused.value.problems) == [field]

    def test_a_line_that_is_not_there_and_somebody_elses(self, athlete, stranger, running):
        with pytest.raises(UnknownEntity):
            apply(athlete, hurts(running, position=9))
        with pytest.raises(UnknownEntity):
            apply(stranger, hurts(running))


class TestFinish:
    def test_ends_the_workout_and_sets_the_next_load(self, athlete, running, later):
        log_all(running)
        ended = timezone.now()

        apply(athlete, finish(running, ended_at=ended))

        running.refresh_from_db()
        assert (running.status, running.workout.ended_at) == ("done", ended)
        line = later.prescriptions.get().line
        assert (line.left.load_kg, line.right.load_kg) == (22, 22)
        assert ProgramChange.objects.get(session=running).reasons[0]["code"] == "load_up"

    def test_twice_is_once(self, athlete, running, later):
        log_all(running)
        apply(athlete, finish(running))
        ended = Workout.objects.get().ended_at

        assert apply(athlete, finish(running)).status == "applied"
        assert Workout.objects.get().ended_at == ended
        assert ProgramChange.objects.count() == 1

    def test_after_the_workout_was_ended_in_the_log(self, athlete, running, later):
        log_all(running)
        ended = running.workout.started_at + dt.timedelta(minutes=40)
        Workout.objects.filter(pk=running.workout_id).update(ended_at=ended)

        apply(athlete, finish(running))

        running.refresh_from_db()
        assert (running.status, running.workout.ended_at) == ("done", ended)
        assert later.prescriptions.get().line.left.load_kg == 22

    @pytest.mark.parametrize("years", [-10, 10])
    def test_a_wrong_clock_makes_no_absurd_end(self, athlete, running, years):
        apply(athlete, finish(running, ended_at=timezone.now() + dt.timedelta(days=365 * years)))

        workout = Workout.objects.get()
        assert workout.started_at <= workout.ended_at <= timezone.now()

    def test_a_session_that_never_began_is_not_called_done(self, athlete, session):
        with pytest.raises(ValidationError, match="not finished"):
            apply(athlete, finish(session))
        session.refresh_from_db()
        assert session.status == "planned"

    def test_pain_before_the_first_set_makes_the_next_time_lighter(self, athlete, running, later):
        apply(athlete, hurts(running, pain=8))

        apply(athlete, finish(running))

        assert later.prescriptions.get().line.left.load_kg < 20

    def test_the_last_one_ends_the_program(self, athlete, running):
        apply(athlete, finish(running))

        running.program.refresh_from_db()
        assert running.program.status == "finished"

    def test_somebody_elses_is_unknown(self, stranger, running):
        with pytest.raises(UnknownEntity):
            apply(stranger, finish(running))
