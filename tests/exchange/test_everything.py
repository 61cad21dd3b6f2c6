"""Everything of an athlete's in one file: all of it, nobody else's, and kept by nobody on the way."""

import csv
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from apps.exchange import services
from apps.exchange.domain.dialects import parse_file
from apps.exchange.domain.portable import TABLES
from tests.exchange.conftest import PASSWORD
from tests.support.factories.lifts import LiftSetFactory, WorkoutExerciseFactory, WorkoutFactory

EVERYTHING = reverse("exchange:download_everything")
FLAVOURS = (reverse("exchange:export_strong"), reverse("exchange:export_hevy"))


def archive_of(athlete):
    return json.loads("".join(services.archive_for(athlete, now=timezone.now())))["tables"]


def body_of(response) -> bytes:
    return b"".join(response.streaming_content)


class TestArchive:
    def test_has_every_table_and_every_column(self, logged):
        tables = archive_of(logged)
        assert list(tables) == ["catalogue", *(table.name for table in TABLES)]
        for table in TABLES:
            fields = apps.get_model(table.model)._meta.concrete_fields
            columns = {field.attname for field in fields if field.name not in table.left_out}
            for record in tables[table.name]:
                assert set(record) == columns

    def test_holds_the_sets_as_they_are_stored(self, logged):
        sets = archive_of(logged)["sets"]
        assert [one["rir"] for one in sets if one["note"] == "-5 kg next time"] == ["0.0"]
        assert {one["typed_load"] for one in sets} >= {"24.000", "-20.000", "45.500", None}

    def test_deleted_and_running_work_is_there_too(self, athlete, exercises):
        workout = WorkoutFactory(athlete=athlete, running=True)
        LiftSetFactory(workout=workout, exercise=exercises["row"], deleted_at=timezone.now())
        tables = archive_of(athlete)
        assert tables["workouts"][0]["ended_at"] is None
        assert tables["sets"][0]["deleted_at"] is not None

    def test_has_nothing_of_a_stranger(self, logged, stranger):
        found = archive_of(stranger)
        assert [name for name in found if found[name]] == ["catalogue", "account", "profile"]
        assert str(logged.pk) not in json.dumps(found)

    def test_has_no_secret(self, athlete):
        athlete.user.set_password(PASSWORD)
        athlete.user.save()
        text = json.dumps(archive_of(athlete))
        assert athlete.user.password not in text
        assert "is_superuser" not in text

    def test_a_longer_log_asks_the_database_as_often(
        self, logged, exercises, django_assert_num_queries
    ):  # fmt: skip
        with django_assert_num_queries(len(TABLES) + 1):
            archive_of(logged)
        workout = WorkoutFactory(athlete=logged)
        WorkoutExerciseFactory(workout=workout, exercise=exercises["row"])
        LiftSetFactory.create_batch(9, workout=workout, exercise=exercises["row"])
        with django_assert_num_queries(len(TABLES) + 1):
            archive_of(logged)


class TestZip:
    def test_one_press_gives_all_files(self, logged, sure_client):
        response = sure_client.post(EVERYTHING)
        packed = zipfile.ZipFile(io.BytesIO(body_of(response)))
        assert packed.testzip() is None
        assert packed.namelist() == [
            "README.txt", "levelset.json", "sets.csv", "sets-strong.csv", "sets-hevy.csv",
        ]  # fmt: skip
        document = json.loads(packed.read("levelset.json"))
        assert document["records"]["sets"] == 7
        for name in ("sets.csv", "sets-strong.csv", "sets-hevy.csv"):
            assert len(parse_file(packed.read(name)).rows) == 7, name
        readme = packed.read("README.txt").decode()
        assert "&" not in readme
        for column in next(csv.reader(io.StringIO(packed.read("sets.csv").decode("utf-8-sig")))):
            assert column in readme

    def test_nobody_keeps_it_on_the_way_and_it_cannot_run(self, logged, sure_client):
        response = sure_client.post(EVERYTHING)
        assert response["Content-Type"] == "application/zip"
        assert response["Content-Disposition"].startswith(
            'attachment; filename="levelset-everything-'
        )
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        response.close()

    def test_the_password_is_asked_for_again(self, client):
        answer = client.get(EVERYTHING)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_reauthenticate"))

    def test_a_press_without_it_gives_no_file(self, client):
        answer = client.post(EVERYTHING)
        assert (answer.status_code, answer["Location"]) == (303, EVERYTHING)

    def test_looking_makes_no_file(self, sure_client):
        page = sure_client.get(EVERYTHING)
        assert page.status_code == 200
        assert 'id="download-now"' in page.text

    def test_a_visitors_copy_has_no_password_to_ask_for(self, athlete, client):
        athlete.demo_expires_at = timezone.now() + timezone.timedelta(days=1)
        athlete.save()
        assert client.get(EVERYTHING).status_code == 200
        response = client.post(EVERYTHING)
        assert response["Content-Type"] == "application/zip"
        response.close()

    def test_a_visitor_is_sent_to_sign_in(self, anonymous_client):
        assert anonymous_client.post(EVERYTHING).status_code == 302

    def test_who_asks_too_often_waits(self, logged, sure_client):
        cache.clear()
        answers = [sure_client.post(EVERYTHING) for _ in range(7)]
        assert [one.status_code for one in answers] == [200] * 6 + [429]
        for one in answers:
            one.close()


@pytest.mark.parametrize("url", FLAVOURS)
class TestFlavours:
    def test_is_a_download_of_the_own_log_alone(self, logged, client, stranger_client, url):
        response = client.get(url)
        assert response["Content-Disposition"].startswith('attachment; filename="levelset-')
        assert response["Cache-Control"] == "private, no-store"
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        text = body_of(response).decode()
        assert "(Left)" in text
        assert len(parse_file(text).rows) == 7
        assert parse_file(body_of(stranger_client.get(url))).rows == ()

    def test_a_visitor_is_sent_to_sign_in(self, anonymous_client, url):
        assert anonymous_client.get(url).status_code == 302


def test_the_page_of_data_offers_all_of_it(client):
    page = client.get(reverse("exchange:data")).text
    for url in (EVERYTHING, *FLAVOURS, reverse("exchange:export_csv")):
        assert f'href="{url}"' in page
