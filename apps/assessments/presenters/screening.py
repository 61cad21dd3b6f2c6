"""The words of screening: what is asked, and what to do about a yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from ..domain.screening import Permission, Question, ScreeningAnswers, StopFlag, Tier

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FLAG_WORDS: Final[dict[StopFlag, StrOrPromise]] = {
    StopFlag.SADDLE_OR_BLADDER: _(
        "Numbness between the legs, new trouble with bladder, bowel or sexual function, or "
        "weakness in both legs together with back pain"
    ),
    StopFlag.FACE_ARM_SPEECH: _(
        "A drooping face, weakness or numbness on one side that came suddenly, or sudden trouble "
        "with speech or sight"
    ),
    StopFlag.CHEST_OR_FAINTING: _(
        "Chest pain or pressure that is new or there now, breathlessness at rest, fainting during "
        "effort, or a sudden headache worse than any before"
    ),
    StopFlag.HOT_SWOLLEN_LIMB: _(
        "A hot, red, swollen calf or arm, or a hot joint together with a fever"
    ),
    StopFlag.AFTER_A_FALL: _(
        "After a fall or accident: a limb out of shape, one you cannot put weight on, or neck pain "
        "with tingling"
    ),
    StopFlag.DARK_URINE: _(
        "Strong muscle pain with dark urine after hard work, or a swollen muscle as hard as wood"
    ),
    StopFlag.GROWING_WEAKNESS: _(
        "New weakness, or weakness that is growing: a foot that drops, a grip that fails, an arm "
        "that will not lift"
    ),
    StopFlag.WASTING: _("A muscle that shrinks visibly or keeps twitching"),
    StopFlag.SPREADING_NUMBNESS: _(
        "Numbness or tingling below the elbow or knee that stays or spreads, clumsy hands, or an "
        "unsteady walk"
    ),
    StopFlag.UNWELL: _(
        "Weight loss you cannot explain, fever or night sweats, or new bone pain after a cancer"
    ),
    StopFlag.NIGHT_OR_WORSENING_PAIN: _(
        "Pain all night in every position, or pain for over six weeks that is getting worse"
    ),
    StopFlag.GIVING_WAY: _(
        "A joint that locks or gives way, swelled after a pop, or cannot be straightened"
    ),
    StopFlag.RECENT_SURGERY: _(
        "Surgery, a fracture, a cast or a joint injection in the last twelve weeks"
    ),
    StopFlag.FRAGILE_BONES: _(
        "Osteoporosis, long-term steroid tablets, or a first back pain after a small accident "
        "past the age of 50"
    ),
}

QUESTION_WORDS: Final[dict[Question, StrOrPromise]] = {
    Question.HEART_OR_PRESSURE: _(
        "Has a clinician ever told you that you have a heart problem or high blood pressure?"
    ),
    Question.CHEST_PAIN: _(
        "Do you get pain, pressure or tightness in your chest: at rest, in daily life or when you "
        "exercise?"
    ),
    Question.DIZZY_OR_FAINTED: _(
        "In the last twelve months, have you lost your balance from dizziness, or passed out?"
    ),
    Question.OTHER_CONDITION: _(
        "Do you have another long-term condition, such as diabetes, or one of the lungs, kidneys, "
        "nerves or mind, or cancer?"
    ),
    Question.LONG_TERM_MEDICINE: _("Do you take prescribed medicine for a long-term condition?"),
    Question.BONE_JOINT_MUSCLE: _(
        "Do you have a bone, joint, muscle, ligament or tendon problem, now or in the last twelve "
        "months, that exercise could make worse? If it has settled, the answer is no."
    ),
    Question.SUPERVISION_ONLY: _(
        "Has a clinician said that you should only exercise with medical supervision?"
    ),
}

ADVICE: Final[dict[Permission, tuple[StrOrPromise, StrOrPromise]]] = {
    Permission.STOPPED_EMERGENCY: (
        _("Stop here, and get help now"),
        _(
            "What you ticked can be serious. Is it new, or there now? Call your local emergency "
            "number, or have somebody take you to an emergency department. Training can wait."
        ),
    ),
    Permission.STOPPED_URGENT: (
        _("Let a clinician look at this first"),
        _(
            "Most such signs turn out to be harmless, and some do not. Please see a doctor or "
            "physiotherapist in the next days. Levelset makes no program until somebody has "
            "cleared you. Your log stays open, as a record."
        ),
    ),
    Permission.NEEDS_CLEARANCE: (
        _("No program yet"),
        _(
            "You answered yes to at least one question. That rules nothing out: show this list to "
            "a doctor or physiotherapist, ask whether strength training of one side at a time is "
            "right for you, and come back with their answer."
        ),
    ),
    Permission.ASK_AGAIN: (
        _("A year has passed"),
        _("Health changes. Please answer the short list again before the next program."),
    ),
    Permission.NOT_ASKED: (
        _("A few questions first"),
        _("Before a program or a test we ask about your health. It takes about a minute."),
    ),
    Permission.ALLOWED: (
        _("You can train"),
        _("Nothing you answered stands in the way. If something changes, tell us here."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningView:
    """What the screening page says about the newest answers."""

    permission: Permission
    title: StrOrPromise
    advice: StrOrPromise
    ticked: tuple[StrOrPromise, ...]

    @property
    def is_allowed(self) -> bool:
        """Whether a program may start."""
        return self.permission is Permission.ALLOWED

    @property
    def is_emergency(self) -> bool:
        """Whether to show the emergency words first."""
        return self.permission is Permission.STOPPED_EMERGENCY

    @property
    def awaits_clearance(self) -> bool:
        """Whether a clinician's word is what is missing."""
        return self.permission.awaits_clinician


def screening_view(permission: Permission, answers: ScreeningAnswers | None) -> ScreeningView:
    """Words for a permission and the answers behind it."""
    title, advice = ADVICE[permission]
    ticked: tuple[StrOrPromise, ...] = ()
    if answers is not None:
        ticked = (
            *(FLAG_WORDS[flag] for flag in StopFlag if flag in answers.flags),
            *(QUESTION_WORDS[question] for question in Question if question in answers.yes),
        )
    return ScreeningView(permission=permission, title=title, advice=advice, ticked=ticked)


def flags_by_tier() -> tuple[tuple[Tier, tuple[StrOrPromise, ...]], ...]:
    """The stop list as text, the most pressing first."""
    return tuple(
        (tier, tuple(FLAG_WORDS[flag] for flag in StopFlag if flag.tier is tier)) for tier in Tier
    )
