"""What the exchange tests share: three exercises, a small file."""

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from apps.exchange.models import Import
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory

FILE = """date,workout,exercise,set,side,load,unit,reps,rir,kind,first side,note
2026-05-04 18:30,Legs,Single-leg extension,1,right,37.5,kg,10,2,,right,
2026-05-04 18:30,Legs,Single-leg extension,1,left,37.5,kg,8,0,,right,"slow, but fine"
2026-05-04 18:30,Legs,Single-leg extension,2,right,37.5,kg,10,2,,right,
2026-05-04 18:30,Legs,Single-leg extension,2,left,37.5,kg,8,0,,right,
2026-05-06 18:30,Pull,Assisted pull-up,1,both,-20,kg,6,,,,
2026-05-06 18:30,Pull,One-arm row,1,left,45,lb,10,,,,
2026-05-06 18:30,Pull,One-arm row,1,right,45,lb,10,,,,
"""
PASSWORD = "correct horse battery staple"


@pytest.fixture
def exercises(db):
    extension = ExerciseFactory(slug="single-leg-extension", name="Single-leg extension")
    row = ExerciseFactory(slug="one-arm-row", name="One-arm row", aliases=["DB row"])
    pull_up = ExerciseFactory(
        slug="assisted-pull-up", name="Assisted pull-up", bilateral=True, is_assisted=True
    )
    return {"extension": extension, "row": row, "pull_up": pull_up}


@pytest.fixture
def upload(client):
    """Send a file through the form."""

    def send(text: str | bytes = FILE, *, name: str = "log.csv", unit: str = "kg", follow=False):
        content = text.encode() if isinstance(text, str) else text
        response = client.post(
            "/data/import/",
            {
                "file": SimpleUploadedFile(name, content, content_type="text/csv"),
                "unit": unit,
                "time_zone": "Europe/Berlin",
            },
        )
        return client.get(response["Location"]) if follow else response

    return send


@pytest.fixture
def accept(client):
    """Say yes to the file that was sent last."""

    def send(**fields):
        waiting = Import.objects.waiting().latest("created_at")
        return client.post(f"{waiting.get_absolute_url()}accept/", fields)

    return send


@pytest.fixture
def logged(athlete, exercises):
    """A log with what is easily lost: pounds, RIR 0, help, holds, checks, caps, odd notes, unknowns."""
    workout = WorkoutFactory(athlete=athlete, title="=SUM(A1)")
    same = {"workout": workout, "exercise": exercises["extension"]}
    LiftSetFactory(**same, rir=Decimal(0), note="-5 kg next time")
    LiftSetFactory(**same, right=True, rir=Decimal("1.5"), capped_by_plan=True)
    LiftSetFactory(**same, set_index=2, kind="check", pair_order=None, note='é "ü"\n💪')
    LiftSetFactory(**same, set_index=3, kind="warm_up", typed_load=Decimal("45.5"), typed_unit="lb")
    LiftSetFactory(**same, set_index=4, hold=True, typed_load=None, typed_unit="", load_kg=None)
    LiftSetFactory(
        workout=workout, exercise=exercises["pull_up"], side="both", pair_order=None,
        typed_load=Decimal(-20),
    )  # fmt: skip
    LiftSetFactory(
        workout=workout, exercise=exercises["row"], side="each", side_source="assumed",
        pair_order=None, rep_convention="both_sides_together", load_basis="per_side_of_bar", pain=2,
    )  # fmt: skip
    return athlete


@pytest.fixture
def sure():
    """Make a browser in which this athlete's password has been typed a moment ago."""

    def browser_of(athlete):
        # Other tests' tries are counted by address and would close the door to this one.
        cache.clear()
        athlete.user.set_password(PASSWORD)
        athlete.user.save()
        browser = Client()
        browser.post(reverse("account_login"), {"login": athlete.user.email, "password": PASSWORD})
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return browser

    return browser_of


@pytest.fixture
def sure_client(athlete, sure):
    """A browser of the athlete's in which the password has been typed a moment ago."""
    return sure(athlete)
