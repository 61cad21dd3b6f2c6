"""Athlete-scoped reads of screening."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..domain.screening import Permission, Question, ScreeningAnswers, StopFlag, permission_for
from ..models import Screening

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def latest_screening_for(athlete: Athlete) -> Screening | None:
    """The newest answers."""
    return Screening.objects.filter(athlete=athlete).first()


def answers_for(athlete: Athlete) -> ScreeningAnswers | None:
    """The newest answers as a value, None when there are none."""
    row = latest_screening_for(athlete)
    if row is None:
        return None
    return ScreeningAnswers(
        answered_on=row.answered_on,
        flags=frozenset(StopFlag(flag) for flag in row.flags),
        yes=frozenset(Question(question) for question in row.yes),
        cleared_on=row.cleared_on,
    )


def training_permission_for(athlete: Athlete, *, today: dt.date) -> Permission:
    """Whether a program or a test may start today."""
    return permission_for(answers_for(athlete), today=today)
