"""How an account ends: asked for, thought over for a week, and then gone to the last row."""

from __future__ import annotations

import datetime as dt
import json
import logging
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db import DatabaseError, connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.core.events import Event, News, announce

from ..domain.leaving import day_of_leaving
from ..models import Athlete, User

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_to_leave(*, user: User, now: dt.datetime) -> dt.datetime:
    """Shut the account everywhere at once and say when it goes; asking again changes nothing."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.leaves_at is None:
        user.is_active = False
        user.leaves_at = day_of_leaving(now)
        user.save(update_fields=["is_active", "leaves_at"])
        _forget_sessions(user)
        transaction.on_commit(partial(_tell_by_mail, user, user.leaves_at), robust=True)
    return user.leaves_at


@transaction.atomic
def keep_account(*, user_id: UUID, now: dt.datetime) -> bool:
    """Open the account again as it was; whether it was there to be kept."""
    leaving = User.objects.select_for_update().filter(pk=user_id, leaves_at__gt=now).first()
    if leaving is None:
        return False
    leaving.is_active = True
    leaving.leaves_at = None
    leaving.save(update_fields=["is_active", "leaves_at"])
    return True


def remove_leavers(*, now: dt.datetime, limit: int | None = None) -> int:
    """Remove everybody whose week is over, each by themselves; say how many have gone."""
    due = User.objects.filter(leaves_at__lte=now).order_by("leaves_at")
    removed = 0
    for person in due[:limit]:
        try:
            removed += _remove_if_due(person, now)
        except DatabaseError as error:
            # Something of theirs is being written or holds a lock: the next round finds them again.
            logger.warning("An account stays for now: %s", type(error.__cause__ or error).__name__)
    return removed


@transaction.atomic
def _remove_if_due(person: User, now: dt.datetime) -> bool:
    """Look again under the lock: they may have kept the account meanwhile."""
    still = User.objects.select_for_update().filter(pk=person.pk, leaves_at__lte=now).first()
    if still is None:
        return False
    remove_person(user=still)
    return True


@transaction.atomic
def remove_person(*, user: User) -> None:
    """Forget somebody and everything that belongs to them, sessions and counted tries included."""
    with connection.cursor() as cursor:
        # Ten years of sets take longer than a page may.
        cursor.execute("SET LOCAL statement_timeout = 0")
    # Nobody can add a row of theirs from here on: it would wait for this lock, and then miss its athlete.
    theirs = Athlete.objects.select_for_update().filter(user=user)
    athletes = list(theirs.values_list("pk", flat=True))
    _forget_sessions(user)
    _forget_tries(user.pk, *athletes)
    user.delete()
    for athlete_id in athletes:
        announce(News(event=Event.ATHLETE_REMOVED, athlete_id=athlete_id))


def remove_athlete(athlete_id: UUID) -> None:
    """Forget somebody by their athlete's id; for a backup that has brought them back."""
    for person in User.objects.filter(athlete=athlete_id):
        remove_person(user=person)


def _forget_sessions(user: User) -> None:
    """Delete every session that names them: sessions have no column for whom they belong to."""
    names = (str(user.pk), user.email.lower())
    of_theirs = []
    for session in Session.objects.iterator(chunk_size=1000):
        held = json.dumps(session.get_decoded(), default=str).lower()
        if any(name in held for name in names):
            of_theirs.append(session.pk)
    Session.objects.filter(pk__in=of_theirs).delete()


def _forget_tries(*names: UUID) -> None:
    """Delete what rate limits have counted of them, and whatever has expired: nothing else is cached.

    Tries at an address are counted under its hash and expire within a day.
    """
    if settings.CACHE_TABLE not in connection.introspection.table_names():
        return
    table = connection.ops.quote_name(settings.CACHE_TABLE)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608 - a constant
        for name in names:
            cursor.execute(f"DELETE FROM {table} WHERE strpos(cache_key, %s) > 0", [str(name)])  # noqa: S608 - a constant


def _tell_by_mail(user: User, leaves_at: dt.datetime) -> None:
    """Write down for them until when they can come back, if there is a mail server."""
    if not settings.MAIL_SERVER:
        return
    athlete = Athlete.objects.filter(user=user).first()
    zone = ZoneInfo(athlete.time_zone) if athlete else dt.UTC
    language = athlete.language if athlete and athlete.language else settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(zone):
        subject = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + _("your account will be deleted")
        context = {"leaves_at": leaves_at, "zone": zone}
        send_mail(
            subject, render_to_string("profiles/leaving_mail.txt", context), None, [user.email]
        )
