"""Athlete-scoped reads of screening: answers, red flags, and what they mean today."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Value
from msgspec import Struct

from apps.exercises.domain.vocabulary import Region
from apps.lifts.queries import training_days_for
from apps.profiles.domain.people import Experience

from ..domain.red_flags import (
    Block,
    BlockSource,
    FlagReport,
    RedFlag,
    Tier,
    blocks,
    may_answer_again,
    most_pressing,
)
from ..domain.safety import Safety, safety_of
from ..domain.screening import (
    AWAY_DAYS,
    AskAgain,
    Extra,
    Permission,
    Question,
    ScreeningAnswers,
    ask_again,
    templates_for,
)
from ..models import PainBlock, RedFlagReport, Screening

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def latest_screening_for(athlete: Athlete) -> Screening | None:
    """The newest answers."""
    return Screening.objects.filter(athlete=athlete).first()


def answers_for(athlete: Athlete) -> ScreeningAnswers | None:
    """The newest answers as a value, None when there are none."""
    row = latest_screening_for(athlete)
    if row is None:
        return None
    return ScreeningAnswers(
        answered_on=row.answered_on,
        yes=frozenset(Question(question) for question in row.yes),
        extras=frozenset(Extra(extra) for extra in row.extras),
        places=regions_of(row.places),
        cleared_on=row.cleared_on,
        marked=AskAgain(row.marked) if row.marked else None,
    )


def regions_of(words: list[str]) -> frozenset[Region]:
    """Regions as they are stored."""
    return frozenset(Region(word) for word in words)


def red_flag_reports_for(athlete: Athlete) -> tuple[RedFlagReport, ...]:
    """Every flag that was ever ticked, the newest first."""
    return tuple(RedFlagReport.objects.filter(athlete=athlete))


def standing_reports_for(athlete: Athlete) -> tuple[RedFlagReport, ...]:
    """Flags that still stop something, the most pressing first."""
    standing = RedFlagReport.objects.filter(athlete=athlete, lifted_on=None)
    return tuple(sorted(standing, key=lambda row: RedFlag(row.flag).tier.rank))


def standing_pain_blocks_for(athlete: Athlete) -> tuple[PainBlock, ...]:
    """Regions that strong pain, twice, has stopped."""
    return tuple(PainBlock.objects.filter(athlete=athlete, lifted_on=None))


class StandingStop(Struct, frozen=True, kw_only=True):
    """A stop with its key; the report where it is a red flag, else strong pain."""

    key: UUID
    since: dt.date
    places: frozenset[Region]
    report: FlagReport | None = None


class AskedPlace(Struct, frozen=True, kw_only=True):
    """Something that was told and has a place; without a key and a flag, a joint's problem."""

    name: str
    places: frozenset[Region]
    key: UUID | None = None
    flag: RedFlag | None = None


class Standing(Struct, frozen=True, kw_only=True):
    """Everything that was told and still counts: answers, and stops with the most pressing first."""

    answers: ScreeningAnswers | None
    stops: tuple[StandingStop, ...]

    @property
    def flags(self) -> tuple[tuple[UUID, FlagReport], ...]:
        """The stops that are red flags."""
        return tuple((stop.key, stop.report) for stop in self.stops if stop.report is not None)

    @property
    def asked_places(self) -> tuple[AskedPlace, ...]:
        """What the athlete can say the place of."""
        flags = tuple(
            AskedPlace(name=one.flag.value, key=key, flag=one.flag, places=one.places)
            for key, one in self.flags
            if one.flag.asks_where
        )
        if self.answers is None or Question.BONE_JOINT_MUSCLE not in self.answers.yes:
            return flags
        name = Question.BONE_JOINT_MUSCLE.value
        return (*flags, AskedPlace(name=name, places=self.answers.places))

    def due_cautions(self, *, today: dt.date) -> tuple[RedFlag, ...]:
        """Cautions that have lasted a week, to be asked about again."""
        return tuple(
            one.flag
            for _key, one in self.flags
            if one.flag.tier is Tier.CAUTION and may_answer_again(one, today)
        )

    def blocks(self, *, today: dt.date) -> dict[Region, Block]:
        """Regions that the stops leave alone."""
        # What was lifted is not among them: whoever lifted it has held it against the rules.
        flags = blocks((report for _key, report in self.flags), (), today)
        for stop in self.stops:
            if stop.report is None:
                block = Block(source=BlockSource.PAIN, tier=Tier.URGENT, since=stop.since)
                flags = most_pressing(flags, dict.fromkeys(stop.places, block))
        return flags


def flag_report(row: RedFlagReport) -> FlagReport:
    """A report as a value."""
    return FlagReport(
        flag=RedFlag(row.flag), reported_on=row.reported_on, places=regions_of(row.places)
    )


def standing_for(athlete: Athlete) -> Standing:
    """Everything that was told and still counts."""
    flags = RedFlagReport.objects.filter(athlete=athlete, lifted_on=None).order_by()
    pain = PainBlock.objects.filter(athlete=athlete, lifted_on=None).order_by()
    # Both in one statement: every page that offers training asks.
    rows = (
        flags.values_list("pk", "flag", "places", "reported_on")
        .union(pain.values_list("pk", Value(""), "regions", "since"), all=True)
        .order_by()
    )
    stops = sorted((_stop(*row) for row in rows), key=_by_weight)
    return Standing(answers=answers_for(athlete), stops=tuple(stops))


def _stop(key: UUID, flag: str, places: list[str], since: dt.date) -> StandingStop:
    where = regions_of(places)
    report = FlagReport(flag=RedFlag(flag), reported_on=since, places=where) if flag else None
    return StandingStop(key=key, since=since, places=where, report=report)


def _by_weight(stop: StandingStop) -> tuple[int, dt.date, str]:
    """Red flags first, the most pressing of them before the others."""
    if stop.report is None:
        return (len(Tier), stop.since, str(stop.key))
    return (stop.report.flag.tier.rank, stop.since, stop.report.flag.value)


def safety_for(athlete: Athlete, *, today: dt.date, standing: Standing | None = None) -> Safety:
    """What tests and programs have to keep to today; ``standing`` if it was read already."""
    known = standing if standing is not None else standing_for(athlete)
    answers = known.answers
    return safety_of(
        answers,
        stops=known.blocks(today=today),
        templates=templates_for(
            answers,
            birth_year=athlete.birth_year,
            experience=Experience(athlete.experience),
            today=today,
        ),
        due=None if answers is None else _due(athlete, answers, today=today),
        today=today,
    )


def training_permission_for(athlete: Athlete, *, today: dt.date) -> Permission:
    """Whether a program or a test may start today."""
    return safety_for(athlete, today=today).permission


def _due(athlete: Athlete, answers: ScreeningAnswers, *, today: dt.date) -> AskAgain | None:
    # Answers younger than the gap need no look at the log.
    is_young = (today - answers.answered_on).days < AWAY_DAYS
    days = () if is_young else training_days_for(athlete, since=answers.answered_on)
    return ask_again(answers, today=today, training_days=days)
