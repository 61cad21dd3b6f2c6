"""What an operation costs the database, whatever the athlete has logged before."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.lifts.models import LiftSet
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.sync import acks, delete_set, envelope, patch_set, put_set, put_workout

_MARKS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class Cost:
    """Statements, and outermost transactions that were left: each is a commit."""

    statements = 0
    commits = 0


@contextmanager
def counting():
    cost = Cost()
    leave = transaction.Atomic.__exit__
    outside = len(connection.savepoint_ids)

    def counted(self, *error):
        leave(self, *error)
        if len(connection.savepoint_ids) == outside and not self.durable:
            cost.commits += 1

    with pytest.MonkeyPatch.context() as patch, CaptureQueriesContext(connection) as captured:
        patch.setattr(transaction.Atomic, "__exit__", counted)
        yield cost
    sent = [query["sql"] for query in captured.captured_queries]
    cost.statements = sum(not sql.startswith(_MARKS) for sql in sent)


def cost_of(client, athlete, *operations):
    with counting() as cost:
        answers = acks(client, athlete, *operations)
    assert {answer["status"] for answer in answers} <= {"applied", "replayed"}
    return cost.statements, cost.commits


@pytest.fixture
def row(athlete, workout, exercise):
    return LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)


class TestOneOperation:
    def test_logging_a_set(self, client, athlete, workout, exercise):
        # Session, person with athlete; the ledger, the workout with what the exercise says, the set.
        assert cost_of(client, athlete, put_set(workout, exercise)) == (5, 1)

    def test_sending_it_again(self, client, athlete, workout, exercise):
        operation = put_set(workout, exercise)
        acks(client, athlete, operation)

        assert cost_of(client, athlete, operation) == (5, 1)

    def test_correcting_it(self, client, athlete, row):
        assert cost_of(client, athlete, patch_set(row, {"reps": 9}, base_rev=1)) == (6, 1)

    def test_correcting_what_was_just_logged(self, client, athlete, workout, exercise):
        logged = put_set(workout, exercise)
        acks(client, athlete, logged)
        edit = patch_set(logged["id"], {"reps": 9}, base_op=logged["op_id"])

        assert cost_of(client, athlete, edit) == (7, 1)

    def test_deleting_it(self, client, athlete, row):
        assert cost_of(client, athlete, delete_set(row, base_rev=1)) == (6, 1)

    def test_starting_and_finishing_a_workout(self, client, athlete):
        start = put_workout()
        end = {"ended_at": "2026-03-02T19:00:00+01:00"}
        finish = envelope("workout", "patch", end, id=start["id"], base_op=start["op_id"])

        assert cost_of(client, athlete, start) == (5, 1)
        assert cost_of(client, athlete, finish) == (7, 1)


def test_twenty_sets_cost_three_statements_each(client, athlete, workout, exercise):
    batch = [put_set(workout, exercise) for _ in range(20)]

    assert cost_of(client, athlete, *batch) == (2 + 20 * 3, 20)


def test_a_long_history_costs_no_more(client, athlete, workout, exercise):
    others = [ExerciseFactory() for _ in range(2)]
    for day in range(3):
        past = WorkoutFactory(athlete=athlete)
        for index in range(1, 21):
            for one in (exercise, *others):
                LiftSetFactory(
                    athlete=athlete, workout=past, exercise=one, set_index=index, reps=day + 5
                )
    assert LiftSet.objects.count() == 180

    logged = put_set(workout, exercise)
    assert cost_of(client, athlete, logged) == (5, 1)
    assert cost_of(client, athlete, patch_set(logged["id"], {"reps": 9}, base_rev=1)) == (6, 1)
    assert cost_of(client, athlete, delete_set(logged["id"], base_rev=2)) == (6, 1)


def test_who_is_signed_in_costs_two_reads(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/me/")


def test_nobody_costs_nothing(anonymous_client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        anonymous_client.get("/me/")


class TestPlans:
    """A statement that reads a whole table is quick until the table is large."""

    def test_no_statement_of_a_logged_set_reads_a_table_of_the_log(
        self, client, athlete, workout, exercise
    ):
        LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        with CaptureQueriesContext(connection) as captured:
            acks(client, athlete, put_set(workout, exercise))

        plans = [_plan(query["sql"]) for query in captured.captured_queries]

        assert any(plans)
        assert not [plan for plan in plans if "Seq Scan on lifts_" in plan]


def _plan(statement):
    if not statement.startswith(("SELECT", "INSERT", "WITH")):
        return ""
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(f"EXPLAIN {statement}")
        return "\n".join(line for (line,) in cursor.fetchall())
