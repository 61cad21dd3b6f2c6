"""Sessions on paper."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.programs.models import Prescription
from tests.support.factories.programs import session_with, two_sided_line
from tests.support.player import at

PRINT = reverse("programs:program_print")


class TestProgramPrint:
    def test_has_a_table_for_each_exercise_with_the_left_side_left(self, client, session):
        html = client.get(PRINT).text

        assert html.count('class="sheet-table"') == 2
        heads = re.findall(r'<th scope="colgroup"[^>]*>([^<:]*):', html)
        assert heads == ["Left (first)", "Right", "Both sides together"]

    def test_has_a_row_for_each_set_and_a_cell_for_each_number(self, client, session):
        table = re.search(
            r'<table class="sheet-table">.*?</table>', client.get(PRINT).text, re.DOTALL
        )[0]

        assert table.count('scope="row"') == 2
        # kg, reps and reps left over, for two sides and two sets.
        assert table.count("<td></td>") == 12

    def test_a_side_with_fewer_sets_has_no_place_to_fill_in(self, client, session, row):
        line = two_sided_line(row, sets=3)
        Prescription.objects.filter(session=session, position=0).update(
            content={**line.to_dict(), "left": {**line.to_dict()["left"], "sets": 2}}
        )

        assert client.get(PRINT).text.count("sheet-none") == 1

    def test_says_why_shortly_and_whom_to_ask(self, client, session):
        html = client.get(PRINT).text

        assert "Your left side goes first, while you are fresh." in html
        assert "get help" in html
        assert "<script" not in html.split("<main")[1].split("</main")[0]

    def test_shows_the_week_that_is_asked_for(self, client, session, row):
        session_with(
            session.athlete, (row, two_sided_line(row)), days=8, week=2, program=session.program
        )

        assert "Week 2 of 4" in client.get(PRINT, {"week": "2"}).text
        assert client.get(PRINT).text.count('class="sheet"') == 1

    @pytest.mark.parametrize("week", ["0", "99", "-1", "NaN", "1e9", "²", "9" * 400, "", "\x00"])
    def test_nonsense_gets_the_week_to_do(self, client, session, week):
        page = client.get(PRINT, {"week": week})

        assert page.status_code == 200
        assert "Week 1 of 4" in page.text

    def test_what_is_left_out_is_not_on_paper(self, client, session, later):
        client.post(at("session_skip", session))

        assert client.get(PRINT).text.count('class="sheet"') == 1

    def test_without_a_program_there_is_nothing_to_print(self, client, athlete):
        assert client.get(PRINT)["Location"] == reverse("programs:program_detail")

    def test_costs_the_same_however_many_sessions(self, client, session, later, row):
        with CaptureQueriesContext(connection) as few:
            client.get(PRINT)
        for n in range(2, 6):
            session_with(
                session.athlete,
                (row, two_sided_line(row)),
                days=n,
                day_index=n,
                program=session.program,
            )
        with CaptureQueriesContext(connection) as many:
            client.get(PRINT)

        assert len(many) == len(few)

    def test_nobody_else_and_no_post(self, anonymous_client, stranger_client, client, session):
        assert stranger_client.get(PRINT).status_code == 303
        assert anonymous_client.get(PRINT).status_code == 302
        assert client.post(PRINT).status_code == 405


class TestSessionPrint:
    def test_prints_one_session(self, client, session, later):
        html = client.get(at("session_print", session)).text

        assert html.count('class="sheet"') == 1

    def test_nobody_else(self, anonymous_client, stranger_client, session):
        assert stranger_client.get(at("session_print", session)).status_code == 404
        assert anonymous_client.get(at("session_print", session)).status_code == 302
