"""Which app applies what: a new entity is one entry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils import timezone
from msgspec.structs import replace

from apps.core.events import News
from apps.lifts.domain.operations import ChoiceEntity, Entity, OperationRequest
from apps.lifts.services import Outcome, apply_choice, apply_operation
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent
from apps.profiles.services import give_consent
from apps.programs.domain.operations import SessionEntity
from apps.programs.services import apply_session_operation

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

type Tell = Callable[[News], None]
type Apply = Callable[[Athlete, OperationRequest, Tell], Outcome]

MAY_KEEP = "may_keep"
"""Field with which an athlete allows that pain numbers are kept, beside the first of them."""


class ConsentMissing(Exception):  # noqa: N818 - says what happened
    """A number that may only be kept by somebody who said so."""


def _apply_to_log(athlete: Athlete, operation: OperationRequest, tell: Tell) -> Outcome:
    """A set, a line or a workout; a pain number needs the consent to keep it."""
    if operation.entity is Entity.LIFT_SET and {MAY_KEEP, "pain"} & operation.fields.keys():
        fields = dict(operation.fields)
        may_keep = fields.pop(MAY_KEEP, None) is True
        if fields.get("pain") not in (None, ""):
            _ask_consent(athlete, may_keep=may_keep)
        operation = replace(operation, fields=fields)
    return apply_operation(athlete=athlete, operation=operation, tell=tell)


def _apply_choice(athlete: Athlete, operation: OperationRequest, _tell: Tell) -> Outcome:
    """Which side starts an exercise, by the athlete's word."""
    return apply_choice(athlete=athlete, operation=operation)


def _apply_to_session(athlete: Athlete, operation: OperationRequest, _tell: Tell) -> Outcome:
    """A session's beginning, steps and end; what is announced waits for the commit by itself."""
    return apply_session_operation(athlete=athlete, operation=operation)


def _ask_consent(athlete: Athlete, *, may_keep: bool) -> None:
    if may_keep:
        give_consent(athlete=athlete, purpose=Purpose.PAIN, given_at=timezone.now())
    elif not has_consent(athlete, Purpose.PAIN):
        raise ConsentMissing


HANDLERS: Mapping[type[StrEnum], Apply] = {
    Entity: _apply_to_log,
    ChoiceEntity: _apply_choice,
    SessionEntity: _apply_to_session,
}


def handler_of(name: str) -> tuple[StrEnum, Apply] | None:
    """The entity of this name with who applies it."""
    for entities, apply in HANDLERS.items():
        if name in entities:
            return entities(name), apply
    return None
