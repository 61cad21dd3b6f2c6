"""Dates in German. A format that a page asks for stands here as Germans write it."""

from typing import Final

DATES: Final = {
    "j F": "j. F",
    "j F Y": "j. F Y",
    "j M": "j. N",
    "j M Y": "j. N Y",
    "D j M": "D, j. N",
    "M Y": "N Y",
    "l j F": "l, j. F",
    "l j F Y": "l, j. F Y",
    "l, j F Y": "l, j. F Y",
}
"""English order and signs, and what they are in German."""

# Django looks a format up by its name, and takes what it does not find as the format itself.
globals().update(DATES)
