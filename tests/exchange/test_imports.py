"""A file becomes sets only after a yes, once, and only its owner's."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from apps.exchange import services
from apps.exchange.domain.answers import Answers
from apps.exchange.models import Import
from apps.exchange.services import importing, storing
from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent
from tests.exchange.conftest import FILE
from tests.support.factories.lifts import LiftSetFactory

NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


def store(athlete, text=FILE, *, keep_pain=False):
    parsed = services.read_file(text.encode())
    answers = Answers(
        exercises=services.matched_names_for(athlete, parsed),
        unit="kg",
        time_zone="Europe/Berlin",
        keep_pain=keep_pain,
    )
    stored = services.store_content(
        athlete=athlete, content=text.encode(), answers=answers, now=NOW
    )
    return stored.result


class TestImportCreate:
    def test_a_file_leads_to_its_preview_and_stores_nothing(self, upload, exercises, athlete):
        response = upload()
        pending = Import.objects.get()
        assert response.status_code == 303
        assert response["Location"] == f"/data/import/{pending.pk}/"
        assert pending.athlete == athlete
        assert not LiftSet.objects.exists()
        assert not Operation.objects.exists()

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "empty"),
            (b"PK\x03\x04\x00\x00", "no text file"),
            (b"\x00\x01", "not a text file"),
            (b"exercise,reps\nCurl,8\n", "no column named date"),
        ],
    )
    def test_an_unreadable_file_is_answered_beside_its_field(
        self, upload, exercises, content, words
    ):
        response = upload(content)
        assert response.status_code == 422
        assert words in response.content.decode()
        assert not Import.objects.exists()

    def test_no_file_is_answered_beside_its_field(self, client):
        response = client.post("/data/import/", {"unit": "kg", "time_zone": "UTC"})
        assert response.status_code == 422
        assert "file" in response.context["form"].errors

    def test_a_visitor_is_sent_to_sign_in(self, anonymous_client):
        assert anonymous_client.get("/data/import/").status_code == 302

    def test_too_many_files_in_a_minute(self, upload, exercises):
        answers = [upload().status_code for _ in range(11)]
        assert answers == [303] * 10 + [429]

    def test_a_forgotten_file_goes_with_the_next(self, upload, exercises):
        upload()
        Import.objects.update(created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        upload()
        assert Import.objects.count() == 1


class TestImportDetail:
    def test_it_says_what_is_in_the_file(self, upload, exercises):
        text = FILE + "soon,Legs,Single-leg extension,3,left,30,kg,8,1,,,\n"
        response = upload(text, follow=True)
        preview = response.context["preview"]
        assert (preview.rows, preview.workouts, preview.sided, preview.both) == (7, 2, 6, 1)
        assert [(problem.line, problem.column) for problem in preview.problems] == [(9, "date")]
        assert "4 May 2026 to 6 May 2026" in response.content.decode()

    def test_an_unknown_name_gets_a_drop_down(self, upload, exercises):
        response = upload(FILE.replace("One-arm row", "Single-arm rowing"), follow=True)
        preview = response.context["preview"]
        [open_name] = preview.open_names
        assert (open_name.name, open_name.rows) == ("Single-arm rowing", 2)
        assert ("one-arm-row", "One-arm row") in open_name.suggested

    def test_left_and_right_in_names_are_never_merged(self, upload, exercises):
        text = "date,exercise,reps\n2026-05-04,Curl (Left),8\n2026-05-04,Curl (Right),8\n"
        names = upload(text, follow=True).context["preview"].open_names
        assert [one.name for one in names] == ["Curl (Left)", "Curl (Right)"]

    def test_somebody_elses_file_is_not_there(self, upload, exercises, stranger_client):
        upload()
        pending = Import.objects.get()
        assert stranger_client.get(pending.get_absolute_url()).status_code == 404
        for action in ("accept", "discard"):
            assert stranger_client.post(f"{pending.get_absolute_url()}{action}/").status_code == 404
        assert Import.objects.filter(pk=pending.pk).exists()
        assert not LiftSet.objects.exists()

    def test_a_visitor_is_sent_to_sign_in(self, upload, exercises, anonymous_client):
        upload()
        url = Import.objects.get().get_absolute_url()
        assert anonymous_client.get(url).status_code == 302


class TestImportAccept:
    def accept(self, client, **fields):
        return client.post(f"{Import.objects.waiting().get().get_absolute_url()}accept/", fields)

    def test_the_sets_are_in_the_log_and_balance_is_next(self, upload, client, exercises):
        upload()
        response = self.accept(client)
        assert response.status_code == 303
        assert response["Location"] == "/balance/"
        assert LiftSet.objects.count() == 7
        assert Workout.objects.count() == 2
        assert WorkoutExercise.objects.count() == 3
        assert Import.objects.get().content == b""

    def test_loads_stay_as_typed_and_rir_zero_stays_zero(self, upload, client, exercises):
        upload()
        self.accept(client)
        row = LiftSet.objects.filter(exercise=exercises["row"], side="left").get()
        assert (row.typed_load, row.typed_unit, row.rir) == (Decimal(45), "lb", None)
        assert row.load_kg == Decimal("20.41166")
        left = LiftSet.objects.filter(exercise=exercises["extension"], side="left").first()
        assert (left.rir, left.pair_order, left.note) == (0, 2, "slow, but fine")
        assert left.side_source == "imported"

    def test_the_day_is_the_athletes_and_not_greenwichs(self, upload, client, exercises):
        upload("date,exercise,side,reps\n2026-05-04T00:30,Single-leg extension,left,8\n")
        self.accept(client)
        workout = Workout.objects.get()
        assert workout.local_date == dt.date(2026, 5, 4)
        assert workout.started_at == dt.datetime(2026, 5, 3, 22, 30, tzinfo=dt.UTC)

    def test_a_chosen_exercise_takes_its_rows_and_the_rest_is_left_out(
        self, upload, client, exercises
    ):
        text = FILE.replace("One-arm row", "Rowing").replace("Assisted pull-up", "Pulling")
        upload(text)
        names = [one["name"] for one in Import.objects.get().summary["names"] if not one["slug"]]
        field = f"other_{names.index('Rowing')}"
        self.accept(client, **{field: "one arm ROW"})
        assert LiftSet.objects.filter(exercise=exercises["row"]).count() == 2
        assert LiftSet.objects.count() == 6

    def test_an_exercise_that_does_not_exist_stores_nothing(self, upload, client, exercises):
        upload(FILE.replace("One-arm row", "Rowing"))
        assert self.accept(client, exercise_0="no-such-thing").status_code == 422
        assert not LiftSet.objects.exists()

    def test_a_double_click_stores_once(self, upload, athlete, exercises):
        upload()
        pending = Import.objects.get()
        results = [
            services.accept_import(
                athlete=athlete, pending=pending, said=services.Said(), now=NOW, start=print
            )
            for _ in range(2)
        ]
        assert results[0] == results[1]
        assert LiftSet.objects.count() == 7

    def test_pain_is_kept_only_with_a_yes(self, upload, client, athlete, exercises):
        text = "date,exercise,side,reps,pain\n2026-05-04,Single-leg extension,left,8,3\n"
        upload(text)
        self.accept(client)
        assert LiftSet.objects.get().pain is None
        assert not has_consent(athlete, Purpose.PAIN)

    def test_pain_with_a_yes(self, upload, client, athlete, exercises):
        upload("date,exercise,side,reps,pain\n2026-05-04,Single-leg extension,left,8,3\n")
        self.accept(client, keep_pain="on")
        assert LiftSet.objects.get().pain == 3
        assert has_consent(athlete, Purpose.PAIN)

    def test_the_detector_hears_of_it(
        self, upload, client, exercises, django_capture_on_commit_callbacks
    ):
        upload()
        with django_capture_on_commit_callbacks() as callbacks:
            self.accept(client)
        assert callbacks


class TestImportDiscard:
    def test_the_file_is_gone_and_the_log_as_it_was(self, upload, client, exercises):
        upload()
        response = client.post(f"{Import.objects.get().get_absolute_url()}discard/")
        assert response["Location"] == "/data/"
        assert not Import.objects.exists()
        assert not LiftSet.objects.exists()


class TestStore:
    def test_the_same_file_twice_is_the_same_sets_once(self, athlete, exercises):
        assert store(athlete).added == 7
        again = store(athlete)
        assert (again.added, again.known) == (0, 7)
        assert LiftSet.objects.count() == 7

    def test_a_grown_file_adds_what_is_new(self, athlete, exercises):
        store(athlete)
        grown = FILE + (
            "2026-05-06 18:30,Pull,One-arm row,2,left,45,lb,9,,,,\n"
            "2026-05-08 18:30,Legs,Single-leg extension,1,left,40,kg,8,1,,,\n"
        )
        result = store(athlete, grown)
        assert (result.added, result.known) == (2, 7)
        assert Workout.objects.count() == 3
        assert LiftSet.objects.filter(workout__title="Pull").count() == 4

    def test_equal_rows_are_all_kept(self, athlete, exercises):
        line = "2026-05-04,Single-leg extension,left,30,kg,8\n"
        store(athlete, "date,exercise,side,load,unit,reps\n" + line * 3)
        assert list(LiftSet.objects.values_list("set_index", flat=True)) == [1, 2, 3]

    def test_the_order_of_sides_in_the_file_does_not_matter(self, athlete, exercises):
        head = "date,exercise,side,load,unit,reps\n"
        left = "2026-05-04,Single-leg extension,left,30,kg,8\n"
        right = "2026-05-04,Single-leg extension,right,35,kg,8\n"
        store(athlete, head + left + right + left + right)
        assert store(athlete, head + left + left + right + right).added == 0

    def test_a_deleted_set_does_not_come_back(self, athlete, exercises):
        store(athlete)
        LiftSet.objects.filter(exercise=exercises["row"], side="left").update(deleted_at=NOW)
        assert store(athlete).added == 0

    def test_a_deleted_workout_does_not_come_back(self, athlete, exercises):
        store(athlete)
        Workout.objects.filter(title="Pull").update(deleted_at=NOW)
        grown = FILE + "2026-05-06 18:30,Pull,One-arm row,2,left,45,lb,9,,,,\n"
        assert store(athlete, grown).added == 0

    def test_two_athletes_importing_one_file_get_rows_of_their_own(
        self, athlete, stranger, exercises
    ):
        store(athlete)
        assert store(stranger).added == 7
        assert LiftSet.objects.count() == 14

    def test_a_failure_in_the_middle_stores_nothing(self, athlete, exercises):
        # A row of somebody else already has the identifier of this file's last set.
        store(athlete)
        last = LiftSet.objects.filter(exercise=exercises["row"], side="right").get()
        taken = last.pk
        Operation.objects.all().delete()
        Workout.objects.all().delete()
        LiftSetFactory(id=taken)
        before = LiftSet.objects.count()
        with pytest.raises(IntegrityError), transaction.atomic():
            store(athlete)
        assert LiftSet.objects.count() == before
        assert Workout.objects.filter(athlete=athlete).count() == 0

    def test_a_row_without_a_side_never_claims_one(self, athlete, exercises):
        store(
            athlete, "date,exercise,reps\n2026-05-04,One-arm row,8\n2026-05-04,Assisted pull-up,5\n"
        )
        sides = dict(LiftSet.objects.values_list("exercise__slug", "side"))
        assert sides == {"one-arm-row": "each", "assisted-pull-up": "both"}
        assert set(LiftSet.objects.values_list("side_source", flat=True)) == {"assumed"}

    @pytest.mark.parametrize(
        "line",
        [
            "2026-05-04,One-arm row,left,-20,kg,8",
            "2026-05-04,One-arm row,left,1501,kg,8",
            "2026-11-30,One-arm row,left,20,kg,8",
        ],
    )
    def test_what_cannot_be_logged_is_refused_alone(self, athlete, exercises, line):
        good = "2026-05-04,One-arm row,right,20,kg,8\n"
        result = store(athlete, f"date,exercise,side,load,unit,reps\n{line}\n{good}")
        assert (result.added, result.refused) == (1, 1)


@pytest.mark.django_db
class TestConstraints:
    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"status": "accepted"}, "exchange_import_accepted_has_time"),
            ({"unit": "st"}, "exchange_import_unit_known"),
        ],
    )
    def test_the_database_refuses(self, athlete, fields, name):
        values = {"unit": "kg", "content": b"x", "summary": {}, "athlete": athlete} | fields
        with pytest.raises(IntegrityError, match=name):
            Import.objects.create(**values)


class TestReading:
    """A long file is read as seldom as it can be."""

    SCATTERED = "date,exercise,side,reps\n2026-05-04,{0},left,8\n2026-05-05,{0},left,8\n2026-05-04,{0},left,9\n"

    @pytest.fixture
    def readings(self, monkeypatch):
        counted = []
        for module in (importing, storing):
            read = module.read_items

            def counting(content, read=read):
                counted.append(content)
                return read(content)

            monkeypatch.setattr(module, "read_items", counting)
        return counted

    def test_once_to_look_and_once_to_store(self, upload, client, exercises, readings):
        kept = Import.objects.get(pk=upload()["Location"].split("/")[-2])
        assert len(readings) == 1
        client.post(f"{kept.get_absolute_url()}accept/", {})
        assert len(readings) == 2
        assert LiftSet.objects.count() == 7

    def test_a_workout_in_two_places_of_the_file_is_one_workout(
        self, upload, client, exercises, readings
    ):
        text = self.SCATTERED.format("One-arm row")
        kept = Import.objects.get(pk=upload(text)["Location"].split("/")[-2])
        assert (kept.summary["rows"], kept.summary["known"]) == (3, 0)
        client.post(f"{kept.get_absolute_url()}accept/", {})
        assert LiftSet.objects.count() == 3
        assert Workout.objects.count() == 2
        again = Import.objects.get(pk=upload(text)["Location"].split("/")[-2])
        assert again.summary["known"] == 3
