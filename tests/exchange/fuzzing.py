"""Samples turned into files that nobody would write: for every reader, from a seed."""

from __future__ import annotations

import random
from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
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
