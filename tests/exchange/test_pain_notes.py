"""Notes of other apps that speak of pain: offered with their side, kept only as the athlete says."""

import datetime as dt

import pytest
from django.utils import timezone

from apps.assessments.models import PainBlock, PainStop
from apps.assessments.services import withdraw_consent
from apps.exchange import services
from apps.exchange.models import Import
from apps.lifts.models import LiftSet
from apps.profiles.domain.consent import Purpose
from apps.profiles.models import HealthConsent
from tests.exchange.test_foreign_imports import strong

ROWS = ("Single-leg extension|1|40|8|left knee hurts|", "One-arm row|1|30|8|felt strong|")


@pytest.fixture
def days_ago():
    return lambda days: (timezone.now() - dt.timedelta(days=days)).strftime("%Y-%m-%d 10:00:00")


@pytest.fixture
def uploaded(upload, exercises, days_ago):
    """A file of three days ago, whose first note is about pain."""
    return upload(strong(*ROWS, start=days_ago(3)), follow=True)


def test_a_note_is_offered_with_its_side_and_nothing_is_chosen(uploaded):
    page = uploaded
    [(note, [strength, side])] = page.context["form"].notes()
    assert (note.exercise, note.note) == ("Single-leg extension", "left knee hurts")
    assert strength.initial is None
    assert side.initial == "left"
    assert "Was this pain?" in page.text
    assert "felt strong" not in page.text


def test_left_alone_it_stays_a_note(uploaded, accept, exercises):
    accept(pain_side_0="left")
    assert not PainStop.objects.exists()
    assert not HealthConsent.objects.exists()
    assert LiftSet.objects.filter(note="left knee hurts", pain=None).count() == 1


def test_with_a_number_it_is_pain_of_that_side_that_day(uploaded, accept, athlete, exercises):
    accept(pain_0="4", pain_side_0="left")
    row = PainStop.objects.get()
    assert (row.athlete, row.exercise, row.side, row.pain) == (
        athlete, exercises["extension"], "left", 4,
    )  # fmt: skip
    assert row.on == (timezone.now() - dt.timedelta(days=3)).date()
    assert HealthConsent.objects.get().purpose == Purpose.PAIN
    kept = Import.objects.get()
    assert kept.answers["pain_notes"] == kept.summary["pain_notes"] == []


def test_nought_is_a_number_too(uploaded, accept, exercises):
    accept(pain_0="0", pain_side_0="left")
    assert PainStop.objects.get().pain == 0


@pytest.mark.parametrize("fields", [{"pain_0": "11"}, {"pain_0": "4", "pain_side_0": "up"}])
def test_what_is_no_answer_is_told_beside_the_field(uploaded, accept, fields):
    answer = accept(**fields)
    assert answer.status_code == 422
    assert "is-invalid" in answer.text or "error" in answer.text
    assert not LiftSet.objects.exists()


def test_strong_pain_twice_stops_the_region_of_that_side(upload, accept, exercises, days_ago):
    text = strong(ROWS[0], start=days_ago(9)) + strong(ROWS[0], start=days_ago(3)).split("\n", 1)[1]
    upload(text)
    accept(pain_0="7", pain_side_0="left", pain_1="7", pain_side_1="left")
    block = PainBlock.objects.get()
    assert (block.pattern, block.side) == (exercises["extension"].pattern, "left")


def test_old_notes_stay_notes(upload, exercises, days_ago):
    page = upload(strong(*ROWS, start=days_ago(120)), follow=True)
    assert "Was this pain?" not in page.text


def test_an_exercise_that_is_left_out_has_no_pain(upload, accept, exercises, days_ago):
    upload(strong("Nobody knows this|1|40|8|left knee hurts|", ROWS[1], start=days_ago(3)))
    accept(exercise_0="", pain_0="4", pain_side_0="left")
    assert not PainStop.objects.exists()


def test_what_was_told_in_a_session_stays(uploaded, accept, client, athlete, exercises):
    told = PainStop.objects.create(
        athlete=athlete,
        exercise=exercises["extension"],
        side="left",
        on=(timezone.now() - dt.timedelta(days=3)).date(),
        pain=6,
    )
    accept(pain_0="4", pain_side_0="left")
    assert PainStop.objects.get().pain == 6
    client.post(f"{Import.objects.get().get_absolute_url()}undo/")
    assert PainStop.objects.get() == told


def test_undo_takes_it_out_with_the_sets(upload, accept, client, exercises, days_ago):
    text = strong(ROWS[0], start=days_ago(9)) + strong(ROWS[0], start=days_ago(3)).split("\n", 1)[1]
    upload(text)
    accept(pain_0="7", pain_side_0="left", pain_1="7", pain_side_1="left")
    client.post(f"{Import.objects.get().get_absolute_url()}undo/")
    assert not PainStop.objects.exists()
    assert not PainBlock.objects.exists()
    assert not LiftSet.objects.exists()


def test_taking_the_consent_back_forgets_it(uploaded, accept, athlete):
    accept(pain_0="4", pain_side_0="left")
    withdraw_consent(athlete=athlete, purpose=Purpose.PAIN)
    assert not PainStop.objects.exists()


def test_a_long_file_keeps_the_answers_until_it_is_stored(
    upload, accept, exercises, days_ago, monkeypatch
):
    monkeypatch.setattr("apps.exchange.services.importing.INLINE_BYTES", 10)
    monkeypatch.setattr(services, "start_job", lambda _pk: None)
    upload(strong(*ROWS, start=days_ago(3)))
    kept = Import.objects.get()
    services.continue_import(kept.pk)
    accept(pain_0="4", pain_side_0="left")
    assert not PainStop.objects.exists()
    services.continue_import(kept.pk)
    assert PainStop.objects.get().pain == 4
