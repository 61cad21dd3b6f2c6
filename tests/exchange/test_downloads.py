"""A long log's ZIP is packed by a process of its own, once, for its athlete alone, and for a day."""

import datetime as dt
import io
import zipfile

import pytest
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from apps.exchange import services
from apps.exchange.models import Download, DownloadPiece
from apps.exchange.services import downloads, jobs

EVERYTHING = reverse("exchange:download_everything")


@pytest.fixture(autouse=True)
def started(monkeypatch):
    """Every log is long; processes that would pack are only noted."""
    found = []
    monkeypatch.setattr(downloads, "INLINE_SETS", 3)
    monkeypatch.setattr(services, "start_packing", found.append)
    return found


@pytest.fixture
def press(sure_client, django_capture_on_commit_callbacks):
    def pressed():
        with django_capture_on_commit_callbacks(execute=True):
            return sure_client.post(EVERYTHING)

    return pressed


@pytest.fixture
def packed(logged, press):
    press()
    kept = Download.objects.get()
    services.continue_download(kept.pk)
    kept.refresh_from_db()
    return kept


def file_of(kept):
    return reverse("exchange:download_file", args=[kept.pk])


class TestPacking:
    def test_a_press_leads_to_a_page_that_tells_how_far_it_is(self, logged, press, client, started):
        answer = press()
        kept = Download.objects.get()
        assert (answer.status_code, answer["Location"]) == (303, kept.get_absolute_url())
        assert started == [kept.pk]
        page = client.get(kept.get_absolute_url()).text
        assert "Packing your data" in page
        assert "every 2s" in page
        part = client.get(
            kept.get_absolute_url(), headers={"HX-Request": "true", "HX-Target": "download-status"}
        ).text
        assert part.strip().startswith('<div id="download-status"')

    def test_the_file_is_the_one_that_a_short_log_gets(self, packed, sure_client, started):
        assert "Your ZIP is ready" in sure_client.get(packed.get_absolute_url()).text
        response = sure_client.get(file_of(packed))
        body = b"".join(response.streaming_content)
        assert int(response["Content-Length"]) == len(body) == packed.size
        assert response["Content-Type"] == "application/zip"
        assert response["Cache-Control"] == "private, no-store"
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        found = zipfile.ZipFile(io.BytesIO(body))
        assert found.testzip() is None
        assert b'"records":{' in found.read("levelset.json")

    def test_a_file_of_many_pieces_is_put_together_in_order(
        self, logged, press, sure_client, monkeypatch
    ):
        monkeypatch.setattr(downloads, "_PIECE", 100)
        press()
        kept = Download.objects.get()
        services.continue_download(kept.pk)
        assert DownloadPiece.objects.count() > 10
        body = b"".join(sure_client.get(file_of(kept)).streaming_content)
        assert zipfile.ZipFile(io.BytesIO(body)).testzip() is None

    def test_it_speaks_the_language_of_the_browser_that_asked(
        self, logged, sure_client, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            sure_client.post(EVERYTHING, headers={"Accept-Language": "de"})
        services.continue_download(Download.objects.get().pk)
        body = b"".join(sure_client.get(file_of(Download.objects.get())).streaming_content)
        readme = zipfile.ZipFile(io.BytesIO(body)).read("README.txt").decode()
        assert "Levelset" in readme
        assert "Datei" in readme

    def test_a_double_press_packs_once(self, logged, press, started):
        first, second = press(), press()
        assert first["Location"] == second["Location"]
        assert len(started) == 1

    def test_a_later_press_packs_anew_and_keeps_no_older_file(self, packed, press, started):
        press()
        assert Download.objects.get().pk == started[-1] != packed.pk
        assert not DownloadPiece.objects.exists()

    def test_a_short_log_gets_its_file_at_once(self, logged, press, monkeypatch, started):
        monkeypatch.setattr(downloads, "INLINE_SETS", 7)
        response = press()
        assert response["Content-Type"] == "application/zip"
        response.close()
        assert started == []

    def test_the_page_of_everything_leads_back_to_it(self, packed, sure_client):
        assert f'href="{packed.get_absolute_url()}"' in sure_client.get(EVERYTHING).text


class TestStops:
    def test_one_whose_process_has_ended_can_begin_again(self, logged, press, client, started):
        press()
        kept = Download.objects.get()
        again = reverse("exchange:download_resume", args=[kept.pk])
        client.post(again)
        assert len(started) == 1
        Download.objects.update(worked_at=timezone.now() - dt.timedelta(minutes=2))
        assert "Begin again" in client.get(kept.get_absolute_url()).text
        client.post(again)
        assert started == [kept.pk] * 2

    def test_a_second_process_leaves_it_to_the_first(self, logged, press):
        press()
        kept = Download.objects.get()
        with jobs.alone_at(Download, kept.pk) as report:
            assert report is not None
            services.continue_download(kept.pk)
        kept.refresh_from_db()
        assert not kept.is_ready

    def test_a_kill_before_the_end_keeps_nothing(self, logged, press, monkeypatch):
        def killed(**_values):
            raise KeyboardInterrupt

        press()
        kept = Download.objects.get()
        monkeypatch.setattr(downloads.Download.objects, "filter", killed)
        with pytest.raises(KeyboardInterrupt):
            downloads._keep(kept.pk, io.BytesIO(b"something"))
        monkeypatch.undo()
        assert not DownloadPiece.objects.exists()

    def test_one_that_was_called_off_is_not_kept(self, logged, press, client):
        press()
        kept = Download.objects.get()
        client.post(reverse("exchange:download_discard", args=[kept.pk]))
        downloads._keep(kept.pk, io.BytesIO(b"something"))
        services.continue_download(kept.pk)
        assert not Download.objects.exists()
        assert not DownloadPiece.objects.exists()


class TestWhoGetsIt:
    def test_a_stranger_finds_nothing(self, packed, stranger_client):
        for name in ("download_detail", "download_file"):
            url = reverse(f"exchange:{name}", args=[packed.pk])
            # The password is asked for before it is said whether anything is there.
            assert stranger_client.get(url).status_code == (302 if "file" in name else 404)
        for name in ("download_resume", "download_discard"):
            url = reverse(f"exchange:{name}", args=[packed.pk])
            assert stranger_client.post(url).status_code == 404
        assert DownloadPiece.objects.exists()

    def test_a_stranger_with_a_password_finds_nothing(self, packed, stranger, sure):
        assert sure(stranger).get(file_of(packed)).status_code == 404

    def test_the_password_is_asked_for_again(self, packed, client):
        answer = client.get(file_of(packed))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_reauthenticate"))

    def test_an_unfinished_file_is_not_there(self, logged, press, sure_client):
        press()
        assert sure_client.get(file_of(Download.objects.get())).status_code == 404

    def test_looking_changes_nothing(self, packed, client):
        for name in ("download_resume", "download_discard"):
            assert client.get(reverse(f"exchange:{name}", args=[packed.pk])).status_code == 405


class TestForgetting:
    @pytest.fixture(params=["sign-in", "start", "press"])
    def time_to_clear_away(self, request, athlete, stranger):
        return {
            "sign-in": lambda: user_logged_in.send(type(athlete.user), user=stranger.user, request=None),
            "start": lambda: call_command("forget_old_files"),
            "press": lambda: services.create_download(
                athlete=stranger, language="en", now=timezone.now(), start=print
            ),
        }[request.param]  # fmt: skip

    def test_it_is_gone_after_a_day(self, packed, time_to_clear_away):
        time_to_clear_away()
        assert DownloadPiece.objects.filter(download=packed).exists()
        Download.objects.filter(pk=packed.pk).update(
            created_at=timezone.now() - dt.timedelta(hours=25)
        )
        time_to_clear_away()
        assert not Download.objects.filter(pk=packed.pk).exists()
        assert not DownloadPiece.objects.exists()

    def test_it_can_be_deleted_before(self, packed, client):
        answer = client.post(reverse("exchange:download_discard", args=[packed.pk]), follow=True)
        assert "deleted here" in answer.text
        assert not DownloadPiece.objects.exists()


def test_progress_is_seen_by_others_while_it_is_packed(transactional_db, athlete):
    kept = Download.objects.create(athlete=athlete, language="en", created_at=timezone.now())
    with jobs.alone_at(Download, kept.pk) as report:
        report.total = 200
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        report(100)
        kept.refresh_from_db()
        assert kept.progress == 50
        assert kept.worked_at is not None
