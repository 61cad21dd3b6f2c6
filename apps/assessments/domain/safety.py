"""What may be trained and tested today: every stop and every care in one value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from msgspec import Struct, field

from apps.assessments.domain.red_flags import (
    EVERYWHERE,
    Block,
    BlockSource,
    Tier,
    most_pressing,
)
from apps.assessments.domain.screening import (
    AskAgain,
    Permission,
    Question,
    ScreeningAnswers,
    Template,
)
from apps.exercises.domain.vocabulary import Region


class Safety(Struct, frozen=True, kw_only=True):
    """What tests and programs have to keep to today.

    Parameters
    ----------
    permission
        Whether anything may start at all.
    blocked
        Regions to leave alone, each with its most pressing reason; with ``allowed`` never all.
    careful_regions
        Regions that a clinician cleared: careful doses, no test to the limit.
    templates
        Why doses are careful everywhere.
    ask_again
        Why the questions are due again, None while the answers hold.
    """

    permission: Permission
    blocked: Mapping[Region, Block] = field(default_factory=dict)
    careful_regions: frozenset[Region] = frozenset()
    templates: frozenset[Template] = frozenset()
    ask_again: AskAgain | None = None

    @property
    def blocked_regions(self) -> frozenset[Region]:
        """Regions that nothing may work."""
        return frozenset(self.blocked)

    @property
    def is_careful(self) -> bool:
        """Whether the careful dose holds everywhere."""
        return any(template.asks_for_care for template in self.templates)

    @property
    def may_go_all_out(self) -> bool:
        """Whether a test to the limit may be offered at all."""
        return self.permission is Permission.ALLOWED and not self.templates

    def leaves_alone(self, regions: Collection[Region]) -> bool:
        """Whether something that works these regions is blocked."""
        return not self.blocked_regions.isdisjoint(regions)

    def may_test(self, regions: Collection[Region]) -> bool:
        """Whether a test that loads these regions may start."""
        return self.permission is Permission.ALLOWED and not self.leaves_alone(regions)


def safety_of(
    answers: ScreeningAnswers | None,
    *,
    stops: Mapping[Region, Block],
    templates: frozenset[Template],
    due: AskAgain | None,
    today: dt.date,
) -> Safety:
    """Put answers, red flags and pain together; the most pressing of them decides.

    Parameters
    ----------
    answers
        The newest answers, None when the questions were never answered.
    stops
        What flags and pain block.
    due
        Why the questions are to be asked again.
    """
    blocked = most_pressing(stops, _question_blocks(answers, today=today))
    return Safety(
        permission=_permission(answers, blocked, due),
        blocked=blocked,
        careful_regions=_careful_regions(answers, today=today).difference(blocked),
        templates=templates,
        ask_again=None if answers is None else due,
    )


def _question_blocks(answers: ScreeningAnswers | None, *, today: dt.date) -> Mapping[Region, Block]:
    """What a yes to the seven questions blocks: the named places, or everything."""
    if answers is None or not answers.yes or answers.is_cleared(today=today):
        return {}
    regions = EVERYWHERE if answers.has_no_place else answers.places
    block = Block(source=BlockSource.QUESTION, tier=Tier.URGENT, since=answers.answered_on)
    return dict.fromkeys(regions, block)


def _careful_regions(answers: ScreeningAnswers | None, *, today: dt.date) -> frozenset[Region]:
    if answers is None or not answers.is_cleared(today=today):
        return frozenset()
    return answers.places if Question.BONE_JOINT_MUSCLE in answers.yes else frozenset()


def _permission(
    answers: ScreeningAnswers | None, blocked: Mapping[Region, Block], due: AskAgain | None
) -> Permission:
    # Waiting for a clinician comes before asking again: new answers would not change it.
    if blocked.keys() == EVERYWHERE:
        return _stopped(blocked)
    if answers is None:
        return Permission.NOT_ASKED
    return Permission.ASK_AGAIN if due is not None else Permission.ALLOWED


def _stopped(blocked: Mapping[Region, Block]) -> Permission:
    """What it means that nothing is left to train, by the most pressing of the reasons."""
    tier = min((block.tier for block in blocked.values()), key=lambda tier: tier.rank)
    if tier is Tier.EMERGENCY:
        return Permission.STOPPED_EMERGENCY
    if tier is Tier.CAUTION:
        return Permission.STOPPED_CAUTION
    rests_on_questions = all(
        block.source is BlockSource.QUESTION or block.tier is Tier.CAUTION
        for block in blocked.values()
    )
    return Permission.NEEDS_CLEARANCE if rests_on_questions else Permission.STOPPED_URGENT
