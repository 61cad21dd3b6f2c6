"""The text of a token.

A token is not a password: nobody chose it, so that nobody can guess it. 256 random bits cannot be
searched, with or without a slow hash, and SHA-256 tells nothing of them; a slow hash would only
cost each request as much as a sign-in.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

START: Final = "lvs_"
"""What every token begins with, so that one that lies somewhere it should not can be recognised."""
SECRET_BYTES: Final = 32
LENGTH: Final = len(START) + 43
"""Characters: 256 bits are 43 of base64."""
SHOWN: Final = len(START) + 6
"""Characters by which its owner recognises a token. They give 36 of its 256 bits away."""


def new_secret() -> str:
    """A token that nobody has.

    Examples
    --------
    >>> len(new_secret()) == LENGTH
    True
    """
    return START + secrets.token_urlsafe(SECRET_BYTES)


def may_be_secret(text: str) -> bool:
    """Whether it is worth looking for.

    Examples
    --------
    >>> may_be_secret("lvs_" + "a" * 43), may_be_secret("Bearer"), may_be_secret("lvs_" + "é" * 43)
    (True, False, False)
    """
    return len(text) == LENGTH and text.startswith(START) and text.isascii()


def hash_of(secret: str) -> str:
    """What is kept of a token: 64 hexadecimal digits of SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def beginning_of(secret: str) -> str:
    """By what its owner recognises it.

    Examples
    --------
    >>> beginning_of("lvs_" + "0123456789" * 4 + "012")
    'lvs_012345'
    """
    return secret[:SHOWN]
