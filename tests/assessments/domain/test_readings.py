"""What people type during a test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.assessments.domain.protocols import PROTOCOLS
from apps.assessments.domain.readings import CM_PER_INCH, Problem, ReadingError, read, recalled

CM, SECONDS, REPS = (PROTOCOLS[s] for s in ("knee-to-wall", "side-plank-hold", "heel-raise"))
DEGREES, MINUS, KG = (PROTOCOLS[s] for s in ("hip-turn-in", "hip-extension", "grip"))


@pytest.mark.parametrize(
    ("text", "protocol", "value"),
    [
        ("9.5", CM, 9.5),
        (" 9,5 ", CM, 9.5),
        ("9.5cm", CM, 9.5),
        ("95 mm", CM, 9.5),
        ("0.1 m", CM, 10.0),
        ("4 IN", CM, 10.16),
        ('4"', CM, 10.16),
        ("+9", CM, 9.0),
        ("65", SECONDS, 65.0),
        ("1:05", SECONDS, 65.0),
        ("0:05.5", SECONDS, 5.5),
        ("2 min", SECONDS, 120.0),
        ("32°", DEGREES, 32.0),
        ("-8", MINUS, -8.0),
        ("−8", MINUS, -8.0),
        ("12", REPS, 12.0),
        ("12 reps", REPS, 12.0),
        ("40 kg", KG, 40.0),
    ],
)
def test_is_read(text, protocol, value):
    assert read(text, protocol) == value


@pytest.mark.parametrize(
    ("text", "protocol", "problem"),
    [
        ("", CM, Problem.NOT_A_NUMBER),
        ("nine", CM, Problem.NOT_A_NUMBER),
        ("nan", CM, Problem.NOT_A_NUMBER),
        ("inf", CM, Problem.NOT_A_NUMBER),
        ("1e3", CM, Problem.NOT_A_NUMBER),
        ("9.5 💪", CM, Problem.NOT_A_NUMBER),
        ("💪", CM, Problem.NOT_A_NUMBER),
        ("٣", CM, Problem.NOT_A_NUMBER),
        ("1:05", CM, Problem.NOT_A_NUMBER),
        ("1:65", SECONDS, Problem.NOT_A_NUMBER),
        ("9" * 40, CM, Problem.NOT_A_NUMBER),
        ("9.5 kg", CM, Problem.WRONG_UNIT),
        ("9.5 lb", CM, Problem.WRONG_UNIT),
        ("12 cm", SECONDS, Problem.WRONG_UNIT),
        ("-1", CM, Problem.TOO_SMALL),
        ("31", CM, Problem.TOO_LARGE),
        ("9" * 15, CM, Problem.TOO_LARGE),
        ("2.5", REPS, Problem.NOT_WHOLE),
    ],
)
def test_is_refused_with_a_reason(text, protocol, problem):
    with pytest.raises(ReadingError) as error:
        read(text, protocol)
    assert error.value.problem is problem


@given(st.decimals(0, 11, places=2))
def test_inches_and_back(inches):
    assert read(f"{inches} in", CM) / CM_PER_INCH == pytest.approx(float(inches), abs=1e-4)


@given(st.decimals(0, 30, places=1))
def test_a_comma_is_a_dot(number):
    assert read(str(number).replace(".", ","), CM) == read(str(number), CM) == float(number)


@given(st.integers(0, 14), st.integers(0, 59))
def test_minutes_are_seconds(minutes, seconds):
    assert read(f"{minutes}:{seconds:02d}", SECONDS) == read(str(minutes * 60 + seconds), SECONDS)


@given(st.text(max_size=30), st.sampled_from(sorted(PROTOCOLS)))
def test_anything_is_read_or_refused(text, slug):
    protocol = PROTOCOLS[slug]
    try:
        value = read(text, protocol)
    except ReadingError as error:
        assert error.problem in Problem  # noqa: PT017 - either of two ends is right
    else:
        assert protocol.limits[0] <= value <= protocol.limits[1]


@given(st.lists(st.text(max_size=20)))
def test_what_was_kept_is_recalled_or_left_out(texts):
    assert len(recalled(texts, CM)) <= len(texts)


def test_a_limit_that_moved_forgets_nothing():
    assert recalled(["31", "9,5", "12 kg", "💪"], CM) == (31.0, 9.5)
