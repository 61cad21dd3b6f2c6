"""Everything that a report says of what the athlete told and tested, read in one go."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from msgspec import Struct

from apps.lifts.queries import PainfulDay

from ..domain.results import Course
from ..domain.safety import Safety
from ..domain.screening import ScreeningAnswers
from ..domain.signs import SignTrend
from ..models import NamedCause, RedFlagReport
from .pain import LOOK_BACK_DAYS, Known, known_exercises_for, painful_spots_for
from .screening import answers_for, red_flag_reports_for, safety_for
from .self_tests import courses_for
from .signs import named_causes_for, sign_trends_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class ReportFacts(Struct, frozen=True, kw_only=True):
    """What is told, tested and felt, as it stands on a day."""

    today: dt.date
    safety: Safety
    answers: ScreeningAnswers | None
    flags: tuple[RedFlagReport, ...]
    signs: tuple[SignTrend, ...]
    causes: tuple[NamedCause, ...]
    courses: dict[str, Course]
    painful: tuple[PainfulDay, ...]
    known: dict[UUID, Known]


def report_facts_for(athlete: Athlete, *, today: dt.date) -> ReportFacts:
    """Read it all; pain of the last ninety days."""
    since = today - dt.timedelta(days=LOOK_BACK_DAYS)
    painful = tuple(day for day in painful_spots_for(athlete, since=since) if day.pain > 0)
    return ReportFacts(
        today=today,
        safety=safety_for(athlete, today=today),
        answers=answers_for(athlete),
        flags=red_flag_reports_for(athlete),
        signs=sign_trends_for(athlete),
        causes=named_causes_for(athlete),
        courses=courses_for(athlete),
        painful=painful,
        known=known_exercises_for(athlete, {day.exercise_id for day in painful}),
    )
