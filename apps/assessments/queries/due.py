"""What is due today, in as few statements as Today can bear."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Count, Max
from msgspec import Struct

from apps.lifts.queries import last_check_days_for

from ..domain.offering import withheld
from ..domain.protocols import PROTOCOLS, Protocol
from ..domain.results import next_due_on
from ..domain.safety import Safety
from ..domain.screening import Permission
from ..domain.signs import SignReport
from ..models import SelfTest
from .offering import person_of
from .signs import open_signs_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

CHECK_IN_DAYS = 7
"""Days after which an open sign is asked about again. Convention."""


class DueFacts(Struct, frozen=True, kw_only=True):
    """Tests that were done before and are due, and open signs that were not told for a week."""

    tests: tuple[Protocol, ...]
    signs: tuple[SignReport, ...]


def due_for(athlete: Athlete, *, safety: Safety, today: dt.date) -> DueFacts:
    """What is due; nothing that may not be done now."""
    signs = open_signs_for(athlete)
    person = person_of(athlete, safety, signs, today=today)
    may_test = safety.permission is Permission.ALLOWED
    return DueFacts(
        tests=tuple(
            protocol
            for protocol in (_due_tests(athlete, today) if may_test else ())
            if withheld(protocol, person) is None
        ),
        signs=tuple(sign for sign in signs if (today - sign.day).days >= CHECK_IN_DAYS),
    )


def _due_tests(athlete: Athlete, today: dt.date) -> tuple[Protocol, ...]:
    rows = SelfTest.objects.filter(athlete=athlete).order_by().values_list("protocol")
    done = {slug: (last, count) for slug, last, count in rows.annotate(Max("day"), Count("pk"))}
    checked = last_check_days_for(athlete)
    due = []
    for slug, protocol in PROTOCOLS.items():
        days = [checked[one] for one in protocol.exercises if one in checked]
        if days:
            day, is_practice = max(days), False
        elif slug in done:
            day, is_practice = done[slug][0], done[slug][1] == 1
        else:
            continue
        if next_due_on(protocol, day, is_practice=is_practice) <= today:
            due.append(protocol)
    return tuple(due)
