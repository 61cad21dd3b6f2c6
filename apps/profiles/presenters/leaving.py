"""Where somebody who leaves takes their data along."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

_EVERYTHING = ("exchange:download_everything", "exchange:data")


def everything_address() -> str:
    """The page with everything in one file; where there is none, the one with the log."""
    for name in _EVERYTHING:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    raise NoReverseMatch(_EVERYTHING)
