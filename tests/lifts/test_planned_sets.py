"""Sets that went as offered are known as the plan's, not the limb's."""

import re

import pytest
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.lifts import services
from apps.lifts.models import LiftSet, Operation
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.log_page import card_of, create_url, htmx, pair


@pytest.fixture
def last_time(line):
    """Both sides of the workout before: 10 left, 9 right, at 24 kg."""
    past = WorkoutFactory(
        athlete=line.athlete,
        started_at="2026-02-01T10:00:00Z",
        ended_at="2026-02-01T11:00:00Z",
        local_date="2026-02-01",
    )
    for side, reps in (("left", 10), ("right", 9)):
        LiftSetFactory(
            workout=past,
            exercise=line.exercise,
            side=side,
            reps=reps,
            performed_at="2026-02-01T10:30:00Z",
        )
    return past


def offered(client, line, **changes):
    """What the page's own form sends when its numbers are left as they are."""
    html = card_of(client.get(reverse("lifts:log_plain"), follow=True).text, line)
    form = html[html.index('<form class="next-set"') :]
    form = form[: form.index("</form>")]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is not None:
            fields[name[1]] = "" if value is None else value[1]
    return {**fields, "do": "both", **changes}


def capped(**of):
    return dict(
        LiftSet.objects.filter(workout__ended_at=None, **of).values_list("side", "capped_by_plan")
    )


@pytest.mark.usefixtures("last_time")
class TestLogged:
    def test_both_as_planned_are_the_plans(self, client, line):
        client.post(create_url(line), offered(client, line))

        assert capped() == {"left": True, "right": True}
        assert set(LiftSet.objects.values_list("rir", flat=True)) == {None}

    @pytest.mark.parametrize("number", ["right-reps", "right-load"])
    def test_a_changed_side_is_its_own(self, client, line, number):
        client.post(create_url(line), offered(client, line, **{number: "8"}))

        assert capped() == {"left": True, "right": False}

    def test_one_side_alone_as_offered_is_the_plans(self, client, line):
        client.post(create_url(line), offered(client, line, do="right"))
        client.post(create_url(line), offered(client, line, do="left", **{"left-reps": "11"}))

        assert capped() == {"right": True, "left": False}

    def test_the_next_set_is_offered_what_the_last_one_was(self, client, line):
        client.post(create_url(line), offered(client, line, **{"right-reps": "8"}))
        client.post(create_url(line), offered(client, line))

        assert capped(set_index=1) == {"left": True, "right": False}
        assert capped(set_index=2) == {"left": True, "right": True}

    def test_a_resend_stores_nothing_more_though_the_offer_has_changed(self, client, line):
        sent = offered(client, line)
        client.post(create_url(line), sent, headers=htmx(line))
        row = LiftSet.objects.get(side="left", workout=line.workout)
        services.edit_set(athlete=line.athlete, lift_set_id=row.pk, fields={"reps": 5})

        again = client.post(create_url(line), sent, headers=htmx(line))

        assert again.status_code == 200
        assert capped() == {"left": False, "right": True}
        assert Operation.objects.count() == 3

    def test_an_old_page_is_measured_by_what_it_offered(self, client, line):
        """Another tab has logged meanwhile; this one was tapped as it stood."""
        sent = offered(client, line)
        client.post(create_url(line), offered(client, line, **{"left-reps": "12"}))

        client.post(create_url(line), {**sent, "left-set_index": "2", "right-set_index": "2"})

        assert capped(set_index=2) == {"left": True, "right": True}

    def test_refused_numbers_keep_the_offer(self, client, line):
        sent = offered(client, line, **{"left-reps": "ten"})
        refused = client.post(create_url(line), sent, headers=htmx(line))

        assert f'name="left-offered" value="{sent["left-offered"]}"' in refused.text

    @pytest.mark.parametrize("forged", ["", "junk", "{}:x", "10:24"])
    def test_an_offer_nobody_made_is_none(self, client, line, forged):
        client.post(create_url(line), offered(client, line, **{"left-offered": forged}))

        assert capped() == {"left": False, "right": True}

    def test_pounds_are_compared_as_they_were_shown(self, client, athlete, line):
        athlete.weight_unit = "lb"
        athlete.save()
        sent = offered(client, line)

        client.post(create_url(line), sent)

        assert sent["left-load"] == "52.91"
        assert capped() == {"left": True, "right": True}

    def test_another_unit_is_another_load(self, client, athlete, line):
        sent = offered(client, line)
        athlete.weight_unit = "lb"
        athlete.save()

        client.post(create_url(line), sent)

        assert capped() == {"left": False, "right": False}

    def test_says_so_when_a_planned_pair_differs(self, client, line):
        response = client.post(create_url(line), offered(client, line), headers=htmx(line))

        assert "A set that goes as planned cannot tell your sides apart" in response.text


class TestNothingOffered:
    def test_the_very_first_set_is_the_limbs(self, client, line):
        sent = offered(client, line)
        client.post(create_url(line), {**pair(), "left-offered": sent["left-offered"]})

        assert capped() == {"left": False, "right": False}

    def test_a_hold_as_offered_is_the_plans(self, client, line):
        line.exercise = ExerciseFactory(hold=True)
        line.save()
        LiftSetFactory(workout=line.workout, exercise=line.exercise, hold=True, typed_load=None)

        client.post(create_url(line), offered(client, line, do="left"))

        assert capped(set_index=2) == {"left": True}


class TestEdited:
    @pytest.fixture
    def row(self, line):
        return LiftSetFactory(workout=line.workout, exercise=line.exercise, capped_by_plan=True)

    def edit(self, athlete, row, **fields):
        result = services.edit_set(athlete=athlete, lift_set_id=row.pk, fields=fields)
        row.refresh_from_db()
        return result

    @pytest.mark.parametrize(
        "fields",
        [
            {"reps": 9},
            {"typed_load": "22", "typed_unit": "kg"},
            {"seconds": 30},
            {"kind": "check"},
            {"kind": "failure"},
        ],
    )
    def test_numbers_of_ones_own_are_no_plans(self, athlete, row, fields):
        self.edit(athlete, row, **fields)

        assert not row.capped_by_plan

    @pytest.mark.parametrize(
        "fields", [{"rir": 1}, {"note": "Easy"}, {"pain": 2}, {"reps": 10}, {"kind": "warm_up"}]
    )
    def test_anything_else_leaves_it(self, athlete, row, fields):
        self.edit(athlete, row, **fields)

        assert row.capped_by_plan

    def test_the_chips_leave_it(self, client, row):
        url = reverse("lifts:lift_set_rir_update", args=[row.pk])
        client.post(url, {"rir": "1", "op_id": str(new_uuid7())})

        row.refresh_from_db()
        assert (row.rir, row.capped_by_plan) == (1, True)

    def test_taking_the_edit_back_makes_it_the_plans_again(self, athlete, row):
        result = self.edit(athlete, row, reps=9)
        services.undo_operation(athlete=athlete, operation_id=result.op_id)

        row.refresh_from_db()
        assert (row.reps, row.capped_by_plan) == (10, True)

    def test_but_not_when_the_number_was_changed_again(self, athlete, row):
        result = self.edit(athlete, row, reps=9)
        self.edit(athlete, row, reps=8)
        services.undo_operation(athlete=athlete, operation_id=result.op_id)

        row.refresh_from_db()
        assert (row.reps, row.capped_by_plan) == (8, False)
