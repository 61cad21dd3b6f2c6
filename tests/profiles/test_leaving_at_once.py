"""Logging, asking to leave and going, all at the same moment, each on a connection of its own."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_delete
from django.test import Client

from apps.lifts.models import LiftSet, Operation, Workout
from apps.profiles import services
from apps.profiles.models import Athlete, User
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.sync import put_set

pytestmark = pytest.mark.django_db(transaction=True)

NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
THEN = NOW + dt.timedelta(days=7)
WAIT_S = 60


@pytest.fixture
def athlete(transactional_db):
    return AthleteFactory()


@pytest.fixture
def pool():
    with ThreadPoolExecutor(8) as pool:
        yield pool


def apart(work):
    """Run on a connection that is closed afterwards."""

    def run(*args):
        try:
            return work(*args)
        finally:
            connection.close()

    return run


@contextmanager
def while_a_set_is_being_written(athlete, pool):
    """Hold a transaction open in another thread that has written a set and not yet said so."""
    workout = WorkoutFactory(athlete=athlete, running=True)
    exercise = ExerciseFactory()
    written, go_on = Event(), Event()

    @apart
    def write():
        with transaction.atomic():
            LiftSetFactory(workout=workout, exercise=exercise)
            written.set()
            go_on.wait(WAIT_S)

    writing = pool.submit(write)
    assert written.wait(WAIT_S)
    try:
        yield writing
    finally:
        go_on.set()


def nothing_is_left():
    return not any(m.objects.exists() for m in (LiftSet, Operation, Workout, Athlete, User))


def test_a_set_half_written_when_they_go_is_not_left_behind(athlete, pool):
    services.ask_to_leave(user=athlete.user, now=NOW)
    with while_a_set_is_being_written(athlete, pool) as writing:
        removed = services.remove_leavers(now=THEN)
    outcome = writing.exception(WAIT_S)
    assert isinstance(outcome, IntegrityError) if removed else outcome is None
    services.remove_leavers(now=THEN)
    assert nothing_is_left()


def test_a_set_that_comes_between_looking_and_deleting_has_to_wait(athlete, pool):
    """Without the lock it would be stored, and what belongs to nobody would stop the removal."""
    workout, exercise = WorkoutFactory(athlete=athlete, running=True), ExerciseFactory()
    services.ask_to_leave(user=athlete.user, now=NOW)
    writing = []

    def come_between(**_news):
        write = apart(lambda: LiftSetFactory(workout=workout, exercise=exercise))
        writing.append(pool.submit(write))
        wait(writing, timeout=1)

    pre_delete.connect(come_between, sender=User)
    try:
        assert services.remove_leavers(now=THEN) == 1
    finally:
        pre_delete.disconnect(come_between, sender=User)
    assert isinstance(writing[0].exception(WAIT_S), IntegrityError)
    assert nothing_is_left()


def test_sets_sent_all_the_while_are_taken_or_refused_and_never_orphans(athlete, pool):
    client = Client()
    client.force_login(athlete.user)
    workout = WorkoutFactory(athlete=athlete, running=True)
    exercise = ExerciseFactory()
    over = Event()

    @apart
    def send(number):
        mine = Client(raise_request_exception=False)
        mine.cookies = client.cookies
        answers = []
        while not over.is_set() or len(answers) < 3:
            op = put_set(workout, exercise, {"set_index": number * 100 + len(answers) + 1})
            body = json.dumps({"athlete": str(athlete.pk), "ops": [op]})
            answer = mine.post("/sync/", body, content_type="application/json")
            applied = answer.status_code == 200 and answer.json()["acks"][0]["status"] == "applied"
            answers.append((answer.status_code, applied, op["id"]))
        return answers

    sending = [pool.submit(send, number) for number in range(4)]
    while LiftSet.objects.count() < 5:
        pass
    services.ask_to_leave(user=athlete.user, now=NOW)
    kept = {str(pk) for pk in LiftSet.objects.values_list("pk", flat=True)}
    assert kept
    for _try in range(20):
        if services.remove_leavers(now=THEN):
            break
    over.set()
    answers = [answer for future in sending for answer in future.result(WAIT_S)]

    assert {answer[-1][0] for answer in [future.result() for future in sending]} == {401}
    assert any(applied for _status, applied, _id in answers)
    assert {status for status, _applied, _id in answers} <= {200, 401, 409, 500}
    services.remove_leavers(now=THEN)
    assert nothing_is_left()


def test_going_from_two_doors_at_once_is_going_once(athlete, pool):
    LiftSetFactory(workout__athlete=athlete)
    services.ask_to_leave(user=athlete.user, now=NOW)
    going = [pool.submit(apart(lambda: services.remove_leavers(now=THEN))) for _door in range(4)]
    assert sum(future.result(WAIT_S) for future in going) == 1
    assert nothing_is_left()


def test_keeping_and_going_at_once_is_one_or_the_other(athlete, pool):
    LiftSetFactory(workout__athlete=athlete)
    services.ask_to_leave(user=athlete.user, now=NOW)
    a_moment_before = THEN - dt.timedelta(microseconds=1)
    going = pool.submit(apart(lambda: services.remove_leavers(now=THEN)))
    keeping = pool.submit(
        apart(lambda: services.keep_account(user_id=athlete.user.pk, now=a_moment_before))
    )
    gone, kept = going.result(WAIT_S), keeping.result(WAIT_S)
    assert gone + kept == 1
    assert LiftSet.objects.exists() == User.objects.filter(is_active=True).exists() == bool(kept)
