"""The questions before training, and what their answers route to.

The seven questions follow the idea of the PAR-Q+ in our own words; how long answers hold (twelve
months) is that questionnaire's convention. Which extras ask for careful doses, and what is asked
again when, are product rules. An answer is never scored: it stops, or asks for care.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.people import (
    ADULT_AGE_YEARS,
    OLDER_AGE_YEARS,
    Experience,
    age_at_least,
    age_at_most,
)

ANSWERS_HOLD_DAYS = 365
"""Days after which the questions are asked again (PAR-Q+ convention: twelve months)."""

AWAY_DAYS = 14
"""Days without a workout after which they are asked again (product rule)."""

NEW_AND_OLDER_YEARS = 70
"""From this age somebody new to training starts carefully (PAR-Q+: over 69 and not used to it)."""


class Question(StrEnum):
    """The seven general questions."""

    HEART_OR_PRESSURE = "heart_or_pressure"
    CHEST_PAIN = "chest_pain"
    DIZZY_OR_FAINTED = "dizzy_or_fainted"
    OTHER_CONDITION = "other_condition"
    LONG_TERM_MEDICINE = "long_term_medicine"
    BONE_JOINT_MUSCLE = "bone_joint_muscle"
    SUPERVISION_ONLY = "supervision_only"


class Extra(StrEnum):
    """What asks for careful doses rather than for waiting."""

    PREGNANCY = "pregnancy"
    REPAIR = "repair"
    FRAGILE = "fragile"
    BLOOD_THINNERS = "blood_thinners"


class Template(StrEnum):
    """Why doses are careful; the reasons add up, the doses are the same careful ones.

    Every template means: no test to the limit. All but ``young`` and ``older``, whose doses
    programs know by age, also mean: three reps in reserve at least, and breathing throughout.
    """

    YOUNG = "young"
    OLDER = "older"
    NEW_AND_OLDER = "new_and_older"
    PREGNANCY = "pregnancy"
    REPAIR = "repair"
    FRAGILE = "fragile"
    BLOOD_THINNERS = "blood_thinners"
    CLEARED = "cleared"

    @property
    def asks_for_care(self) -> bool:
        """Whether the careful dose holds, beside what age asks for."""
        return self not in (Template.YOUNG, Template.OLDER)


class AskAgain(StrEnum):
    """Why the questions are asked again."""

    YEAR = "year"
    AWAY = "away"
    STOP = "stop"
    CHANGE = "change"


class Permission(StrEnum):
    """Whether a program or a test may start, and if not, why not.

    With ``allowed``, single regions may still be blocked; see :class:`.safety.Safety`.
    """

    ALLOWED = "allowed"
    NOT_ASKED = "not_asked"
    ASK_AGAIN = "ask_again"
    STOPPED_EMERGENCY = "stopped_emergency"
    STOPPED_URGENT = "stopped_urgent"
    STOPPED_CAUTION = "stopped_caution"
    NEEDS_CLEARANCE = "needs_clearance"

    @property
    def awaits_clinician(self) -> bool:
        """Whether only a clinician's word lets training go on."""
        return self in _AWAITING


_AWAITING = frozenset(
    {Permission.STOPPED_EMERGENCY, Permission.STOPPED_URGENT, Permission.NEEDS_CLEARANCE}
)


class ScreeningAnswers(Struct, frozen=True, kw_only=True):
    """What somebody answered on a day.

    Parameters
    ----------
    answered_on
        Local date of the answers.
    yes
        Every question answered with yes.
    extras
        Every extra that was ticked.
    places
        Regions of the bone, joint or muscle problem; none is not told, hence every region.
    cleared_on
        Local date on which a clinician cleared this person for training, None when nobody did.
    marked
        What happened since that asks for new answers: a stop or a large change.
    """

    answered_on: dt.date
    yes: frozenset[Question] = frozenset()
    extras: frozenset[Extra] = frozenset()
    places: frozenset[Region] = frozenset()
    cleared_on: dt.date | None = None
    marked: AskAgain | None = None

    @property
    def is_clear(self) -> bool:
        """Whether nothing was answered with yes."""
        return not self.yes

    def is_cleared(self, *, today: dt.date) -> bool:
        """Whether a clinician's word of the last twelve months covers every yes."""
        return (
            self.cleared_on is not None
            and self.cleared_on <= today
            and (today - self.cleared_on).days < ANSWERS_HOLD_DAYS
        )

    @property
    def has_no_place(self) -> bool:
        """Whether a yes is about the whole body: any but a joint's problem, or one without a place."""
        general = self.yes - {Question.BONE_JOINT_MUSCLE}
        return bool(general) or (Question.BONE_JOINT_MUSCLE in self.yes and not self.places)


def ask_again(
    answers: ScreeningAnswers, *, today: dt.date, training_days: Iterable[dt.date] = ()
) -> AskAgain | None:
    """Why the questions are due again, None while the answers hold.

    Parameters
    ----------
    training_days
        Local dates of workouts; those before the answers do not matter.

    Examples
    --------
    >>> answers = ScreeningAnswers(answered_on=dt.date(2026, 3, 1))
    >>> ask_again(answers, today=dt.date(2026, 3, 14)) is None
    True
    >>> ask_again(answers, today=dt.date(2026, 3, 15))
    <AskAgain.AWAY: 'away'>
    """
    if answers.marked is not None:
        return answers.marked
    if (today - answers.answered_on).days >= ANSWERS_HOLD_DAYS:
        return AskAgain.YEAR
    days = sorted(day for day in training_days if answers.answered_on < day < today)
    was_away = any(
        (later - earlier).days >= AWAY_DAYS
        for earlier, later in pairwise((answers.answered_on, *days, today))
    )
    return AskAgain.AWAY if was_away else None


def templates_for(
    answers: ScreeningAnswers | None,
    *,
    birth_year: int | None,
    experience: Experience,
    today: dt.date,
) -> frozenset[Template]:
    """Why doses are careful for this person.

    Parameters
    ----------
    birth_year
        None where it is not known. Each age limit is read on its careful side.
    """
    found = _by_age(birth_year, experience, today.year)
    if answers is None:
        return found
    found |= {Template(extra.value) for extra in answers.extras}
    if answers.yes and answers.is_cleared(today=today):
        found |= {Template.CLEARED}
    return found


def _by_age(birth_year: int | None, experience: Experience, year: int) -> frozenset[Template]:
    if birth_year is None:
        return frozenset()
    if age_at_least(birth_year=birth_year, year=year) < ADULT_AGE_YEARS:
        return frozenset({Template.YOUNG})
    most = age_at_most(birth_year=birth_year, year=year)
    if most < OLDER_AGE_YEARS:
        return frozenset()
    is_new = most >= NEW_AND_OLDER_YEARS and experience is Experience.NOVICE
    return frozenset({Template.OLDER, *([Template.NEW_AND_OLDER] if is_new else [])})
