"""Correcting, deleting and bringing back a set."""

from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.lifts.models import Operation
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent
from tests.support.factories.lifts import LiftSetFactory
from tests.support.log_page import htmx


class TestLiftSetUpdate:
    def sent(self, row, **changes):
        return {
            "edit-reps": str(row.reps),
            "edit-load": "24",
            "edit-kind": "work",
            "edit-rir": "",
            "edit-pain": "",
            "edit-note": "",
            "edit-op_id": str(new_uuid7()),
            "edit-base_revision": str(row.revision),
            **changes,
        }

    def test_opens_in_the_card(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.get(reverse("lifts:lift_set_update", args=[row.pk]), headers=htmx(line))

        assert response.text.strip().startswith("<section")
        assert 'name="edit-reps" value="10"' in response.text

    def test_is_a_page_without_script(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.get(reverse("lifts:lift_set_update", args=[row.pk]))

        assert response.text.startswith("<!doctype html>")

    def test_changes_only_what_was_changed(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise, rir=2)

        client.post(
            reverse("lifts:lift_set_update", args=[row.pk]),
            self.sent(row, **{"edit-reps": "9", "edit-rir": "2"}),
        )

        row.refresh_from_db()
        assert (row.reps, row.rir, row.revision) == (9, 2, 2)
        assert Operation.objects.get().fields == {"reps": 9}

    def test_a_pain_number_is_not_kept_without_consent(self, client, athlete, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.post(
            reverse("lifts:lift_set_update", args=[row.pk]),
            self.sent(row, **{"edit-pain": "4"}),
            headers=htmx(line),
        )

        row.refresh_from_db()
        assert response.status_code == 422
        assert "Tick this to keep the number" in response.text
        assert row.pain is None
        assert not has_consent(athlete, Purpose.PAIN)

    def test_consent_is_asked_once(self, client, athlete, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        url = reverse("lifts:lift_set_update", args=[row.pk])

        client.post(url, self.sent(row, **{"edit-pain": "4", "edit-keep_pain": "on"}))

        row.refresh_from_db()
        assert row.pain == 4
        assert has_consent(athlete, Purpose.PAIN)
        assert "edit-keep_pain" not in client.get(url, headers=htmx(line)).text
        client.post(url, self.sent(row, **{"edit-pain": "0"}))
        row.refresh_from_db()
        assert row.pain == 0

    def test_a_tick_without_a_number_allows_nothing(self, client, athlete, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        client.post(
            reverse("lifts:lift_set_update", args=[row.pk]),
            self.sent(row, **{"edit-keep_pain": "on", "edit-note": "Fine"}),
        )

        assert not has_consent(athlete, Purpose.PAIN)

    def test_looking_at_pounds_in_kilograms_and_saving_changes_no_load(self, client, line):
        row = LiftSetFactory(
            workout=line.workout, exercise=line.exercise, typed_load=45, typed_unit="lb"
        )

        client.post(
            reverse("lifts:lift_set_update", args=[row.pk]),
            self.sent(row, **{"edit-load": "20.41", "edit-reps": "9"}),
        )

        row.refresh_from_db()
        assert (row.typed_load, row.typed_unit, row.reps) == (45, "lb", 9)

    def test_bad_input_is_answered_beside_its_field(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.post(
            reverse("lifts:lift_set_update", args=[row.pk]),
            self.sent(row, **{"edit-rir": "0.3", "edit-note": "kept"}),
            headers=htmx(line),
        )

        assert response.status_code == 422
        assert "Whole or half reps only." in response.text
        assert 'value="kept"' in response.text
        row.refresh_from_db()
        assert row.revision == 1

    def test_a_strangers_set_is_not_there(self, stranger_client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        url = reverse("lifts:lift_set_update", args=[row.pk])

        assert stranger_client.get(url).status_code == 404
        assert stranger_client.post(url, self.sent(row, **{"edit-reps": "1"})).status_code == 404
        row.refresh_from_db()
        assert row.reps == 10


class TestLiftSetRirUpdate:
    def test_one_tap_of_zero_is_zero_and_not_unknown(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]),
            {"op_id": str(new_uuid7()), "rir": "0"},
            headers=htmx(line),
        )

        row.refresh_from_db()
        assert row.rir == 0
        assert row.rir is not None
        assert "RIR 0" in response.text

    def test_an_absurd_effort_is_refused(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]),
            {"op_id": str(new_uuid7()), "rir": "99"},
        )

        assert response.status_code == 422

    def test_a_strangers_set_is_not_there(self, stranger_client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = stranger_client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]),
            {"op_id": str(new_uuid7()), "rir": "0"},
        )

        assert response.status_code == 404


class TestLiftSetDelete:
    def test_takes_it_out_and_offers_to_bring_it_back(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        operation_id = str(new_uuid7())

        response = client.post(
            reverse("lifts:lift_set_delete", args=[row.pk]),
            {"op_id": operation_id},
            headers=htmx(line),
        )

        row.refresh_from_db()
        assert row.deleted_at is not None
        undo_url = reverse("lifts:operation_undo", args=[operation_id])
        assert undo_url in response.text

        client.post(undo_url, {"op_id": str(new_uuid7())}, headers=htmx(line))

        row.refresh_from_db()
        assert row.deleted_at is None

    def test_a_strangers_set_stays(self, stranger_client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = stranger_client.post(
            reverse("lifts:lift_set_delete", args=[row.pk]), {"op_id": str(new_uuid7())}
        )

        assert response.status_code == 404
        row.refresh_from_db()
        assert row.deleted_at is None

    def test_reading_deletes_nothing(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        assert client.get(reverse("lifts:lift_set_delete", args=[row.pk])).status_code == 405


class TestOperationUndo:
    def test_a_strangers_change_is_not_there(self, client, stranger_client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        operation_id = str(new_uuid7())
        client.post(reverse("lifts:lift_set_delete", args=[row.pk]), {"op_id": operation_id})

        response = stranger_client.post(
            reverse("lifts:operation_undo", args=[operation_id]), {"op_id": str(new_uuid7())}
        )

        assert response.status_code == 404
        row.refresh_from_db()
        assert row.deleted_at is not None


class TestRefusals:
    """A change whose id was used for something else is refused everywhere, and explained."""

    def test_to_htmx_by_a_toast(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        used = str(new_uuid7())
        client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]), {"op_id": used, "rir": "1"}
        )

        response = client.post(
            reverse("lifts:lift_set_delete", args=[row.pk]), {"op_id": used}, headers=htmx(line)
        )

        assert response.status_code == 409
        assert response.headers["HX-Reswap"] == "none"
        assert "saved already" in response.headers["HX-Trigger"]

    def test_otherwise_by_a_message(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        used = str(new_uuid7())
        client.post(
            reverse("lifts:lift_set_rir_update", args=[row.pk]), {"op_id": used, "rir": "1"}
        )

        response = client.post(
            reverse("lifts:lift_set_delete", args=[row.pk]), {"op_id": used}, follow=True
        )

        assert "saved already" in response.text
