"""Everything that Levelset has of an athlete, in one file: made beside the answer, in little memory."""

from __future__ import annotations

import datetime as dt
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import batched, islice
from typing import IO, TYPE_CHECKING, Any

from django.db import connection, transaction
from django.template.loader import render_to_string
from msgspec import Struct

from apps.exercises.queries import exercise_specs_for

from .. import queries
from ..domain.archive import VERSION, write_archive
from ..domain.portable import TABLES
from .exporting import tables_for
from .storing import Report

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

ARCHIVE_NAME = "levelset.json"
_PIECE = 64 * 1024
_AT_ONCE = 1000
_LONGEST_STATEMENT = "60s"
"""A statement may be read slowly while rows are packed: longer than a page allows."""


def archive_for(athlete: Athlete, *, now: dt.datetime) -> Iterator[str]:
    """Yield the file with everything, record by record."""
    head = {"exported_at": now, "athlete_id": athlete.pk, "made_by": "Levelset"}
    lists = ((table.name, queries.records_for(athlete, table)) for table in TABLES)
    return write_archive(head, [("catalogue", _catalogue(athlete)), *lists])


def zip_of_everything(
    athlete: Athlete, *, now: dt.datetime, report: Report = lambda _records: None
) -> IO[bytes]:
    """Pack everything into one ZIP, as it was at one moment.

    Parameters
    ----------
    report
        Called now and then with the number of records and of sets in the tables that are packed.

    Returns
    -------
    IO[bytes]
        A file without a name at its beginning, gone when it is closed.
    """
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    try:
        with (
            _one_moment(),
            zipfile.ZipFile(packed, "w") as all_,
        ):
            day = now.timetuple()[:6]
            for name, pieces in _parts(athlete, now, report):
                about = zipfile.ZipInfo(name, day)
                about.compress_type = zipfile.ZIP_DEFLATED
                with all_.open(about, "w", force_zip64=True) as part:
                    for piece in pieces:
                        part.write(piece)
        packed.seek(0)
    except BaseException:
        packed.close()
        raise
    return packed


def _parts(
    athlete: Athlete, now: dt.datetime, report: Report
) -> Iterator[tuple[str, Iterable[bytes]]]:
    readme = render_to_string("exchange/everything_readme.txt", {"version": VERSION, "now": now})
    yield "README.txt", (readme.encode(),)
    tally = _Tally(report)
    yield ARCHIVE_NAME, _encoded(archive_for(athlete, now=now), tally)
    with ExitStack() as open_files:
        for name, file in _written_side_by_side(tables_for(athlete), open_files, tally).items():
            file.seek(0)
            yield name, iter(partial(file.read, _PIECE), b"")


class _Tally(Struct):
    """Counts what is packed."""

    report: Report
    done: int = 0

    def add(self, number: int) -> None:
        self.done += number
        self.report(self.done)


def _encoded(pieces: Iterable[str], tally: _Tally) -> Iterator[bytes]:
    # Packing each record by itself took half of the time.
    for some in batched(pieces, _AT_ONCE):
        tally.add(len(some))
        yield "".join(some).encode()


def _written_side_by_side(
    tables: Mapping[str, Iterator[bytes]], open_files: ExitStack, tally: _Tally
) -> Mapping[str, IO[bytes]]:
    """The log is read once for all tables, and a ZIP takes one file after the other."""
    files: dict[str, IO[bytes]] = {}
    for name in tables:
        files[name] = open_files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
    unfinished = dict(tables)
    while unfinished:
        tally.add(_AT_ONCE)
        for name, pieces in list(unfinished.items()):
            some = b"".join(islice(pieces, _AT_ONCE))
            files[name].write(some)
            if not some:
                del unfinished[name]
    return files


def _catalogue(athlete: Athlete) -> Iterator[dict[str, Any]]:
    """What the keys of shared exercises stand for; another server has others."""
    for spec in exercise_specs_for(athlete, with_retired=True):
        if not spec.is_own:
            yield {"id": spec.id, "slug": spec.slug, "name": spec.name}


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read every table as it was at one moment, however long it takes."""
    inside_another = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            if not inside_another:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute(f"SET LOCAL statement_timeout = '{_LONGEST_STATEMENT}'")
            cursor.execute(
                f"SET LOCAL idle_in_transaction_session_timeout = '{_LONGEST_STATEMENT}'"
            )
        yield
