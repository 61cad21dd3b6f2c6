"""What the catalogue calls things, in the reader's language; the only place where it is translated.

The database keeps the catalogue as it is written, so that files, imports and links mean the same in
every language. What athletes write themselves is in no translation and stays as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.utils.translation import pgettext

from ..domain.catalogue import TRANSLATION_CONTEXT


def exercise_name(name: str) -> str:
    """An exercise's name as it is shown."""
    return pgettext(TRANSLATION_CONTEXT, name)


def name_order(name: str) -> str:
    """What to sort names by as they are shown: case does not count, an accent only among equals."""
    return unicodedata.normalize("NFKD", exercise_name(name)).casefold()


def exercise_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """Other names or cues as they are shown."""
    return tuple(exercise_name(text) for text in texts)
