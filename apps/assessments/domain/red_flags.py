"""Red flags: what stops a region of the body, or everything, and what lets it go on.

The list follows the framework for serious pathology of the spine of Finucane et al. 2020
(J Orthop Sports Phys Ther 50:350-372, doi 10.2519/jospt.2020.9971) and, for what is not about
the spine, common clinical teaching. That framework warns that a single flag is a poor test, so a
flag is never scored, weighed or averaged here: it stops, and points to care.

How long a stop lasts is a product rule. Emergency and urgent flags last until a clinician has
cleared the athlete, cautions until the athlete has answered again after seven days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from apps.exercises.domain.vocabulary import Region

CAUTION_DAYS = 7
"""Days after which a caution may be answered again (product rule)."""

EVERYWHERE = frozenset(Region)
"""Every region of the body."""


class Tier(StrEnum):
    """How soon somebody with this sign should be seen, the most pressing first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    CAUTION = "caution"

    @property
    def rank(self) -> int:
        """0 for the most pressing."""
        return tuple(Tier).index(self)


class RedFlag(StrEnum):
    """Signs that stop training, of a region or altogether."""

    SADDLE_OR_BLADDER = "saddle_or_bladder"
    FACE_ARM_SPEECH = "face_arm_speech"
    CHEST_OR_FAINTING = "chest_or_fainting"
    HOT_SWOLLEN_LIMB = "hot_swollen_limb"
    AFTER_A_FALL = "after_a_fall"
    DARK_URINE = "dark_urine"
    GROWING_WEAKNESS = "growing_weakness"
    WASTING = "wasting"
    SPREADING_NUMBNESS = "spreading_numbness"
    UNWELL = "unwell"
    NIGHT_OR_WORSENING_PAIN = "night_or_worsening_pain"
    GIVING_WAY = "giving_way"
    RECENT_SURGERY = "recent_surgery"
    FRAGILE_BONES = "fragile_bones"
    LASTING_PAIN = "lasting_pain"
    MORNING_STIFFNESS = "morning_stiffness"
    NECK_HEADACHE = "neck_headache"
    NECK_DIZZINESS = "neck_dizziness"

    @property
    def tier(self) -> Tier:
        """How soon somebody should look at it."""
        return _FACTS[self].tier

    @property
    def asks_where(self) -> bool:
        """Whether the athlete can name the place; until then it stops everything."""
        return _FACTS[self].scope is None

    def regions(self, places: frozenset[Region] = frozenset()) -> frozenset[Region]:
        """Regions that this flag stops.

        Parameters
        ----------
        places
            What the athlete named; none is every region, for a flag that has no fixed place.

        Examples
        --------
        >>> RedFlag.GIVING_WAY.regions(frozenset({Region.KNEE}))
        frozenset({<Region.KNEE: 'knee'>})
        >>> RedFlag.UNWELL.regions(frozenset({Region.KNEE})) == EVERYWHERE
        True
        """
        facts = _FACTS[self]
        if facts.scope is not None:
            return facts.scope
        if not places:
            return EVERYWHERE
        if facts.follows_nerves:
            return places.union(*(_NERVE_ROOTS[place] for place in places))
        return places


class _Facts(Struct, frozen=True, kw_only=True):
    """``scope`` None: where the athlete says. ``follows_nerves``: and where its nerves come from."""

    tier: Tier
    scope: frozenset[Region] | None = None
    follows_nerves: bool = False


_NECK = frozenset({Region.NECK})
_BACK = frozenset({Region.LOWER_BACK, Region.TRUNK})
_ARM = (Region.SHOULDER, Region.ELBOW, Region.WRIST, Region.UPPER_BACK)
_LEG = (Region.HIP, Region.KNEE, Region.ANKLE)
_NERVE_ROOTS: dict[Region, frozenset[Region]] = {
    **dict.fromkeys(_ARM, _NECK),
    **dict.fromkeys(_LEG, _BACK),
    Region.NECK: _NECK,
    Region.TRUNK: _BACK,
    Region.LOWER_BACK: _BACK,
}
"""Where the nerves of a region leave the spine: a weak hand may be a matter of the neck."""

_EMERGENCY = _Facts(tier=Tier.EMERGENCY, scope=EVERYWHERE)
_NERVES = _Facts(tier=Tier.URGENT, follows_nerves=True)
_FACTS: Mapping[RedFlag, _Facts] = {
    RedFlag.SADDLE_OR_BLADDER: _EMERGENCY,
    RedFlag.FACE_ARM_SPEECH: _EMERGENCY,
    RedFlag.CHEST_OR_FAINTING: _EMERGENCY,
    RedFlag.HOT_SWOLLEN_LIMB: _EMERGENCY,
    RedFlag.AFTER_A_FALL: _EMERGENCY,
    RedFlag.DARK_URINE: _EMERGENCY,
    RedFlag.GROWING_WEAKNESS: _NERVES,
    RedFlag.WASTING: _NERVES,
    RedFlag.SPREADING_NUMBNESS: _NERVES,
    RedFlag.UNWELL: _Facts(tier=Tier.URGENT, scope=EVERYWHERE),
    RedFlag.NIGHT_OR_WORSENING_PAIN: _Facts(tier=Tier.URGENT),
    RedFlag.GIVING_WAY: _Facts(tier=Tier.URGENT),
    RedFlag.RECENT_SURGERY: _Facts(tier=Tier.URGENT),
    RedFlag.FRAGILE_BONES: _Facts(tier=Tier.URGENT, scope=EVERYWHERE),
    RedFlag.LASTING_PAIN: _Facts(tier=Tier.CAUTION),
    RedFlag.MORNING_STIFFNESS: _Facts(tier=Tier.CAUTION),
    RedFlag.NECK_HEADACHE: _Facts(tier=Tier.CAUTION, scope=_NECK),
    RedFlag.NECK_DIZZINESS: _Facts(tier=Tier.CAUTION, scope=_NECK),
}


class FlagReport(Struct, frozen=True, kw_only=True):
    """A flag that the athlete ticked on a day.

    Parameters
    ----------
    reported_on
        Local date.
    places
        Regions that were named; none is not told, hence every region.
    """

    flag: RedFlag
    reported_on: dt.date
    places: frozenset[Region] = frozenset()


class Clearance(Struct, frozen=True, kw_only=True):
    """What ends a stop.

    Parameters
    ----------
    given_on
        Local date on which a clinician cleared the athlete of this flag; for a caution, on which
        the athlete answered that it is gone.
    """

    flag: RedFlag
    given_on: dt.date


class BlockSource(StrEnum):
    """What a stop rests on."""

    FLAG = "flag"
    QUESTION = "question"
    PAIN = "pain"


class Block(Struct, frozen=True, kw_only=True):
    """Why a region waits.

    Parameters
    ----------
    flag
        The flag, None where the stop rests on something else.
    since
        Local date of the report.
    """

    source: BlockSource
    tier: Tier
    since: dt.date
    flag: RedFlag | None = None

    @property
    def needs_clinician(self) -> bool:
        """Whether only a clinician's word ends it; a caution is answered again instead."""
        return self.tier is not Tier.CAUTION


def blocks(
    reports: Iterable[FlagReport], clearances: Iterable[Clearance], today: dt.date
) -> dict[Region, Block]:
    """Regions that tests and programs leave alone today, each with its most pressing reason.

    Parameters
    ----------
    reports
        Every flag that was ever ticked.
    clearances
        Every clearance and every "it is gone"; one dated after ``today`` does not count yet.
    today
        The athlete's local date.

    Examples
    --------
    >>> day = dt.date(2026, 3, 2)
    >>> knee = FlagReport(
    ...     flag=RedFlag.GIVING_WAY, reported_on=day, places=frozenset({Region.KNEE})
    ... )
    >>> sorted(blocks([knee], [], day))
    [<Region.KNEE: 'knee'>]
    >>> blocks([knee], [Clearance(flag=RedFlag.GIVING_WAY, given_on=day)], day)
    {}
    """
    given = tuple(clearances)
    found: dict[Region, Block] = {}
    for report in reports:
        if is_lifted(report, given, today):
            continue
        block = Block(
            source=BlockSource.FLAG,
            tier=report.flag.tier,
            since=report.reported_on,
            flag=report.flag,
        )
        found = most_pressing(found, dict.fromkeys(report.flag.regions(report.places), block))
    return found


def is_lifted(report: FlagReport, clearances: Iterable[Clearance], today: dt.date) -> bool:
    """Whether one of the clearances ends this stop; a caution's, only after seven days."""
    days = CAUTION_DAYS if report.flag.tier is Tier.CAUTION else 0
    first = report.reported_on + dt.timedelta(days=days)
    return any(
        clearance.flag is report.flag and first <= clearance.given_on <= today
        for clearance in clearances
    )


def may_answer_again(report: FlagReport, today: dt.date) -> bool:
    """Whether a caution has lasted long enough to be asked about again."""
    return (today - report.reported_on).days >= CAUTION_DAYS


def most_pressing(
    some: Mapping[Region, Block], others: Mapping[Region, Block]
) -> dict[Region, Block]:
    """Blocks of both; of two for one region the more pressing, then the older."""
    merged = dict(some)
    for region, block in others.items():
        held = merged.get(region)
        if held is None or _rank(block) < _rank(held):
            merged[region] = block
    return merged


def _rank(block: Block) -> tuple[int, dt.date, str, str]:
    flag = "" if block.flag is None else block.flag.value
    return (block.tier.rank, block.since, block.source.value, flag)
