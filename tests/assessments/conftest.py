import pytest

from tests.support.factories.assessments import HealthConsentFactory
from tests.support.factories.exercises import ExerciseFactory


@pytest.fixture
def consenting(athlete):
    """Return the athlete, whose answers may be kept."""
    HealthConsentFactory(athlete=athlete)
    return athlete


@pytest.fixture
def painful(athlete):
    """Return the athlete, whose pain numbers may be kept."""
    HealthConsentFactory(athlete=athlete, purpose="pain")
    return athlete


@pytest.fixture
def squat(db):
    return ExerciseFactory(
        slug="split-squat", name="Split squat", pattern="knee_dominant", joints=["knee", "hip"]
    )
