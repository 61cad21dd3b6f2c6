"""Making, knowing and ending tokens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare
from msgspec import Struct

from apps.api import queries
from apps.api.domain.limits import MOST_TOKENS, USE_NOTED_EVERY
from apps.api.domain.scopes import Scope
from apps.api.domain.secrets import beginning_of, hash_of, may_be_secret, new_secret
from apps.api.models import PersonalToken
from apps.profiles.services import lock_athlete

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

# Later marks win, and one that another request has just made is left alone.
_NOTE_USE = """
INSERT INTO api_tokenuse (token_id, used_at) VALUES (%s, %s)
ON CONFLICT (token_id) DO UPDATE SET used_at = excluded.used_at
WHERE api_tokenuse.used_at <= %s
"""


class TooManyTokensError(Exception):
    """As many as one athlete may have are open."""


class Opened(Struct, frozen=True, kw_only=True):
    """What a token opens, and whether its use is to be noted again."""

    token: PersonalToken
    athlete: Athlete
    scopes: frozenset[Scope]
    is_use_due: bool


@transaction.atomic
def make_token(
    *,
    athlete: Athlete,
    name: str,
    scopes: Collection[Scope],
    expires_at: dt.datetime | None,
) -> tuple[PersonalToken, str]:
    """A new token and its text, which is told here and never again."""
    lock_athlete(athlete)
    if queries.tokens_for(athlete).count() >= MOST_TOKENS:
        raise TooManyTokensError
    secret = new_secret()
    token = PersonalToken(
        athlete=athlete,
        name=name,
        beginning=beginning_of(secret),
        token_hash=hash_of(secret),
        scopes=[scope.value for scope in Scope if scope in scopes],
        expires_at=expires_at,
    )
    token.full_clean(exclude=["athlete"])
    token.save(force_insert=True)
    return token, secret


@transaction.atomic
def revoke_token(*, token: PersonalToken, now: dt.datetime) -> None:
    """End a token: its next request is refused. Twice is once."""
    PersonalToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)


def opened_by(secret: str, *, now: dt.datetime) -> Opened | None:
    """What this text opens now, None for any other text.

    The row is found by the hash, which tells nothing of the secret by the time it takes; the
    comparison that decides takes the same time for every text.
    """
    if not may_be_secret(secret):
        return None
    digest = hash_of(secret)
    token = queries.token_by_hash(digest, now=now)
    if token is None or not constant_time_compare(token.token_hash, digest):
        return None
    return Opened(
        token=token,
        athlete=token.athlete,
        scopes=frozenset(map(Scope, token.scopes)),
        is_use_due=_is_use_due(token, now),
    )


def note_use(opened: Opened, *, now: dt.datetime) -> None:
    """Note that a token is used, at most once an hour."""
    if not opened.is_use_due:
        return
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_USE, [opened.token.pk, now, now - USE_NOTED_EVERY])


def _is_use_due(token: PersonalToken, now: dt.datetime) -> bool:
    try:
        return token.use.used_at <= now - USE_NOTED_EVERY
    except ObjectDoesNotExist:
        return True
