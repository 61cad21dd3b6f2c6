"""What leaves as a file comes back as the same sets."""

import datetime as dt

from msgspec.structs import replace

from apps.exchange import services
from apps.exchange.domain.levelset_csv import parse
from apps.lifts.models import LiftSet, Workout
from tests.exchange.conftest import FILE
from tests.exchange.test_imports import store
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory


def export(athlete) -> str:
    return b"".join(services.export_file_for(athlete)).decode("utf-8-sig")


def rows_of(athlete):
    return [replace(row, set_id=None) for row in parse(export(athlete)).rows]


class TestRoundTrip:
    def test_another_athlete_gets_the_same_rows(self, logged, stranger):
        store(stranger, export(logged), keep_pain=True)
        assert rows_of(stranger) == rows_of(logged)
        assert LiftSet.objects.filter(athlete=stranger).count() == 7

    def test_the_stored_columns_are_the_same(self, logged, stranger):
        columns = (
            "exercise", "performed_at", "set_index", "side", "side_source", "pair_order", "kind",
            "load_kg", "typed_load", "typed_unit", "load_basis", "rep_convention", "reps", "seconds",
            "rir", "pain", "capped_by_plan", "note",
        )  # fmt: skip
        store(stranger, export(logged), keep_pain=True)
        mine, theirs = (
            set(LiftSet.objects.filter(athlete=one).values_list(*columns))
            for one in (logged, stranger)
        )
        assert theirs == mine

    def test_the_own_export_adds_nothing(self, logged):
        result = store(logged, export(logged))
        assert (result.added, result.known) == (0, 7)

    def test_the_own_export_adds_nothing_after_an_edit_and_a_deletion(self, logged):
        text = export(logged)
        LiftSet.objects.filter(kind="check").update(reps=3)
        LiftSet.objects.filter(kind="warm_up").update(deleted_at=dt.datetime.now(dt.UTC))
        assert store(logged, text).added == 0

    def test_a_file_its_export_and_the_file_again_are_the_same_sets(self, athlete, exercises):
        store(athlete)
        assert store(athlete, export(athlete)).added == 0
        assert store(athlete, FILE).added == 0

    def test_a_day_decided_in_another_zone_stays(self, athlete, stranger, exercises):
        workout = WorkoutFactory(athlete=athlete, local_date=dt.date(2026, 3, 1))
        LiftSetFactory(workout=workout, exercise=exercises["row"])
        store(stranger, export(athlete))
        assert Workout.objects.get(athlete=stranger).local_date == dt.date(2026, 3, 1)


class TestExportCsv:
    def test_it_is_a_download_of_the_own_log_alone(self, logged, client, stranger_client):
        response = client.get("/data/export.csv")
        assert response["Content-Type"].startswith("text/csv")
        assert response["Content-Disposition"].startswith('attachment; filename="levelset-')
        assert "no-store" in response["Cache-Control"]
        assert len(parse(b"".join(response.streaming_content)).rows) == 7
        empty = stranger_client.get("/data/export.csv")
        assert parse(b"".join(empty.streaming_content)).rows == ()

    def test_text_that_a_spreadsheet_would_run_is_guarded(self, logged):
        text = export(logged)
        assert "'=SUM(A1)" in text
        assert "'-5 kg next time" in text
        assert ",-20,kg," in text

    def test_sets_of_a_running_workout_wait(self, athlete, exercises):
        LiftSetFactory(
            workout=WorkoutFactory(athlete=athlete, running=True), exercise=exercises["row"]
        )
        assert rows_of(athlete) == []

    def test_a_longer_log_asks_the_database_as_often(
        self, logged, exercises, django_assert_num_queries
    ):
        LiftSetFactory.create_batch(
            10, workout=WorkoutFactory(athlete=logged), exercise=exercises["row"]
        )
        with django_assert_num_queries(1):
            rows_of(logged)

    def test_a_visitor_is_sent_to_sign_in(self, anonymous_client):
        assert anonymous_client.get("/data/export.csv").status_code == 302


class TestData:
    def test_it_offers_both_ways(self, logged, client):
        page = client.get("/data/").content.decode()
        assert 'action="/data/import/"' in page
        assert 'href="/data/export.csv"' in page

    def test_the_example_can_be_read_whole(self, logged, client):
        response = client.get("/data/example.csv")
        parsed = parse(b"".join(response.streaming_content))
        assert parsed.problems == ()
        assert parsed.ignored_columns == ()
        assert len(parsed.rows) > 10
