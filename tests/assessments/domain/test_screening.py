"""What stops training, how long answers hold, and what lifts a stop."""

import datetime as dt

import pytest

from apps.assessments.domain.screening import (
    ANSWERS_HOLD_DAYS,
    Permission,
    Question,
    ScreeningAnswers,
    StopFlag,
    Tier,
    permission_for,
    stands_after,
)

DAY = dt.date(2026, 3, 1)
EMERGENCIES = {
    StopFlag.SADDLE_OR_BLADDER,
    StopFlag.FACE_ARM_SPEECH,
    StopFlag.CHEST_OR_FAINTING,
    StopFlag.HOT_SWOLLEN_LIMB,
    StopFlag.AFTER_A_FALL,
    StopFlag.DARK_URINE,
}


def after(days):
    return DAY + dt.timedelta(days=days)


def answered(*, flags=(), yes=(), cleared=None):
    return ScreeningAnswers(
        answered_on=DAY, flags=frozenset(flags), yes=frozenset(yes), cleared_on=cleared
    )


@pytest.mark.parametrize("flag", StopFlag)
def test_every_flag_stops_as_urgently_as_its_tier(flag):
    emergency = flag in EMERGENCIES
    expected = Permission.STOPPED_EMERGENCY if emergency else Permission.STOPPED_URGENT

    assert flag.tier is (Tier.EMERGENCY if emergency else Tier.URGENT)
    assert permission_for(answered(flags=[flag]), today=DAY) is expected


def test_the_most_pressing_of_two_flags_decides():
    both = answered(flags=[StopFlag.WASTING, StopFlag.DARK_URINE])

    assert permission_for(both, today=DAY) is Permission.STOPPED_EMERGENCY


@pytest.mark.parametrize("question", Question)
def test_every_yes_waits_for_a_clinician(question):
    assert permission_for(answered(yes=[question]), today=DAY) is Permission.NEEDS_CLEARANCE


def test_a_flag_weighs_more_than_a_question():
    both = answered(flags=[StopFlag.UNWELL], yes=[Question.CHEST_PAIN])

    assert permission_for(both, today=DAY) is Permission.STOPPED_URGENT


def test_nothing_was_asked():
    assert permission_for(None, today=DAY) is Permission.NOT_ASKED


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Permission.ALLOWED),
        (ANSWERS_HOLD_DAYS - 1, Permission.ALLOWED),
        (ANSWERS_HOLD_DAYS, Permission.ASK_AGAIN),
    ],
)
def test_clear_answers_hold_for_twelve_months(days, expected):
    clear = answered()

    assert clear.is_clear
    assert permission_for(clear, today=after(days)) is expected


@pytest.mark.parametrize(
    ("cleared", "today", "expected"),
    [
        (after(0), after(0), Permission.ALLOWED),
        (after(10), after(10), Permission.ALLOWED),
        (after(-1), after(10), Permission.STOPPED_URGENT),  # before the sign was there
        (None, after(400), Permission.STOPPED_URGENT),  # a stop outlives the year
        (after(10), after(400), Permission.ASK_AGAIN),
    ],
)
def test_only_a_later_clearance_lifts_a_flag(cleared, today, expected):
    flagged = answered(flags=[StopFlag.GIVING_WAY], cleared=cleared)

    assert not flagged.is_clear
    assert permission_for(flagged, today=today) is expected


@pytest.mark.parametrize(
    ("cleared", "today", "expected"),
    [
        (after(0), after(0), Permission.ALLOWED),
        (after(-300), after(0), Permission.ALLOWED),
        (after(-365), after(0), Permission.NEEDS_CLEARANCE),
        (after(-300), after(65), Permission.NEEDS_CLEARANCE),
        (None, after(0), Permission.NEEDS_CLEARANCE),
    ],
)
def test_a_clearance_for_a_question_holds_for_twelve_months(cleared, today, expected):
    said_yes = answered(yes=[Question.OTHER_CONDITION], cleared=cleared)

    assert permission_for(said_yes, today=today) is expected


def test_a_cleared_flag_still_leaves_the_question_to_be_cleared():
    both = answered(flags=[StopFlag.UNWELL], yes=[Question.CHEST_PAIN], cleared=after(1))

    assert permission_for(both, today=after(1)) is Permission.ALLOWED
    assert permission_for(both, today=after(366)) is Permission.ASK_AGAIN


@pytest.mark.parametrize("permission", Permission)
def test_who_waits_for_a_clinician(permission):
    waits = {
        Permission.STOPPED_EMERGENCY,
        Permission.STOPPED_URGENT,
        Permission.NEEDS_CLEARANCE,
    }

    assert permission.awaits_clinician == (permission in waits)


class TestStandsAfter:
    NEW = ScreeningAnswers(answered_on=after(3))

    def test_a_standing_flag_survives_a_clean_answer(self):
        standing = answered(flags=[StopFlag.DARK_URINE], yes=[Question.CHEST_PAIN])

        kept = stands_after(standing, self.NEW)

        assert kept.flags == {StopFlag.DARK_URINE}
        assert kept.yes == frozenset()  # a question may be answered anew
        assert kept.answered_on == after(3)
        assert permission_for(kept, today=after(3)) is Permission.STOPPED_EMERGENCY

    def test_new_flags_join_the_standing_ones(self):
        new = ScreeningAnswers(answered_on=after(3), flags=frozenset({StopFlag.WASTING}))

        kept = stands_after(answered(flags=[StopFlag.DARK_URINE]), new)

        assert kept.flags == {StopFlag.DARK_URINE, StopFlag.WASTING}

    def test_an_older_clearance_does_not_lift_what_was_told_again(self):
        standing = answered(flags=[StopFlag.DARK_URINE], cleared=after(-1))

        assert stands_after(standing, self.NEW).flags == {StopFlag.DARK_URINE}

    @pytest.mark.parametrize(
        "previous",
        [
            None,
            answered(),
            answered(yes=[Question.CHEST_PAIN]),
            answered(flags=[StopFlag.DARK_URINE], cleared=after(1)),
        ],
    )
    def test_otherwise_the_new_answers_count(self, previous):
        assert stands_after(previous, self.NEW) is self.NEW
