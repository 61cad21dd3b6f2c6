"""Which flag of the stop list a sign may stand for: the athlete is asked, and answers."""

from __future__ import annotations

from .red_flags import RedFlag
from .signs import Concern, Sign, SignReport, concern_of

_ASK_NOW: dict[Sign, RedFlag] = {
    Sign.TINGLING: RedFlag.SPREADING_NUMBNESS,
    Sign.GIVING_WAY: RedFlag.GIVING_WAY,
    Sign.SMALLER_MUSCLE: RedFlag.WASTING,
    Sign.WEAKNESS: RedFlag.GROWING_WEAKNESS,
    Sign.HEADACHE: RedFlag.CHEST_OR_FAINTING,
    Sign.PAIN: RedFlag.NIGHT_OR_WORSENING_PAIN,
}
_CAUTION: dict[Sign, RedFlag] = {
    Sign.HEADACHE: RedFlag.NECK_HEADACHE,
    Sign.PAIN: RedFlag.LASTING_PAIN,
}
_ASKED = {Concern.ASK_NOW: _ASK_NOW, Concern.CAUTION: _CAUTION}


def flag_to_ask(report: SignReport) -> RedFlag | None:
    """The flag to ask about, None when the sign is only noted.

    A sign is never turned into a flag by itself: a tingling foot that was sat upon is none.
    """
    return _ASKED.get(concern_of(report), {}).get(report.sign)
