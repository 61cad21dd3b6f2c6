"""Order, supersets, doing a workout again, and what is mended afterwards."""

import datetime as dt
from uuid import uuid4

import pytest

from apps.core.identifiers import new_uuid7
from apps.lifts import services
from apps.lifts.models import LiftSet, Workout, WorkoutExercise
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutExerciseFactory, WorkoutFactory


@pytest.fixture
def past(athlete):
    return WorkoutFactory(athlete=athlete, title="Legs")


@pytest.fixture
def lines(past):
    return [WorkoutExerciseFactory(workout=past, position=place) for place in (1, 2, 3)]


def listed(workout):
    rows = WorkoutExercise.objects.filter(workout=workout, deleted_at=None)
    return list(rows.order_by("position"))


def order(workout):
    return [row.exercise_id for row in listed(workout)]


def post(client, line, what, **data):
    url = f"/history/{line.workout_id}/exercises/{line.exercise_id}/{what}/"
    return client.post(url, {"op_id": str(new_uuid7()), **data})


class TestOrder:
    def test_up_and_down(self, client, past, lines):
        first, second, third = (line.exercise_id for line in lines)

        post(client, lines[2], "move", by="-1")
        assert order(past) == [first, third, second]
        post(client, lines[0], "move", by="1")
        assert order(past) == [third, first, second]

    def test_stays_at_either_end(self, client, past, lines):
        before = order(past)

        post(client, lines[0], "move", by="-1")
        post(client, lines[2], "move", by="1")

        assert order(past) == before

    def test_moves_where_places_were_taken_twice(self, client, past, lines):
        WorkoutExercise.objects.filter(workout=past).update(position=1)
        first, second, third = (line.exercise_id for line in lines)

        post(client, lines[2], "move", by="-1")

        assert order(past) == [first, third, second]

    def test_sent_twice_moves_once(self, client, past, lines):
        op_id = str(uuid4())
        for _ in range(2):
            response = post(client, lines[2], "move", by="-1", op_id=op_id)
            assert f"/history/{past.pk}/order/" in response.headers["Location"]

        assert order(past).index(lines[2].exercise_id) == 1

    @pytest.mark.parametrize("by", ["", "0", "9", "x"])
    def test_nonsense_changes_nothing(self, client, past, lines, by):
        before = order(past)
        post(client, lines[2], "move", by=by)
        assert order(past) == before

    def test_answers_htmx_with_the_list_and_keeps_the_button(self, client, past, lines):
        url = f"/history/{past.pk}/exercises/{lines[1].exercise_id}/move/"
        headers = {"HX-Request": "true", "HX-Target": "workout-order"}

        page = client.post(url, {"op_id": str(uuid4()), "by": "-1"}, headers=headers)

        text = page.content.decode()
        assert page.status_code == 200
        assert "<html" not in text
        # At the top there is no way up: the reader is put on the way down.
        assert f'id="down-{lines[1].exercise_id}" autofocus' in text

    def test_nobody_elses(self, stranger_client, past, lines):
        assert post(stranger_client, lines[2], "move", by="-1").status_code == 404
        assert stranger_client.get(f"/history/{past.pk}/order/").status_code == 404


class TestSupersets:
    def groups(self, workout):
        names = {}
        return [
            None if row.superset is None else names.setdefault(row.superset, len(names))
            for row in listed(workout)
        ]

    def test_with_the_one_above_and_by_itself_again(self, client, past, lines):
        post(client, lines[1], "turn", in_turn="on")
        assert self.groups(past) == [0, 0, None]
        post(client, lines[2], "turn", in_turn="on")
        assert self.groups(past) == [0, 0, 0]
        post(client, lines[0], "turn")
        assert self.groups(past) == [None, 0, 0]
        post(client, lines[1], "turn")
        assert self.groups(past) == [None, None, None]

    def test_the_first_has_none_above(self, client, past, lines):
        post(client, lines[0], "turn", in_turn="on")
        assert self.groups(past) == [None, None, None]

    def test_joining_another_leaves_nobody_alone(self, client, athlete):
        workout = WorkoutFactory(athlete=athlete)
        lines = [WorkoutExerciseFactory(workout=workout, position=place) for place in range(1, 5)]
        post(client, lines[1], "turn", in_turn="on")
        post(client, lines[3], "turn", in_turn="on")
        post(client, lines[2], "turn", in_turn="on")

        assert self.groups(workout) == [0, 0, 0, None]

    def test_the_page_says_which_belong_together(self, client, past, lines):
        post(client, lines[1], "turn", in_turn="on")

        assert client.get(f"/history/{past.pk}/order/").content.decode().count("Superset A") == 2
        assert client.get("/log/data/").json()["workouts"][0]["lines"][0]["superset"] is not None


class TestAgain:
    def again(self, client, workout, **data):
        form = {"op_id": str(uuid4()), "workout_id": str(uuid4()), "repeat": str(workout.pk)}
        return client.post("/log/start/", form | data)

    def test_copies_the_list_its_order_and_supersets_and_no_side_of_that_day(
        self, client, past, lines
    ):
        post(client, lines[1], "turn", in_turn="on")
        WorkoutExercise.objects.filter(pk=lines[2].pk).update(first_side="right")
        row = LiftSetFactory(workout=past)

        response = self.again(client, past, to_log="on")

        begun = Workout.objects.get(ended_at=None)
        copied = listed(begun)
        assert response.headers["Location"] == "/log/"
        assert begun.title == "Legs"
        assert [one.exercise_id for one in copied] == [*order(past), row.exercise_id]
        assert [one.first_side for one in copied] == ["", "", "", ""]
        assert copied[0].superset == copied[1].superset is not None
        assert copied[0].superset != listed(past)[0].superset
        assert copied[2].superset is None

    def test_not_while_one_is_running(self, client, athlete, past):
        running = WorkoutFactory(athlete=athlete, running=True)

        self.again(client, past)

        assert list(Workout.objects.filter(ended_at=None)) == [running]

    def test_nobody_elses(self, stranger_client, past):
        assert self.again(stranger_client, past).status_code == 404

    def test_is_offered_on_the_workout_and_in_the_history(self, client, past, lines):
        for url in (past.get_absolute_url(), "/history/"):
            assert f'name="repeat" value="{past.pk}"' in client.get(url).content.decode()


class TestAfterwards:
    def test_a_forgotten_set_is_added_within_its_workout(self, client, past):
        line = WorkoutExerciseFactory(workout=past)
        LiftSetFactory(workout=past, exercise=line.exercise)
        page = client.get(past.get_absolute_url()).content.decode()
        assert "Add a set" in page

        ids = {f"left-{name}": str(uuid4()) for name in ("op_id", "set_id")}
        numbers = {"left-set_index": "2", "left-reps": "9", "left-load": "24", "do": "left"}
        response = post(client, line, "sets", **ids, **numbers)

        assert response.status_code == 303
        added = LiftSet.objects.get(set_index=2)
        assert (added.reps, added.performed_at) == (9, past.ended_at)
        assert not added.capped_by_plan

    def test_what_was_offered_is_not_the_plans_when_told_afterwards(self, client, past):
        line = WorkoutExerciseFactory(workout=past)
        LiftSetFactory(workout=past, exercise=line.exercise)
        page = client.get(past.get_absolute_url()).content.decode()
        fields = {
            name: page.split(f'name="left-{name}" value="')[1].split('"')[0]
            for name in ("op_id", "set_id", "set_index", "offered")
        }
        form = {f"left-{name}": value for name, value in fields.items()}
        post(client, line, "sets", **form, **{"left-reps": "10", "left-load": "24", "do": "left"})

        assert not LiftSet.objects.get(set_index=2).capped_by_plan

    def test_an_exercise_is_added_and_one_without_sets_taken_off(self, client, past):
        exercise = ExerciseFactory()
        url = f"/history/{past.pk}/add/"
        assert url in client.get(past.get_absolute_url()).content.decode()

        client.post(url, {"op_id": str(uuid4()), "exercise_id": str(exercise.pk)})
        assert order(past) == [exercise.pk]
        client.post(f"/history/{past.pk}/exercises/{exercise.pk}/delete/", {"op_id": str(uuid4())})
        assert order(past) == []

    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ({"edit-kind": "check"}, {"kind": "check"}),
            ({"edit-rir": "1,5"}, {"rir": 1.5}),
            ({"edit-note": "slow"}, {"note": "slow"}),
            ({"edit-load": "22.5"}, {"typed_load": 22.5}),
            ({"edit-reps": "7"}, {"reps": 7}),
            ({"edit-pain": "3", "edit-keep_pain": "on"}, {"pain": 3}),
        ],
    )
    def test_every_field_of_a_past_set_can_be_mended(self, client, past, typed, stored):
        row = LiftSetFactory(workout=past)
        form = {"edit-kind": "work", "edit-load": "24", "edit-reps": "10", "edit-base_revision": 1}

        response = client.post(f"/log/sets/{row.pk}/", form | {"edit-op_id": uuid4()} | typed)

        row.refresh_from_db()
        assert response.status_code == 303
        assert {name: getattr(row, name) for name in stored} == stored

    def test_the_seconds_of_a_hold_too(self, client, past):
        exercise = ExerciseFactory(hold=True, load_basis="total", implements=0)
        row = LiftSetFactory(workout=past, exercise=exercise, hold=True, typed_load=None)
        form = {"edit-kind": "work", "edit-seconds": "50", "edit-base_revision": 1}

        client.post(f"/log/sets/{row.pk}/", form | {"edit-op_id": uuid4()})

        row.refresh_from_db()
        assert row.seconds == 50


class TestServices:
    def test_a_list_of_sets_alone_can_be_done_again(self, athlete, past):
        row = LiftSetFactory(workout=past)
        begun = services.repeat_workout(
            athlete=athlete,
            repeated=past,
            started_at=dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC),
            time_zone="UTC",
            local_date=dt.date(2026, 3, 9),
            workout_id=new_uuid7(),
            op_id=new_uuid7(),
        )
        assert order(begun.row) == [row.exercise_id]
