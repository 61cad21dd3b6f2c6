"""What a backup says of itself."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.backups.domain.manifest import (
    BackupError,
    Manifest,
    TableSum,
    differing_tables,
    fingerprint,
    unknown_migrations,
)

SUMS = st.builds(TableSum, rows=st.integers(0), checksum=st.integers(0).map(str))
MANIFESTS = st.builds(
    Manifest,
    created_at=st.just("2026-11-23T06:00:00+00:00"),
    reason=st.text(),
    version=st.text(),
    schema=st.lists(st.text()).map(tuple),
    server=st.integers(180_000, 200_000),
    tables=st.dictionaries(st.text(), SUMS),
    dump_bytes=st.integers(0),
    dump_sha256=st.text("0123456789abcdef"),
    key_salt=st.text(),
    key_fingerprint=st.text(),
)


@given(MANIFESTS)
def test_is_read_as_it_was_written(manifest):
    assert Manifest.from_json(manifest.as_json()) == manifest


@given(
    st.one_of(
        st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)
    )
)
def test_what_is_none_is_said_to_be_none(text):
    with pytest.raises(BackupError):
        Manifest.from_json(text)


def test_a_later_format_is_named():
    with pytest.raises(BackupError, match="newer Levelset"):
        Manifest.from_json('{"format": 2}')


@given(st.text(min_size=1), st.text(min_size=1), st.text())
def test_a_key_is_known_again_and_not_told(key, other, salt):
    told = fingerprint(key, salt=salt)
    assert told == fingerprint(key, salt=salt)
    assert (told == fingerprint(other, salt=salt)) == (key == other)
    assert told != fingerprint(key, salt=salt + "x")


@given(st.dictionaries(st.text(max_size=3), SUMS), st.dictionaries(st.text(max_size=3), SUMS))
def test_differing_tables_are_those_and_no_others(told, found):
    named = differing_tables(told, found)
    assert all(told.get(name) != found.get(name) for name in named)
    assert (named == ()) == (told == found)
    assert named == differing_tables(found, told)


def test_a_newer_one_is_known_by_what_this_code_has_never_heard_of():
    assert unknown_migrations(("lifts.0009_x", "gone.0001_y"), {"lifts.0009_x"}) == ("gone.0001_y",)
    assert unknown_migrations((), set()) == ()
