"""The athlete's own changes to a session still to come, through the pages."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.lifts.models import LiftSet
from apps.lifts.services import InvalidOperation, UnknownEntity
from apps.programs import queries
from apps.programs.domain.program import ProgramInputs, ReasonCode
from apps.programs.models import ExcludedExercise, Prescription, ProgramChange, Session
from apps.programs.presenters import stamp_of
from apps.programs.services import progress_after, reorder_upcoming
from apps.programs.services.gathering import program_inputs_for
from tests.support.factories.assessments import PainBlockFactory
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.factories.programs import session_with, two_sided_line
from tests.support.health import tell
from tests.support.player import at, log_all
from tests.support.session_operations import apply, start, swap

pytestmark = pytest.mark.django_db


def complete(program, **changes):
    """Give a program made by hand everything that it could have been made from."""
    inputs = {
        "starts_on": program.starts_on.isoformat(),
        "training_days": [0, 1, 2, 3, 4, 5, 6],
        "session_minutes": 60,
        "experience": "trained",
        "goal": "close_gap",
        "equipment": ["dumbbells", "bench", "cable"],
        "birth_year": 1990,
        **changes,
    }
    program.inputs = ProgramInputs.from_dict(inputs).to_dict()
    program.save()
    return program


@pytest.fixture
def planned(session, later):
    """Return today's session in a program that knows what it was made from."""
    complete(session.program)
    return session


def row_of(session, position=0):
    return session.prescriptions.get(position=position)


def form_of(row, **changes):
    line = row.line
    dose = line.doses[0]
    fields = {
        "seen": stamp_of(row),
        "load": "" if dose.load_kg is None else f"{dose.load_kg:g}",
        "reps_low": dose.reps_low,
        "reps_high": dose.reps_high,
        "rir": dose.rir_target,
        "scope": "here",
    }
    if line.both is None:
        sides = {"left_sets": line.left.sets, "right_sets": line.right.sets}
        fields |= sides | {"first_side": line.first_side.value}
    else:
        fields["both_sets"] = line.both.sets
    return fields | changes


def url(name, pk):
    return reverse(f"programs:{name}", args=[pk])


def change(client, row, **changes):
    return client.post(url("line_update", row.pk), form_of(row, **changes))


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


@pytest.fixture
def other(db):
    """Return an exercise that does the same work as the row."""
    return ExerciseFactory(slug="cable-row", name="Cable row", equipment=["cable"])


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


@pytest.fixture
def under_way(athlete, planned, other):
    """Return the session, begun by a device."""
    apply(athlete, start(planned))
    planned.refresh_from_db()
    return planned


class TestSwapInThePlayer:
    def test_every_work_line_is_sent_with_what_may_stand_in(self, client, planned, other):
        lines = client.get(reverse("programs:session_data")).json()["session"]["lines"]
        (offered,) = lines[0]["swaps"]
        assert offered["exercise_id"] == str(other.pk)
        assert offered["swap_name"] == offered["line"]["name"] == "Cable row"
        assert "Horizontal pull as before" in offered["why"]
        assert set(offered["steps"]) == {"0.0.left", "0.0.right", "0.1.left", "0.1.right"}
        assert offered["steps"]["0.0.left"]["load"] == ""
        assert lines[1]["swaps"] == []

    def test_what_is_sent_is_what_the_swap_makes(self, client, athlete, under_way, other):
        page = reverse("programs:session_data")
        before = client.get(page).json()["session"]
        offered = before["lines"][0]["swaps"][0]
        apply(athlete, swap(under_way, other))

        after = client.get(page).json()["session"]

        kept = {name: value for name, value in after["lines"][0].items() if name != "swaps"}
        assert {**before["lines"][0], **offered["line"], "swaps": None} == {**kept, "swaps": None}
        steps = [{**step, **offered["steps"].get(step["key"], {})} for step in before["steps"]]
        assert steps == after["steps"]

    def test_takes_the_place_and_joins_the_workout(self, athlete, under_way, other):
        operation = swap(under_way, other)
        for _again in range(2):
            assert apply(athlete, operation).status in ("applied", "replayed")
        assert apply(athlete, swap(under_way, other)).status == "applied"

        assert row_of(under_way).exercise == other
        listed = under_way.workout.workout_exercises.values_list("exercise__slug", flat=True)
        assert "cable-row" in listed
        assert ProgramChange.objects.count() == 1

    def test_another_device_was_first(self, athlete, under_way, other):
        late = swap(under_way, ExerciseFactory(slug="third", name="Third row"))
        apply(athlete, swap(under_way, other))

        assert apply(athlete, late).status == "merged"
        assert row_of(under_way).exercise == other

    @pytest.mark.parametrize("slug", ["back-squat", "blocked"])
    def test_only_an_equivalent_can(self, athlete, under_way, squat, slug):
        blocked = ExerciseFactory(slug="blocked", name="Row with a warning", cautions=["neck"])
        PainBlockFactory(athlete=athlete, regions=["neck"])
        asked = {"back-squat": squat, "blocked": blocked}[slug]
        with pytest.raises(ValidationError, match="cannot stand in"):
            apply(athlete, swap(under_way, asked))
        assert row_of(under_way).exercise.slug == "one-arm-row"

    def test_a_strangers_session_is_not_there(self, under_way, other):
        with pytest.raises(UnknownEntity):
            apply(AthleteFactory(), swap(under_way, other))

    @pytest.mark.parametrize(
        "fields", [{"position": -1}, {"position": "x"}, {"exercise_id": "💪"}, {"instead_of": None}]
    )
    def test_what_cannot_be_read_is_refused(self, athlete, under_way, other, fields):
        with pytest.raises(InvalidOperation):
            apply(athlete, swap(under_way, other, **fields))
