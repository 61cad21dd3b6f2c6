"""Comes before every migration, and notes who has gone for good."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import pre_migrate
from django.utils import timezone

from apps.core.events import Event, News, register

from . import services
from .domain.manifest import BackupError


def connect(app: Any) -> None:
    """Be called by Django and by ``core``; a second time changes nothing."""
    pre_migrate.connect(_back_up_first, sender=app, dispatch_uid="backups.back_up_first")
    register(Event.ATHLETE_REMOVED, _note_removed)


def _back_up_first(*, using: str, plan: Any, stdout: Any = None, **_: Any) -> None:
    """Stop the migration unless what is there has been backed up; nothing to do is nothing to back up."""
    if not plan or using != DEFAULT_DB_ALIAS or not settings.LEVELSET_BACKUP_BEFORE_MIGRATE:
        return
    if services.people_here() == 0:
        return
    names = ", ".join(sorted({migration.app_label for migration, _backwards in plan}))
    try:
        path = services.make_backup(now=timezone.now(), reason=f"before changes in {names}")
    except BackupError as error:
        raise CommandError(
            f"The tables have not been changed, because they could not be backed up first.\n{error}\n"
            "Put that right and try again, or go on without a backup: LEVELSET_BACKUP_BEFORE_MIGRATE=off"
        ) from error
    # Said however quiet the command was asked to be: this is the way back.
    (stdout or sys.stdout).write(f"Backed up to {path}\n")


def _note_removed(news: News) -> None:
    services.note_removed(news.athlete_id)
