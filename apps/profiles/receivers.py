"""Somebody signs in: the moment to clear away those whose week is over."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from . import services

REMOVED_AT_ONCE = 3
"""Nobody waits at the door for more than this many others to go."""


def connect() -> None:
    """Be called by Django; a second time changes nothing."""
    user_logged_in.connect(_clear_away, dispatch_uid="profiles.clear_away")


def _clear_away(**_news: Any) -> None:
    services.remove_leavers(now=timezone.now(), limit=REMOVED_AT_ONCE)
