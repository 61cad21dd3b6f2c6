"""How Levelset decides: every number has words, comes from the policy, and the example holds."""

import pytest
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.verdicts import Verdict
from apps.imbalances.presenters.example import example_view, questions_about, worked_example
from apps.imbalances.presenters.policy import numbers_of, policy_view
from apps.imbalances.presenters.policy_groups import GROUPS
from apps.imbalances.presenters.policy_words import WORDS, Origin, Unit
from apps.profiles.domain.people import Handedness
from tests.support.findings import finding, plain

NUMBERS = dict(numbers_of(DEFAULT_POLICY))


def changed(name, value):
    """The policy with one number changed."""
    if name.startswith("effort."):
        effort = replace(DEFAULT_POLICY.effort, **{name.removeprefix("effort."): value})
        return replace(DEFAULT_POLICY, effort=effort)
    return replace(DEFAULT_POLICY, **{name: value})


def rules_of(policy):
    return [rule for group in policy_view(policy).groups for rule in group.rules]


class TestNumbers:
    def test_every_number_of_the_policy_has_words(self):
        assert NUMBERS.keys() == WORDS.keys()

    def test_every_number_stands_in_one_group(self):
        named = [name for _title, _intro, names in GROUPS for name in names]
        assert len(named) == len(set(named))
        assert set(named) == set(WORDS)

    def test_what_grows_with_age_says_from_when(self):
        aged = changed("grip_spread_log_pct", ((0, 7.5), (60, 11.0)))
        (rule,) = [rule for rule in rules_of(aged) if rule not in rules_of(DEFAULT_POLICY)]
        assert rule.value == "7.5 from 0, 11 from 60 log-%"

    @pytest.mark.parametrize("name", NUMBERS)
    def test_the_page_follows_the_policy(self, name):
        number = NUMBERS[name]
        other = changed(name, ((0, 1.0),) if isinstance(number, tuple) else number * 0.5)
        before, after = rules_of(DEFAULT_POLICY), rules_of(other)
        assert len(before) == len(NUMBERS)
        assert sum(one != two for one, two in zip(before, after, strict=True)) == 1

    def test_each_says_what_it_is_counted_in_and_why(self):
        for rule in rules_of(DEFAULT_POLICY):
            assert rule.what
            assert rule.value
            assert rule.origin
        for words in WORDS.values():
            assert words.unit is not Unit.PLAIN
            if words.origin is Origin.STUDY:
                assert words.source is not None

    def test_a_number_without_words_is_shown_by_its_name(self, monkeypatch):
        monkeypatch.delitem(WORDS, "min_days")
        view = policy_view(DEFAULT_POLICY)
        (nameless,) = view.groups[-1].rules
        assert (view.groups[-1].title, nameless.what, nameless.value) == (
            "Other numbers",
            "min_days",
            "2",
        )

    def test_the_priors_are_a_table(self):
        rows = {row.pattern: row for row in policy_view(DEFAULT_POLICY).priors}
        assert len(rows) == len(DEFAULT_POLICY.priors)
        grip = DEFAULT_POLICY.prior(MovementPattern.GRIP, Handedness.LEFT)
        assert rows["Grip"].spread == f"{grip.sd_log_pct:g}"
        assert rows["Grip"].left == f"left +{-grip.mean_log_pct:g}"
        assert rows["Calf"].right == "even"


class TestExample:
    @pytest.mark.parametrize(
        ("verdict", "questions", "outcome"),
        [
            (Verdict.IMBALANCE, 3, "yes: imbalance"),
            (Verdict.CLOSED, 4, "yes: closed"),
            (Verdict.LEVEL, 4, "yes: level"),
            (Verdict.LEANING, 5, "yes: leaning"),
            (Verdict.NOT_SURE, 5, "no: not sure yet"),
        ],
    )
    def test_questions_end_with_the_one_that_decided(self, verdict, questions, outcome):
        asked = questions_about(finding(verdict=verdict))
        assert len(asked) == questions
        assert [one.decides for one in asked] == [False] * (questions - 1) + [True]
        assert asked[-1].outcome == outcome

    def test_an_imbalance_that_only_stands_says_so(self):
        asked = questions_about(finding(p_over_10=0.5))
        assert asked[-1].outcome == "yes: imbalance, still"

    def test_the_readers_own_comes_first(self):
        silent = finding(verdict=Verdict.NOT_ENOUGH_DATA, weaker_side=None)
        view = example_view([silent, finding()], names={}, unit="kg")
        assert view.title == "Your own example: Knee-dominant"
        assert view.url == "/balance/knee-dominant/"
        assert plain(view.story[-1]).startswith("All 12 workouts together say: left 13 % weaker")

    def test_without_a_verdict_there_is_a_worked_one(self):
        view = example_view([], names={}, unit="kg")
        found = worked_example()
        assert view.url == ""
        assert found.n_occasions == 6
        assert found.verdict.has_estimate
        assert found.weaker_side is None or found.weaker_side.value == "left"
        assert view.questions == questions_about(found)
