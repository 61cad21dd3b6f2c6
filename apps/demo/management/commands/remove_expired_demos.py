"""Forget the copies of the sample athlete whose day is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.demo.services import remove_expired_demos


class Command(BaseCommand):
    help = (
        "Remove copies of the sample athlete that are older than a day. Run it every hour or day."
    )

    def handle(self, **_options: Any) -> None:
        removed = remove_expired_demos(now=timezone.now())
        self.stdout.write(f"{removed} copies removed.")
