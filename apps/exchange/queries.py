"""Reads of imports, always the athlete's own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import get_object_or_404

from .models import Import, ImportQuerySet

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_RECENT = 5


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


def recent_imports_for(athlete: Athlete) -> ImportQuerySet:
    """The latest imports without their files."""
    return Import.objects.of(athlete).defer("content", "set_ids")[:_RECENT]
