"""Short pre-participation screening: a stop list, seven questions, and what they decide.

The stop list follows the framework for serious pathology of Finucane et al. 2020
(J Orthop Sports Phys Ther 50:350-372, doi 10.2519/jospt.2020.9971), which warns that single
flags are poor tests: an answer is never scored, it only stops and points to care. The seven
questions follow the idea of the PAR-Q+ in our own words. How long an answer holds (twelve
months) is that questionnaire's convention.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

ANSWERS_HOLD_DAYS = 365
"""Days after which the questions are asked again (PAR-Q+ convention: twelve months)."""


class Tier(StrEnum):
    """How soon somebody with this sign should be seen."""

    EMERGENCY = "emergency"
    URGENT = "urgent"


class StopFlag(StrEnum):
    """Signs that stop all training until a clinician has looked."""

    SADDLE_OR_BLADDER = "saddle_or_bladder"
    FACE_ARM_SPEECH = "face_arm_speech"
    CHEST_OR_FAINTING = "chest_or_fainting"
    HOT_SWOLLEN_LIMB = "hot_swollen_limb"
    AFTER_A_FALL = "after_a_fall"
    DARK_URINE = "dark_urine"
    GROWING_WEAKNESS = "growing_weakness"
    WASTING = "wasting"
    SPREADING_NUMBNESS = "spreading_numbness"
    UNWELL = "unwell"
    NIGHT_OR_WORSENING_PAIN = "night_or_worsening_pain"
    GIVING_WAY = "giving_way"
    RECENT_SURGERY = "recent_surgery"
    FRAGILE_BONES = "fragile_bones"

    @property
    def tier(self) -> Tier:
        """Whether to call for help now, or to be seen within days."""
        return Tier.EMERGENCY if self in _EMERGENCIES else Tier.URGENT


_EMERGENCIES = frozenset(
    {
        StopFlag.SADDLE_OR_BLADDER,
        StopFlag.FACE_ARM_SPEECH,
        StopFlag.CHEST_OR_FAINTING,
        StopFlag.HOT_SWOLLEN_LIMB,
        StopFlag.AFTER_A_FALL,
        StopFlag.DARK_URINE,
    }
)


class Question(StrEnum):
    """The seven general questions."""

    HEART_OR_PRESSURE = "heart_or_pressure"
    CHEST_PAIN = "chest_pain"
    DIZZY_OR_FAINTED = "dizzy_or_fainted"
    OTHER_CONDITION = "other_condition"
    LONG_TERM_MEDICINE = "long_term_medicine"
    BONE_JOINT_MUSCLE = "bone_joint_muscle"
    SUPERVISION_ONLY = "supervision_only"


class Permission(StrEnum):
    """Whether a program or a test may start, and if not, why not."""

    ALLOWED = "allowed"
    NOT_ASKED = "not_asked"
    ASK_AGAIN = "ask_again"
    STOPPED_EMERGENCY = "stopped_emergency"
    STOPPED_URGENT = "stopped_urgent"
    NEEDS_CLEARANCE = "needs_clearance"

    @property
    def awaits_clinician(self) -> bool:
        """Whether only a clinician's word lets training go on."""
        return self in _AWAITING


_AWAITING = frozenset(
    {Permission.STOPPED_EMERGENCY, Permission.STOPPED_URGENT, Permission.NEEDS_CLEARANCE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningAnswers:
    """What somebody answered on a day.

    Parameters
    ----------
    answered_on
        Local date of the answers.
    flags
        Every stop flag that was ticked.
    yes
        Every question answered with yes.
    cleared_on
        Local date on which a clinician cleared this person for training, None when nobody did.
    """

    answered_on: dt.date
    flags: frozenset[StopFlag] = frozenset()
    yes: frozenset[Question] = frozenset()
    cleared_on: dt.date | None = None

    @property
    def is_clear(self) -> bool:
        """Whether nothing was ticked."""
        return not self.flags and not self.yes


def permission_for(answers: ScreeningAnswers | None, *, today: dt.date) -> Permission:
    """Whether a program or test may start today.

    Parameters
    ----------
    answers
        The newest answers, None when the questions were never answered.
    today
        The athlete's local date.

    Returns
    -------
    Permission
        ``ALLOWED`` only for answers of the last twelve months without a yes, or with a
        clearance given by a clinician on or after the day of a stop flag (for the seven
        questions: within the twelve months before today).

    Examples
    --------
    >>> day = dt.date(2026, 3, 1)
    >>> permission_for(ScreeningAnswers(answered_on=day), today=day)
    <Permission.ALLOWED: 'allowed'>
    >>> flagged = ScreeningAnswers(answered_on=day, flags=frozenset({StopFlag.GIVING_WAY}))
    >>> permission_for(flagged, today=day)
    <Permission.STOPPED_URGENT: 'stopped_urgent'>
    """
    if answers is None:
        return Permission.NOT_ASKED
    # A stop outlives the twelve months: only a clinician's word or new answers end it.
    if answers.flags and not _clears_flags(answers):
        tiers = {flag.tier for flag in answers.flags}
        emergency = Tier.EMERGENCY in tiers
        return Permission.STOPPED_EMERGENCY if emergency else Permission.STOPPED_URGENT
    if (today - answers.answered_on).days >= ANSWERS_HOLD_DAYS:
        return Permission.ASK_AGAIN
    if answers.yes and not _clears_questions(answers, today=today):
        return Permission.NEEDS_CLEARANCE
    return Permission.ALLOWED


def _clears_flags(answers: ScreeningAnswers) -> bool:
    return answers.cleared_on is not None and answers.cleared_on >= answers.answered_on


def _clears_questions(answers: ScreeningAnswers, *, today: dt.date) -> bool:
    if answers.cleared_on is None:
        return False
    return (today - answers.cleared_on).days < ANSWERS_HOLD_DAYS


def stands_after(previous: ScreeningAnswers | None, new: ScreeningAnswers) -> ScreeningAnswers:
    """The answers to go by after somebody answered again.

    A stop flag is lifted by a clinician, never by answering the same list again: flags that
    were standing stay until a clearance is recorded.
    """
    if previous is None or not previous.flags or _clears_flags(previous):
        return new
    return ScreeningAnswers(
        answered_on=new.answered_on,
        flags=new.flags | previous.flags,
        yes=new.yes,
        cleared_on=new.cleared_on,
    )
