"""Keeping a self-test in the table of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from apps.exercises.domain.vocabulary import Side
from apps.profiles.domain.consent import Purpose

from ..domain.body import BodySide
from ..domain.protocols import Protocol
from ..models import SelfTest
from .consenting import ask_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def record_self_test(
    *,
    athlete: Athlete,
    protocol: Protocol,
    tries: Mapping[BodySide, Sequence[str]],
    first_side: Side | None,
    day: dt.date,
    measured_at: dt.datetime,
) -> SelfTest:
    """Keep the tries of one test as typed; doing it again that day replaces them."""
    ask_for(athlete, Purpose.SELF_TESTS)
    row, _created = SelfTest.objects.update_or_create(
        athlete=athlete,
        protocol=protocol.slug,
        day=day,
        defaults={
            "protocol_version": protocol.version,
            "measured_at": measured_at,
            "first_side": first_side.value if first_side is not None else "",
            "tries": {side.value: list(texts) for side, texts in tries.items() if texts},
        },
    )
    return row


@transaction.atomic
def forget_self_test(*, result: SelfTest) -> None:
    """Delete one result."""
    result.delete()
