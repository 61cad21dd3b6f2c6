"""Another exercise in a line's place, none at all, and what is ruled out for good."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.programs import queries
from apps.programs.domain.program import ReasonCode
from apps.programs.models import ExcludedExercise, Prescription, ProgramChange, Session
from apps.programs.presenters import stamp_of
from apps.programs.services.gathering import program_inputs_for
from tests.support.editing import row_of, url
from tests.support.factories.assessments import PainBlockFactory
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.factories.programs import session_with, two_sided_line

pytestmark = pytest.mark.django_db


class TestLineSwap:
    def test_offers_what_does_the_same_and_says_why(self, client, planned, other, squat):
        ExerciseFactory(slug="far", name="Barbell row", equipment=["barbell"])
        html = client.get(url("line_update", row_of(planned).pk)).text
        assert "Cable row: Horizontal pull as before" in html
        assert "one side at a time" in html
        assert "Barbell row" not in html
        assert "Back squat:" not in html

    def test_takes_the_place_with_a_load_to_be_found(self, client, planned, later, other):
        row = row_of(planned)
        response = client.post(
            url("line_swap", row.pk), {"swap-other": "cable-row", "swap-scope": "here"}
        )
        assert response.status_code == 303
        now = row_of(planned)
        assert (now.exercise, now.line.exercise_slug) == (other, "cable-row")
        assert now.line.left.load_kg is None
        assert ReasonCode.YOUR_SWAP in {reason.code for reason in now.line.reasons}
        assert row_of(later).line.exercise_slug == "one-arm-row"
        html = client.get(planned.get_absolute_url()).text
        assert "You chose Cable row in place of One-arm row" in html

    def test_or_wherever_it_is_to_come(self, client, planned, later, other):
        client.post(
            url("line_swap", row_of(planned).pk),
            {"swap-other": "cable-row", "swap-scope": "to_come"},
        )
        assert row_of(later).line.exercise_slug == "cable-row"

    def test_twice_is_once(self, client, planned, other):
        row = row_of(planned)
        asked = {"swap-other": "cable-row", "swap-scope": "here", "swap-seen": stamp_of(row)}
        client.post(url("line_swap", row.pk), asked)
        client.post(url("line_swap", row.pk), asked)
        assert ProgramChange.objects.count() == 1

    @pytest.mark.parametrize("slug", ["back-squat", "", "no-such", "💪"])
    def test_nothing_else_can_stand_in(self, client, planned, other, slug):
        row = row_of(planned)
        response = client.post(url("line_swap", row.pk), {"swap-other": slug, "swap-scope": "here"})
        assert response.status_code == 422
        assert row_of(planned).line == row.line


class TestLineRemove:
    def test_closes_up_and_can_be_put_back(self, client, planned):
        row = row_of(planned)
        minutes = planned.estimated_minutes
        response = client.post(url("line_remove", row.pk), {"remove-scope": "here"})
        assert response.status_code == 303
        assert [(r.position, r.line.position) for r in planned.prescriptions.all()] == [(0, 0)]
        planned.refresh_from_db()
        assert planned.estimated_minutes < minutes

        html = client.get(planned.get_absolute_url()).text
        assert "Put it back" in html
        removed = ProgramChange.objects.get()
        for _press in range(2):
            assert client.post(url("line_restore", removed.pk)).status_code == 303
        lines = [
            (r.position, r.line.position, r.exercise.slug) for r in planned.prescriptions.all()
        ]
        assert lines == [(0, 0, "one-arm-row"), (1, 1, "back-squat")]
        assert "Put it back" not in client.get(planned.get_absolute_url()).text

    def test_a_check_of_an_exercise_that_stays_can_be_put_back(self, client, planned, row):
        check = two_sided_line(row, position=2, is_check=True, sets=1)
        planned.prescriptions.create(
            athlete=planned.athlete, exercise=row, position=2, content=check.to_dict()
        )
        client.post(url("line_remove", row_of(planned, 2).pk), {"remove-scope": "here"})

        html = client.get(planned.get_absolute_url()).text
        assert "Put it back" in html
        client.post(url("line_restore", ProgramChange.objects.get().pk))

        rows = planned.prescriptions.order_by("position")
        assert [(r.position, r.line.position, r.line.block.value) for r in rows] == [
            (0, 0, "check"),
            (1, 1, "strength"),
            (2, 2, "strength"),
        ]

    def test_everywhere_still_to_come(self, client, planned, later, squat):
        session_with(
            planned.athlete,
            (row_of(planned).exercise, two_sided_line(row_of(planned).exercise)),
            (squat, two_sided_line(squat, position=1)),
            days=4,
            day_index=2,
            program=planned.program,
        )
        later.prescriptions.create(
            athlete=planned.athlete,
            exercise=squat,
            position=1,
            content=two_sided_line(squat, position=1).to_dict(),
        )
        client.post(url("line_remove", row_of(planned).pk), {"remove-scope": "to_come"})
        assert not Prescription.objects.filter(exercise__slug="one-arm-row").exists()

    def test_the_last_exercise_of_a_session_stays(self, client, planned, later):
        response = client.post(url("line_remove", row_of(later).pk), {"remove-scope": "here"})
        assert response.status_code == 422
        assert "last exercise" in response.text
        assert later.prescriptions.count() == 1

    def test_a_strangers_change_cannot_be_put_back(self, client, planned):
        client.post(url("line_remove", row_of(planned).pk), {"remove-scope": "here"})
        removed = ProgramChange.objects.get()
        stranger = AthleteFactory()
        other_client = Client()
        other_client.force_login(stranger.user)
        assert other_client.post(url("line_restore", removed.pk)).status_code == 404

    def test_a_blocked_area_cannot_be_put_back(self, client, athlete, planned):
        client.post(url("line_remove", row_of(planned).pk), {"remove-scope": "here"})
        PainBlockFactory(athlete=athlete, regions=["shoulder"])
        response = client.post(url("line_restore", ProgramChange.objects.get().pk))
        assert response.status_code == 422
        assert "works an area that waits" in response.text
        assert planned.prescriptions.count() == 1


class TestLineExclude:
    def test_says_beforehand_what_comes_instead(self, client, planned, other):
        html = client.get(url("line_update", row_of(planned).pk)).text
        assert "Cable row takes its place" in html

    def test_an_equivalent_takes_every_place(self, client, athlete, planned, later, other):
        response = client.post(url("line_exclude", row_of(planned).pk))
        assert response.status_code == 303
        assert ExcludedExercise.objects.get().exercise.slug == "one-arm-row"
        slugs = {row_of(one).line.exercise_slug for one in (planned, later)}
        assert slugs == {"cable-row"}
        assert "You ruled One-arm row out" in client.get(planned.get_absolute_url()).text

    def test_without_one_it_is_left_out(self, client, planned, later):
        client.post(url("line_exclude", row_of(planned).pk))
        assert not Prescription.objects.filter(
            exercise__slug="one-arm-row", session=planned
        ).exists()
        later.refresh_from_db()
        assert later.status == Session.Status.SKIPPED

    def test_a_check_with_it_goes_and_the_rest_closes_up(self, client, planned, row, other):
        check = two_sided_line(row, position=2, is_check=True, sets=1)
        planned.prescriptions.create(
            athlete=planned.athlete, exercise=row, position=2, content=check.to_dict()
        )
        client.post(url("line_exclude", row_of(planned).pk))

        rows = planned.prescriptions.order_by("position")
        assert [(r.position, r.line.position, r.exercise.slug) for r in rows] == [
            (0, 0, "cable-row"),
            (1, 1, "back-squat"),
        ]

    def test_is_kept_for_the_next_program(self, athlete, row, planned):
        ExcludedExercise.objects.create(athlete=athlete, exercise=row)
        today = timezone.localdate()
        inputs = program_inputs_for(
            athlete, starts_on=today, safety=queries.safety_for(athlete, today=today)
        )
        assert inputs.excluded_exercises == {"one-arm-row"}


class TestExclusionList:
    def test_lists_and_takes_back(self, client, athlete, row):
        kept = ExcludedExercise.objects.create(athlete=athlete, exercise=row)
        page = reverse("programs:exclusion_list")
        assert "One-arm row" in client.get(page).text
        assert client.get(url("exclusion_delete", kept.pk)).status_code == 405
        assert client.post(url("exclusion_delete", kept.pk)).status_code == 303
        assert "Nothing is ruled out" in client.get(page).text

    def test_a_stranger_takes_nothing_back(self, client, row):
        kept = ExcludedExercise.objects.create(athlete=AthleteFactory(), exercise=row)
        assert client.post(url("exclusion_delete", kept.pk)).status_code == 404
        assert "One-arm row" not in client.get(reverse("programs:exclusion_list")).text
