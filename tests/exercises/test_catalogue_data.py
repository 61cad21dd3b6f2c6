"""The catalogue itself: what it must offer to whom. Read from its files, without a database."""

from collections import Counter
from itertools import pairwise

import pytest

from apps.exercises.domain.catalogue import ExerciseSpec, check_catalogue
from apps.exercises.domain.search import search_text_of, search_words
from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    LoadBasis,
    MeasurementClass,
    Metric,
    MovementPattern,
    Plane,
    Region,
    RepConvention,
)
from apps.exercises.services import read_catalogue

CATALOGUE = read_catalogue()
BY_SLUG = {spec.slug: spec for spec in CATALOGUE}
COMPARED = [pattern for pattern in MovementPattern if pattern.has_verdict]
SITUATIONS = {
    "bodyweight": (),
    "dumbbells": (Equipment.DUMBBELLS,),
    "bands": (Equipment.BAND,),
    "full gym": tuple(Equipment),
}


def of_pattern(pattern: MovementPattern) -> list[ExerciseSpec]:
    return [spec for spec in CATALOGUE if spec.pattern is pattern]


def test_it_is_sound():
    check_catalogue(CATALOGUE)


def test_it_is_large_and_covers_every_pattern():
    assert len(CATALOGUE) >= 90
    counts = Counter(spec.pattern for spec in CATALOGUE)
    assert {pattern: n for pattern, n in counts.items() if n < 4} == {}
    assert set(counts) == set(MovementPattern)


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("pattern", COMPARED)
def test_every_pattern_can_be_trained_one_side_at_a_time_with_what_is_at_hand(pattern, situation):
    offers = [s for s in of_pattern(pattern) if s.fits(SITUATIONS[situation])]
    assert any(spec.laterality is Laterality.UNILATERAL for spec in offers)


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("pattern", COMPARED)
def test_every_pattern_can_be_trained_with_both_sides_with_what_is_at_hand(pattern, situation):
    # The side of the trunk has no two sides at once: its two-sided work takes turns.
    two_sided = {Laterality.BILATERAL}
    if pattern is MovementPattern.TRUNK_SIDE:
        two_sided = {Laterality.ALTERNATING}
    offers = [s for s in of_pattern(pattern) if s.fits(SITUATIONS[situation])]
    assert any(spec.laterality in two_sided for spec in offers)


@pytest.mark.parametrize("equipment", [Equipment.DUMBBELLS, Equipment.BAND])
@pytest.mark.parametrize("pattern", COMPARED)
def test_every_pattern_has_one_sided_work_made_for_dumbbells_and_for_bands(pattern, equipment):
    assert any(
        spec.laterality is Laterality.UNILATERAL and spec.equipment == (equipment,)
        for spec in of_pattern(pattern)
    )


@pytest.mark.parametrize("pattern", COMPARED)
def test_every_compared_pattern_is_measured_with_dumbbells_alone_and_in_a_gym(pattern):
    measuring = [spec for spec in of_pattern(pattern) if spec.measures_sides]
    at_home = [s for s in measuring if s.fits([Equipment.DUMBBELLS, Equipment.STEP])]
    assert at_home
    assert len(measuring) >= 2


def test_only_one_limb_at_a_time_with_a_known_load_reaches_the_detector():
    for spec in CATALOGUE:
        if spec.measures_sides:
            assert spec.laterality is not Laterality.BILATERAL, spec.slug
            assert spec.kind is ExerciseKind.STRENGTH, spec.slug
            assert spec.metric is Metric.LOAD_REPS, spec.slug
            assert spec.rep_convention is RepConvention.PER_SIDE, spec.slug
            assert spec.pattern.has_verdict, spec.slug


def test_no_band_measures_sides():
    # The pull of a band in kilograms is not known.
    assert not [s.slug for s in CATALOGUE if s.measures_sides and Equipment.BAND in s.equipment]


@pytest.mark.parametrize("plane", Plane)
@pytest.mark.parametrize("region", Region)
def test_every_region_has_one_sided_work_in_every_plane(region, plane):
    assert [
        spec.slug
        for spec in CATALOGUE
        if spec.laterality is Laterality.UNILATERAL
        and region in spec.regions
        and plane in spec.planes
    ]


@pytest.mark.parametrize("region", [Region.HIP, Region.KNEE, Region.SHOULDER, Region.TRUNK])
@pytest.mark.parametrize("plane", Plane)
def test_the_regions_programs_train_most_have_that_without_equipment(region, plane):
    assert [
        spec.slug
        for spec in CATALOGUE
        if spec.laterality is Laterality.UNILATERAL
        and spec.fits(())
        and region in spec.regions
        and plane in spec.planes
    ]


def test_mobility_is_one_side_at_a_time_in_seconds_or_reps():
    mobility = [spec for spec in CATALOGUE if spec.kind is ExerciseKind.MOBILITY]
    assert {spec.laterality for spec in mobility} == {Laterality.UNILATERAL}
    assert {spec.metric for spec in mobility} <= {Metric.SECONDS, Metric.REPS}
    assert {region for spec in mobility for region in spec.regions} == set(Region)


def test_cues_are_short_and_each_is_said_once_in_an_exercise():
    for spec in CATALOGUE:
        assert len(set(spec.cues)) == len(spec.cues), spec.slug
        assert all(10 <= len(cue) <= 130 for cue in spec.cues), (spec.slug, spec.cues)
        assert all(cue[0].isupper() and cue[-1] == "." for cue in spec.cues), spec.slug


def test_no_cue_is_copied_all_over():
    repeated = Counter(cue for spec in CATALOGUE for cue in spec.cues)
    assert {cue: n for cue, n in repeated.items() if n > 3} == {}


def test_progressions_never_go_round_in_circles():
    for spec in CATALOGUE:
        seen = [spec.slug]
        step = spec.progression
        while step is not None:
            assert step not in seen, [*seen, step]
            seen.append(step)
            step = BY_SLUG[step].progression


def test_a_progression_is_never_an_easier_level():
    levels = ["beginner", "intermediate", "advanced"]
    for spec in CATALOGUE:
        for easier, harder in pairwise([spec.regression, spec.slug, spec.progression]):
            if easier is not None and harder is not None:
                low, high = BY_SLUG[easier].level, BY_SLUG[harder].level
                assert levels.index(low) <= levels.index(high), (easier, harder)


def test_bodyweight_work_that_is_measured_knows_its_share():
    for spec in CATALOGUE:
        if spec.measures_sides and spec.equipment == (Equipment.BODYWEIGHT,):
            assert spec.body_mass_share > 0, spec.slug


def test_every_load_basis_and_measurement_class_is_in_use():
    assert {spec.load_basis for spec in CATALOGUE} == set(LoadBasis)
    assert {spec.measurement for spec in CATALOGUE} == set(MeasurementClass)


def test_only_help_may_be_negative():
    assert [spec.slug for spec in CATALOGUE if spec.is_assisted] == ["assisted-pull-up"]


@pytest.mark.parametrize(
    "wanted",
    [
        "bulgarian split squat",
        "single-leg press",
        "single leg curl",
        "single-leg extension",
        "lateral step-down",
        "step up",
        "single-leg rdl",
        "single-leg hip thrust",
        "copenhagen",
        "nordic",
        "clamshell",
        "side-lying hip abduction",
        "bird dog",
        "side plank",
        "wall slide",
        "side-lying external rotation",
        "cable internal rotation",
        "band external rotation",
        "one-arm dumbbell bench press",
        "one-arm overhead press",
        "one-arm dumbbell row",
        "one-arm lat pulldown",
        "one-arm dumbbell curl",
        "one-arm overhead triceps extension",
        "single-leg calf raise",
        "suitcase carry",
        "pallof",
        "dead bug",
        "90/90",
        "ankle rocks",
        "knee to wall",
        "open book",
        "thoracic rotation",
        "chin tuck",
        "hip flexor stretch",
        "hamstring stretch",
        "doorway pec stretch",
        "band pull-apart",
        "face pull",
        "lateral lunge",
        "cossack",
        "rotational lunge",
        "wood chop",
        "landmine",
        "half-kneeling press",
        "dynamometer",
        "dead hang",
        "wrist curl",
        "single-leg balance",
        "neck lateral hold",
        "serratus push-up",
        "hip airplane",
        "wall sit",
        "spanish squat",
        "terminal knee extension",
        "back squat",
        "deadlift",
        "bench press",
        "overhead press",
        "barbell row",
        "pull up",
        "leg press",
        "romanian deadlift",
        "hip thrust",
        "lat pulldown",
        "barbell curl",
        "pushup",
    ],
)
def test_the_staples_are_found_by_the_names_people_use(wanted):
    words = search_words(wanted)
    assert [s.slug for s in CATALOGUE if all(word in search_text_of(s) for word in words)]
