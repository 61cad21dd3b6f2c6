"""The registry of self-tests: complete, consistent, and only data."""

import re

import pytest
from msgspec.structs import replace

from apps.assessments.domain.evidence import Certainty, Evidence
from apps.assessments.domain.protocols import PROTOCOLS, protocols_of
from apps.assessments.domain.protocols.kinds import Better, Summary, Tool, Unit, Verb
from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.people import Sex

EVERY = list(PROTOCOLS.values())


def test_every_region_has_one():
    assert all(protocols_of(region) for region in Region)
    assert sum(len(protocols_of(region)) for region in Region) == len(PROTOCOLS) == 40


@pytest.mark.parametrize("protocol", EVERY, ids=list(PROTOCOLS))
class TestEach:
    def test_says_what_it_is(self, protocol):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", protocol.slug)
        assert len(protocol.slug) <= 32
        sentences = (*protocol.steps, protocol.needs, protocol.typical, protocol.use)
        assert all(sentence.endswith(".") for sentence in sentences)
        assert 2 <= len(protocol.steps) <= 4
        assert not protocol.name.endswith(".")

    def test_promises_and_diagnoses_nothing(self, protocol):
        words = " ".join((protocol.name, *protocol.steps, protocol.typical, protocol.use)).lower()
        for word in (
            "diagnos",
            "prevent",
            "cure",
            "guarantee",
            "restore",
            "injury risk",
            "abnormal",
        ):
            assert word not in words

    def test_tool_unit_and_verb_fit(self, protocol):
        assert (protocol.tool is Tool.INCLINOMETER) == (protocol.unit is Unit.DEGREES)
        assert protocol.tool.is_force == (protocol.unit is Unit.KG)
        assert (protocol.tool is Tool.TIMER) == (protocol.unit is Unit.SECONDS)
        assert (protocol.verb is Verb.MEASURES) == (protocol.better is Better.NEITHER)
        assert protocol.unit is not Unit.LOAD_REPS or protocol.trials == 1
        assert (
            protocol.summary is not Summary.MEAN_OF_TWO_BEST
            or protocol.better is not Better.NEITHER
        )

    def test_a_partner_names_it_too(self, protocol):
        if protocol.pairs_with:
            assert PROTOCOLS[protocol.pairs_with].pairs_with == protocol.slug


class TestNorms:
    GRIP = PROTOCOLS["grip"]

    @pytest.mark.parametrize(
        ("sex", "age", "typical"),
        [
            (Sex.MALE, 32, 49.7),
            (Sex.FEMALE, 32, 31.0),
            (Sex.FEMALE, 50, None),
            (Sex.MALE, 70, None),
            (Sex.UNKNOWN, 32, None),
        ],
    )
    def test_by_age_and_sex_where_the_source_has_them(self, sex, age, typical):
        found = self.GRIP.norm_for(sex=sex, age=age)
        assert (found.typical if found else None) == typical

    def test_for_everybody(self):
        standing = PROTOCOLS["one-leg-stand"]
        assert standing.norm_for(sex=Sex.UNKNOWN, age=63).typical == 32.0
        assert standing.norm_for(sex=Sex.MALE, age=17) is None

    @pytest.mark.parametrize("protocol", EVERY, ids=list(PROTOCOLS))
    def test_name_their_source_and_do_not_overlap(self, protocol):
        assert all(norm.source for norm in protocol.norms)
        for sex in Sex:
            for age in range(16, 100):
                own = [
                    n
                    for n in protocol.norms
                    if n.sex in (None, sex) and n.from_age <= age <= n.to_age
                ]
                assert len(own) <= 1


class TestWhatBelongsTogether:
    WALL = PROTOCOLS["knee-to-wall"]

    @pytest.mark.parametrize(
        "broken",
        [
            {"exercises": ("step-up",)},
            {"unit": Unit.KG},
            {"steps": ()},
            {"trials": 0},
            {"limits": (5.0, 5.0)},
        ],
    )
    def test_is_held_together(self, broken):
        with pytest.raises(ValueError, match="knee-to-wall"):
            replace(self.WALL, **broken)

    def test_a_trial_has_a_source(self):
        with pytest.raises(ValueError, match="No source"):
            Evidence(says="It works.", certainty=Certainty.TRIAL)
