"""Answers in words and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.lifts.forms import problem_words

from .domain.acks import Ack, Code

_MESSAGES: Mapping[Code, str | Promise] = {
    Code.MALFORMED: _("This change cannot be read. Keep it as a file, then discard it."),
    Code.UNKNOWN_ENTITY: _("This kind of change is not known here."),
    Code.NEWER_SCHEMA: _(
        "This was made by a newer version of Levelset. It stays here until the server is newer too."
    ),
    Code.INVALID: _("This cannot be stored as it is."),
    Code.UNKNOWN: _("What this belongs to is not in your log."),
    Code.KEY_REUSE: _("Something else was sent under the same number before."),
    Code.CONSENT: _("Say that the pain number may be kept, or leave it out."),
    Code.KEPT: _("This was changed on another device meanwhile, so it was not deleted."),
    Code.RESTORED: _("This was deleted on another device. Your change brought it back."),
    Code.OVERRODE: _(
        "This was changed on another device too. Yours is kept; the other is in its history."
    ),
}


def ack_data(ack: Ack) -> dict[str, Any]:
    """An answer as the browser reads it."""
    data: dict[str, Any] = {"op_id": ack.op_id, "status": ack.status.value, "rev": ack.revision}
    if ack.code is not None:
        data["code"] = ack.code.value
        data["message"] = ack.message or str(_MESSAGES.get(ack.code, ""))
    if ack.problems:
        data["problems"] = {name: problem_words(why) for name, why in ack.problems.items()}
    if ack.lost:
        data["lost"] = dict(ack.lost)
    if ack.joined_to is not None:
        data["joined_to"] = str(ack.joined_to)
    if ack.looks_like_another:
        data["hint"] = "twin"
    return data
