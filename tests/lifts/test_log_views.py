"""The log in a browser: what is answered to whom, and what is stored."""

import json
import re

import pytest
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.lifts.models import LiftSet, Operation, Workout
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutExerciseFactory, WorkoutFactory


@pytest.fixture
def line(athlete):
    return WorkoutExerciseFactory(
        workout=WorkoutFactory(athlete=athlete, running=True), exercise=ExerciseFactory()
    )


def target(line):
    return f"exercise-card-{line.exercise_id}"


def htmx(line):
    return {"HX-Request": "true", "HX-Target": target(line)}


def pair(**changes):
    return {
        "do": "both",
        "first_side": "left",
        "left-op_id": str(new_uuid7()),
        "left-set_id": str(new_uuid7()),
        "left-set_index": "1",
        "left-goes_second": "False",
        "left-reps": "10",
        "left-load": "24",
        "right-op_id": str(new_uuid7()),
        "right-set_id": str(new_uuid7()),
        "right-set_index": "1",
        "right-goes_second": "False",
        "right-reps": "9",
        "right-load": "24",
        **changes,
    }


def create_url(line):
    return reverse("lifts:lift_set_create", args=[line.workout_id, line.exercise_id])


def without_what_is_fresh(html):
    """Drop identifiers that are new with every answer, and who asked."""
    fresh = r'(name="csrfmiddlewaretoken" value=")[^"]*'
    fresh_ids = r'(name="(?:[a-z]+-)?(?:op_id|set_id)" value=")[^"]*'
    return re.sub(fresh_ids, r"\1", re.sub(fresh, r"\1", html)).strip()


def card_of(html, line):
    start = html.index(f'<section class="card exercise-card" id="{target(line)}"')
    return html[start : html.index("</section>", start) + len("</section>")]


class TestLiftSetCreate:
    def test_one_tap_logs_both_sides_without_an_effort_nobody_gave(self, client, line):
        response = client.post(create_url(line), pair(), headers=htmx(line))

        assert response.status_code == 200
        left, right = LiftSet.objects.order_by("side")
        assert (left.side, left.reps, left.load_kg, left.rir, left.pair_order) == (
            "left",
            10,
            24,
            None,
            1,
        )
        assert (right.side, right.reps, right.rir, right.pair_order) == ("right", 9, None, 2)
        assert not left.capped_by_plan

    def test_the_side_that_starts_goes_first(self, client, line):
        client.post(create_url(line), pair(first_side="right"))

        assert LiftSet.objects.get(side="right").pair_order == 1
        assert LiftSet.objects.get(side="left").pair_order == 2

    def test_one_side_alone_stores_one_row(self, client, line):
        client.post(create_url(line), pair(do="right"))

        row = LiftSet.objects.get()
        assert (row.side, row.reps, row.pair_order) == ("right", 9, 1)

    def test_a_resend_stores_nothing_more(self, client, line):
        sent = pair()
        client.post(create_url(line), sent, headers=htmx(line))

        again = client.post(create_url(line), sent, headers=htmx(line))

        assert again.status_code == 200
        assert LiftSet.objects.count() == 2
        assert Operation.objects.count() == 2

    def test_the_same_ids_with_other_values_show_what_is_stored(self, client, line):
        sent = pair()
        client.post(create_url(line), sent, headers=htmx(line))

        again = client.post(create_url(line), {**sent, "left-reps": "5"}, headers=htmx(line))

        assert again.status_code == 409
        assert "10 × 24" in again.text
        assert LiftSet.objects.get(side="left").reps == 10

    def test_htmx_gets_the_card_and_news_for_the_charts(self, client, line):
        response = client.post(create_url(line), pair(), headers=htmx(line))

        assert response.text.strip().startswith(
            f'<section class="card exercise-card" id="{target(line)}"'
        )
        assert "levelset:lift-set-logged" in json.loads(response.headers["HX-Trigger"])
        assert "HX-Target" in response.headers["Vary"]

    def test_the_card_after_the_swap_is_the_card_of_a_fresh_page(self, client, line):
        swapped = client.post(create_url(line), pair(), headers=htmx(line))

        page = client.get(reverse("lifts:log"))

        assert without_what_is_fresh(swapped.text) == without_what_is_fresh(
            card_of(page.text, line)
        )

    def test_without_script_the_page_comes_back(self, client, line):
        response = client.post(create_url(line), pair())

        assert response.status_code == 303
        assert response.headers["Location"] == f"{reverse('lifts:log')}#{target(line)}"

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("left-reps", "", "How many? Type a number, 0 if none."),
            ("left-reps", "-3", "This cannot be less than 0."),
            ("left-reps", "8.5", "Type a whole number."),
            ("left-reps", "ten", "Type a number."),
            ("left-reps", "💪", "Type a number."),
            ("left-reps", "NaN", "Type a number."),
            ("left-load", "", "Fill this in."),
            ("left-load", "-5", "A weight cannot be less than 0 here."),
            ("left-load", "1e9", "This is more than anybody can do. Check the number."),
            ("left-load", "2000", "This is more than anybody can do. Check the number."),
        ],
    )
    def test_bad_input_is_answered_beside_its_field_and_loses_nothing_else(
        self, client, line, field, value, message
    ):
        sent = pair(**{field: value, "right-reps": "7"})

        response = client.post(create_url(line), sent, headers=htmx(line))

        assert response.status_code == 422
        assert message in response.text
        name = field.partition("-")[2]
        error_id = f"{name}-{line.exercise_id}-left-error"
        assert f'aria-describedby="{error_id}"' in response.text
        assert 'name="right-reps" value="7"' in response.text
        assert not LiftSet.objects.exists()
        assert not Operation.objects.exists()

    def test_a_bad_right_does_not_stop_the_left(self, client, line):
        response = client.post(
            create_url(line), pair(do="left", **{"right-reps": "junk"}), headers=htmx(line)
        )

        assert response.status_code == 200
        assert LiftSet.objects.get().side == "left"

    def test_reads_a_comma_as_a_dot(self, client, line):
        client.post(create_url(line), pair(do="left", **{"left-load": "22,5"}))

        assert LiftSet.objects.get().load_kg == 22.5

    def test_pounds_stay_what_was_typed(self, client, athlete, line):
        athlete.weight_unit = "lb"
        athlete.save()

        response = client.post(
            create_url(line), pair(**{"left-load": "45", "right-load": "45"}), headers=htmx(line)
        )

        assert "10 × 45" in response.text
        assert 'name="left-load" value="45"' in response.text
        assert LiftSet.objects.get(side="left").typed_load == 45

    def test_a_hold_is_counted_in_seconds(self, client, line):
        line.exercise = ExerciseFactory(hold=True)
        line.save()
        sent = pair(**{"left-seconds": "30", "right-seconds": "25"})

        client.post(create_url(line), sent)

        assert sorted(LiftSet.objects.values_list("side", "seconds", "reps")) == [
            ("left", 30, None),
            ("right", 25, None),
        ]

    def test_a_bilateral_lift_has_one_column(self, client, line):
        line.exercise = ExerciseFactory(bilateral=True)
        line.save()
        sent = {
            "do": "both",
            "both-op_id": str(new_uuid7()),
            "both-set_id": str(new_uuid7()),
            "both-set_index": "1",
            "both-reps": "5",
            "both-load": "100",
        }

        client.post(create_url(line), sent)

        row = LiftSet.objects.get()
        assert (row.side, row.reps, row.load_kg, row.pair_order) == ("both", 5, 100, None)

    def test_says_once_that_equal_sides_without_effort_tell_nothing(self, client, line):
        first = client.post(create_url(line), pair(**{"right-reps": "10"}), headers=htmx(line))

        assert "cannot tell them apart" in first.text

    def test_a_strangers_workout_is_not_there(self, stranger_client, line):
        response = stranger_client.post(create_url(line), pair())

        assert response.status_code == 404
        assert not LiftSet.objects.exists()

    def test_somebody_not_signed_in_is_asked_to(self, anonymous_client, line):
        response = anonymous_client.post(create_url(line), pair())

        assert response.status_code == 302
        assert "/accounts/login/" in response.headers["Location"]

    def test_reading_it_is_not_allowed(self, client, line):
        assert client.get(create_url(line)).status_code == 405

    def test_one_set_costs_ten_statements_however_long_the_history(
        self, client, line, django_assert_max_num_queries
    ):
        past = WorkoutFactory(
            athlete=line.athlete,
            started_at="2026-02-01T10:00:00Z",
            ended_at="2026-02-01T11:00:00Z",
            local_date="2026-02-01",
        )
        for index in range(1, 21):
            LiftSetFactory(
                workout=past,
                exercise=line.exercise,
                set_index=index,
                performed_at="2026-02-01T10:30:00Z",
            )

        with django_assert_max_num_queries(14) as counted:
            client.post(create_url(line), pair(do="left"), headers=htmx(line))

        statements = [
            query["sql"]
            for query in counted.captured_queries
            if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
        ]
        assert len(statements) <= 10, statements


class TestLog:
    def test_without_a_workout_offers_to_start_one(self, client):
        response = client.get(reverse("lifts:log"))

        assert response.status_code == 200
        assert "Start a workout" in response.text

    def test_shows_the_running_workout_prefilled_from_last_time(self, client, line):
        past = WorkoutFactory(
            athlete=line.athlete,
            started_at="2026-02-01T10:00:00Z",
            ended_at="2026-02-01T11:00:00Z",
            local_date="2026-02-01",
        )
        for side, reps, rir in (("left", 8, 1), ("right", 7, 0)):
            LiftSetFactory(
                workout=past,
                exercise=line.exercise,
                side=side,
                reps=reps,
                rir=rir,
                typed_load=16,
                performed_at="2026-02-01T10:30:00Z",
            )

        response = client.get(reverse("lifts:log"))

        assert "Last time: L 8 × 16 RIR 1 · R 7 × 16 RIR 0" in response.text
        assert 'name="left-reps" value="8"' in response.text
        assert 'name="right-reps" value="7"' in response.text
        assert 'name="left-load" value="16"' in response.text

    def test_cost_does_not_grow_with_the_sets(self, client, line, django_assert_max_num_queries):
        for index in range(1, 11):
            LiftSetFactory(workout=line.workout, exercise=line.exercise, set_index=index)

        with django_assert_max_num_queries(9):
            client.get(reverse("lifts:log"))


class TestWorkoutCreate:
    def start(self, client, **changes):
        sent = {
            "op_id": str(new_uuid7()),
            "workout_id": str(new_uuid7()),
            "time_zone": "Pacific/Auckland",
            **changes,
        }
        return client.post(reverse("lifts:workout_create"), sent)

    def test_starts_one_in_the_zone_of_the_device(self, client, athlete):
        response = self.start(client)

        workout = Workout.objects.get()
        assert response.headers["Location"] == reverse("lifts:log")
        assert workout.time_zone == "Pacific/Auckland"
        assert workout.athlete == athlete

    def test_falls_back_on_the_athletes_zone(self, client):
        self.start(client, time_zone="Nowhere/Atlantis")

        assert Workout.objects.get().time_zone == "Europe/Berlin"

    def test_pressing_twice_starts_one(self, client):
        ids = {"op_id": str(new_uuid7()), "workout_id": str(new_uuid7())}

        self.start(client, **ids)
        self.start(client, **ids)

        assert Workout.objects.count() == 1

    def test_can_repeat_the_exercises_of_an_earlier_one(self, client, athlete):
        past = WorkoutExerciseFactory(workout=WorkoutFactory(athlete=athlete))

        self.start(client, repeat=str(past.workout_id))

        running = Workout.objects.get(ended_at=None)
        assert [one.exercise_id for one in running.workout_exercises.all()] == [past.exercise_id]


class TestLiftSetUpdate:
    def sent(self, row, **changes):
        return {
            "edit-reps": str(row.reps),
            "edit-load": "24",
            "edit-kind": "work",
            "edit-rir": "",
            "edit-pain": "",
            "edit-note": "",
            "edit-op_id": str(new_uuid7()),
            "edit-base_revision": str(row.revision),
            **changes,
        }

    def test_opens_in_the_card(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.get(reverse("lifts:lift_set_update", args=[row.pk]), headers=htmx(line))

        assert response.text.strip().startswith("<section")
        assert 'name="edit-reps" value="10"' in response.text

    def test_is_a_page_without_script(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.get(reverse("lifts:lift_set_update", args=[row.pk]))

        assert response.text.startswith("<!doctype html>")

    def test_changes_only_what_was_changed(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise, rir=2)

        client.post(
            reverse("lifts:lift_set_update", args=[row.pk]),
            self.sent(row, **{"edit-reps": "9", "edit-rir": "2"}),
        )

        row.refresh_from_db()
        assert (row.reps, row.rir, row.revision) == (9, 2, 2)
        assert Operation.objects.get().fields == {"reps": 9}

    def test_looking_at_pounds_in_kilograms_and_saving_changes_no_load(self, client, line):
        row = LiftSetFactory(
            workout=line.workout, exercise=line.exercise, typed_load=45, typed_unit="lb"
        )

        client.post(
            reverse("lifts:lift_set_update", args=[row.pk]),
            self.sent(row, **{"edit-load": "20.41", "edit-reps": "9"}),
        )

        row.refresh_from_db()
        assert (row.typed_load, row.typed_unit, row.reps) == (45, "lb", 9)

    def test_bad_input_is_answered_beside_its_field(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.post(
            reverse("lifts:lift_set_update", args=[row.pk]),
            self.sent(row, **{"edit-rir": "0.3", "edit-note": "kept"}),
            headers=htmx(line),
        )

        assert response.status_code == 422
        assert "Whole or half reps only." in response.text
        assert 'value="kept"' in response.text
        row.refresh_from_db()
        assert row.revision == 1

    def test_a_strangers_set_is_not_there(self, stranger_client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        url = reverse("lifts:lift_set_update", args=[row.pk])

        assert stranger_client.get(url).status_code == 404
        assert stranger_client.post(url, self.sent(row, **{"edit-reps": "1"})).status_code == 404
        row.refresh_from_db()
        assert row.reps == 10


class TestLiftSetRirUpdate:
    def test_one_tap_of_zero_is_zero_and_not_unknown(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]),
            {"op_id": str(new_uuid7()), "rir": "0"},
            headers=htmx(line),
        )

        row.refresh_from_db()
        assert row.rir == 0
        assert row.rir is not None
        assert "RIR 0" in response.text

    def test_an_absurd_effort_is_refused(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]),
            {"op_id": str(new_uuid7()), "rir": "99"},
        )

        assert response.status_code == 422

    def test_a_strangers_set_is_not_there(self, stranger_client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = stranger_client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]),
            {"op_id": str(new_uuid7()), "rir": "0"},
        )

        assert response.status_code == 404


class TestLiftSetDelete:
    def test_takes_it_out_and_offers_to_bring_it_back(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        operation_id = str(new_uuid7())

        response = client.post(
            reverse("lifts:lift_set_delete", args=[row.pk]),
            {"op_id": operation_id},
            headers=htmx(line),
        )

        row.refresh_from_db()
        assert row.deleted_at is not None
        undo_url = reverse("lifts:operation_undo", args=[operation_id])
        assert undo_url in response.text

        client.post(undo_url, {"op_id": str(new_uuid7())}, headers=htmx(line))

        row.refresh_from_db()
        assert row.deleted_at is None

    def test_a_strangers_set_stays(self, stranger_client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = stranger_client.post(
            reverse("lifts:lift_set_delete", args=[row.pk]), {"op_id": str(new_uuid7())}
        )

        assert response.status_code == 404
        row.refresh_from_db()
        assert row.deleted_at is None

    def test_reading_deletes_nothing(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        assert client.get(reverse("lifts:lift_set_delete", args=[row.pk])).status_code == 405


class TestOperationUndo:
    def test_a_strangers_change_is_not_there(self, client, stranger_client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        operation_id = str(new_uuid7())
        client.post(reverse("lifts:lift_set_delete", args=[row.pk]), {"op_id": operation_id})

        response = stranger_client.post(
            reverse("lifts:operation_undo", args=[operation_id]), {"op_id": str(new_uuid7())}
        )

        assert response.status_code == 404
        row.refresh_from_db()
        assert row.deleted_at is not None


class TestSidePreferenceUpdate:
    def test_the_other_side_starts_from_now_on(self, client, line):
        url = reverse("lifts:side_preference_update", args=[line.workout_id, line.exercise_id])

        response = client.post(url, {"side": "right"}, headers=htmx(line))

        assert 'name="first_side" value="right"' in response.text
        assert "Your choice" in response.text


class TestWorkoutExerciseCreate:
    def test_finds_by_name_and_shows_what_was_recent_first(self, client, line):
        ExerciseFactory(name="Zercher squat", search_text="zercher squat")
        url = reverse("lifts:workout_exercise_create", args=[line.workout_id])

        response = client.get(
            url, {"q": "zercher"}, headers={"HX-Request": "true", "HX-Target": "exercise-choices"}
        )

        assert "Zercher squat" in response.text
        assert response.text.count("choose-one") == 1
        assert "<html" not in response.text

    def test_puts_it_on_the_list_once(self, client, line):
        exercise = ExerciseFactory()
        url = reverse("lifts:workout_exercise_create", args=[line.workout_id])
        sent = {"exercise_id": str(exercise.pk), "op_id": str(new_uuid7())}

        client.post(url, sent)
        client.post(url, sent)

        assert line.workout.workout_exercises.filter(exercise=exercise).count() == 1

    def test_anothers_own_exercise_is_not_there(self, client, stranger, line):
        exercise = ExerciseFactory(athlete=stranger)
        url = reverse("lifts:workout_exercise_create", args=[line.workout_id])

        response = client.post(url, {"exercise_id": str(exercise.pk), "op_id": str(new_uuid7())})

        assert response.status_code == 404

    def test_a_strangers_workout_is_not_there(self, stranger_client, line):
        url = reverse("lifts:workout_exercise_create", args=[line.workout_id])

        assert stranger_client.get(url).status_code == 404


class TestWorkoutExerciseDelete:
    def test_takes_an_exercise_without_sets_off_the_list(self, client, line):
        url = reverse("lifts:workout_exercise_delete", args=[line.workout_id, line.exercise_id])

        client.post(url, {"op_id": str(new_uuid7())})

        line.refresh_from_db()
        assert line.deleted_at is not None


class TestRefusals:
    """A change whose id was used for something else is refused everywhere, and explained."""

    def test_to_htmx_by_a_toast(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        used = str(new_uuid7())
        client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]), {"op_id": used, "rir": "1"}
        )

        response = client.post(
            reverse("lifts:lift_set_delete", args=[row.pk]), {"op_id": used}, headers=htmx(line)
        )

        assert response.status_code == 409
        assert response.headers["HX-Reswap"] == "none"
        assert "saved already" in response.headers["HX-Trigger"]

    def test_otherwise_by_a_message(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        used = str(new_uuid7())
        client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]), {"op_id": used, "rir": "1"}
        )

        response = client.post(
            reverse("lifts:lift_set_delete", args=[row.pk]), {"op_id": used}, follow=True
        )

        assert "saved already" in response.text


class TestCards:
    def test_a_row_whose_sides_were_never_told_apart_says_so(self, client, line):
        LiftSetFactory(
            workout=line.workout,
            exercise=line.exercise,
            side="each",
            pair_order=None,
            side_source="assumed",
        )

        assert "Each side" in client.get(reverse("lifts:log")).text

    def test_each_side_has_a_next_set_of_its_own(self, client, line):
        LiftSetFactory(workout=line.workout, exercise=line.exercise)

        html = client.get(reverse("lifts:log")).text

        assert "Left, set 2" in html
        assert "Right, set 1" in html
        assert "Both as planned" not in html

    def test_an_assisted_exercise_takes_help_as_a_negative_weight(self, client, line):
        line.exercise = ExerciseFactory(is_assisted=True)
        line.save()

        client.post(create_url(line), pair(do="left", **{"left-load": "-20"}))

        assert LiftSet.objects.get().load_kg == -20

    def test_extra_weight_is_optional_where_the_body_is_lifted(self, client, line):
        line.exercise = ExerciseFactory(
            load_basis="total", implements=0, body_mass_share="0.64", measurement="fair"
        )
        line.save()

        client.post(create_url(line), pair(do="left", **{"left-load": ""}))

        assert LiftSet.objects.get().load_kg is None


class TestWorkoutFinish:
    def test_ends_it_once(self, client, line):
        url = reverse("lifts:workout_finish", args=[line.workout_id])

        first = client.post(url, {"op_id": str(new_uuid7())})
        client.post(url, {"op_id": str(new_uuid7())})

        line.workout.refresh_from_db()
        assert first.headers["Location"] == line.workout.get_absolute_url()
        assert line.workout.ended_at is not None
        assert Operation.objects.count() == 1

    def test_a_strangers_workout_goes_on(self, stranger_client, line):
        url = reverse("lifts:workout_finish", args=[line.workout_id])

        assert stranger_client.post(url, {"op_id": str(new_uuid7())}).status_code == 404
        line.workout.refresh_from_db()
        assert line.workout.ended_at is None


class TestWorkoutUpdate:
    def test_keeps_the_name_and_the_notes(self, client, line):
        url = reverse("lifts:workout_update", args=[line.workout_id])

        client.post(
            url,
            {
                "title": "Upper body",
                "notes": "Slept badly",
                "op_id": str(new_uuid7()),
                "base_revision": "1",
            },
        )

        line.workout.refresh_from_db()
        assert (line.workout.title, line.workout.notes) == ("Upper body", "Slept badly")

    def test_a_name_that_is_too_long_is_answered_beside_the_field(self, client, line):
        url = reverse("lifts:workout_update", args=[line.workout_id])

        response = client.post(
            url,
            {"title": "x" * 81, "notes": "kept", "op_id": str(new_uuid7()), "base_revision": "1"},
        )

        assert response.status_code == 422
        assert "kept" in response.text

    def test_a_strangers_workout_is_not_there(self, stranger_client, line):
        url = reverse("lifts:workout_update", args=[line.workout_id])

        assert stranger_client.get(url).status_code == 404


class TestWorkoutDelete:
    def test_asks_first_then_takes_it_out(self, client, line):
        url = reverse("lifts:workout_delete", args=[line.workout_id])

        assert client.get(url).status_code == 200
        client.post(url, {"op_id": str(new_uuid7())})

        assert client.get(line.workout.get_absolute_url()).status_code == 404

    def test_a_strangers_workout_stays(self, stranger_client, line):
        url = reverse("lifts:workout_delete", args=[line.workout_id])

        assert stranger_client.post(url, {"op_id": str(new_uuid7())}).status_code == 404
        line.workout.refresh_from_db()
        assert line.workout.deleted_at is None


class TestWorkoutDetail:
    def test_shows_what_was_done(self, client, athlete):
        row = LiftSetFactory(workout=WorkoutFactory(athlete=athlete), athlete=athlete)

        response = client.get(row.workout.get_absolute_url())

        assert "10 × 24" in response.text
        assert "Finish workout" not in response.text

    def test_a_strangers_workout_is_not_there(self, stranger_client, line):
        assert stranger_client.get(line.workout.get_absolute_url()).status_code == 404

    def test_somebody_not_signed_in_is_asked_to(self, anonymous_client, line):
        assert anonymous_client.get(line.workout.get_absolute_url()).status_code == 302


class TestHistory:
    def many(self, athlete, count):
        for day in range(1, count + 1):
            workout = WorkoutFactory(
                athlete=athlete,
                started_at=f"2026-03-{day:02d}T10:00:00Z",
                ended_at=f"2026-03-{day:02d}T11:00:00Z",
                local_date=f"2026-03-{day:02d}",
            )
            for side in ("left", "right"):
                LiftSetFactory(
                    workout=workout, side=side, performed_at=f"2026-03-{day:02d}T10:30:00Z"
                )

    def test_counts_a_pair_as_one_set(self, client, athlete):
        workout = WorkoutFactory(athlete=athlete)
        exercise = ExerciseFactory()
        for side in ("left", "right"):
            LiftSetFactory(workout=workout, exercise=exercise, side=side)

        response = client.get(reverse("lifts:history"))

        assert "1 exercise · 1 set" in response.text

    def test_cost_does_not_grow_with_the_workouts(self, client, athlete, django_assert_num_queries):
        self.many(athlete, 10)
        with django_assert_num_queries(5):
            client.get(reverse("lifts:history"))
        self.many_more(athlete)
        with django_assert_num_queries(5):
            client.get(reverse("lifts:history"))

    def many_more(self, athlete):
        Workout.objects.filter(athlete=athlete).delete()
        self.many(athlete, 20)

    def test_shows_only_ones_own(self, client, stranger):
        WorkoutFactory(athlete=stranger, title="Not mine")

        assert "Not mine" not in client.get(reverse("lifts:history")).text

    def test_without_workouts_says_what_to_do(self, client):
        assert "No workouts yet" in client.get(reverse("lifts:history")).text
