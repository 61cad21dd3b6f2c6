"""Reads of imports, and of everything that goes out: always the athlete's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import DecimalField, Model, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject
from django.shortcuts import get_object_or_404

from .domain.portable import TABLES, Table
from .models import Download, DownloadPiece, Import, ImportQuerySet

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_RECENT = 5
_AT_ONCE = 2000
_PIECE = 1024 * 1024


def waiting_import_for(athlete: Athlete, pk: UUID) -> Import:
    """One file that waits for a yes, or 404."""
    return get_object_or_404(Import.objects.of(athlete).waiting(), pk=pk)


def unanswered_import_for(athlete: Athlete, pk: UUID) -> Import:
    """One file that nobody said yes to, or 404."""
    return get_object_or_404(Import.objects.of(athlete).unanswered(), pk=pk)


def open_import_for(athlete: Athlete, pk: UUID) -> Import:
    """One file whatever became of it, without its content, or 404."""
    return get_object_or_404(Import.objects.of(athlete).defer("content", "set_ids"), pk=pk)


def accepted_import_for(athlete: Athlete, pk: UUID) -> Import:
    """One import that is in the log, or 404."""
    accepted = Import.objects.of(athlete).filter(status=Import.Status.ACCEPTED)
    return get_object_or_404(accepted.defer("content", "set_ids"), pk=pk)


def whole_import(pk: UUID) -> Import:
    """One file with its athlete and its content, for the process that goes on with it.

    The content is fetched in pieces: the driver holds a value several times over while it reads it.
    """
    found = Import.objects.select_related("athlete").defer("content", "set_ids").get(pk=pk)
    pieces: list[bytes] = []
    with connection.cursor() as cursor:
        while not pieces or len(pieces[-1]) == _PIECE:
            cursor.execute(
                "SELECT substring(content FROM %s FOR %s) FROM exchange_import WHERE id = %s",
                [len(pieces) * _PIECE + 1, _PIECE, pk],
            )
            pieces.append(bytes(cursor.fetchone()[0]))
    found.content = b"".join(pieces)
    return found


def recent_imports_for(athlete: Athlete) -> ImportQuerySet:
    """The latest imports without their files."""
    return Import.objects.of(athlete).defer("content", "set_ids")[:_RECENT]


def download_for(athlete: Athlete, pk: UUID) -> Download:
    """One packed file, or one that is being packed, or 404."""
    return get_object_or_404(Download.objects.of(athlete), pk=pk)


def ready_download_for(athlete: Athlete, pk: UUID) -> Download:
    """One packed file, all of which is there, or 404."""
    return get_object_or_404(Download.objects.of(athlete).filter(size__gt=0), pk=pk)


def latest_download_for(athlete: Athlete) -> Download | None:
    """What was packed last, or is being packed."""
    return Download.objects.of(athlete).first()


def whole_download(pk: UUID) -> Download | None:
    """One packed file with its athlete, for the process that packs it; None when it was called off."""
    return Download.objects.select_related("athlete").filter(pk=pk).first()


def pieces_of(download: Download) -> Iterator[bytes]:
    """Yield a packed file, a piece in memory at a time."""
    pieces = DownloadPiece.objects.filter(download=download)
    for number in range(pieces.count()):
        yield bytes(pieces.values_list("content", flat=True).get(number=number))


def record_count_for(athlete: Athlete) -> int:
    """How many rows of all tables are the athlete's."""
    return sum(_rows_of(athlete, table).count() for table in TABLES)


def records_for(athlete: Athlete, table: Table) -> Iterator[str]:
    """All rows of one table that are the athlete's, deleted ones too, each as JSON.

    The table is named by its label: what every other read keeps inside its app is the point of this one,
    which must see each column of each model. The database writes the JSON, in half of the time that it
    takes here.
    """
    model = apps.get_model(table.model)
    columns = {
        field.attname: Cast(field.attname, TextField())
        if isinstance(field, DecimalField)
        else field.attname
        for field in model._meta.concrete_fields  # noqa: SLF001 - Django's own name for it
        if field.name not in table.left_out
    }
    rows = _rows_of(athlete, table)
    told = rows.order_by(*table.order, "pk").values_list(
        Cast(JSONObject(**columns), TextField()), flat=True
    )
    yield from told.iterator(chunk_size=_AT_ONCE)


def _rows_of(athlete: Athlete, table: Table) -> QuerySet[Model]:
    model: type[Model] = apps.get_model(table.model)
    return model._default_manager.filter(**{table.owner: athlete.pk})  # noqa: SLF001 - Django's own name for it
