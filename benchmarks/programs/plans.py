"""Plans that do not look: sets of each side, week by week, whatever happens."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from .athlete import Array, Athletes, Flags, Load, Week, trained
from .model import MODEL, Model
from .overload import Overload, ratio_overloads, side_overloads
from .scoring import HORIZON_WEEKS, Course

SESSIONS_A_WEEK = 3


class Span(Struct, frozen=True):
    """From a week on, 0 is the first: sets of each side, and whose load the stronger one moves."""

    start: int
    weak: int
    strong: int
    load: Load = Load.WEAKER


class Plan(Struct, frozen=True, kw_only=True):
    """A fixed plan.

    Parameters
    ----------
    holds
        Where its sides differ, the stronger one is held; else the weaker one does more.
    is_reference
        Breaks the rule of equal weeks at the start, or others, and is shown beside the rest only.
    """

    name: str
    spans: tuple[Span, ...]
    holds: bool = False
    is_reference: bool = False

    def span(self, week: int) -> Span:
        """What holds in a week, 0 is the first."""
        return max((span for span in self.spans if span.start <= week), key=lambda span: span.start)

    def overloads(self, weeks: int = HORIZON_WEEKS) -> list[Overload]:
        """Rules of overload that it breaks, one for each week."""
        spans = [self.span(week) for week in range(weeks)]
        weak, strong = [span.weak for span in spans], [span.strong for span in spans]
        return [
            *side_overloads(weak, SESSIONS_A_WEEK),
            *side_overloads(strong, SESSIONS_A_WEEK),
            *ratio_overloads(weak, strong, holds=self.holds),
        ]


def _fixed(name: str, weak: int, strong: int, **kinds: bool) -> Plan:
    """The same sets from the first week."""
    return Plan(name=name, spans=(Span(0, weak, strong),), **kinds)


def _opened(name: str, *steps: tuple[int, int], holds: bool = False, weak: int = 6) -> Plan:
    """Equal for four weeks; then a step a week."""
    load = Load.OWN if holds else Load.WEAKER
    later = (Span(4 + number, *step, load) for number, step in enumerate(steps))
    return Plan(name=name, spans=(Span(0, weak, weak), *later), holds=holds)


PRINTED_PLANS = (
    _fixed("equal 6/6", 6, 6),
    _fixed("8/6", 8, 6),
    _fixed("9/6", 9, 6),
    _fixed("12/6", 12, 6),
    _fixed("6/2", 6, 2, holds=True),
    _fixed("9/3", 9, 3, holds=True),
    Plan(name="6/6 for 4 weeks, then 9/3", spans=(Span(0, 6, 6), Span(4, 9, 3)), holds=True),
    _fixed("8/2", 8, 2, holds=True),
    _fixed("6/1", 6, 1, holds=True),
    _fixed("6/0", 6, 0, holds=True),
    _fixed("2/1", 2, 1),
    _fixed("2/2", 2, 2),
    Plan(
        name="ramp 6 to 9/3, light each 5th week",
        spans=tuple(
            Span(week, 4, 2) if (week + 1) % 5 == 0 else Span(week, min(9, 6 + week), 3)
            for week in range(HORIZON_WEEKS)
        ),
        holds=True,
    ),
)
"""As in the table of the research notes, from the first week on; the stronger side copies throughout."""

BASELINES = (
    _fixed("equal 6/6, weaker side sets the load", 6, 6),
    Plan(name="bilateral only, 6", spans=(Span(0, 6, 6, Load.OWN),)),
    Plan(name="each side by itself, 6/6", spans=(Span(0, 6, 6, Load.OWN),)),
    _opened("6/6, then 8/6", (7, 6), (8, 6)),
    _opened("6/6, then 9/6", (7, 6), (8, 6), (9, 6)),
    _opened("6/6, then double 12/6", (7, 6), (9, 6), (11, 6), (12, 6)),
    _opened("6/6, then 6/2 held", (6, 2), holds=True),
    _opened("6/6, then 9/3 held, in steps", (7, 3), (8, 3), (9, 3), holds=True),
    _opened("2/2, then 2/1", (2, 1), weak=2),
    _fixed("2/2", 2, 2),
)
"""Plans and common practice under the product's own rules: equal for four weeks, then a lever."""

REFERENCES = (
    Plan(
        name="6/2 from the first week",
        spans=(Span(0, 6, 2, Load.OWN),),
        holds=True,
        is_reference=True,
    ),
    Plan(name="double 12/6 from the first week", spans=(Span(0, 12, 6),), is_reference=True),
    Plan(
        name="6/6, then 8/2",
        spans=(Span(0, 6, 6), Span(4, 8, 2, Load.OWN)),
        holds=True,
        is_reference=True,
    ),
    Plan(
        name="6/6, then 6/1",
        spans=(Span(0, 6, 6), Span(4, 6, 1, Load.OWN)),
        holds=True,
        is_reference=True,
    ),
    Plan(
        name="weak side only, 6/0", spans=(Span(0, 6, 0, Load.OWN),), holds=True, is_reference=True
    ),
)


def attended(n: int, weeks: int, rng: np.random.Generator, model: Model = MODEL) -> Flags:
    """Which sessions were done, shape (weeks, sessions a week, athletes)."""
    return rng.random((weeks, SESSIONS_A_WEEK, n)) < model.adherence


def followed(
    plan: Plan, start: Athletes, done: Flags, model: Model = MODEL, *, copies: bool = False
) -> Course:
    """What becomes of athletes who follow a fixed plan.

    Parameters
    ----------
    done
        Sessions done, see :func:`attended`; a week's sets are spread evenly over its sessions.
    copies
        The stronger side moves the weaker one's load in all weeks, also where it is held.
    """
    state = start
    gaps, strong, planned = [state.gap], [state.strong], []
    for week, sessions in enumerate(done):
        span = plan.span(week)
        share = sessions.mean(0)
        asked = Week(
            weak_sets=span.weak * share,
            strong_sets=span.strong * share,
            sessions=SESSIONS_A_WEEK,
            load=Load.WEAKER if copies else span.load,
        )
        state = trained(state, asked, model)
        gaps.append(state.gap)
        strong.append(state.strong)
        planned.append(np.full(len(start), float(span.weak + span.strong)))
    ratios: Array = np.array(
        [span.weak / max(span.strong, 0.5) for span in map(plan.span, range(len(done)))]
    )
    ones = np.ones(len(start))
    return Course(
        gaps=np.array(gaps),
        strong=np.array(strong),
        sets=np.array(planned),
        breaches=ones * len(plan.overloads(len(done))),
        watched=np.zeros(len(start), dtype=np.bool_),
        widest_ratio=ones * ratios.max(),
        last_ratio=ones * ratios[-1],
    )
