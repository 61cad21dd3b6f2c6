"""The file: whole or refused."""

import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.backups.domain.manifest import BackupError, Manifest, TableSum
from apps.backups.services import archive

DUMP = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A small backup as bytes, with what it says of itself."""
    folder = tmp_path_factory.mktemp("whole")
    dump = folder / "dump"
    dump.write_bytes(DUMP)
    manifest = Manifest(
        created_at="2026-11-23T06:00:00+00:00",
        reason="test",
        version="0.1.0",
        schema=("lifts.0001_x",),
        server=180_006,
        tables={"lifts_liftset": TableSum(rows=2, checksum="17")},
        dump_bytes=len(DUMP),
        dump_sha256=archive.sha256_of(dump),
        key_salt="s",
        key_fingerprint="f",
    )
    path = folder / "x.backup"
    archive.pack(path, manifest, dump)
    return path, manifest


def unpacked(path, folder):
    target = folder / "out"
    target.unlink(missing_ok=True)
    manifest = archive.unpack(path, target)
    return manifest, target.read_bytes()


def test_gives_back_what_was_put_in_and_is_for_its_owner_alone(whole, tmp_path):
    path, manifest = whole
    assert unpacked(path, tmp_path) == (manifest, DUMP)
    assert archive.read_manifest(path) == manifest
    for file in (path, tmp_path / "out"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_byte_is_noticed_or_changes_nothing(whole, tmp_path, data):
    path, manifest = whole
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    broken = tmp_path / "broken.backup"
    broken.write_bytes(content)
    try:
        found = unpacked(broken, tmp_path)
    except BackupError:
        return
    assert found == (manifest, DUMP)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_ends_early_is_refused(whole, tmp_path, data):
    path, _manifest = whole
    content = path.read_bytes()
    end = content.rindex(DUMP[-200:]) + 200
    cut = tmp_path / "cut.backup"
    cut.write_bytes(content[: data.draw(st.integers(0, end - 1))])
    with pytest.raises(BackupError):
        unpacked(cut, tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=2000))
def test_any_other_file_is_refused(tmp_path, content):
    other = tmp_path / "other.backup"
    other.write_bytes(content)
    with pytest.raises(BackupError):
        unpacked(other, tmp_path)


def test_no_file_is_said_to_be_none(tmp_path):
    with pytest.raises(BackupError, match="There is no file"):
        archive.read_manifest(tmp_path / "nothing.backup")


def test_never_writes_over_a_file(whole, tmp_path):
    path, manifest = whole
    (tmp_path / "dump").write_bytes(DUMP)
    with pytest.raises(FileExistsError):
        archive.pack(path, manifest, tmp_path / "dump")
