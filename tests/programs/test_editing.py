"""Other numbers for one line of a session still to come."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.lifts.models import LiftSet
from apps.programs.domain.program import ReasonCode
from apps.programs.models import ProgramChange, Session
from apps.programs.services import progress_after, reorder_upcoming
from tests.support.editing import change, complete, form_of, row_of, url
from tests.support.factories.profiles import AthleteFactory
from tests.support.factories.programs import session_with, two_sided_line
from tests.support.health import tell
from tests.support.player import at, log_all

pytestmark = pytest.mark.django_db


class TestLineUpdate:
    def test_a_planned_session_leads_to_each_of_its_lines(self, client, planned):
        html = client.get(planned.get_absolute_url()).text
        for row in planned.prescriptions.all():
            assert url("line_update", row.pk) in html
            assert client.get(url("line_update", row.pk)).status_code == 200

    def test_takes_numbers_as_typed_and_says_whose_they_are(self, client, planned):
        row = row_of(planned)
        response = change(client, row, load="22,5", reps_low="6", reps_high="9", rir="3")

        assert response.status_code == 303
        line = row_of(planned).line
        assert [dose.load_kg for dose in line.doses] == [22.5, 22.5]
        assert [(d.reps_low, d.reps_high, d.rir_target) for d in line.doses] == [(6, 9, 3)] * 2
        codes = [reason.code for reason in line.reasons]
        assert codes[0] is ReasonCode.YOUR_CHOICE
        assert ReasonCode.WEAKER_SIDE_FIRST in codes

    def test_is_a_visible_change_on_both_pages(self, client, planned):
        change(client, row_of(planned), load="25")
        for page in (planned.get_absolute_url(), reverse("programs:program_detail")):
            html = client.get(page).text
            assert "You set these numbers yourself" in html
            assert "20\xa0kg" in html or "20 kg" in html
            assert "25\xa0kg" in html or "25 kg" in html

    def test_pounds_stay_as_typed(self, client, athlete, planned):
        athlete.weight_unit = "lb"
        athlete.save()
        row = row_of(planned)
        change(client, row, load="46.3")

        html = client.get(url("line_update", row.pk)).text
        assert 'value="46.3"' in html
        assert "46.3" in client.get(planned.get_absolute_url()).text

    def test_a_rounded_plan_is_not_changed_by_looking_at_it(self, client, athlete, planned):
        """20 kg are shown as 45 lb; saving the page unchanged must not make them 20.41 kg."""
        athlete.weight_unit = "lb"
        athlete.save()
        row = row_of(planned)
        change(client, row, load="45")
        assert row_of(planned).line == row.line
        assert not ProgramChange.objects.exists()

    def test_holds_here_only_or_wherever_it_is_to_come(self, client, planned, later):
        change(client, row_of(planned), left_sets=3, right_sets=3)
        assert row_of(later).line.left.sets == 2

        change(client, row_of(planned), left_sets=4, right_sets=4, scope="to_come")
        assert row_of(later).line.left.sets == 4
        assert "in 2 sessions" in client.get(planned.get_absolute_url()).text

    def test_unequal_sets_are_taken_and_warned_of_by_side(self, client, planned):
        response = change(client, row_of(planned), left_sets="4")

        assert response.status_code == 303
        assert row_of(planned).line.left.sets == 4
        html = client.get(planned.get_absolute_url()).text
        assert "different numbers of sets" in html
        assert "left 4 sets, right 2 sets" in html
        assert "Week 1:" in html

    def test_a_warning_is_said_of_what_the_change_broke_alone(self, client, planned):
        """What was broken before is not the fault of this change."""
        change(client, row_of(planned), left_sets="4")
        change(client, row_of(planned), rir="4")

        newest = ProgramChange.objects.order_by("-made_at").first()
        assert "unequal_sets" not in {breach["rule"] for breach in newest.breaches}

    def test_another_side_first_is_kept_and_said_to_be_chosen(self, client, planned):
        change(client, row_of(planned), first_side="right")

        line = row_of(planned).line
        assert line.first_side == "right"
        assert (line.left.is_capped, line.right.is_capped) == (True, False)
        codes = {reason.code for reason in line.reasons}
        assert ReasonCode.YOUR_FIRST_SIDE in codes
        assert ReasonCode.WEAKER_SIDE_FIRST not in codes

        reorder_upcoming(athlete=planned.athlete)
        athlete = planned.athlete
        athlete.weaker_first, athlete.first_side = False, "left"
        athlete.save()
        reorder_upcoming(athlete=athlete)
        assert row_of(planned).line == line

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("left_sets", "0", "At least 1"),
            ("left_sets", "99", "At most 10 sets"),
            ("left_sets", "-3", "At least 1"),
            ("left_sets", "2.5", "whole number"),
            ("left_sets", "NaN", "whole number"),
            ("left_sets", "9" * 5000, "whole number"),
            ("load", "-5", "cannot be less than 0"),
            ("load", "NaN", "Type a number"),
            ("load", "Infinity", "Type a number"),
            ("load", "1e9", "more than anybody"),
            ("load", "1e999999", "more than anybody"),
            ("load", "🏋", "Type a number"),
            ("load", "20.123", "Two decimals"),
            ("load", "", "Fill this in"),
            ("reps_low", "40", "No fewer"),
            ("reps_high", "5000", "more than a set can hold"),
            ("rir", "-1", "0 is the least"),
            ("rir", "🏋", "whole number"),
            ("first_side", "middle", "Select a valid choice"),
            ("scope", "everywhere", "Select a valid choice"),
        ],
    )
    def test_bad_input_is_told_beside_the_field_and_nothing_is_lost(
        self, client, planned, field, value, words
    ):
        row = row_of(planned)
        response = change(client, row, right_sets="3", **{field: value})

        assert response.status_code == 422
        html = response.text
        assert words in html
        assert 'value="3"' in html
        assert row_of(planned).line == row.line
        assert not ProgramChange.objects.exists()

    def test_a_strangers_line_is_not_there(self, client, planned):
        theirs = session_with(
            AthleteFactory(), (row_of(planned).exercise, two_sided_line(row_of(planned).exercise))
        )
        row = row_of(theirs)
        for name in ("line_update", "line_swap", "line_remove", "line_exclude"):
            assert client.post(url(name, row.pk), {"scope": "here"}).status_code == 404
        assert client.get(url("line_update", row.pk)).status_code == 404
        assert row_of(theirs).line == row.line

    def test_nothing_is_written_by_looking(self, client, planned):
        row = row_of(planned)
        for name in ("line_swap", "line_remove", "line_exclude"):
            assert client.get(url(name, row.pk)).status_code == 405
        client.get(url("line_update", row.pk))
        assert not ProgramChange.objects.exists()

    def test_a_stale_page_is_told_so_and_keeps_what_was_typed(self, client, planned):
        row = row_of(planned)
        old = form_of(row, load="30")
        change(client, row, load="25")

        response = client.post(url("line_update", row.pk), old)

        assert response.status_code == 409
        assert "has changed meanwhile" in response.text
        assert 'value="30"' in response.text
        assert row_of(planned).line.left.load_kg == 25

    def test_a_page_that_was_stale_can_be_sent_once_more(self, client, planned):
        row = row_of(planned)
        old = form_of(row, load="30")
        change(client, row, load="25")
        html = client.post(url("line_update", row.pk), old).text
        seen = re.search(r'name="seen" value="([^"]+)"', html)[1]

        response = client.post(url("line_update", row.pk), {**old, "seen": seen})

        assert response.status_code == 303
        assert row_of(planned).line.left.load_kg == 30

    def test_twice_is_once(self, client, planned):
        row = row_of(planned)
        twice = form_of(row, load="25")
        for _press in range(2):
            assert client.post(url("line_update", row.pk), twice).status_code == 303
        assert ProgramChange.objects.count() == 1

    def test_a_session_that_has_begun_is_left_alone(self, client, planned):
        row = row_of(planned)
        client.post(at("session_start", planned))

        response = change(client, row, load="25")

        assert response.status_code in (303, 422)
        assert row_of(planned).line == row.line
        assert url("line_update", row.pk) not in client.get(planned.get_absolute_url()).text

    def test_progress_goes_on_from_the_athletes_numbers(self, client, athlete, planned, later):
        change(client, row_of(planned), load="25")
        client.post(at("session_start", planned))
        planned.refresh_from_db()
        log_all(planned)
        LiftSet.objects.update(load_kg=Decimal(25), typed_load=Decimal(25))
        planned.status = Session.Status.DONE
        planned.save()

        progress_after(session=planned, athlete=athlete)

        assert row_of(later).line.left.load_kg > 25

    def test_training_that_waits_is_not_changed(self, client, athlete, planned):
        tell(athlete, flags=["chest_or_fainting"])
        row = row_of(planned)
        response = change(client, row, load="25")
        assert response.status_code == 422
        assert "training waits" in response.text
        assert row_of(planned).line == row.line

    def test_under_18_the_limits_stay(self, client, athlete, planned):
        year = timezone.localdate().year - 16
        athlete.birth_year = year
        athlete.save()
        complete(planned.program, birth_year=year)
        row = row_of(planned)

        response = change(client, row, rir="0")

        assert response.status_code == 422
        assert "safety does not leave it to anybody" in response.text
        assert "in reserve" in response.text
        assert row_of(planned).line == row.line

    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        field=st.sampled_from(
            ["left_sets", "load", "reps_low", "reps_high", "rir", "scope", "seen"]
        ),
        value=st.text(max_size=12),
    )
    def test_no_input_breaks_a_line(self, client, planned, field, value):
        row = row_of(planned)
        assert change(client, row, **{field: value}).status_code in (303, 409, 422)
        line = row_of(planned).line
        assert all(1 <= dose.sets <= 10 for dose in line.doses)
        assert all(dose.reps_low <= dose.reps_high for dose in line.doses)
        assert all(dose.load_kg is None or 0 <= dose.load_kg <= 1500 for dose in line.doses)
