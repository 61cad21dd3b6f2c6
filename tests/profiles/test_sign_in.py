"""Who a session belongs to."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from apps.core.identifiers import new_uuid7
from apps.profiles.models import Athlete

User = get_user_model()


def test_is_read_with_the_athlete(athlete, django_assert_num_queries):
    Athlete.objects.filter(pk=athlete.pk).update(weights={"dumbbells": [5]})

    with django_assert_num_queries(1):
        user = User.objects.with_athlete(athlete.user_id)
        found = user.athlete
        assert found.user is user

    for row, expected in ((user, User), (found, Athlete)):
        stored = expected.objects.get(pk=row.pk)
        for field in expected._meta.concrete_fields:
            assert getattr(row, field.attname) == getattr(stored, field.attname), field
        assert not row._state.adding


def test_is_read_without_one(db, django_assert_num_queries):
    pk = User.objects.create_user("nobody@example.test").pk

    with django_assert_num_queries(1):
        user = User.objects.with_athlete(pk)
        assert not hasattr(user, "athlete")


def test_nobody(db):
    assert User.objects.with_athlete(new_uuid7()) is None


def test_who_may_not_come_in_is_nobody(client, athlete):
    User.objects.filter(pk=athlete.user_id).update(is_active=False)

    assert client.get("/me/").json()["athlete"] is None


def test_an_expired_session_is_nobodys(client, athlete):
    assert client.get("/me/").json()["athlete"] == str(athlete.pk)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_session SET expire_date = %s", [timezone.now()])

    assert client.get("/me/").json()["athlete"] is None


@pytest.mark.usefixtures("db")
def test_an_unknown_session_is_nobodys(anonymous_client, settings):
    anonymous_client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32

    assert anonymous_client.get("/me/").json()["athlete"] is None
