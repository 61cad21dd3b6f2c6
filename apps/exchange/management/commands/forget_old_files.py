"""Forget uploaded files that nobody said yes to, and packed ones, after a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.exchange import services


class Command(BaseCommand):
    help = "Forget uploaded and packed files that are older than a day. Run it every hour or day."

    def handle(self, **_options: Any) -> None:
        services.forget_old_files(now=timezone.now())
