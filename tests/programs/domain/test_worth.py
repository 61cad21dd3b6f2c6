"""What a week is worth, and that counting step by step and all at once agree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern
from apps.profiles.domain.people import Experience
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.policy import POLICY
from apps.programs.domain.selecting import Choice, Purpose, shelf_for
from apps.programs.domain.tallying import Tally, worth_of
from apps.programs.domain.worth import WHOLE, Aims, is_task
from tests.programs.domain.athletes import athlete, real_catalogue, spec_of, target
from tests.programs.domain.plans import KNEE, PULL, PUSH

PRESS, ROW = "single-leg-press", "chest-supported-row"


def aims(*targets, **changes) -> Aims:
    inputs = athlete(**{"experience": Experience.TRAINED, "targets": targets, **changes})
    template = Dosing.for_athlete(inputs, POLICY).template
    shelf = shelf_for(real_catalogue(), inputs, template)
    return Aims(inputs=inputs, policy=POLICY, template=template, shelf=shelf, targets=targets)


def choice(slug: str, sets: int = 2, **changes) -> Choice:
    return Choice(spec=spec_of(slug), purpose=Purpose.MAINTENANCE, sets=sets, **changes)


class TestTarget:
    AIMS = aims(target(KNEE))

    def test_two_days_are_worth_more_than_one_and_a_third_adds_nothing(self):
        press = choice(PRESS, 3)
        once, twice, thrice = (worth_of(self.AIMS, [[press]] * days) for days in (1, 2, 3))
        assert once < twice
        assert thrice <= twice

    def test_the_second_day_belongs_to_the_same_exercise(self):
        press, extension = choice(PRESS, 3), choice("single-leg-extension", 3)
        same, other = (
            worth_of(self.AIMS, days) for days in ([[press], [press]], [[press], [extension]])
        )
        assert same > other

    def test_a_check_and_every_set_count(self):
        few, all_sets = choice(PRESS, 2), choice(PRESS, 3)
        assert worth_of(self.AIMS, [[few]]) < worth_of(self.AIMS, [[all_sets]])
        checked = replace(all_sets, is_checked=True)
        gained = worth_of(self.AIMS, [[checked]]) - worth_of(self.AIMS, [[all_sets]])
        assert gained == self.AIMS.points.target_checked * self.AIMS.factor(0)

    def test_the_first_comes_before_the_second_and_that_before_other_patterns(self):
        press = [[choice(PRESS, 3)]]
        others = aims(target(PUSH), target(KNEE)), aims(target(PUSH))
        assert worth_of(self.AIMS, press) > worth_of(others[0], press) > worth_of(others[1], press)

    def test_a_plane_counts_once_and_only_for_a_target_that_is_worked(self):
        frontal = [
            spec
            for spec in self.AIMS.shelf.specs
            if is_task(spec) and (0, "frontal") in self.AIMS.planes_of[spec.slug]
        ][:2]
        tally = Tally(self.AIMS)
        tally.add(0, choice(PRESS, 3))
        assert not tally.covers(0, "frontal")
        tally.add(0, choice(frontal[0].slug))
        assert tally.covers(0, "frontal")
        # Two tasks of one plane cover it no better than one.
        plane = self.AIMS.points.target_plane * WHOLE
        before = tally.total
        tally.add(1, choice(frontal[1].slug))
        most = self.AIMS.most_of(choice(frontal[1].slug))
        assert tally.total - before <= most - plane

    def test_what_works_the_other_way_is_worth_more_beside_its_target(self):
        push = aims(target(PUSH))
        press, row = choice("one-arm-floor-press", 3), choice(ROW, 3)
        alone = worth_of(push, [[press]]) + worth_of(push, [[row]])
        points = push.points.antagonist_once * push.factor(0)
        assert worth_of(push, [[press, row]]) >= alone + points


class TestBalanced:
    AIMS = aims()

    def test_every_pattern_once_comes_before_any_twice(self):
        patterns = self.AIMS.pattern_points
        firsts = [p.first + p.each for p in patterns.values() if p.each]
        assert min(firsts) > max(p.each for p in patterns.values())

    def test_checks_go_to_the_most_useful_patterns(self):
        assert self.AIMS.pattern_points[KNEE].checked > self.AIMS.pattern_points[PULL].checked > 0
        grip = MovementPattern.GRIP
        assert aims(target(KNEE)).pattern_points[grip].checked == 0

    def test_a_better_exercise_decides_between_equals(self):
        known = aims(history=())
        best, *rest = known.shelf.one_sided(KNEE)
        assert all(known.regrets[best.slug] <= known.regrets[other.slug] for other in rest)

    def test_the_same_stretch_again_is_worth_a_little_less(self):
        first, second = (choice(spec.slug) for spec in self.AIMS.shelf.mobility()[:2])
        assert worth_of(self.AIMS, [[first], [first]]) < worth_of(self.AIMS, [[first], [second]])

    def test_an_empty_week_is_worth_nothing(self):
        assert worth_of(self.AIMS, [[], []]) == 0


_AIMS = aims(target(PUSH), target(KNEE), birth_year=1955)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_counted_in_and_out_again_leaves_no_trace_and_no_gain_beyond_its_limit(data):
    specs = st.sampled_from(_AIMS.shelf.specs)
    tally, placed = Tally(_AIMS), []
    for _ in range(data.draw(st.integers(1, 14))):
        spec = data.draw(specs)
        item = Choice(
            spec=spec,
            purpose=Purpose.MAINTENANCE,
            sets=data.draw(st.integers(1, 2)),
            is_checked=is_task(spec) and spec.measures_sides and data.draw(st.booleans()),
        )
        day = data.draw(st.integers(0, 2))
        before = tally.total
        tally.add(day, item)
        assert tally.total - before <= _AIMS.most_of(item)
        placed.append((day, item))
    days = [[item for on, item in placed if on == day] for day in range(3)]
    assert tally.total == worth_of(_AIMS, days)
    for day, item in data.draw(st.permutations(placed)):
        tally.remove(day, item)
    assert tally.total == 0
