"""A language that nobody speaks, made of the English on the fly.

Where a page is too narrow for a longer language, or holds a word that cannot be translated, it shows.
Every word gets two fifths longer and its vowels an accent; each message stands in brackets, so that
sentences put together of pieces show too. Tests use it, and ``DEBUG=1`` offers it in the settings.
"""

from __future__ import annotations

import gettext
import math
import re
from typing import Any, Final

from django.conf.locale import LANG_INFO
from django.utils.translation import trans_real

CODE: Final = "en-x-pseudo"
NAME: Final = "[Pseudo]"
LONGER_BY: Final = 0.4

_KEPT: Final = re.compile(r"(%\(\w+\)[a-z]|%[sd%]|\{[\w.]*\}|<[^>]*>|&\w+;|\\[nt])")
_ACCENTS: Final = str.maketrans(
    {
        "a": "áà", "e": "éè", "i": "íì", "o": "óò", "u": "úù", "y": "ýÿ",
        "A": "ÁÀ", "E": "ÉÈ", "I": "ÍÌ", "O": "ÓÒ", "U": "ÚÙ", "Y": "ÝŸ",
    }
)  # fmt: skip
_CONTEXT_ENDS: Final = "\x04"


def pseudo(message: str) -> str:
    """``message`` as a longer language might say it; places for values and markup stay.

    Examples
    --------
    >>> pseudo("Log %(count)s sets")
    '[Lóòg %(count)s séèts~~]'
    """
    text = message.rpartition(_CONTEXT_ENDS)[2]
    if len(text) == 1:  # a letter stands for a side where there is no room for more
        return text
    parts = _KEPT.split(text)
    said = [part if odd % 2 else part.translate(_ACCENTS) for odd, part in enumerate(parts)]
    written = sum(map(len, parts[::2]))
    grown = sum(map(len, said[::2]))
    missing = math.ceil(written * (1 + LONGER_BY)) - grown
    text = "".join(said)
    body = text.strip()
    if not body:
        return text
    start, end = text[: text.index(body[0])], text[text.rindex(body[-1]) + 1 :]
    return f"{start}[{body}{'~' * missing}]{end}"


class PseudoTranslation(gettext.NullTranslations):
    """What Django asks of a language."""

    def gettext(self, message: str) -> str:
        """Every message is known."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One or several, as in English."""
        return pseudo(msgid1 if n == 1 else msgid2)

    def language(self) -> str:
        """The code it goes by."""
        return CODE

    to_language = language


def register() -> None:
    """Let Django know the language; settings still have to offer it."""
    known: dict[str, Any] = {"bidi": False, "code": CODE, "name": NAME, "name_local": NAME}
    LANG_INFO[CODE] = known
    translations: dict[str, Any] = trans_real._translations  # type: ignore[attr-defined] # noqa: SLF001 - no door is offered
    translations[CODE] = PseudoTranslation()
    if CODE not in getattr(trans_real.check_for_language, "also", ()):
        trans_real.check_for_language = _also_pseudo(trans_real.check_for_language)


def _also_pseudo(known: Any) -> Any:
    def check_for_language(code: str) -> bool:
        """Whether there is a translation; this one has no file."""
        return code == CODE or bool(known(code))

    check_for_language.also = (CODE,)  # type: ignore[attr-defined]
    return check_for_language
