"""An equivalent chosen in the player, online or not."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.lifts.services import InvalidOperation, UnknownEntity
from apps.programs.models import ProgramChange
from tests.support.editing import row_of
from tests.support.factories.assessments import PainBlockFactory
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.session_operations import apply, start, swap

pytestmark = pytest.mark.django_db


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
