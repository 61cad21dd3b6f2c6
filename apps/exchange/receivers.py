"""Somebody signs in: the moment to clear away files whose day is over."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from . import services


def connect() -> None:
    """Be called by Django; a second time changes nothing."""
    user_logged_in.connect(_clear_away, dispatch_uid="exchange.clear_away")


def _clear_away(**_news: Any) -> None:
    services.forget_old_files(now=timezone.now())
