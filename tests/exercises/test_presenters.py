"""What each exercise says its numbers mean: the words that keep three conventions apart."""

import pytest

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    Level,
    MovementPattern,
    Plane,
    Region,
)
from apps.exercises.presenters import (
    EQUIPMENT_WORDS,
    KIND_WORDS,
    LATERALITY_WORDS,
    LEVEL_WORDS,
    MUSCLE_WORDS,
    PATTERN_WORDS,
    PLANE_WORDS,
    REGION_WORDS,
    load_basis_sentence,
    load_basis_words,
    measurement_reason,
    measurement_words,
    rep_convention_sentence,
    rep_convention_words,
)
from apps.exercises.services import read_catalogue

BY_SLUG = {spec.slug: spec for spec in read_catalogue()}


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("dumbbell-bench-press", "each dumbbell"),
        ("rear-foot-elevated-split-squat", "each dumbbell"),
        ("one-arm-dumbbell-row", "one dumbbell"),
        ("back-squat", "bar and plates"),
        ("landmine-press", "plates on the bar"),
        ("plate-loaded-leg-press", "plates on one side"),
        ("single-leg-press", "what it shows"),
        ("kettlebell-swing", "one kettlebell"),
        ("weighted-hip-abduction", "one weight"),
        ("pull-up", "added weight"),
        ("assisted-pull-up", "added weight, help negative"),
        ("side-plank", ""),
        ("clamshell", ""),
    ],
)
def test_the_weight_says_what_it_counts(slug, words):
    assert load_basis_words(BY_SLUG[slug]) == words


def test_plates_on_one_side_of_the_bar_are_told_apart_from_a_side_of_the_body():
    assert "not a side of your body" in load_basis_sentence(BY_SLUG["plate-loaded-leg-press"])


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("one-arm-dumbbell-row", "each side"),
        ("back-squat", "both sides at once"),
        ("walking-lunge", "left and right together"),
        ("side-plank", ""),
    ],
)
def test_reps_say_what_they_count(slug, words):
    assert rep_convention_words(BY_SLUG[slug]) == words


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("side-plank", "seconds for each side"),
        ("front-plank", "seconds you held"),
        ("walking-lunge", "10 and 10 are 20"),
        ("bench-press", "count it once"),
        ("single-leg-press", "two entries of 10"),
    ],
)
def test_the_count_is_explained(slug, said):
    assert said in rep_convention_sentence(BY_SLUG[slug])


@pytest.mark.parametrize(
    ("slug", "words", "reason"),
    [
        ("single-leg-press", "well", "small steps"),
        ("split-squat", "fairly well", "more workouts"),
        ("back-squat", "Not used", "share the work"),
        ("single-leg-balance", "Not used", "day to day"),
        ("band-row", "Not used", "no weight in kilograms"),
        ("walking-lunge", "Not used", "counted together"),
        ("pallof-press", "Not used", "Technique"),
    ],
)
def test_says_how_well_it_measures_and_why(slug, words, reason):
    assert words in measurement_words(BY_SLUG[slug])
    assert reason in measurement_reason(BY_SLUG[slug])


@pytest.mark.parametrize(
    ("enum", "words"),
    [
        (MovementPattern, PATTERN_WORDS),
        (Laterality, LATERALITY_WORDS),
        (Equipment, EQUIPMENT_WORDS),
        (ExerciseKind, KIND_WORDS),
        (Level, LEVEL_WORDS),
        (Plane, PLANE_WORDS),
        (Region, REGION_WORDS),
        (Muscle, MUSCLE_WORDS),
    ],
)
def test_every_word_of_the_vocabulary_can_be_said(enum, words):
    assert set(words) == set(enum)
    assert len({str(said) for said in words.values()}) == len(words)


def test_everything_in_the_catalogue_can_be_explained():
    for spec in BY_SLUG.values():
        assert bool(load_basis_words(spec)) == spec.takes_load
        for sentence in (
            load_basis_sentence(spec),
            rep_convention_sentence(spec),
            measurement_reason(spec),
        ):
            assert sentence.endswith("."), spec.slug
