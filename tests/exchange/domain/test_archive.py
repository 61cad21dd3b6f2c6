"""The file with everything: what is written is read again, whatever the values hold."""

import contextlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.exchange.domain import archive
from apps.exchange.domain.archive import is_archive, read_archive, write_archive
from apps.exchange.domain.text_files import FileRefusedError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
RECORDS = st.lists(st.dictionaries(st.text(max_size=8), VALUES, max_size=4), max_size=4)
TABLES = st.dictionaries(st.text(min_size=1, max_size=12), RECORDS, max_size=4)


def written(tables, **head) -> bytes:
    return "".join(write_archive(head, tables.items())).encode()


def read(data: bytes):
    return list(read_archive(io.BytesIO(data)))


def problem_of(data: bytes):
    with pytest.raises(FileRefusedError) as refusal:
        read(data)
    return refusal.value.problem


@given(TABLES)
def test_what_is_written_is_read_again(tables):
    data = written(tables)
    found = {name: [] for name in tables}
    for entry in read(data):
        found[entry.table].append(entry.values)
    assert found == tables


@given(TABLES)
def test_it_is_one_json_document(tables):
    document = json.loads(written(tables, made_by="Levelset"))
    assert document["tables"] == tables
    assert document["records"] == {name: len(records) for name, records in tables.items()}
    assert (document["format"], document["version"]) == ("levelset", archive.VERSION)


@given(TABLES, st.data())
def test_a_file_that_breaks_off_is_refused(tables, data):
    whole = written(tables).rstrip()
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert problem_of(whole[:cut]).code.value == "broken_json"


def test_a_record_lost_on_the_way_is_noticed():
    lines = written({"sets": [{"id": 1}, {"id": 2}, {"id": 3}]}).split(b"\n")
    assert problem_of(b"\n".join(lines[:3] + lines[4:])).code.value == "broken_json"


def test_a_file_laid_out_anew_is_refused():
    data = json.dumps(json.loads(written({"sets": [{"id": 1}]})), indent=2).encode()
    assert problem_of(data).code.value == "broken_json"


def test_a_later_version_says_so():
    data = written({}).replace(b'"version":1', b'"version":2')
    assert problem_of(data).code.value == "other_version"


def test_a_record_without_end_is_refused_before_it_is_read():
    data = written({"sets": []}).replace(b"[\n", b"[\n" + b"[" * (archive.MAX_LINE_BYTES + 5))
    assert problem_of(data).code.value == "cell_too_long"


@given(st.binary(max_size=300))
def test_any_bytes_give_records_or_a_refusal(data):
    for beginning in (
        b"",
        b'{"format":"levelset","version":1,"tables":{\n',
        b'{"format":"levelset"',
    ):
        with contextlib.suppress(FileRefusedError):
            read(beginning + data)


def test_it_is_known_by_its_beginning_with_or_without_a_mark():
    assert is_archive(written({}))
    assert is_archive(b"\xef\xbb\xbf" + written({}))
    assert not is_archive(b'[{"format": "other"}]')
    assert not is_archive(b"date,exercise\n")
