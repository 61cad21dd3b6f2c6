"""Own weights: typed, kept, shown again, and back to the usual."""

import pytest
from django.urls import reverse

from apps.profiles.domain.rack import OwnWeights
from apps.profiles.models import Athlete

LIST = reverse("profiles:weights_list")
TYPED = {
    "dumbbells": (
        {"unit": "kg", "first": "2", "last": "10", "step": "2", "also": "2,5 7.5"},
        {"unit": "kg", "first": "2", "last": "10", "step": "2", "also": ["2.5", "7.5"]},
    ),
    "kettlebells": (
        {"unit": "lb", "first": "", "last": "", "step": "", "also": "35, 53"},
        {"unit": "lb", "also": ["35", "53"]},
    ),
    "bars": (
        {"unit": "kg", "weights": "20;7,5"},
        {"unit": "kg", "weights": ["20", "7.5"]},
    ),
    "plates": (
        {"unit": "kg", "pairs_20": "2", "pairs_1_25": "1", "pairs_5": "0", "other": "0.75 x 1"},
        {"unit": "kg", "pairs": [["20", 2], ["1.25", 1], ["0.75", 1]]},
    ),
    "cable": ({"unit": "lb", "step": "7,5"}, {"unit": "lb", "step": "7.5"}),
    "machine": ({"unit": "kg", "step": "5"}, {"unit": "kg", "step": "5"}),
}
BAD = [
    ("dumbbells", {"unit": "kg", "first": "2", "last": "10"}, "Check the numbers"),
    ("dumbbells", {"unit": "kg"}, "Check the numbers"),
    ("dumbbells", {"unit": "kg", "also": "heavy"}, "Check the numbers"),
    ("dumbbells", {"unit": "kg", "also": "-4"}, "Check the numbers"),
    ("dumbbells", {"unit": "kg", "also": "NaN"}, "Check the numbers"),
    ("dumbbells", {"unit": "stone", "also": "4"}, "Select a valid choice"),
    ("dumbbells", {"unit": "kg", "first": "x"}, "Enter a number."),
    ("dumbbells", {"unit": "kg", "first": "1", "last": "300", "step": "0.05"}, "Check the numbers"),
    ("bars", {"unit": "kg", "weights": ""}, "Fill this in."),
    ("bars", {"unit": "kg", "weights": "1 2 3 4 5 6 7"}, "Check the numbers"),
    ("plates", {"unit": "kg"}, "Check the numbers"),
    ("plates", {"unit": "kg", "pairs_20": "40"}, "less than or equal to 12"),
    ("plates", {"unit": "kg", "other": "20"}, "Check the numbers"),
    ("plates", {"unit": "kg", "other": "0.75 x 1.5"}, "Check the numbers"),
    ("plates", {"unit": "kg", "pairs_20": "1", "other": "20 x 1"}, "Check the numbers"),
    ("cable", {"unit": "kg", "step": "0"}, "Check the numbers"),
    ("cable", {"unit": "kg", "step": "1e9"}, "Check the numbers"),
]


def url(kind):
    return reverse("profiles:weights_update", args=[kind])


class TestWeightsList:
    def test_untold_all_is_usual(self, client):
        assert client.get(LIST).text.count("the usual ones") == 6

    def test_says_what_was_told(self, client):
        Athlete.objects.update(weights={kind: kept for kind, (_typed, kept) in TYPED.items()})

        html = client.get(LIST).text

        assert "2, 2.5, 4, 6, 7.5, 8, 10 kg" in html
        assert "20 x 2, 1.25 x 1, 0.75 x 1 kg" in html
        assert "steps of 7.5 lb" in html

    def test_anonymous_and_wrong_method(self, anonymous_client, client):
        assert anonymous_client.get(LIST).status_code == 302
        assert client.post(LIST).status_code == 405


@pytest.mark.parametrize("kind", TYPED)
class TestWeightsUpdate:
    def test_is_kept_as_typed_and_shown_again(self, client, athlete, kind):
        typed, kept = TYPED[kind]

        page = client.post(url(kind), typed, follow=True)

        assert page.redirect_chain == [(LIST, 303)]
        athlete.refresh_from_db()
        assert athlete.weights == {kind: kept}
        shown = client.get(url(kind)).context["form"].initial
        part = getattr(OwnWeights.from_json({kind: kept}), kind)
        assert shown["unit"] == part.unit
        again = {name: "" if value is None else str(value) for name, value in shown.items()}
        client.post(url(kind), again | {"unit": str(part.unit)})
        athlete.refresh_from_db()
        assert athlete.weights == {kind: kept}

    def test_leaves_the_other_kinds(self, client, athlete, kind):
        other = "bars" if kind != "bars" else "cable"
        Athlete.objects.update(weights={other: TYPED[other][1]})

        client.post(url(kind), TYPED[kind][0])

        athlete.refresh_from_db()
        assert athlete.weights == {other: TYPED[other][1], kind: TYPED[kind][1]}

    def test_goes_back_to_the_usual(self, client, athlete, kind):
        Athlete.objects.update(weights={kind: TYPED[kind][1]})
        assert 'id="weights-forget"' in client.get(url(kind)).text

        client.post(url(kind), {"forget": "1"})

        athlete.refresh_from_db()
        assert athlete.weights == {}
        assert 'id="weights-forget"' not in client.get(url(kind)).text

    def test_is_nobody_else_s(self, client, stranger, anonymous_client, kind):
        client.post(url(kind), TYPED[kind][0])

        stranger.refresh_from_db()
        assert stranger.weights == {}
        assert anonymous_client.get(url(kind)).status_code == 302
        assert anonymous_client.post(url(kind), TYPED[kind][0]).status_code == 302
        assert client.delete(url(kind)).status_code == 405


@pytest.mark.parametrize(("kind", "sent", "message"), BAD)
def test_bad_input_is_answered_and_changes_nothing(client, athlete, kind, sent, message):
    response = client.post(url(kind), sent)

    assert response.status_code == 422
    assert message in response.text
    for value in sent.values():
        assert value in response.text
    athlete.refresh_from_db()
    assert athlete.weights == {}


def test_there_are_no_other_kinds(client):
    assert client.get(url("anvils")).status_code == 404
    assert client.post(url("anvils"), {"forget": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("unit", "kind", "shown"),
    [
        ("kg", "dumbbells", {"first": "2", "last": "30", "step": "2", "also": ""}),
        ("lb", "dumbbells", {"first": "5", "last": "70", "step": "5", "also": ""}),
        ("kg", "kettlebells", {"first": "8", "last": "32", "step": "4", "also": ""}),
        ("lb", "kettlebells", {"first": "None", "also": "18 26 35 44 53 62 70"}),
        ("kg", "bars", {"weights": "20 15 10"}),
        ("lb", "bars", {"weights": "45 35 25"}),
        ("kg", "plates", {"pairs_20": "4", "pairs_1_25": "1"}),
        ("lb", "plates", {"pairs_45": "4", "pairs_2_5": "1"}),
        ("lb", "machine", {"step": "10"}),
    ],
)
def test_untold_what_many_have_is_filled_in_by_the_unit(client, unit, kind, shown):
    Athlete.objects.update(weight_unit=unit)

    initial = client.get(url(kind)).context["form"].initial

    assert initial["unit"] == unit
    assert {name: str(initial[name]) for name in shown} == shown


@pytest.mark.parametrize(("unit", "first"), [("kg", "25 kg"), ("lb", "55 lb")])
def test_the_sizes_of_plates_go_by_the_unit_that_is_asked_for(client, athlete, unit, first):
    html = client.get(f"{url('plates')}?unit={unit}").text

    assert html.index("Pairs of each") < html.index(first)
    assert f'name="unit" value="{unit}"' in html


def test_plates_in_pounds_for_somebody_who_logs_in_kilograms(client, athlete):
    client.post(f"{url('plates')}?unit=lb", {"unit": "lb", "pairs_45": "2"})

    athlete.refresh_from_db()
    assert athlete.weights == {"plates": {"unit": "lb", "pairs": [["45", 2]]}}
    assert "55 lb" in client.get(url("plates")).text
