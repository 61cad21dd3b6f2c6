"""Reads of tokens, and a page of any list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from msgspec import Struct

from .domain.cursors import write_cursor
from .models import PersonalToken

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def tokens_for(athlete: Athlete) -> QuerySet[PersonalToken]:
    """The athlete's tokens that were not revoked, the newest first, with their last use."""
    return PersonalToken.objects.filter(athlete=athlete, revoked_at=None).select_related("use")


def token_for(athlete: Athlete, pk: UUID) -> PersonalToken:
    """One of them, or 404."""
    return get_object_or_404(tokens_for(athlete), pk=pk)


def token_by_hash(digest: str, *, now: dt.datetime) -> PersonalToken | None:
    """The open token with whose it is and when it was used; nobody's who may not sign in."""
    rows = PersonalToken.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now),
        token_hash=digest,
        revoked_at=None,
        athlete__user__is_active=True,
        athlete__demo_expires_at=None,
    )
    return rows.select_related("athlete__user", "use").first()


class Page(Struct, frozen=True, kw_only=True):
    """Some rows of a list, and where it goes on; None at its end."""

    rows: tuple[Any, ...]
    next: str | None


def page_of(
    rows: QuerySet[Any],
    *,
    by: str,
    limit: int,
    after: tuple[Any, UUID] | None = None,
    newest_first: bool = True,
    place_of: Callable[[Any], Any] | None = None,
) -> Page:
    """The rows after a place, in the order of a column and then of the key.

    ``place_of`` says what a row's place is where it is not the column itself.
    """
    ordered = rows.order_by(f"-{by}", "-pk") if newest_first else rows.order_by(by, "pk")
    if after is not None:
        place, key = after
        side = "lt" if newest_first else "gt"
        beyond = Q(**{f"{by}__{side}": place}) | Q(**{by: place, f"pk__{side}": key})
        ordered = ordered.filter(beyond)
    found = tuple(ordered[: limit + 1])
    shown = found[:limit]
    if len(found) == len(shown):
        return Page(rows=shown, next=None)
    last = shown[-1]
    told = place_of(last) if place_of is not None else getattr(last, by)
    return Page(rows=shown, next=write_cursor(told, last.pk))
