"""Logging a set in a browser."""

import json

import pytest
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.lifts.models import LiftSet, Operation
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.log_page import card_of, create_url, htmx, pair, target, without_what_is_fresh


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

    def test_a_balance_task_is_not_asked_how_many_reps_were_left(self, client, line):
        line.exercise.kind = "balance"
        line.exercise.measurement = "none"
        line.exercise.save()

        response = client.post(create_url(line), pair(), headers=htmx(line))

        assert "effort-row" not in response.text

    def test_two_tabs_never_log_the_same_number_twice(self, client, line):
        for _tab in range(2):
            client.post(create_url(line), pair(), headers=htmx(line))

        numbers = LiftSet.objects.order_by("side", "set_index").values_list("side", "set_index")
        assert list(numbers) == [("left", 1), ("left", 2), ("right", 1), ("right", 2)]

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

        page = client.get(reverse("lifts:log_plain"), follow=True)

        assert without_what_is_fresh(swapped.text) == without_what_is_fresh(
            card_of(page.text, line)
        )

    def test_without_script_the_page_comes_back(self, client, line):
        response = client.post(create_url(line), pair())

        assert response.status_code == 303
        assert response.headers["Location"] == f"{line.workout.get_absolute_url()}#{target(line)}"

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
