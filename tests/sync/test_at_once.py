"""Threads, each with a connection of its own, that send the same or contrary things at once."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import batched
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test import Client

from apps.lifts.models import LiftSet, Operation, Workout
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.sync import (
    DEVICE,
    OTHER_DEVICE,
    ack,
    acks,
    delete_set,
    patch_set,
    put_set,
    put_workout,
)

pytestmark = pytest.mark.django_db(transaction=True)

WAIT_S = 60


@pytest.fixture
def athlete(transactional_db):
    return AthleteFactory()


@pytest.fixture
def cookies(athlete):
    """A signed-in browser's cookies: threads share the session, not the client."""
    client = Client()
    client.force_login(athlete.user)
    return client.cookies


def at_once(cookies, *works):
    """Run each work with a client of its own, all beginning at the same moment."""
    barrier = Barrier(len(works))

    def run(work):
        client = Client(raise_request_exception=False)
        client.cookies = cookies
        barrier.wait(timeout=WAIT_S)
        try:
            return work(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(timeout=WAIT_S) for future in [pool.submit(run, w) for w in works]]


def sending(athlete, operation):
    return lambda client: ack(client, athlete, operation)


def test_a_storm_of_130_operations_by_8_threads_leaves_100_rows(athlete, cookies):
    workout, exercise = WorkoutFactory(athlete=athlete, running=True), ExerciseFactory()
    puts = [
        put_set(workout, exercise, {"set_index": index, "side": side})
        for index in range(1, 51)
        for side in ("left", "right")
    ]
    edits = [
        patch_set(put["id"], {"reps": 100 + n}, base_op=put["op_id"])
        for n, put in enumerate(puts[:30])
    ]
    operations = puts + edits
    seed = 20260302

    def storm(number):
        def send(client):
            left = operations.copy()
            random.Random(seed + number).shuffle(left)
            statuses = set()
            while left:
                answers = []
                for batch in batched(left, 13):
                    body = json.dumps({"athlete": str(athlete.pk), "ops": batch})
                    response = client.post("/sync/", body, content_type="application/json")
                    statuses.add(response.status_code)
                    answers += response.json()["acks"]
                # An edit may come before its set: it is rejected, and stays with its sender.
                early = {a["op_id"] for a in answers if a["status"] in ("rejected", "later")}
                left = [op for op in left if op["op_id"] in early]
            return statuses

        return send

    statuses = at_once(cookies, *[storm(number) for number in range(8)])

    assert statuses == [{200}] * 8
    assert LiftSet.objects.filter(deleted_at=None).count() == LiftSet.objects.count() == 100
    assert Operation.objects.count() == 130
    assert {str(pk) for pk in Operation.objects.values_list("pk", flat=True)} == {
        op["op_id"] for op in operations
    }
    reps = {str(pk): reps for pk, reps in LiftSet.objects.values_list("pk", "reps")}
    assert [reps[put["id"]] for put in puts[:30]] == [100 + n for n in range(30)]
    assert {reps[put["id"]] for put in puts[30:]} == {10}


def test_an_edit_and_a_deletion_leave_the_edited_set(athlete, cookies):
    workout = WorkoutFactory(athlete=athlete, running=True)
    for index in range(1, 11):
        row = LiftSetFactory(workout=workout, set_index=index)
        edit = patch_set(row, {"reps": 9}, base_rev=1)
        deletion = delete_set(row, base_rev=1, dev=OTHER_DEVICE)

        answers = at_once(cookies, sending(athlete, edit), sending(athlete, deletion))

        row.refresh_from_db()
        assert (row.reps, row.deleted_at) == (9, None)
        assert "conflict" in {answer["status"] for answer in answers}


def test_two_starts_make_one_running_workout(athlete, cookies):
    exercise = ExerciseFactory()

    def start_and_log(device):
        start = put_workout(dev=device)
        return lambda client: acks(
            client, athlete, start, put_set(start["id"], exercise, dev=device)
        )

    for _ in range(5):
        answers = at_once(cookies, start_and_log(DEVICE), start_and_log(OTHER_DEVICE))

        assert sorted(batch[0]["status"] for batch in answers) == ["applied", "merged"]
        running = Workout.objects.get(deleted_at=None)
        assert running.ended_at is None
        assert LiftSet.objects.filter(workout=running).count() == 2
        Workout.objects.filter(joined_to=running).delete()
        running.delete()


def test_sets_of_one_number_are_numbered_on(athlete, cookies):
    workout, exercise = WorkoutFactory(athlete=athlete, running=True), ExerciseFactory()

    at_once(cookies, *[sending(athlete, put_set(workout, exercise)) for _ in range(6)])

    numbers = LiftSet.objects.order_by("set_index").values_list("set_index", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]


def test_one_operation_many_times_at_once_is_applied_once(athlete, cookies):
    workout, exercise = WorkoutFactory(athlete=athlete, running=True), ExerciseFactory()
    operation = put_set(workout, exercise)

    answers = at_once(cookies, *[sending(athlete, operation)] * 6)

    assert sorted(answer["status"] for answer in answers) == ["applied"] + ["replayed"] * 5
    assert LiftSet.objects.count() == 1


@contextmanager
def impatient():
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


def test_what_waits_too_long_for_a_lock_is_told_to_come_later(athlete, cookies):
    row = LiftSetFactory(workout=WorkoutFactory(athlete=athlete, running=True))
    taken, done = Barrier(2), Barrier(2)

    def hold():
        try:
            with transaction.atomic():
                LiftSet.objects.select_for_update().get(pk=row.pk)
                taken.wait(timeout=WAIT_S)
                done.wait(timeout=WAIT_S)
        finally:
            connection.close()

    client = Client()
    client.cookies = cookies
    edit = patch_set(row, {"reps": 9}, base_rev=1)
    with ThreadPoolExecutor(1) as pool:
        holder = pool.submit(hold)
        taken.wait(timeout=WAIT_S)
        with impatient():
            waits = ack(client, athlete, edit)
        done.wait(timeout=WAIT_S)
        holder.result(timeout=WAIT_S)

    assert (waits["status"], waits["rev"]) == ("later", None)
    assert ack(client, athlete, edit)["status"] == "applied"
