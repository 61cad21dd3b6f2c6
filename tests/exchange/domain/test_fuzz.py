"""A short look at what ``make fuzz-import`` does for hours, and what holds for any bytes at all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.exchange.domain.dialects import dialect_of, parse_file, read_items
from apps.exchange.domain.sniffing import sniff
from apps.exchange.domain.text_files import FileRefusedError
from tests.exchange.fuzz import fuzz
from tests.exchange.fuzzing import EVERYTHING, READERS


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_broken_file_is_refused_and_never_breaks_the_reader(reader):
    tally = fuzz(reader, seed=7, seconds=5, files=60)
    assert tally.files > 20


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_samples_are_read_before_they_are_broken(reader):
    assert any(reader.read(sample) for sample in reader.samples)


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400)))
@example("[" * 5000)
@example('[{"date": ' + "[" * 5000)
@example("\ud800")
@example(";;;\n,")
def test_any_bytes_give_rows_or_the_registrys_own_error(data):
    try:
        for _item in read_items(data):
            pass
    except FileRefusedError:
        pass


def test_too_many_rows_are_refused_clearly():
    data = "Date;Time;Routine;Exercise;Para6;Reps\n" + "29.04.2025;;A;B;;1\n" * 200_001
    parsed = parse_file(data)
    assert [problem.code.value for problem in parsed.problems] == ["too_many_rows"]
    assert not parsed.rows


def test_too_large_a_file_is_refused_before_it_is_read():
    [problem] = parse_file(b"x" * (10 * 1024 * 1024 + 1)).problems
    assert problem.code.value == "file_too_large"


def test_what_looks_like_a_section_at_the_edge_of_the_beginning_is_none():
    """Found by ``make fuzz-import`` with seed 7."""
    text = "x" * (4096 - len("\n### SETTING ###")) + "\n### SETTING ###" + "y\n"
    assert dialect_of(sniff(text)).name == "jefit"
    assert parse_file(text).rows == ()


def test_an_exercise_of_infinite_parts_is_refused_like_any_other_nonsense():
    """Found by ``make fuzz-import``: JSON's numbers may be too big for anything."""
    data = EVERYTHING.read_bytes().replace(b'"implements": 1', b'"implements": 1e999')
    assert data != EVERYTHING.read_bytes()
    assert READERS["everything"].read(data) is not None
