"""Which tests are offered to whom."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.assessments.domain.body import BodySide, Place, Spot
from apps.assessments.domain.offering import Person, Withheld, suggested, withheld
from apps.assessments.domain.protocols import PROTOCOLS
from apps.assessments.domain.signs import Sign, SignReport, Since
from apps.exercises.domain.vocabulary import Region

WALL, PRESS, HOP = (PROTOCOLS[s] for s in ("knee-to-wall", "shoulder-press", "one-leg-hop"))
ADULT = {"age": 30, "is_trained": True}


@pytest.mark.parametrize(
    ("protocol", "person", "reason"),
    [
        (WALL, Person(**ADULT), None),
        (WALL, Person(**ADULT, is_careful=True), None),
        (WALL, Person(**ADULT, blocked=frozenset({Region.KNEE})), Withheld.BLOCKED),
        (WALL, Person(**ADULT, blocked=frozenset({Region.NECK})), None),
        (PRESS, Person(**ADULT), None),
        (PRESS, Person(**ADULT, is_careful=True), Withheld.CAREFUL),
        (PRESS, Person(**ADULT, careful_regions=frozenset({Region.ELBOW})), Withheld.CAREFUL),
        (PRESS, Person(**ADULT, careful_regions=frozenset({Region.KNEE})), None),
        (WALL, Person(**ADULT, careful_regions=frozenset({Region.ANKLE})), None),
        (PRESS, Person(**ADULT, blocked=frozenset({Region.NECK})), Withheld.BLOCKED),
        (HOP, Person(**ADULT), None),
        (HOP, Person(**ADULT, sore=frozenset({Region.HIP})), Withheld.CAREFUL),
        (HOP, Person(**ADULT, is_careful=True), Withheld.CAREFUL),
        (HOP, Person(age=17, is_trained=True), Withheld.NOT_FOR_YOU),
        (HOP, Person(age=50, is_trained=True), Withheld.NOT_FOR_YOU),
        (HOP, Person(age=30, is_trained=False), Withheld.NOT_FOR_YOU),
    ],
)
def test_withheld(protocol, person, reason):
    assert withheld(protocol, person) is reason


@given(
    st.sampled_from(sorted(PROTOCOLS)),
    st.frozensets(st.sampled_from(Region)),
    st.booleans(),
    st.integers(16, 90),
)
def test_nothing_that_is_blocked_is_ever_offered(slug, blocked, is_trained, age):
    protocol = PROTOCOLS[slug]
    person = Person(age=age, is_trained=is_trained, blocked=blocked)
    if protocol.regions & blocked:
        assert withheld(protocol, person) is Withheld.BLOCKED


def told(sign, spot, score=4):
    return SignReport(
        day=dt.date(2026, 3, 1),
        place=Place(spot=spot, side=BodySide.LEFT),
        sign=sign,
        score=score,
        since=Since.WEEKS,
    )


class TestSuggested:
    def slugs(self, *signs):
        return [one.slug for one in suggested(PROTOCOLS.values(), signs)]

    def test_what_measures_the_sign(self):
        assert self.slugs(told(Sign.TIGHTNESS, Spot.LOWER_LEG)) == [
            "knee-to-wall",
            "reach-in-three-directions",
        ]

    @pytest.mark.parametrize("sign", [Sign.PAIN, Sign.TINGLING, Sign.GIVING_WAY])
    def test_what_hurts_is_not_tested(self, sign):
        assert self.slugs(told(sign, Spot.KNEE)) == []

    def test_what_has_gone_is_not_tested(self):
        assert self.slugs(told(Sign.TIGHTNESS, Spot.HIP, score=0)) == []
