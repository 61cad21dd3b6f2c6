"""Everything that the description allows, and much that it does not: no fault, no undocumented answer.

``make fuzz-api`` asks many times more; SEED and EXAMPLES (a mode and operation) are taken from the environment.
"""

import os
from collections import Counter

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from apps.api.services import limiting
from apps.api.views.v1 import schema
from apps.imbalances.services import refresh
from apps.sync.domain.rates import RateLimit
from tests.support.factories.lifts import LiftSetFactory
from tests.support.factories.programs import PrescriptionFactory

EXAMPLES = int(os.environ.get("LEVELSET_API_EXAMPLES", "5"))
SEED = int(os.environ.get("LEVELSET_API_SEED", "7"))
CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "ignored_auth",
)
OPERATIONS = [
    pytest.param((method.upper(), path), mode, id=f"{told['operationId']}-{mode.value}")
    for path, methods in schema()["paths"].items()
    for method, told in methods.items()
    for mode in GenerationMode
    # Where nothing is asked, nothing can be asked wrongly.
    if mode is GenerationMode.POSITIVE or told["parameters"] or "requestBody" in told
]


@pytest.fixture
def description(one_connection):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    # The token is shown with each request: one that lacks it would not lack it when it is sent.
    described.config.generation.with_security_parameters = False
    return described


@pytest.fixture
def rows(athlete, exercise, may_keep_pain):
    """Return keys of rows that are there, so that more is met than what is not."""
    line = PrescriptionFactory(session__program__athlete=athlete, exercise=exercise)
    lift_set = LiftSetFactory(workout__athlete=athlete, exercise=exercise)
    LiftSetFactory(workout=lift_set.workout, exercise=exercise, right=True)
    refresh(athlete_id=athlete.pk)
    return {
        "exercise_id": str(exercise.pk),
        "workout_id": str(lift_set.workout_id),
        "set_id": str(lift_set.pk),
        "program_id": str(line.session.program_id),
        "session_id": str(line.session_id),
        "pattern": exercise.pattern,
    }


@pytest.fixture
def unhurried(monkeypatch, settings):
    """Ask as often as a test likes."""
    monkeypatch.setattr(limiting, "_requests", RateLimit(most=10**9))
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "api_wrong_token": "1000000/m/ip"
    }


@pytest.fixture
def one_connection():
    """Let a request leave the connection open that its test's transaction lives in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("operation", "mode"), OPERATIONS)
@pytest.mark.usefixtures("unhurried")
def test_every_answer_is_documented(description, program, rows, operation, mode):
    method, path = operation
    strategy = description[path][method].as_strategy(generation_mode=mode)
    checks = CHECKS.get_by_names(CHECKED)
    answers = Counter()

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        # A request that fails is short enough to be read, and making it shorter takes minutes.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy, is_there=st.booleans(), is_theirs=st.booleans())
    def ask(case, is_there, is_theirs):
        # What is wrong with a request may be its address: that is left as it is.
        if is_there and mode is GenerationMode.POSITIVE:
            for name in case.path_parameters or {}:
                case.path_parameters[name] = rows[name]
        if is_theirs and mode is GenerationMode.POSITIVE and isinstance(case.body, dict):
            case.body |= {name: rows[name] for name in case.body.keys() & rows.keys()}
        response = case.call_and_validate(
            headers={
                "Authorization": f"Bearer {program.secret}",
                # It asks for compressed answers by itself, and does not read them.
                "Accept-Encoding": "identity",
            },
            checks=checks,
        )
        answers[response.status_code] += 1

    ask()
    print(f"{mode.value:8} {method:6} {path:44} {dict(sorted(answers.items()))}")  # noqa: T201
