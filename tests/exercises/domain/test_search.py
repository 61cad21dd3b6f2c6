import pytest

from apps.exercises.domain.catalogue import parse_catalogue
from apps.exercises.domain.search import fold_text, search_text_of, search_words
from tests.exercises.domain.test_catalogue import ENTRY


@pytest.fixture
def text() -> str:
    entry = ENTRY.replace('"One-arm row"', '"One-arm row"\naliases = ["Élévation", "Push-up"]')
    return search_text_of(parse_catalogue(entry)[0])


@pytest.mark.parametrize(
    "query",
    [
        "row",
        "ROW one",
        "one-arm",
        "onearm",
        "elevation",
        "Élév",
        "push up",
        "push-up",
        "pushup",
        "horizontal pull",
        "lats",
        "latissimus",
        "dumbbell",
    ],
)
def test_finds_by_name_alias_muscle_pattern_and_equipment(text, query):
    assert all(word in text for word in search_words(query))


@pytest.mark.parametrize("query", ["squat", "barbell", "row squat"])
def test_does_not_find_what_it_is_not(text, query):
    assert not all(word in text for word in search_words(query))


def test_folding_twice_changes_nothing():
    folded = fold_text("  Ålesund—Curl,  (90/90) ")
    assert folded == "alesund curl 90 90"
    assert fold_text(folded) == folded


def test_an_empty_query_has_no_words():
    assert search_words(" - ") == ()
