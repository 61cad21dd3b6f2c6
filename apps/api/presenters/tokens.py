"""Tokens as their owner reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.api.domain.scopes import Scope
from apps.api.forms.tokens import SCOPE_WORDS

if TYPE_CHECKING:
    from apps.api.models import PersonalToken


class TokenView(Struct, frozen=True, kw_only=True):
    """One token in the list; its text is shown nowhere any more."""

    pk: str
    name: str
    beginning: str
    may: tuple[str, ...]
    made: str
    used: str
    ends: str
    is_over: bool


def token_views(tokens: Iterable[PersonalToken], *, now: dt.datetime) -> tuple[TokenView, ...]:
    """Every token that was not revoked."""
    return tuple(_view(token, now) for token in tokens)


def _view(token: PersonalToken, now: dt.datetime) -> TokenView:
    is_over = token.expires_at is not None and token.expires_at <= now
    return TokenView(
        pk=str(token.pk),
        name=token.name,
        beginning=token.beginning,
        may=tuple(str(SCOPE_WORDS[Scope(scope)]) for scope in token.scopes),
        made=_day(token.created_at),
        used=_used(token),
        ends=_("never") if token.expires_at is None else _day(token.expires_at),
        is_over=is_over,
    )


def _used(token: PersonalToken) -> str:
    try:
        return _day(token.use.used_at)
    except ObjectDoesNotExist:
        return _("never")


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
