"""Remove the accounts whose week to think again is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from apps.profiles.services import remove_leavers


class Command(BaseCommand):
    help = "Remove deleted accounts whose seven days are over. Run it every hour or day."

    def handle(self, **options: Any) -> None:
        removed = remove_leavers(now=timezone.now())
        if options["verbosity"]:
            words = ngettext("%(count)s account removed.", "%(count)s accounts removed.", removed)
            self.stdout.write(words % {"count": removed})
