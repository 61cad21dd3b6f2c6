"""The file with everything as somebody brings it: by itself, or inside the ZIP it left in."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator

from apps.exchange.domain.archive import Entry, is_archive, read_archive
from apps.exchange.domain.rows import Problem, ProblemCode
from apps.exchange.domain.text_files import FileRefusedError

INSIDE = "levelset.json"
_ZIP = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_MAX_ENTRIES = 20
_MAX_DIRECTORY_BYTES = 10_000
"""Of the list of what is inside: it is read whole before anything else can be refused."""
_BEGINNING = 200
_READING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What the standard library raises on ZIPs that are broken, locked or packed in another way."""


def holds_everything(content: bytes) -> bool:
    """Whether an upload is the file with everything, or a ZIP that had better be it."""
    return content.startswith(_ZIP) or is_archive(content[:_BEGINNING])


def is_packed(content: bytes) -> bool:
    """Whether it is a ZIP, of which a few bytes may be many."""
    return content.startswith(_ZIP)


def entries_of(content: bytes, *, only: Collection[str]) -> Iterator[Entry]:
    """Yield the records of these lists of an upload, unpacked as they are read.

    Raises
    ------
    FileRefusedError
        A ZIP without the file, with too much in it or broken; or the file itself is refused.
    """
    if not content.startswith(_ZIP):
        yield from read_archive(io.BytesIO(content), only=only)
        return
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(INSIDE) as file:
            yield from read_archive(file, only=only)
    except FileRefusedError:
        raise
    except (KeyError, *_READING_ERRORS) as error:
        raise _no_zip() from error


def _check_directory(content: bytes) -> None:
    """Refuse a ZIP that says of itself that it holds more than ours do, before it is opened."""
    at = content.rfind(_END, max(0, len(content) - _END_BYTES - _LONGEST_COMMENT))
    end = content[at : at + _END_BYTES] if at >= 0 else b""
    if len(end) < _END_BYTES:
        raise _no_zip()
    entries = int.from_bytes(end[10:12], "little")
    directory = int.from_bytes(end[12:16], "little")
    if entries > _MAX_ENTRIES or directory > _MAX_DIRECTORY_BYTES:
        raise _no_zip()


def _no_zip() -> FileRefusedError:
    return FileRefusedError(Problem(code=ProblemCode.NO_ZIP))
