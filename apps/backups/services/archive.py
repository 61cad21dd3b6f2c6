"""The file itself: a tar of the manifest, the manifest's own hash, and the dump."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from pathlib import Path
from typing import IO

from ..domain.manifest import BackupError, Manifest

MANIFEST, SEAL, DUMP = "manifest.json", "manifest.sha256", "database.dump"
_PIECE = 1024 * 1024
_LONGEST_TEXT = 4 * _PIECE
_OWNER_ONLY = 0o600


def sha256_of(path: Path) -> str:
    """Hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(target: Path, manifest: Manifest, dump: Path) -> None:
    """Write all three to ``target``, down to the disk; the caller gives it its name afterwards."""
    text = manifest.as_json().encode()
    seal = hashlib.sha256(text).hexdigest().encode()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, content in ((MANIFEST, text), (SEAL, seal)):
                archive.addfile(_member(name, len(content)), io.BytesIO(content))
            with dump.open("rb") as source:
                archive.addfile(_member(DUMP, manifest.dump_bytes), source)
        file.flush()
        os.fsync(file.fileno())


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = _OWNER_ONLY
    return member


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself, if nobody has touched it.

    Raises
    ------
    BackupError
        If the file is missing, is no backup, or has been changed.
    """
    with _opened(path) as archive:
        return _manifest(archive)


def unpack(path: Path, dump: Path) -> Manifest:
    """Write the dump to ``dump``, having compared every byte with what the manifest says of it."""
    with _opened(path) as archive:
        manifest = _manifest(archive)
        source = _member_of(archive, DUMP)
        handle = os.open(dump, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        digest, size = hashlib.sha256(), 0
        with os.fdopen(handle, "wb") as file:
            while piece := _read(source, _PIECE):
                digest.update(piece)
                size += len(piece)
                file.write(piece)
    if (size, digest.hexdigest()) != (manifest.dump_bytes, manifest.dump_sha256):
        raise _damaged()
    return manifest


def _opened(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path, mode="r:")
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {path}.") from error
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{path} is no backup of Levelset, or it is damaged.") from error


def _manifest(archive: tarfile.TarFile) -> Manifest:
    text = _read(_member_of(archive, MANIFEST), _LONGEST_TEXT)
    seal = _read(_member_of(archive, SEAL), _LONGEST_TEXT)
    if hashlib.sha256(text).hexdigest().encode() != seal:
        raise _damaged()
    return Manifest.from_json(text.decode())


def _member_of(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        found = archive.extractfile(name)
    except (KeyError, OSError, tarfile.TarError) as error:
        raise _damaged() from error
    if found is None:
        raise _damaged()
    return found


def _read(source: IO[bytes], most: int) -> bytes:
    try:
        return source.read(most)
    except (OSError, tarfile.TarError) as error:
        raise _damaged() from error


def _damaged() -> BackupError:
    return BackupError(
        "This backup is damaged: what is in it is not what was put into it. "
        "Nothing has been changed. Take another one."
    )
