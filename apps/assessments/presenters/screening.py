"""The words of screening: what is asked, and what to do about a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from ..domain.red_flags import RedFlag, Tier
from ..domain.screening import AskAgain, Extra, Permission, Question, Template

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FLAG_WORDS: Final[dict[RedFlag, StrOrPromise]] = {
    RedFlag.SADDLE_OR_BLADDER: _(
        "Numbness between the legs, new trouble with bladder, bowel or sexual function, or "
        "weakness in both legs together with back pain"
    ),
    RedFlag.FACE_ARM_SPEECH: _(
        "A drooping face, weakness or numbness on one side that came suddenly, or sudden trouble "
        "with speech or sight"
    ),
    RedFlag.CHEST_OR_FAINTING: _(
        "Chest pain or pressure that is new or there now, breathlessness at rest, fainting during "
        "effort, or a sudden headache worse than any before"
    ),
    RedFlag.HOT_SWOLLEN_LIMB: _(
        "A hot, red, swollen calf or arm, or a hot joint together with a fever"
    ),
    RedFlag.AFTER_A_FALL: _(
        "After a fall or accident: a limb out of shape, one you cannot put weight on, or neck pain "
        "with tingling"
    ),
    RedFlag.DARK_URINE: _(
        "Strong muscle pain with dark urine after hard work, or a swollen muscle as hard as wood"
    ),
    RedFlag.GROWING_WEAKNESS: _(
        "New weakness, or weakness that is growing: a foot that drops, a grip that fails, an arm "
        "that will not lift; or a lift that lost a fifth within two weeks for no reason"
    ),
    RedFlag.WASTING: _(
        "A muscle that shrinks visibly or keeps twitching, or one limb newly two centimetres "
        "thinner than the other"
    ),
    RedFlag.SPREADING_NUMBNESS: _(
        "Numbness or tingling below the elbow or knee that stays or spreads, clumsy hands, or an "
        "unsteady walk"
    ),
    RedFlag.UNWELL: _(
        "Weight loss you cannot explain, fever or night sweats, or new bone pain after a cancer"
    ),
    RedFlag.NIGHT_OR_WORSENING_PAIN: _(
        "Pain all night in every position, or pain for over six weeks that is getting worse"
    ),
    RedFlag.GIVING_WAY: _(
        "A joint that locks or gives way, swelled after a pop, or cannot be straightened"
    ),
    RedFlag.RECENT_SURGERY: _(
        "Surgery, a fracture, a cast or a joint injection in the last twelve weeks, or a repaired "
        "ligament, tendon or disc that nobody is supervising"
    ),
    RedFlag.FRAGILE_BONES: _(
        "Osteoporosis, long-term steroid tablets, or a first back pain after a small accident "
        "past the age of 50"
    ),
    RedFlag.LASTING_PAIN: _("Pain of 3 to 5 of 10 outside training that has come to stay"),
    RedFlag.MORNING_STIFFNESS: _(
        "A joint or back that is stiff for over half an hour each morning"
    ),
    RedFlag.NECK_HEADACHE: _("A headache that comes with moving your neck"),
    RedFlag.NECK_DIZZINESS: _("Dizziness that comes with moving your neck"),
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

EXTRA_WORDS: Final[dict[Extra, StrOrPromise]] = {
    Extra.PREGNANCY: _("I am pregnant, or gave birth in the last six months"),
    Extra.REPAIR: _("I have a repaired joint, tendon or ligament, or an implant in one"),
    Extra.FRAGILE: _("I broke a bone in the last year, or was told that my bones are thin"),
    Extra.BLOOD_THINNERS: _("I take medicine that thins the blood"),
}

TEMPLATE_WORDS: Final[dict[Template, StrOrPromise]] = {
    Template.YOUNG: _(
        "Under 18: moderate loads, no test to the limit, and somebody qualified who watches. A "
        "difference between the sides is ordinary while you grow."
    ),
    Template.OLDER: _(
        "From 65 on: two or three sets, longer rests, balance each week, no test to the limit."
    ),
    Template.NEW_AND_OLDER: _("New to training past 69: everything starts carefully."),
    Template.PREGNANCY: _("Pregnancy and the months after a birth: careful doses."),
    Template.REPAIR: _("A repair or an implant: careful doses."),
    Template.FRAGILE: _("Bones that could break: careful doses."),
    Template.BLOOD_THINNERS: _("Medicine that thins the blood: careful doses."),
    Template.CLEARED: _("Cleared by a clinician: careful doses."),
}

CAREFUL_WORDS: Final[StrOrPromise] = _(
    "Careful means: three good reps stay in reserve, you breathe out as you lift and never hold "
    "your breath, and no set goes to the limit."
)

AGAIN_WORDS: Final[dict[AskAgain, tuple[StrOrPromise, StrOrPromise]]] = {
    AskAgain.YEAR: (
        _("A year has passed"),
        _("Health changes. Please answer the short list again before the next program."),
    ),
    AskAgain.AWAY: (
        _("You were away for a while"),
        _("After two weeks without training, please answer the short list again first."),
    ),
    AskAgain.STOP: (
        _("Something stopped you"),
        _("Please answer the short list again before you go on: things may have changed."),
    ),
    AskAgain.CHANGE: (
        _("Your sides changed a lot"),
        _(
            "Your log shows a large difference between your sides, or one that came fast. That has "
            "many harmless reasons. Please answer the short list again, so that a rare one is not "
            "missed."
        ),
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
    Permission.STOPPED_CAUTION: (
        _("A week of rest for this"),
        _(
            "Leave it alone for seven days. Then we ask whether it is still there. If it gets worse "
            "before, see a doctor or physiotherapist."
        ),
    ),
    Permission.NEEDS_CLEARANCE: (
        _("No program yet"),
        _(
            "You answered yes to at least one question. That rules nothing out: show this list to "
            "a doctor or physiotherapist, ask whether strength training of one side at a time is "
            "right for you, and come back with their answer. Easy walking and gentle movement are "
            "usually fine until then."
        ),
    ),
    Permission.ASK_AGAIN: (
        _("A few questions again"),
        _("Health changes. Please answer the short list again before the next session."),
    ),
    Permission.NOT_ASKED: (
        _("A few questions first"),
        _("Before a program or a test we ask about your health. It takes about two minutes."),
    ),
    Permission.ALLOWED: (
        _("You can train"),
        _("Nothing you answered stands in the way. If something changes, tell us here."),
    ),
}

TIER_WORDS: Final[dict[Tier, tuple[StrOrPromise, StrOrPromise]]] = {
    Tier.EMERGENCY: (
        _("Get help now"),
        _(
            "Is it new, or there now? Call your local emergency number (112 in Europe, 911 in North "
            "America, 999 in the United Kingdom, 000 in Australia)."
        ),
    ),
    Tier.URGENT: (
        _("See a clinician in the next days"),
        _("Leave the area alone until a doctor or physiotherapist has looked at it."),
    ),
    Tier.CAUTION: (
        _("Leave it alone for a week"),
        _("If it is still there then, or gets worse before, see a doctor or physiotherapist."),
    ),
}


def flags_by_tier() -> tuple[
    tuple[Tier, tuple[StrOrPromise, StrOrPromise], tuple[StrOrPromise, ...]], ...
]:
    """The stop list as text, the most pressing first: tier, heading with advice, signs."""
    return tuple(
        (tier, TIER_WORDS[tier], tuple(FLAG_WORDS[f] for f in RedFlag if f.tier is tier))
        for tier in Tier
    )
