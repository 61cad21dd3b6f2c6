"""Which side starts an exercise, chosen with or without a network."""

import pytest

from apps.exercises.domain.vocabulary import Side
from apps.lifts.models import Operation, SidePreference
from apps.lifts.queries import first_side_for
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import SidePreferenceFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.sync import ack, acks, envelope, put_set, undo


def choose(exercise, side="right", **changes):
    return envelope(
        "side_preference", "patch", {"first_side": side}, id=str(exercise.pk), **changes
    )


def chosen_by_athlete(athlete):
    return SidePreference.objects.filter(athlete=athlete, chosen_by="athlete")


@pytest.fixture
def found(athlete, exercise):
    """Let a finding say that the right side is weaker."""
    return SidePreferenceFactory(athlete=athlete, pattern=exercise.pattern, first_side="right")


class TestChoosing:
    def test_is_remembered_and_told_with_the_log(self, client, athlete, exercise):
        answer = ack(client, athlete, choose(exercise))

        assert (answer["status"], answer["rev"]) == ("applied", 1)
        assert first_side_for(athlete, exercise) is Side.RIGHT
        known = client.get("/log/data/").json()["details"][str(exercise.pk)]["first_side"]
        assert known == {"side": "right", "chosen_by": "athlete", "words": "Your choice"}

    def test_beats_the_finding_until_it_is_switched_back(self, client, athlete, exercise, found):
        ack(client, athlete, choose(exercise, "left"))
        assert first_side_for(athlete, exercise) is Side.LEFT

        ack(client, athlete, choose(exercise, "right"))

        # What would start anyway is no choice: a later finding is followed again.
        assert not chosen_by_athlete(athlete).exists()
        SidePreference.objects.filter(pk=found.pk).update(first_side="left")
        assert first_side_for(athlete, exercise) is Side.LEFT

    def test_holds_for_one_exercise_only(self, client, athlete, exercise, found):
        other = ExerciseFactory(pattern=exercise.pattern)

        ack(client, athlete, choose(exercise, "left"))

        assert first_side_for(athlete, other) is Side.RIGHT

    def test_sent_again_it_is_one_change(self, client, athlete, exercise):
        operation = choose(exercise)
        ack(client, athlete, operation)
        ack(client, athlete, choose(exercise, "left"))

        again = ack(client, athlete, operation)

        assert again["status"] == "replayed"
        assert first_side_for(athlete, exercise) is Side.LEFT

    def test_the_last_to_arrive_holds(self, client, athlete, exercise, found):
        first, second = choose(exercise, "left", base_rev=9), choose(exercise, "left")

        assert [a["status"] for a in acks(client, athlete, first, second)] == ["applied"] * 2
        assert first_side_for(athlete, exercise) is Side.LEFT

    def test_follows_the_app_again_on_request(self, client, athlete, exercise, found):
        ack(client, athlete, choose(exercise, "left"))

        ack(client, athlete, envelope("side_preference", "delete", id=str(exercise.pk)))

        assert first_side_for(athlete, exercise) is Side.RIGHT


class TestTakingBack:
    def test_brings_the_choice_before_it(self, client, athlete, exercise, found):
        back_to_left = choose(exercise, "left")
        ack(client, athlete, back_to_left)
        to_right = choose(exercise, "right")
        ack(client, athlete, to_right)

        ack(client, athlete, undo(to_right))
        assert first_side_for(athlete, exercise) is Side.LEFT

        ack(client, athlete, undo(back_to_left))
        assert not chosen_by_athlete(athlete).exists()

    def test_leaves_what_was_chosen_since(self, client, athlete, exercise):
        first = choose(exercise, "right")
        ack(client, athlete, first)
        ack(client, athlete, choose(exercise, "left"))
        ack(client, athlete, choose(exercise, "right"))
        ack(client, athlete, choose(exercise, "left"))

        assert ack(client, athlete, undo(first))["status"] == "applied"

        assert first_side_for(athlete, exercise) is Side.LEFT

    def test_what_was_never_chosen_is_unknown(self, client, athlete, exercise, workout):
        logged = put_set(workout, exercise)
        ack(client, athlete, logged)
        of_another_kind = undo(choose(exercise)) | {"fields": {"operation_id": logged["op_id"]}}

        for operation in (undo(choose(exercise)), of_another_kind):
            assert ack(client, athlete, operation)["code"] == "unknown"


class TestRefusing:
    @pytest.mark.parametrize("fields", [{}, {"first_side": "both"}, {"first_side": 1}])
    def test_what_names_no_side(self, client, athlete, exercise, fields):
        answer = ack(client, athlete, choose(exercise) | {"fields": fields})

        assert (answer["code"], set(answer["problems"])) == ("invalid", {"first_side"})

    def test_another_s_own_exercise(self, client, athlete):
        own = ExerciseFactory(athlete=AthleteFactory())

        assert ack(client, athlete, choose(own))["code"] == "unknown"
        assert not Operation.objects.exists()

    def test_a_refused_choice_holds_up_no_set(self, client, athlete, exercise, workout):
        answers = acks(client, athlete, choose(exercise, "nowhere"), put_set(workout, exercise))

        assert [a["status"] for a in answers] == ["rejected", "applied"]
