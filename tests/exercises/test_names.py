"""What exercises are called in other languages, and that they are found by it."""

from collections import defaultdict

import pytest
from django.conf import settings
from django.utils import translation

from apps.exchange.domain.matching import match_names, names_of
from apps.exercises.domain.own import CUE_LENGTH
from apps.exercises.domain.search import fold_text
from apps.exercises.models import Exercise
from apps.exercises.presenters import exercise_name, exercise_texts, name_order
from apps.exercises.queries import exercises_for
from apps.exercises.services import names_in_other_languages, read_catalogue

OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]
SPECS = {spec.slug: spec for spec in read_catalogue()}


@pytest.fixture(params=OTHERS)
def language(request):
    with translation.override(request.param):
        yield request.param


def test_english_is_as_it_is_written():
    assert exercise_name("Split squat") == "Split squat"


def test_what_somebody_wrote_stays(language):
    for name in ("Save", "Level", "My own curl", ""):
        assert exercise_name(name) == name


def test_no_two_exercises_share_a_name(language):
    """Neither in the language nor with one in English: a file names an exercise by any of them."""
    owners = defaultdict(set)
    for spec in SPECS.values():
        for name in (spec.name, *spec.aliases, *exercise_texts((spec.name, *spec.aliases))):
            owners[fold_text(name)].add(spec.slug)
    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1} == {}


def test_names_and_cues_fit_where_they_are_copied_to(language):
    length = Exercise._meta.get_field("name").max_length
    for spec in SPECS.values():
        assert max(len(name) for name in exercise_texts((spec.name, *spec.aliases))) <= length
        assert max(len(cue) for cue in exercise_texts(spec.cues)) <= CUE_LENGTH


def test_an_accent_does_not_change_the_place():
    assert sorted(["Zug", "Übung", "Uhr", "uhr"], key=name_order) == ["Uhr", "uhr", "Übung", "Zug"]


class TestSearching:
    @pytest.mark.parametrize("words", ["ausfallschritt", "Kniebeuge", "lunge"])
    def test_finds_by_names_of_every_language(self, athlete, catalogue, words):
        assert exercises_for(athlete, search=words).exists()

    def test_finds_each_by_its_german_name(self, athlete, catalogue):
        with translation.override("de"):
            missed = [
                spec.slug
                for spec in SPECS.values()
                if not exercises_for(athlete, search=exercise_name(spec.name))
                .filter(slug=spec.slug)
                .exists()
            ]
        assert missed == []


class TestFiles:
    def test_a_german_file_is_matched(self):
        index = names_of(SPECS.values(), translated=names_in_other_languages)
        with translation.override("de"):
            german = exercise_name("Split squat")
        assert match_names([german, "Split squat"], index) == {
            german: SPECS["split-squat"],
            "Split squat": SPECS["split-squat"],
        }

    def test_english_comes_first(self):
        first, second = SPECS["split-squat"], SPECS["leg-press"]
        index = names_of(
            [first, second], translated=lambda spec: ["Leg press"] if spec is first else []
        )
        assert index["leg press"] is second
