"""What the page for adding an exercise offers first."""

from apps.exercises.domain.vocabulary import Equipment
from apps.lifts.queries import exercise_choices_for
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory


def test_recent_first_then_what_fits_and_measures(athlete):
    athlete.equipment = [Equipment.BODYWEIGHT.value, Equipment.DUMBBELLS.value]
    athlete.save()
    workout = WorkoutFactory(athlete=athlete, running=True)
    names = {
        "Z recent": {"equipment": ["barbell"]},
        "C fits": {"equipment": ["dumbbells"]},
        "B fits, tells nothing": {"equipment": ["dumbbells"], "measurement": "none"},
        "A needs a machine": {"equipment": ["leg_press"]},
    }
    made = {name: ExerciseFactory(name=name, **traits) for name, traits in names.items()}
    LiftSetFactory(workout__athlete=athlete, exercise=made["Z recent"])

    offered = [choice.exercise.name for choice in exercise_choices_for(athlete, workout)]

    assert offered == list(names)
