"""What the questions route to, how long answers hold, and whose doses are careful."""

import datetime as dt

import pytest

from apps.assessments.domain.red_flags import (
    EVERYWHERE,
    Block,
    BlockSource,
    RedFlag,
    Tier,
)
from apps.assessments.domain.safety import Safety, safety_of
from apps.assessments.domain.screening import (
    ANSWERS_HOLD_DAYS,
    AWAY_DAYS,
    AskAgain,
    Extra,
    Permission,
    Question,
    ScreeningAnswers,
    Template,
    ask_again,
    templates_for,
)
from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.people import Experience

DAY = dt.date(2026, 3, 2)
KNEE = frozenset({Region.KNEE})
GENERAL = set(Question) - {Question.BONE_JOINT_MUSCLE}


def after(days):
    return DAY + dt.timedelta(days=days)


def answered(*yes, places=frozenset(), extras=(), cleared=None, marked=None):
    return ScreeningAnswers(
        answered_on=DAY,
        yes=frozenset(yes),
        places=places,
        extras=frozenset(extras),
        cleared_on=cleared,
        marked=marked,
    )


def safety(answers, *, stops=None, due=None, today=DAY, templates=frozenset()):
    return safety_of(answers, stops=stops or {}, templates=templates, due=due, today=today)


def block(tier, source=BlockSource.FLAG):
    return Block(source=source, tier=tier, since=DAY)


class TestQuestions:
    def test_nothing_told_is_the_whole_app(self):
        found = safety(answered())

        assert found == Safety(permission=Permission.ALLOWED)
        assert answered().is_clear
        assert found.may_go_all_out
        assert found.may_test(EVERYWHERE)
        assert not found.is_careful

    def test_not_asked_is_nothing(self):
        found = safety(None)

        assert found.permission is Permission.NOT_ASKED
        assert not found.may_test({Region.KNEE})
        assert not found.may_go_all_out

    @pytest.mark.parametrize("question", GENERAL)
    def test_a_general_yes_waits_for_a_clinician(self, question):
        found = safety(answered(question, places=KNEE))

        assert found.permission is Permission.NEEDS_CLEARANCE
        assert found.permission.awaits_clinician
        assert found.blocked_regions == EVERYWHERE

    def test_a_problem_of_a_joint_blocks_its_place(self):
        found = safety(answered(Question.BONE_JOINT_MUSCLE, places=KNEE))

        assert found.permission is Permission.ALLOWED
        assert found.blocked_regions == KNEE
        assert found.leaves_alone({Region.KNEE, Region.HIP})
        assert not found.may_test({Region.KNEE})
        assert found.may_test({Region.SHOULDER})
        assert found.blocked[Region.KNEE].source is BlockSource.QUESTION

    def test_and_everything_until_the_place_is_told(self):
        found = safety(answered(Question.BONE_JOINT_MUSCLE))

        assert found.permission is Permission.NEEDS_CLEARANCE

    def test_all_its_places_are_everything(self):
        found = safety(answered(Question.BONE_JOINT_MUSCLE, places=EVERYWHERE))

        assert found.permission is Permission.NEEDS_CLEARANCE

    @pytest.mark.parametrize("question", Question)
    @pytest.mark.parametrize(
        ("days", "allowed"), [(-1, True), (0, True), (-ANSWERS_HOLD_DAYS, False), (1, False)]
    )
    def test_a_clinicians_word_holds_for_a_year(self, question, days, allowed):
        found = safety(answered(question, places=KNEE, cleared=after(days)))

        assert (Region.KNEE not in found.blocked) is allowed

    def test_a_cleared_place_stays_one_to_be_careful_with(self):
        found = safety(answered(Question.BONE_JOINT_MUSCLE, places=KNEE, cleared=DAY))

        assert found.careful_regions == KNEE
        assert found.blocked == {}

    def test_a_cleared_place_of_nothing_is_none(self):
        assert safety(answered(places=KNEE, cleared=DAY)).careful_regions == set()

    def test_a_place_that_a_flag_blocks_is_not_merely_careful(self):
        found = safety(
            answered(Question.BONE_JOINT_MUSCLE, places=KNEE, cleared=DAY),
            stops={Region.KNEE: block(Tier.URGENT)},
        )

        assert found.careful_regions == set()
        assert found.blocked_regions == KNEE


class TestStops:
    @pytest.mark.parametrize(
        ("tier", "permission"),
        [
            (Tier.EMERGENCY, Permission.STOPPED_EMERGENCY),
            (Tier.URGENT, Permission.STOPPED_URGENT),
            (Tier.CAUTION, Permission.STOPPED_CAUTION),
        ],
    )
    @pytest.mark.parametrize("answers", [None, answered()])
    def test_everything_blocked_is_said_by_its_tier(self, tier, permission, answers):
        found = safety(answers, stops=dict.fromkeys(EVERYWHERE, block(tier)))

        assert found.permission is permission
        assert permission.awaits_clinician is (tier is not Tier.CAUTION)

    def test_a_region_leaves_the_rest(self):
        found = safety(answered(), stops={Region.NECK: block(Tier.CAUTION)})

        assert found.permission is Permission.ALLOWED
        assert found.blocked_regions == {Region.NECK}

    def test_a_question_everywhere_weighs_more_than_a_caution(self):
        found = safety(
            answered(Question.CHEST_PAIN), stops=dict.fromkeys(EVERYWHERE, block(Tier.CAUTION))
        )

        assert found.permission is Permission.NEEDS_CLEARANCE

    def test_a_flag_weighs_more_than_a_question(self):
        found = safety(
            answered(Question.CHEST_PAIN), stops=dict.fromkeys(EVERYWHERE, block(Tier.EMERGENCY))
        )

        assert found.permission is Permission.STOPPED_EMERGENCY

    def test_places_that_add_up_to_everything_stop_everything(self):
        found = safety(
            answered(Question.BONE_JOINT_MUSCLE, places=KNEE),
            stops=dict.fromkeys(EVERYWHERE - KNEE, block(Tier.URGENT, BlockSource.PAIN)),
        )

        assert found.permission is Permission.STOPPED_URGENT

    def test_new_answers_would_not_lift_a_stop(self):
        found = safety(
            answered(), stops=dict.fromkeys(EVERYWHERE, block(Tier.URGENT)), due=AskAgain.YEAR
        )

        assert found.permission is Permission.STOPPED_URGENT


class TestAskAgain:
    @pytest.mark.parametrize(
        ("today", "trained", "reason"),
        [
            (0, (), None),
            (AWAY_DAYS - 1, (), None),
            (AWAY_DAYS, (), AskAgain.AWAY),
            (AWAY_DAYS, (5,), None),
            (30, (10, 20), None),
            (30, (10, 25), AskAgain.AWAY),
            (30, (25, 10), AskAgain.AWAY),
            (40, (10, 20), AskAgain.AWAY),
            (20, (-3, 20), AskAgain.AWAY),
            (ANSWERS_HOLD_DAYS - 1, range(0, 365, 7), None),
            (ANSWERS_HOLD_DAYS, range(0, 365, 7), AskAgain.YEAR),
        ],
    )
    def test_after_a_year_or_fourteen_days_away(self, today, trained, reason):
        days = [after(one) for one in trained]

        assert ask_again(answered(), today=after(today), training_days=days) is reason

    @pytest.mark.parametrize("mark", [AskAgain.STOP, AskAgain.CHANGE])
    def test_after_what_happened(self, mark):
        assert ask_again(answered(marked=mark), today=DAY) is mark

    @pytest.mark.parametrize("due", AskAgain)
    def test_holds_back_what_would_start(self, due):
        found = safety(answered(), due=due)

        assert found.permission is Permission.ASK_AGAIN
        assert found.ask_again is due
        assert not found.permission.awaits_clinician
        assert not found.may_test({Region.KNEE})

    def test_nobody_is_asked_again_who_was_never_asked(self):
        assert safety(None, due=AskAgain.AWAY).ask_again is None


class TestTemplates:
    def found(self, *, birth_year=1990, experience=Experience.NOVICE, answers=None):
        return templates_for(answers, birth_year=birth_year, experience=experience, today=DAY)

    @pytest.mark.parametrize(
        ("birth_year", "experience", "expected"),
        [
            (None, Experience.NOVICE, set()),
            (2010, Experience.NOVICE, {Template.YOUNG}),
            # 17 until the birthday of this year, which nobody asked for.
            (2008, Experience.NOVICE, {Template.YOUNG}),
            (2007, Experience.NOVICE, set()),
            (1962, Experience.NOVICE, set()),
            (1961, Experience.NOVICE, {Template.OLDER}),
            (1956, Experience.ONE_YEAR, {Template.OLDER}),
            (1957, Experience.NOVICE, {Template.OLDER}),
            (1956, Experience.NOVICE, {Template.OLDER, Template.NEW_AND_OLDER}),
        ],
    )
    def test_by_age(self, birth_year, experience, expected):
        assert self.found(birth_year=birth_year, experience=experience) == expected

    @pytest.mark.parametrize("extra", Extra)
    def test_every_extra_asks_for_care(self, extra):
        templates = self.found(answers=answered(extras=[extra]))
        found = safety(answered(extras=[extra]), templates=templates)

        assert templates == {Template(extra.value)}
        assert found.permission is Permission.ALLOWED
        assert found.is_careful
        assert not found.may_go_all_out

    def test_a_cleared_yes_asks_for_care(self):
        cleared = answered(Question.HEART_OR_PRESSURE, cleared=DAY)

        assert self.found(answers=cleared) == {Template.CLEARED}
        assert self.found(answers=answered(Question.HEART_OR_PRESSURE)) == set()
        assert self.found(answers=answered(cleared=DAY)) == set()

    @pytest.mark.parametrize("template", Template)
    def test_age_has_doses_of_its_own_and_no_limit_is_sought(self, template):
        found = safety(answered(), templates=frozenset({template}))

        assert found.is_careful is (template not in (Template.YOUNG, Template.OLDER))
        assert not found.may_go_all_out
        assert found.may_test({Region.KNEE})


@pytest.mark.parametrize("flag", RedFlag)
def test_a_standing_flag_is_never_only_asked_about(flag):
    """Whatever else was answered: while it stands, its regions are blocked."""
    stops = dict.fromkeys(flag.regions(), block(flag.tier))

    for answers in (None, answered(), answered(Question.CHEST_PAIN)):
        assert safety(answers, stops=stops).blocked.keys() >= flag.regions()
