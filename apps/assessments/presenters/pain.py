"""What pain changes, in words: the reason, what to do now, the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from msgspec import Struct

from apps.exercises.domain.vocabulary import MovementPattern, Region, Side
from apps.exercises.presenters import PATTERN_WORDS, REGION_WORDS, exercise_name, side_word

from ..domain.pain import CHANGES, PainState, Status
from .safety import regions_in_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from apps.lifts.queries import PainfulDay

    from ..models import PainBlock
    from ..queries import Known, Spot

_ = gettext_lazy


class StatusWords(Struct, frozen=True, kw_only=True):
    """A status of the pain model in words."""

    title: StrOrPromise
    reason: StrOrPromise
    now: StrOrPromise
    back: StrOrPromise


def _percent_off(status: Status) -> int:
    return round(100 * (1 - CHANGES[status].load_factor))


STATUS_WORDS: Final[dict[Status, StatusWords]] = {
    Status.AS_PLANNED: StatusWords(
        title=_("As planned"),
        reason=_("Pain stayed at 2 of 10 or less."),
        now=_("Nothing changes."),
        back="",
    ),
    Status.HOLD: StatusWords(
        title=_("Held for a week"),
        reason=_("It hurt 3 to 5 of 10, or a little more than the week before."),
        now=_("You can go on with the same load; nothing goes up."),
        back=_("A week at 2 or less, with mornings as before, and it goes up again."),
    ),
    Status.EASE: StatusWords(
        title=_("Easier the next time"),
        reason=_("It hurt 3 to 5 of 10, and more the morning after."),
        now=_("Next time: less weight, one set fewer, one more rep in reserve, slower."),
        back=_("If that goes well and the morning too, the sets come back."),
    ),
    Status.CHANGE: StatusWords(
        title=_("Something easier instead"),
        reason=_("Pain has risen from week to week, twice in a row."),
        now=_(
            "An easier exercise takes its place. Where there is none: four to five still efforts of "
            "30 to 45 seconds, as hard as they stay free of pain."
        ),
        back=_("The health questions are asked again; a calmer week brings the exercise back."),
    ),
    Status.LIGHTEN: StatusWords(
        title=_("Stopped for the day"),
        reason=_("It hurt over 5 of 10."),
        now=_("The exercise ended for that day. The next time it is clearly lighter."),
        back=_(
            "At 2 or less it builds up again from there. Over 5 once more within two weeks, and the "
            "area waits for a clinician."
        ),
    ),
    Status.BLOCK: StatusWords(
        title=_("This area waits for a clinician"),
        reason=_("It hurt over 5 of 10 twice within two weeks."),
        now=_("Leave it alone. The other side and the rest of you can go on."),
        back=_("A doctor or physiotherapist looks at it, and you enter the day."),
    ),
    Status.REFER: StatusWords(
        title=_("This is more than pain"),
        reason=_(
            "With numbness, a headache, a joint that swells or gives way, numbers say nothing."
        ),
        now=_("Stop, and look at the list of signs."),
        back=_("A doctor or physiotherapist looks at it, and you enter the day."),
    ),
}


class PainView(Struct, frozen=True, kw_only=True):
    """One side of one exercise that pain changes."""

    name: str
    side: str
    words: StatusWords
    pain: int | None
    since: dt.date | None
    percent_off: int
    is_stop: bool


class MorningView(Struct, frozen=True, kw_only=True):
    """One question about this morning."""

    exercise_id: UUID
    side: str
    words: str
    pain: int


class PainBlockView(Struct, frozen=True, kw_only=True):
    """An area that waits, and the places it could be narrowed to."""

    key: UUID
    title: str
    since: dt.date
    where: str
    choices: tuple[tuple[str, str], ...]


def pain_views(
    states: Mapping[Spot, PainState], known: Mapping[UUID, Known]
) -> tuple[PainView, ...]:
    """What pain changes now, the most careful first; what goes on as planned is not listed."""
    changed = [one for one in states.items() if one[1].status is not Status.AS_PLANNED]
    changed.sort(
        key=lambda one: (-one[1].status.rank, exercise_name(known[one[0].exercise_id].name))
    )
    return tuple(
        PainView(
            name=exercise_name(known[spot.exercise_id].name),
            side=side_words(spot.side),
            words=STATUS_WORDS[state.status],
            pain=None if state.latest is None else state.latest.pain,
            since=state.since,
            percent_off=_percent_off(state.status),
            is_stop=CHANGES[state.status].stops_today,
        )
        for spot, state in changed
    )


def morning_views(asked: Iterable[tuple[PainfulDay, Known]]) -> tuple[MorningView, ...]:
    """What is asked this morning."""
    return tuple(
        MorningView(
            exercise_id=one.exercise_id,
            side="" if one.side is None else one.side.value,
            words=f"{exercise_name(known.name)}, {side_words(one.side)}",
            pain=one.pain,
        )
        for one, known in asked
    )


def pain_block_views(blocks: Iterable[PainBlock]) -> tuple[PainBlockView, ...]:
    """Areas that wait for a clinician."""
    return tuple(
        PainBlockView(
            key=block.pk,
            title=_block_title(block),
            since=block.since,
            where=regions_in_words(Region(word) for word in block.regions),
            choices=tuple(
                (word, capfirst(str(REGION_WORDS[Region(word)]))) for word in block.regions
            ),
        )
        for block in blocks
    )


def _block_title(block: PainBlock) -> str:
    pattern = str(PATTERN_WORDS[MovementPattern(block.pattern)])
    return f"{capfirst(pattern)}, {side_words(Side(block.side) if block.side else None)}"


def side_words(side: Side | None) -> str:
    """A side, or both together."""
    return str(_("both sides")) if side is None else str(side_word(side))
