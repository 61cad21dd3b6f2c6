"""News travels up after the change is safe, once, to whoever listens."""

import pytest
from django.db import transaction

from apps.core import events
from apps.core.events import Event, News, announce, register
from apps.core.identifiers import new_uuid7

ATHLETE = new_uuid7()
NEWS = News(event=Event.SETS_IMPORTED, athlete_id=ATHLETE)


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch):
    """Keep the app's own receivers out of it."""
    monkeypatch.setattr(events, "_receivers", type(events._receivers)(list))


@pytest.fixture
def heard():
    news = []
    register(Event.SETS_IMPORTED, news.append)
    return news


class TestAnnounce:
    @pytest.mark.django_db(transaction=True)
    def test_is_told_after_the_commit(self, heard):
        with transaction.atomic():
            announce(NEWS)
            assert heard == []

        assert heard == [NEWS]

    @pytest.mark.django_db(transaction=True)
    def test_nothing_is_told_of_what_was_rolled_back(self, heard):
        with transaction.atomic():
            announce(NEWS)
            transaction.set_rollback(True)

        assert heard == []

    @pytest.mark.django_db(transaction=True)
    def test_without_a_transaction_it_is_told_at_once(self, heard):
        announce(NEWS)

        assert heard == [NEWS]

    @pytest.mark.django_db(transaction=True)
    def test_one_that_fails_neither_undoes_it_nor_silences_the_others(self, caplog):
        news = []

        def fail(_news):
            raise LookupError("no such thing")

        register(Event.SETS_IMPORTED, fail)
        register(Event.SETS_IMPORTED, news.append)
        with transaction.atomic():
            announce(NEWS)

        assert news == [NEWS]

    def test_only_those_who_asked_for_it_hear_it(
        self, db, heard, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            announce(News(event=Event.WORKOUT_FINISHED, athlete_id=ATHLETE))

        assert heard == []

    def test_in_the_order_of_registration(self, db, django_capture_on_commit_callbacks):
        order = []
        register(Event.SETS_IMPORTED, lambda _news: order.append("first"))
        register(Event.SETS_IMPORTED, lambda _news: order.append("second"))

        with django_capture_on_commit_callbacks(execute=True):
            announce(NEWS)

        assert order == ["first", "second"]


class TestRegister:
    def test_twice_is_once(self, db, django_capture_on_commit_callbacks):
        news = []
        listener = news.append
        register(Event.SETS_IMPORTED, listener)
        register(Event.SETS_IMPORTED, listener)

        with django_capture_on_commit_callbacks(execute=True):
            announce(NEWS)

        assert news == [NEWS]
