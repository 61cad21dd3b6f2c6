"""What an import copies into the log is what the log's own way of writing would have made."""

from django.db import connection, transaction

from apps.exchange import services
from apps.exchange.domain.answers import Answers
from apps.exchange.services import storing
from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise
from apps.lifts.services import OperationResult, apply_operations
from tests.exchange.conftest import FILE
from tests.exchange.test_imports import NOW

MODELS = (Workout, WorkoutExercise, LiftSet, Operation)


def stored(athlete):
    """Everything that storing the file makes, and what it is without the time of its arrival."""
    answers = Answers(
        exercises=services.matched_names_for(athlete, services.read_file(FILE.encode())),
        unit="kg",
        time_zone="Europe/Berlin",
    )
    services.store_content(athlete=athlete, content=FILE.encode(), answers=answers, now=NOW)
    rows = {model: list(model.objects.order_by("pk").values()) for model in MODELS}
    for entry in rows[Operation]:
        entry.pop("received_at")
    return rows


def test_both_ways_give_the_same_rows_and_the_same_ledger(athlete, exercises, monkeypatch):
    with transaction.atomic():
        copied = stored(athlete)
        transaction.set_rollback(True)
    monkeypatch.setattr(storing, "copy_new_rows", one_by_one)
    applied = stored(athlete)
    for model in MODELS:
        assert copied[model] == applied[model]


def one_by_one(*, athlete, additions):
    apply_operations(athlete=athlete, operations=[operation for operation, _typed in additions])


def test_a_resent_operation_of_an_import_is_answered_as_done(athlete, exercises, monkeypatch):
    kept = []
    copy = storing.copy_new_rows

    def noting(*, athlete, additions):
        kept.extend(operation for operation, _typed in additions)
        copy(athlete=athlete, additions=additions)

    monkeypatch.setattr(storing, "copy_new_rows", noting)
    stored(athlete)
    results = apply_operations(athlete=athlete, operations=kept)
    assert all(isinstance(one, OperationResult) and one.status == "replayed" for one in results)
    assert connection.in_atomic_block
    assert LiftSet.objects.count() == 7
