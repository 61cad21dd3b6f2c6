"""Every operation of the description against everybody who may ask: a new one is covered by itself."""

import datetime as dt
from typing import NamedTuple

import pytest
from django.test import Client
from django.utils import timezone

from apps.api.domain.scopes import Scope
from apps.api.models import PersonalToken
from apps.api.views.v1 import schema
from apps.core.identifiers import new_uuid7
from apps.imbalances.services import refresh
from apps.profiles.services import ask_to_leave
from tests.support.api import Program, problem
from tests.support.factories.lifts import LiftSetFactory
from tests.support.factories.programs import PrescriptionFactory

pytestmark = pytest.mark.django_db

CANARY = "canary in the coal mine"


class Operation(NamedTuple):
    method: str
    path: str
    told: dict

    def at(self, rows):
        return self.path.format(**rows)


OPERATIONS = [
    pytest.param(Operation(method.upper(), path, told), id=told["operationId"])
    for path, methods in schema()["paths"].items()
    for method, told in methods.items()
]
every_operation = pytest.mark.parametrize("operation", OPERATIONS)


@pytest.fixture
def rows(athlete, exercise, may_keep_pain):
    """Return the athlete's row for each name that stands in a path."""
    line = PrescriptionFactory(session__program__athlete=athlete, exercise=exercise)
    lift_set = LiftSetFactory(workout__athlete=athlete, exercise=exercise, note=CANARY, pain=3)
    LiftSetFactory(workout=lift_set.workout, exercise=exercise, right=True)
    refresh(athlete_id=athlete.pk)
    return {
        "exercise_id": exercise.pk,
        "workout_id": lift_set.workout_id,
        "set_id": lift_set.pk,
        "pattern": exercise.pattern,
        "program_id": line.session.program_id,
        "session_id": line.session_id,
    }


BODIES = {
    "create_workout": lambda _rows: {"started_at": "2026-03-02T18:00:00Z"},
    "change_workout": lambda _rows: {"title": "Legs"},
    "create_set": lambda rows: {
        "workout_id": str(rows["workout_id"]),
        "exercise_id": str(rows["exercise_id"]),
        "side": "left",
        "reps": 5,
    },
    "change_set": lambda _rows: {"reps": 5},
    "move_session": lambda _rows: {"date": f"{timezone.localdate() + dt.timedelta(days=5)}"},
}


def ask(program, operation, rows):
    made = BODIES.get(operation.told["operationId"])
    assert made or "requestBody" not in operation.told, "a new body needs an example here"
    return program.ask(
        operation.method,
        operation.at(rows).removeprefix("/api/v1/"),
        made(rows) if made else None,
    )


@every_operation
def test_owner(program, rows, operation):
    response = ask(program, operation, rows)
    assert response.status_code in (200, 201, 204), response.content
    assert str(response.status_code) in operation.told["responses"]
    assert response.headers["Cache-Control"] == "private, no-store"


@every_operation
def test_stranger(stranger_program, rows, operation):
    response = ask(stranger_program, operation, rows)
    if response.status_code < 400:
        # A list of their own, the shared catalogue, or a new row of their own.
        assert "{" not in operation.path or operation.path.endswith("{exercise_id}")
        assert response.status_code == 200 or operation.told["operationId"] == "create_workout"
        told_ids = set(map(str, rows.values())) - {str(rows["exercise_id"]), rows["pattern"]}
        assert not [one for one in told_ids if one in response.content.decode()]
    else:
        assert response.status_code in (404, 422), response.content
    assert CANARY.encode() not in response.content


@every_operation
def test_without_a_token(rows, operation):
    answered = ask(Program(), operation, rows)
    problem(answered, 401, "no-token")
    assert answered.headers["WWW-Authenticate"].startswith("Bearer")


@every_operation
def test_session_of_a_browser_opens_nothing(client, rows, operation):
    answered = client.generic(
        operation.method, operation.at(rows), b"{}", content_type="application/json"
    )
    problem(answered, 401, "no-token")


@every_operation
@pytest.mark.parametrize("state", ["revoked", "expired", "unknown"])
def test_token_that_opens_nothing(athlete, open_token, rows, state, operation):
    secret = open_token(athlete)
    now = timezone.now()
    if state == "revoked":
        PersonalToken.objects.update(revoked_at=now)
    elif state == "expired":
        PersonalToken.objects.update(expires_at=now)
    else:
        secret = secret[:-1] + ("a" if secret[-1] != "a" else "b")
    problem(ask(Program(secret), operation, rows), 401, "wrong-token")


@every_operation
@pytest.mark.parametrize("leaves", [True, False], ids=["leaving", "deactivated"])
def test_shut_account(athlete, program, rows, leaves, operation):
    if leaves:
        ask_to_leave(user=athlete.user, now=timezone.now())
    else:
        athlete.user.is_active = False
        athlete.user.save()
    problem(ask(program, operation, rows), 401, "wrong-token")


@every_operation
def test_every_other_scope_is_not_enough(athlete, open_token, rows, operation):
    others = tuple(scope for scope in Scope if scope.value != operation.told["x-scope"])
    answered = ask(Program(open_token(athlete, *others)), operation, rows)
    problem(answered, 403, "scope-missing")
    assert operation.told["x-scope"] in answered.headers["WWW-Authenticate"]


@every_operation
def test_that_scope_alone_is_enough(athlete, open_token, rows, operation):
    program = Program(open_token(athlete, Scope(operation.told["x-scope"])))
    assert ask(program, operation, rows).status_code in (200, 201, 204)


@every_operation
def test_reading_asks_for_a_scope_to_read(operation):
    assert operation.told["x-scope"].endswith(":read") == (operation.method == "GET")


@every_operation
def test_no_page_elsewhere_is_let_in(program, rows, operation):
    response = Client().generic(
        "OPTIONS", operation.at(rows), headers={"Origin": "https://elsewhere.example"}
    )
    assert not [name for name in response.headers if name.startswith("Access-Control")]
    problem(response, 405, "method-not-allowed")


@pytest.mark.parametrize(
    "path", ["", "v1", "v1/", "v1/nothing", "v2/sets", f"v1/sets/{7}", "v1/sets%0A"]
)
def test_addresses_that_are_none(program, path):
    answered = Client().get(f"/api/{path}", headers={"Authorization": f"Bearer {program.secret}"})
    problem(answered, 404, "not-found")


def test_row_that_is_nobodys(program):
    problem(program.get(f"sets/{new_uuid7()}"), 404, "not-found")
