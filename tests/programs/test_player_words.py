"""What the player tells somebody who does not see it, and when it may ask a side to match."""

import pytest

from apps.lifts.domain.validation import Problem
from apps.lifts.forms import problem_words
from tests.support.factories.programs import session_with, two_sided_line
from tests.support.player import HTMX, as_shown, at, player_of


@pytest.fixture
def level(screened, row):
    """Return a session in which neither side has to match the other."""
    line = two_sided_line(row, first="left", is_capped_second=False)
    return session_with(screened, (row, line))


def test_each_set_is_spoken_into_a_region_that_stays(client, running):
    page = client.get(at("session_player", running)).text
    assert page.index('id="player-voice"') < page.index('id="session-player"')
    assert 'data-say="One-arm row, left side, set 1 of 2"' in player_of(page)

    swapped = client.post(at("session_set_create", running), as_shown(page), headers=HTMX).text
    assert 'data-say="One-arm row, right side, set 1 of 2"' in swapped
    assert 'id="player-voice"' not in swapped


def test_no_rest_is_counted_before_the_first_set(client, running):
    page = client.get(at("session_player", running)).text
    assert "starts at your first set" in page
    assert "rest, then left" not in page

    after = client.post(at("session_set_create", running), as_shown(page), headers=HTMX).text
    assert "rest, then right" in after


def test_the_weight_is_called_weight(client, running):
    assert "Weight (the one you hold)" in client.get(at("session_player", running)).text


def test_only_a_side_that_leads_is_matched(client, level):
    client.post(at("session_start", level))
    page = client.get(at("session_player", level)).text
    assert "LEFT · starts<" in page

    second = client.post(at("session_set_create", level), as_shown(page), headers=HTMX).text
    assert "RIGHT · switch sides<" in second


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("reps", "-1", Problem.NEGATIVE),
        ("reps", "8.5", Problem.NOT_WHOLE),
        ("reps", "9999", Problem.TOO_BIG),
        ("load", "abc", Problem.NOT_A_NUMBER),
        ("load", "1e9", Problem.TOO_BIG),
        ("load", "NaN", Problem.NOT_A_NUMBER),
    ],
)
def test_bad_input_is_answered_in_the_words_of_the_log(client, running, field, typed, words):
    shown = as_shown(client.get(at("session_player", running)).text, **{field: typed})
    answer = client.post(at("session_set_create", running), shown, headers=HTMX)

    assert answer.status_code == 422
    assert problem_words(words) in answer.text
    assert f'value="{typed}"' in answer.text
