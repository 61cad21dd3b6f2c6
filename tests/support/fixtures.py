"""Who the tests are about: an athlete, a stranger, and the athlete's signed-in client."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone, translation

from apps.profiles.models import Athlete
from tests.support.factories.profiles import AthleteFactory


@pytest.fixture(autouse=True)
def zone_and_language_of_nobody() -> Iterator[None]:
    """Forget whose zone and language a request of the test was answered in."""
    yield
    timezone.deactivate()
    translation.deactivate()


@pytest.fixture
def athlete(db: None) -> Athlete:
    """Return the athlete whose log it is."""
    return AthleteFactory(name="Alex")


@pytest.fixture
def stranger(db: None) -> Athlete:
    """Return another athlete, who must never see it."""
    return AthleteFactory(name="Sasha")


@pytest.fixture
def client(athlete: Athlete) -> Client:
    """Return a client signed in as the athlete."""
    signed_in = Client()
    signed_in.force_login(athlete.user)
    return signed_in


@pytest.fixture
def stranger_client(stranger: Athlete) -> Client:
    """Return a client signed in as the stranger."""
    signed_in = Client()
    signed_in.force_login(stranger.user)
    return signed_in


@pytest.fixture
def anonymous_client() -> Client:
    """Return a client of somebody not signed in."""
    return Client()
