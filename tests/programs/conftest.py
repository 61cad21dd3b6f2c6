import pytest

from apps.exercises.services import load_catalogue, read_catalogue
from tests.support.editing import complete
from tests.support.factories.assessments import HealthConsentFactory, ScreeningFactory
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.programs import session_with, together_line, two_sided_line
from tests.support.player import at


@pytest.fixture
def screened(athlete):
    """Return the athlete, who has answered that nothing stands in the way."""
    HealthConsentFactory(athlete=athlete)
    ScreeningFactory(athlete=athlete)
    return athlete


@pytest.fixture
def row(db):
    """Return an exercise for one side at a time."""
    return ExerciseFactory(slug="one-arm-row", name="One-arm row")


@pytest.fixture
def squat(db):
    """Return an exercise for both sides together."""
    return ExerciseFactory(
        slug="back-squat", name="Back squat", pattern="knee_dominant", limb="leg", bilateral=True
    )


@pytest.fixture
def session(screened, row, squat):
    """Return today's session: a row of two sets, the left side first, then a squat of one set."""
    return session_with(
        screened,
        (row, two_sided_line(row, position=0, first="left")),
        (squat, together_line(squat, position=1, sets=1)),
    )


@pytest.fixture
def later(session, row):
    """Return a session in two days with the same row."""
    return session_with(
        session.athlete,
        (row, two_sided_line(row, position=0, first="left")),
        days=2,
        day_index=1,
        program=session.program,
    )


@pytest.fixture
def running(client, session):
    client.post(at("session_start", session))
    session.refresh_from_db()
    return session


@pytest.fixture
def catalogue(db):
    """Load the shared exercises."""
    load_catalogue(specs=read_catalogue())


@pytest.fixture
def planned(session, later):
    """Return today's session in a program that knows what it was made from."""
    complete(session.program)
    return session


@pytest.fixture
def other(db):
    """Return an exercise that does the same work as the row."""
    return ExerciseFactory(slug="cable-row", name="Cable row", equipment=["cable"])
