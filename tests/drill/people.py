"""Athletes for the drill, signed in; runs inside the app's own shell and prints them as JSON."""

import json
import sys

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client

from apps.exercises.models import Exercise
from apps.profiles.models import User
from tests.support.factories.profiles import PASSWORD, AthleteFactory, UserFactory

SLUGS = ("one-arm-dumbbell-row", "rear-foot-elevated-split-squat", "single-leg-extension")


def make(count: int) -> None:
    """Make so many athletes; one password hash serves all."""
    settings.ALLOWED_HOSTS.append("testserver")
    hashed = make_password(PASSWORD)
    people = []
    for _ in range(count):
        user = UserFactory.build(password=hashed)
        user.save()
        athlete = AthleteFactory(user=user, name=f"Athlete {user.email}")
        people.append(
            {
                "athlete": str(athlete.pk),
                "email": user.email,
                "password": PASSWORD,
                "session": session_of(user),
            }
        )
    exercises = Exercise.objects.filter(athlete=None, slug__in=SLUGS)
    found = {"people": people, "exercises": {e.slug: str(e.pk) for e in exercises}}
    sys.stdout.write(json.dumps(found))


def session_of(user: User) -> str:
    """Session key of somebody who has just signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
