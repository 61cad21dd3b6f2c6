"""Answers that the database gathers while others are worked on."""

from __future__ import annotations

import pytest
from django.db import DataError, connection, transaction

from apps.core.answers import answers_to

pytestmark = pytest.mark.django_db

HALVES = [(b"SELECT 10 / $1::int4", [divisor]) for divisor in (b"1", b"2", b"0")]


def number(answer) -> int:
    return int.from_bytes(answer.get_value(0, 0))


@pytest.mark.parametrize("ahead", [True, False])
class TestAnswers:
    def test_come_in_the_order_of_their_statements(self, ahead):
        assert [number(one) for one in answers_to(HALVES[:2], ahead=ahead)] == [10, 5]

    def test_of_nothing_are_none(self, ahead):
        assert list(answers_to([], ahead=ahead)) == []

    def test_an_error_comes_in_its_place_as_django_knows_it(self, ahead):
        found = []
        with pytest.raises(DataError), transaction.atomic():  # noqa: PT012
            for one in answers_to(HALVES, ahead=ahead):
                found.append(number(one))  # noqa: PERF401
        assert found == [10, 5]

    def test_whoever_stops_early_can_ask_something_else(self, ahead):
        answers = answers_to([*HALVES[:2], *HALVES[:2]], ahead=ahead)
        assert number(next(answers)) == 10
        answers.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 7")
            assert cursor.fetchone() == (7,)

    def test_a_statement_longer_than_what_a_socket_holds_arrives(self, ahead):
        long = b"x" * 3_000_000
        (answer,) = answers_to([(b"SELECT length($1::text)", [long])], ahead=ahead)
        assert number(answer) == len(long)
