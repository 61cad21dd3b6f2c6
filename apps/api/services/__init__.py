"""Tokens, and who may do what with them."""

from .limiting import seconds_to_wait
from .tokens import Opened, TooManyTokensError, make_token, note_use, opened_by, revoke_token

__all__ = [
    "Opened",
    "TooManyTokensError",
    "make_token",
    "note_use",
    "opened_by",
    "revoke_token",
    "seconds_to_wait",
]
