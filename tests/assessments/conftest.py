import pytest

from tests.support.factories.assessments import HealthConsentFactory


@pytest.fixture
def athlete(athlete):
    """Return the athlete in the zone of the test's own clock, so that today is one day for both."""
    athlete.time_zone = "UTC"
    athlete.save()
    return athlete


@pytest.fixture
def consenting(athlete):
    """Return the athlete, whose answers may be kept."""
    HealthConsentFactory(athlete=athlete)
    return athlete
