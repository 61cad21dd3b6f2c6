import pytest

from tests.support.factories.exercises import ExerciseFactory


@pytest.fixture
def leg_press(db):
    """Return an exercise that measures the legs, without any share of the body."""
    return ExerciseFactory(
        slug="one-leg-press",
        pattern="knee_dominant",
        limb="leg",
        load_basis="machine_shown",
        implements=0,
        equipment=["leg_press"],
        primary_muscles=["quadriceps"],
        secondary_muscles=[],
        joints=["knee"],
        rep_curve_slope="0.019",
    )


@pytest.fixture
def row(db):
    """Return an exercise that measures the arms."""
    return ExerciseFactory(slug="one-arm-row", pattern="horizontal_pull")
