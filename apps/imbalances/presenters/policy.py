"""The detector's numbers in plain words, each with its unit and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from msgspec import Struct
from msgspec.structs import fields

from apps.core.numbers import number_text
from apps.exercises.domain.symmetry import gap_pct
from apps.imbalances.domain.policy import DetectorPolicy, PatternPrior
from apps.imbalances.presenters.policy_groups import ELSEWHERE, GROUPS
from apps.imbalances.presenters.policy_words import WORDS, Origin, Unit, Words
from apps.imbalances.presenters.words import pattern_label, percent

_ORIGINS = {
    Origin.CONVENTION: gettext_lazy("convention"),
    Origin.RULE: gettext_lazy("our own rule"),
    Origin.STUDY: gettext_lazy("measured"),
    Origin.ASSUMPTION: gettext_lazy("an assumption"),
    Origin.TUNED: gettext_lazy("tuned on simulated athletes"),
}

_COUNTED = {
    Unit.WORKOUTS: ngettext_lazy("%(n)s workout", "%(n)s workouts", "count"),
    Unit.DAYS: ngettext_lazy("%(n)s day", "%(n)s days", "count"),
    Unit.CHECKS: ngettext_lazy("%(n)s check", "%(n)s checks", "count"),
    Unit.COMPARISONS: ngettext_lazy("%(n)s comparison", "%(n)s comparisons", "count"),
    Unit.WEEKS: ngettext_lazy("%(n)s week", "%(n)s weeks", "count"),
    Unit.REPS: ngettext_lazy("%(n)s rep", "%(n)s reps", "count"),
}
_SAID = {
    Unit.OF_TEN: gettext_lazy("%(n)s of 10"),
    Unit.TIMES: gettext_lazy("%(n)s times"),
    Unit.LOG_PCT: gettext_lazy("%(n)s log-%%"),
    Unit.LOG_PCT_A_WEEK: gettext_lazy("%(n)s log-%% a week"),
    Unit.LOG_PCT_A_ROOT_WEEK: gettext_lazy("%(n)s log-%% per square root of a week"),
    Unit.PER_REP: gettext_lazy("%(n)s per rep"),
    Unit.DEVIATIONS: gettext_lazy("%(n)s standard deviations"),
    Unit.KG: gettext_lazy("%(n)s kg"),
    Unit.PLAIN: gettext_lazy("%(n)s"),
}

type Number = float | tuple[tuple[int, float], ...]


class RuleView(Struct, frozen=True, kw_only=True):
    """One number: what it decides, the number with its unit, why it is so, and a source to open."""

    what: str
    value: str
    origin: str
    why: str
    source: str
    url: str


class RuleGroupView(Struct, frozen=True, kw_only=True):
    """Numbers that belong together."""

    title: str
    intro: str
    rules: tuple[RuleView, ...]


class PriorRowView(Struct, frozen=True, kw_only=True):
    """What is believed of one pattern before anything was logged."""

    pattern: str
    spread: str
    right: str
    left: str
    others: str


class PolicyView(Struct, frozen=True, kw_only=True):
    """How Levelset decides, under one version of the numbers."""

    version: str
    groups: tuple[RuleGroupView, ...]
    priors: tuple[PriorRowView, ...]
    n_numbers: int


def policy_view(policy: DetectorPolicy) -> PolicyView:
    """Lay the policy out for reading; nothing is typed twice, all figures come from it."""
    values = dict(numbers_of(policy))
    groups = [_group(str(title), str(intro), names, values) for title, intro, names in GROUPS]
    nameless = tuple(name for name in values if name not in WORDS)
    if nameless:
        groups.append(_group(_("Other numbers"), "", nameless, values))
    return PolicyView(
        version=policy.version,
        groups=tuple(groups),
        priors=tuple(_prior_row(prior) for prior in policy.priors),
        n_numbers=len(values),
    )


def numbers_of(policy: DetectorPolicy) -> Iterator[tuple[str, Number]]:
    """Every number of the policy by its field's name, an effort's after a dot.

    One that grows with age is pairs of a least age in years and the number from then on.
    """
    for one in fields(policy.effort):
        yield f"effort.{one.name}", getattr(policy.effort, one.name)
    for one in fields(policy):
        if one.name not in ELSEWHERE:
            yield one.name, getattr(policy, one.name)


def _group(
    title: str, intro: str, names: tuple[str, ...], values: dict[str, Number]
) -> RuleGroupView:
    return RuleGroupView(
        title=title,
        intro=intro,
        rules=tuple(_rule(name, values[name]) for name in names if name in values),
    )


def _rule(name: str, value: Number) -> RuleView:
    words = WORDS.get(name, Words(name, Unit.PLAIN, Origin.RULE))
    return RuleView(
        what=str(words.what),
        value=_with_unit(value, words.unit),
        origin=str(_ORIGINS[words.origin]),
        why=str(words.why),
        source="" if words.source is None else str(words.source.text),
        url="" if words.source is None else words.source.url,
    )


def _with_unit(value: Number, unit: Unit) -> str:
    if isinstance(value, tuple):
        steps = (_("%(n)s from %(age)s") % {"n": number_text(n), "age": age} for age, n in value)
        return _("%(steps)s log-%%") % {"steps": ", ".join(steps)}
    if unit is Unit.SHARE:
        return percent(100 * value)
    if unit is Unit.GAP:
        return percent(gap_pct(value))
    said = {"n": number_text(value)}
    if unit in _COUNTED:
        # Half a rep is not one: whatever is not exactly one is many.
        return str(_COUNTED[unit] % (said | {"count": 1 if value == 1 else 2}))
    return str(_SAID[unit] % said)


def _prior_row(prior: PatternPrior) -> PriorRowView:
    return PriorRowView(
        pattern=pattern_label(prior.pattern),
        spread=number_text(prior.sd_log_pct),
        right=_centre(prior.right_handed),
        left=_centre(prior.left_handed),
        others=_centre(prior.unknown),
    )


def _centre(log_pct: float) -> str:
    if log_pct == 0:
        return _("even")
    text = _("right +%(n)s") if log_pct > 0 else _("left +%(n)s")
    return text % {"n": number_text(abs(log_pct))}
