"""The secret address under which a calendar elsewhere reads the sessions."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from apps.profiles.services import lock_athlete
from apps.programs import queries
from apps.programs.models import CalendarFeed

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

TOKEN_CHARACTERS = 43
"""256 bits in base64."""


@transaction.atomic
def open_feed(*, athlete: Athlete, op_id: UUID) -> str | None:
    """Make an address and end the one before it; its secret part is told here and never again.

    A second press with the same ``op_id`` is told the same, and None once that address has ended:
    nothing brings a revoked one back.
    """
    lock_athlete(athlete)
    token = _token_of(athlete, op_id)
    asked = CalendarFeed.objects.filter(athlete=athlete, op_id=op_id).first()
    if asked is not None:
        return token if asked.revoked_at is None else None
    close_feed(athlete=athlete)
    CalendarFeed.objects.create(athlete=athlete, op_id=op_id, token_hash=hash_of(token))
    return token


@transaction.atomic
def close_feed(*, athlete: Athlete) -> None:
    """End the address: whoever knows it reads nothing any more."""
    feeds = CalendarFeed.objects.filter(athlete=athlete, revoked_at=None)
    feeds.update(revoked_at=timezone.now())


def reader_of(token: str) -> Athlete | None:
    """Whose sessions this secret opens, None for any other text.

    The row is found by the hash, which tells nothing of the secret by the time it takes; the
    comparison that decides takes the same time for every text.
    """
    if not _may_be_token(token):
        return None
    digest = hash_of(token)
    feed = queries.feed_by_hash(digest)
    is_it = feed is not None and constant_time_compare(feed.token_hash, digest)
    return feed.athlete if feed is not None and is_it else None


def hash_of(token: str) -> str:
    """What is kept of a secret: it is long and random, so that a plain hash hides it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _may_be_token(token: str) -> bool:
    return len(token) == TOKEN_CHARACTERS and token.isascii()


def _token_of(athlete: Athlete, op_id: UUID) -> str:
    """256 bits that only this server can make of a press: two clicks on one button get one secret."""
    made = salted_hmac("programs.calendar_feed", f"{athlete.pk}:{op_id}", algorithm="sha256")
    return base64.urlsafe_b64encode(made.digest()).decode().rstrip("=")
