"""Requests as our middleware leaves them, so that the type checker knows ``request.athlete``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from apps.profiles.models import Athlete, User


class PersonRequest(HttpRequest):
    """A request of somebody signed in, who may not have a profile yet."""

    user: User
    htmx: HtmxDetails


class AthleteRequest(PersonRequest):
    """A request of an athlete: everything an app reads or writes starts from ``athlete``."""

    athlete: Athlete
