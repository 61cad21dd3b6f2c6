"""What another program would be, beside the one that is followed now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.numbers import number_text
from apps.programs.domain.program import NoProgram, ProgramPlan

from .reasons import ReasonView, reason_views
from .sessions import program_title

if TYPE_CHECKING:
    from apps.programs.models import Program, Session


class PreviewRow(Struct, frozen=True, kw_only=True):
    """One fact, now and then; ``now`` is empty without a program."""

    label: str
    now: str
    then: str
    is_other: bool


class PreviewView(Struct, frozen=True, kw_only=True):
    """What would change, and what the whole of it says of itself."""

    is_possible: bool
    title: str
    has_program: bool
    rows: tuple[PreviewRow, ...]
    reasons: tuple[ReasonView, ...]


def preview_view(
    plan: ProgramPlan | NoProgram,
    *,
    program: Program | None,
    sessions: Sequence[Session],
    unit: str,
) -> PreviewView:
    """A draft beside the program that it would take the place of."""
    if isinstance(plan, NoProgram):
        return PreviewView(
            is_possible=False,
            title=_("No program fits that"),
            has_program=program is not None,
            rows=(),
            reasons=reason_views(plan.reasons, unit=unit),
        )
    then = _facts(plan.weeks, plan.sessions, targets=len(plan.targets))
    now = {}
    if program is not None:
        now = _facts(program.weeks, sessions, targets=len(program.targets))
    return PreviewView(
        is_possible=True,
        title=program_title(plan.targets),
        has_program=program is not None,
        rows=tuple(
            PreviewRow(
                label=label,
                now=now.get(label, ""),
                then=words,
                is_other=bool(now) and now[label] != words,
            )
            for label, words in then.items()
        ),
        reasons=reason_views(plan.reasons, unit=unit),
    )


def _facts(weeks: int, sessions: Sequence[Any], *, targets: int) -> dict[str, str]:
    """What a plan or a stored program comes to, in words by label."""
    minutes = [session.estimated_minutes for session in sessions]
    checks = sum(session.is_check_session for session in sessions)
    a_week = number_text(round(len(sessions) / weeks, 1))
    return {
        _("Length"): ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks},
        _("Sessions a week"): a_week,
        _("Longest session"): _("about %(minutes)s min") % {"minutes": max(minutes, default=0)},
        _("Differences worked on"): str(targets),
        _("Sessions with a check"): str(checks),
    }
