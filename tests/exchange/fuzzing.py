"""Samples turned into files that nobody would write: for every reader, from a seed."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from apps.exchange.domain.archive_files import INSIDE, entries_of
from apps.exchange.domain.dialects import DIALECTS, read_items
from apps.exchange.domain.registry import Dialect
from apps.exchange.domain.restoring import READ, Restorer, row_of
from apps.exchange.domain.sniffing import sniff
from apps.exchange.domain.text_files import FileRefusedError

SAMPLES = Path(__file__).parent / "samples"
EVERYTHING = Path(__file__).parent / "everything.json"
"""A small athlete's file with everything, as Levelset wrote it."""
LONGEST = 20_000
_PIECES = (
    b'"', b'""', b",", b";", b"\t", b"\n", b"\r\n", b"\r", b"\xef\xbb\xbf", b"\x00", b"\xff", b"\xc3",
    b"9" * 30, b"-", b"-1", b"1e999", b"NaN", b"Infinity", b"0", b"0,0", b"1.000,5", b"99:99:99", b"24:00",
    b"2026-13-40", b"0000-00-00", b"9999-12-31", b"31/02/99", b"29 Feb 2023, 10:00", b"999999999999999999",
    "\u0661\u0662".encode(), "\u00b2".encode(), b"(Left)", b"(Right)", b"### X ####", b"[", b"{", b"}",
    b"[" * 500, b'{"a":' * 200, b"<br>", "WU1 \u00b7 5 kg \u00b7 9".encode(), b"=1+1", b"x" * 300, b"1/2/3/-",
)  # fmt: skip


def samples_of(dialect: str) -> list[bytes]:
    """The samples of one reader, in the order of their names."""
    folder = SAMPLES / dialect
    return [path.read_bytes() for path in sorted(folder.iterdir()) if ".golden" not in path.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Something that reads files of strangers.

    Parameters
    ----------
    read
        The number of rows, or None where the file was refused; anything else raised is an error.
    break_
        A sample after some accidents.
    """

    name: str
    samples: Sequence[bytes]
    read: Callable[[bytes], int | None]
    break_: Callable[[bytes, random.Random], bytes]


def mutated(sample: bytes, luck: random.Random) -> bytes:
    """The sample after one to eight accidents."""
    data = sample
    for _ in range(luck.randint(1, 8)):
        at = luck.randrange(len(data) + 1)
        to = min(len(data), at + luck.choice((0, 1, 1, 3, 20, 200)))
        match luck.randrange(6):
            case 0:
                data = data[:at] + data[to:]
            case 1:
                data = data[:at] + luck.choice(_PIECES) + data[to:]
            case 2:
                data = (
                    data[:at]
                    + bytes(luck.randrange(256) for _ in range(luck.randint(1, 4)))
                    + data[at:]
                )
            case 3:
                data = data[:at] + data[at:to] * luck.choice((2, 2, 50)) + data[to:]
            case 4:
                data = _with_other_cell(data, luck)
            case _:
                lines = data.split(b"\n")
                luck.shuffle(lines)
                data = b"\n".join(lines)
        data = data[:LONGEST]
    return data


def _with_other_cell(data: bytes, luck: random.Random) -> bytes:
    """One cell of one line below the heading replaced."""
    lines = data.split(b"\n")
    if len(lines) < 2:
        return data
    number = luck.randrange(1, len(lines))
    delimiter = luck.choice((b",", b";"))
    cells = lines[number].split(delimiter)
    cells[luck.randrange(len(cells))] = luck.choice(_PIECES)
    lines[number] = delimiter.join(cells)
    return b"\n".join(lines)


def _rows_of(dialect: Dialect, data: bytes) -> int | None:
    """Through the registry, and by the reader itself: it must hold where another reads what it recognises."""
    try:
        start = sniff(data)
        if dialect.recognises(start):
            for _item in dialect.read(start):
                pass
    except FileRefusedError:
        pass
    try:
        return sum(1 for _item in read_items(data))
    except FileRefusedError:
        return None


def _records_of(data: bytes) -> int | None:
    """As an import takes them, own exercises made as its preview makes them."""
    restorer = Restorer(specs=(), last_day=dt.date(2027, 1, 1), make=lambda spec: spec)
    try:
        sets = [restorer.take(entry) for entry in entries_of(data, only=READ)]
    except FileRefusedError:
        return None
    return sum(1 for one in sets if one is not None and row_of(one))


_VALUES = (
    None, True, -1, 0, 1e999, 10**30, 0.1, "", "x" * 300, "\x00", "\ud800", "2026-13-40", "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00", "Mars/Base", "left", "both", "NaN", [], ["x"], [[]], {}, {"a": {}},
)  # fmt: skip
"""What no column expects, or not this one."""


def _with_other_values(data: bytes, luck: random.Random) -> bytes:
    """One to eight values of records replaced: the document stays whole, so that its records are read."""
    if luck.random() < 1 / 4:
        return mutated(data, luck)
    lines = data.split(b"\n")
    records = [number for number, line in enumerate(lines) if line.startswith(b'{"id"')]
    for number in luck.choices(records, k=luck.randint(1, 8)):
        values = json.loads(lines[number].rstrip(b","))
        values[luck.choice(list(values))] = luck.choice(_VALUES)
        comma = b"," if lines[number].endswith(b",") else b""
        lines[number] = json.dumps(values).encode() + comma
    return b"\n".join(lines)


def _zipped_with_other_values(data: bytes, luck: random.Random) -> bytes:
    whole = _zipped(_with_other_values(data, luck))
    return whole if luck.random() < 1 / 2 else mutated(whole, luck)


def _zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(INSIDE, data)
    return packed.getvalue()


def _readers() -> Mapping[str, Reader]:
    everything = EVERYTHING.read_bytes()
    readers = [
        *(
            Reader(
                name=one.name,
                samples=samples_of(one.name),
                read=partial(_rows_of, one),
                break_=mutated,
            )
            for one in DIALECTS
        ),
        Reader(
            name="everything",
            samples=[everything],
            read=_records_of,
            break_=_with_other_values,
        ),
        Reader(
            name="everything_zip",
            samples=[everything],
            read=_records_of,
            break_=_zipped_with_other_values,
        ),
    ]
    return {one.name: one for one in readers}


READERS = _readers()
