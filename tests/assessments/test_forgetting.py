"""Every purpose names what it keeps, and after it is taken back nothing of that is left anywhere."""

import datetime as dt

import pytest
from django.apps import apps as installed
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from apps.assessments import services
from apps.assessments.domain.red_flags import RedFlag
from apps.assessments.domain.screening import Extra, Question
from apps.assessments.services.forgetting import KEPT
from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import Side
from apps.lifts.models import Operation
from apps.profiles.domain.consent import Purpose
from apps.profiles.services import give_consent
from tests.support.factories.assessments import (
    CheckInFactory,
    HabitTickFactory,
    NamedCauseFactory,
    PainBlockFactory,
    PainMorningFactory,
    RedFlagReportFactory,
    SelfTestFactory,
)
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory
from tests.support.factories.programs import PrescriptionFactory

DAY = dt.date(2026, 3, 10)
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


def test_every_purpose_says_what_it_covers():
    assert KEPT.keys() == set(Purpose)


def test_every_table_of_answers_belongs_to_one_purpose():
    """A new table of this app must be put under a purpose, or it would outlive its consent."""
    owned = [model for models in KEPT.values() for model in models]
    tables = {
        model
        for model in installed.get_app_config("assessments").get_models()
        if any(field.name == "athlete" for field in model._meta.get_fields())
    }

    assert len(owned) == len(set(owned))
    assert tables <= set(owned)


def every_row() -> str:
    """Return every row of every table as text, whatever app it belongs to."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in ("django_migrations", "auth_permission", "django_content_type"):
                continue
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')  # noqa: S608 - names of tables
            found += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return "\n".join(found)


def of(athlete, rows):
    """Return the lines that name the athlete."""
    return "\n".join(line for line in rows.splitlines() if str(athlete.pk) in line)


def tell_screening(athlete):
    services.record_screening(
        athlete=athlete,
        flags=frozenset({RedFlag.GIVING_WAY, RedFlag.NECK_HEADACHE}),
        yes=frozenset({Question.LONG_TERM_MEDICINE}),
        extras=frozenset({Extra.BLOOD_THINNERS}),
        answered_at=NOON,
        answered_on=DAY,
    )
    return ("giving_way", "neck_headache", "long_term_medicine", "blood_thinners")


def tell_pain(athlete):
    exercise = ExerciseFactory()
    LiftSetFactory(workout__athlete=athlete, exercise=exercise, pain=9)
    Operation.objects.create(
        id=new_uuid7(),
        athlete=athlete,
        entity="lift_set",
        entity_id=new_uuid7(),
        kind="put",
        payload_hash="-",
        fields={"pain": 9},
        before={"pain": 8},
        lost={"pain": 7, "note": "kept"},
        status="applied",
    )
    PrescriptionFactory(
        session__program__athlete=athlete, stopped_for_pain=True, pain=9, pain_side="left"
    )
    services.note_pain_stop(
        athlete=athlete, exercise_id=exercise.pk, side=Side.LEFT, pain=9, on=timezone.localdate()
    )
    PainMorningFactory(athlete=athlete, exercise=exercise)
    PainBlockFactory(athlete=athlete)
    return ('"pain":9', '"pain": 9', '"pain": 8', '"pain": 7', "higher", "painblock")


TELL = {
    Purpose.SCREENING: tell_screening,
    Purpose.PAIN: tell_pain,
    Purpose.SIGNS: lambda athlete: (
        (
            CheckInFactory(athlete=athlete, spot="ankle_foot"),
            HabitTickFactory(athlete=athlete),
        )
        and ("ankle_foot", "habittick")
    ),
    Purpose.CAUSES: lambda athlete: NamedCauseFactory(athlete=athlete) and ("namedcause",),
    Purpose.SELF_TESTS: lambda athlete: SelfTestFactory(athlete=athlete) and ("selftest",),
}


@pytest.mark.parametrize("purpose", Purpose)
class TestNothingIsLeft:
    def test_of_what_it_covered(self, client, athlete, purpose, django_capture_on_commit_callbacks):
        give_consent(athlete=athlete, purpose=purpose, given_at=NOON)
        said = TELL[purpose](athlete)
        told = of(athlete, every_row())
        for words in said:
            assert words in told, words

        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("assessments:consent_withdraw"), {"purpose": purpose.value})

        left = of(athlete, every_row())
        for words in said:
            assert words not in left, words
        assert str(athlete.pk) in left

    def test_and_nothing_else_goes(
        self, client, athlete, stranger, purpose, django_capture_on_commit_callbacks
    ):
        others = [one for one in Purpose if one is not purpose]
        kept = {}
        for who, purposes in ((athlete, others), (stranger, Purpose)):
            for one in purposes:
                give_consent(athlete=who, purpose=one, given_at=NOON)
                kept[who, one] = TELL[one](who)

        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("assessments:consent_withdraw"), {"purpose": purpose.value})

        rows = every_row()
        for (who, _one), said in kept.items():
            for words in said:
                assert words in of(who, rows), words


def test_the_search_itself_finds(athlete):
    """A search that finds nothing proves nothing."""
    RedFlagReportFactory(athlete=athlete, flag="dark_urine")

    assert "dark_urine" in of(athlete, every_row())
