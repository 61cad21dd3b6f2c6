"""Nothing about health is kept without consent; what was told stands until what lifts it comes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.assessments import queries, services
from apps.assessments.domain.red_flags import EVERYWHERE, RedFlag
from apps.assessments.domain.screening import AskAgain, Extra, Permission, Question, Template
from apps.assessments.models import RedFlagReport, Screening
from apps.core.events import Event, News, announce
from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.consent import Purpose
from apps.profiles.models import HealthConsent
from apps.profiles.queries import consents_for, has_consent
from apps.profiles.services import give_consent
from tests.support.factories.assessments import (
    HealthConsentFactory,
    PainBlockFactory,
    RedFlagReportFactory,
    ScreeningFactory,
)
from tests.support.factories.lifts import WorkoutFactory

TODAY = dt.date(2026, 3, 10)
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


def day(days):
    return TODAY + dt.timedelta(days=days)


def answer(athlete, *, flags=(), yes=(), extras=(), days=0):
    return services.record_screening(
        athlete=athlete,
        flags=frozenset(flags),
        yes=frozenset(yes),
        extras=frozenset(extras),
        answered_at=NOON + dt.timedelta(days=days),
        answered_on=day(days),
    )


def report(athlete, *flags, days=0):
    return services.report_red_flags(
        athlete=athlete,
        flags=frozenset(flags),
        reported_at=NOON + dt.timedelta(days=days),
        reported_on=day(days),
    )


def safety(athlete, days=0):
    return queries.safety_for(athlete, today=day(days))


class TestConsent:
    def test_said_twice_is_said_once(self, athlete):
        give_consent(athlete=athlete, purpose=Purpose.SCREENING, given_at=NOON)
        give_consent(
            athlete=athlete, purpose=Purpose.SCREENING, given_at=NOON + dt.timedelta(days=1)
        )

        assert [one.given_at for one in consents_for(athlete)] == [NOON]

    def test_one_purpose_does_not_cover_another(self, athlete):
        for purpose in set(Purpose) - {Purpose.SCREENING}:
            give_consent(athlete=athlete, purpose=purpose, given_at=NOON)

        assert not has_consent(athlete, Purpose.SCREENING)
        with pytest.raises(ValidationError, match="only kept after you agree"):
            answer(athlete)

    def test_one_consent_a_purpose(self, consenting):
        with (
            pytest.raises(IntegrityError, match="profiles_healthconsent_once"),
            transaction.atomic(),
        ):
            HealthConsentFactory(athlete=consenting)


class TestRecordScreening:
    def test_refuses_without_consent(self, athlete):
        with pytest.raises(ValidationError, match="only kept after you agree"):
            answer(athlete, flags=[RedFlag.UNWELL])
        assert not Screening.objects.exists()
        assert not RedFlagReport.objects.exists()

    def test_keeps_what_was_ticked(self, consenting):
        answer(
            consenting,
            flags=[RedFlag.UNWELL],
            yes=[Question.CHEST_PAIN],
            extras=[Extra.PREGNANCY],
        )

        kept = queries.answers_for(consenting)
        assert (kept.yes, kept.extras) == ({Question.CHEST_PAIN}, {Extra.PREGNANCY})
        assert [row.flag for row in queries.standing_reports_for(consenting)] == ["unwell"]

    def test_answering_again_does_not_lift_a_standing_flag(self, consenting):
        answer(consenting, flags=[RedFlag.DARK_URINE])

        answer(consenting, days=1)

        assert safety(consenting, 1).permission is Permission.STOPPED_EMERGENCY
        assert Screening.objects.count() == 2

    def test_a_flag_told_again_keeps_its_day(self, consenting):
        answer(consenting, flags=[RedFlag.UNWELL])
        answer(consenting, flags=[RedFlag.UNWELL], days=4)

        assert [row.reported_on for row in queries.standing_reports_for(consenting)] == [TODAY]

    @pytest.mark.parametrize("flag", [RedFlag.NECK_HEADACHE, RedFlag.MORNING_STIFFNESS])
    @pytest.mark.parametrize(("days", "stands"), [(6, True), (7, False)])
    def test_a_caution_not_told_again_is_gone_after_a_week(self, consenting, flag, days, stands):
        answer(consenting, flags=[flag])

        answer(consenting, days=days)

        assert bool(safety(consenting, days).blocked) is stands

    def test_a_caution_told_again_lasts_another_week_in_its_places(self, consenting):
        (row,) = report(consenting, RedFlag.LASTING_PAIN)
        services.name_places(athlete=consenting, flags={row.pk: {Region.HIP}})

        answer(consenting, flags=[RedFlag.LASTING_PAIN], days=8)

        (standing,) = queries.standing_reports_for(consenting)
        assert (standing.reported_on, standing.places) == (day(8), ["hip"])
        assert RedFlagReport.objects.count() == 2

    def test_places_of_a_joint_are_kept_while_it_is_told(self, consenting):
        answer(consenting, yes=[Question.BONE_JOINT_MUSCLE])
        services.name_places(athlete=consenting, flags={}, joints={Region.KNEE})

        answer(consenting, yes=[Question.BONE_JOINT_MUSCLE], days=1)
        assert safety(consenting, 1).blocked_regions == {Region.KNEE}
        answer(consenting, days=2)
        assert queries.answers_for(consenting).places == set()

    @pytest.mark.parametrize(
        ("yes", "days", "kept"),
        [
            ([Question.HEART_OR_PRESSURE], 30, True),
            ([], 30, True),
            ([Question.HEART_OR_PRESSURE, Question.CHEST_PAIN], 30, False),
            ([Question.HEART_OR_PRESSURE], 365, False),
        ],
    )
    def test_a_clinicians_word_goes_on_when_nothing_is_new(self, consenting, yes, days, kept):
        answer(consenting, yes=[Question.HEART_OR_PRESSURE])
        clear(consenting, 0, questions=True)

        answer(consenting, yes=yes, days=days)

        assert (queries.answers_for(consenting).cleared_on == TODAY) is kept

    def test_new_answers_take_the_mark_away(self, consenting):
        answer(consenting)
        services.ask_questions_again(athlete=consenting, reason=AskAgain.STOP)
        assert safety(consenting).permission is Permission.ASK_AGAIN

        answer(consenting, days=1)

        assert safety(consenting, 1).permission is Permission.ALLOWED


class TestReportRedFlags:
    def test_refuses_without_consent(self, athlete):
        with pytest.raises(ValidationError, match="only kept after you agree"):
            report(athlete, RedFlag.UNWELL)

    @pytest.mark.parametrize(
        ("flag", "asked"), [(RedFlag.GIVING_WAY, AskAgain.STOP), (RedFlag.LASTING_PAIN, None)]
    )
    def test_a_stop_asks_the_questions_again(self, consenting, flag, asked):
        answer(consenting)

        report(consenting, flag)

        assert safety(consenting).ask_again is asked

    def test_before_any_answer_it_stops_all_the_same(self, consenting):
        report(consenting, RedFlag.CHEST_OR_FAINTING)

        assert safety(consenting).permission is Permission.STOPPED_EMERGENCY

    def test_stands_once(self, consenting):
        report(consenting, RedFlag.GIVING_WAY)
        assert report(consenting, RedFlag.GIVING_WAY, days=1) == ()
        with (
            pytest.raises(IntegrityError, match="one_standing"),
            transaction.atomic(),
        ):
            RedFlagReportFactory(athlete=consenting)


class TestNamePlaces:
    def test_narrows_what_was_told(self, consenting, stranger):
        (row,) = report(consenting, RedFlag.GIVING_WAY)
        theirs = RedFlagReportFactory(athlete=stranger)

        services.name_places(
            athlete=consenting, flags={row.pk: {Region.KNEE}, theirs.pk: {Region.KNEE}}
        )

        theirs.refresh_from_db()
        assert safety(consenting).blocked_regions == {Region.KNEE}
        assert theirs.places == []

    def test_no_place_is_everywhere_again(self, consenting):
        (row,) = report(consenting, RedFlag.GIVING_WAY)
        services.name_places(athlete=consenting, flags={row.pk: {Region.KNEE}})

        services.name_places(athlete=consenting, flags={row.pk: set()})

        assert safety(consenting).blocked_regions == EVERYWHERE

    def test_what_has_no_place_keeps_none(self, consenting):
        (row,) = report(consenting, RedFlag.UNWELL)

        services.name_places(athlete=consenting, flags={row.pk: {Region.KNEE}}, joints={Region.HIP})

        row.refresh_from_db()
        assert row.places == []
        assert not Screening.objects.exists()


class TestAnswerCautionsAgain:
    def again(self, athlete, *still, asked, days):
        services.answer_cautions_again(
            athlete=athlete,
            still_there=frozenset(still),
            asked=frozenset(asked),
            now=NOON + dt.timedelta(days=days),
            today=day(days),
        )

    def test_gone_or_there_for_another_week(self, consenting):
        report(consenting, RedFlag.NECK_HEADACHE, RedFlag.NECK_DIZZINESS)

        self.again(
            consenting,
            RedFlag.NECK_HEADACHE,
            asked=[RedFlag.NECK_HEADACHE, RedFlag.NECK_DIZZINESS],
            days=7,
        )

        (standing,) = queries.standing_reports_for(consenting)
        assert (standing.flag, standing.reported_on) == ("neck_headache", day(7))

    @pytest.mark.parametrize(
        ("asked", "days"), [([], 9), ([RedFlag.NECK_HEADACHE], 6), ([RedFlag.UNWELL], 9)]
    )
    def test_neither_early_nor_unasked_nor_a_stop(self, consenting, asked, days):
        report(consenting, RedFlag.NECK_HEADACHE, RedFlag.UNWELL)

        self.again(consenting, asked=asked, days=days)

        assert len(queries.standing_reports_for(consenting)) == 2


def clear(athlete, days, *, reports=(), pain_blocks=(), questions=False, today=0):
    services.record_clearance(
        athlete=athlete,
        reports=[row.pk for row in reports],
        pain_blocks=[row.pk for row in pain_blocks],
        questions=questions,
        cleared_on=day(days),
        today=day(today),
    )


class TestRecordClearance:
    def test_lifts_what_the_clinician_looked_at_and_nothing_else(self, consenting):
        answer(consenting)
        rows = report(consenting, RedFlag.GIVING_WAY, RedFlag.WASTING)
        block = PainBlockFactory(athlete=consenting, since=TODAY)

        clear(consenting, 1, reports=[r for r in rows if r.flag == "giving_way"], today=1)
        assert [row.flag for row in queries.standing_reports_for(consenting)] == ["wasting"]
        assert queries.standing_pain_blocks_for(consenting) == (block,)

        clear(consenting, 1, reports=rows, pain_blocks=[block], today=1)
        assert not safety(consenting, 1).blocked

    def test_after_a_stop_the_questions_come_first(self, consenting):
        answer(consenting)
        rows = report(consenting, RedFlag.GIVING_WAY)

        clear(consenting, 0, reports=rows)

        assert safety(consenting).permission is Permission.ASK_AGAIN
        assert safety(consenting).ask_again is AskAgain.STOP

    def test_may_be_older_than_the_answers_for_a_question(self, consenting):
        answer(consenting, yes=[Question.LONG_TERM_MEDICINE])

        clear(consenting, -100, questions=True)

        assert safety(consenting).permission is Permission.ALLOWED
        assert safety(consenting).templates == {Template.CLEARED}

    def test_a_caution_is_no_clinicians_matter(self, consenting):
        rows = report(consenting, RedFlag.LASTING_PAIN)

        clear(consenting, 0, reports=rows)

        assert queries.standing_reports_for(consenting) == rows

    @pytest.mark.parametrize(
        ("days", "message"),
        [(1, "still to come"), (-1, "or later"), (-365, "over a year ago")],
    )
    def test_days_that_clear_nothing(self, consenting, days, message):
        rows = report(consenting, RedFlag.UNWELL)
        block = PainBlockFactory(athlete=consenting, since=TODAY)

        for told in ({"reports": rows}, {"pain_blocks": [block]}):
            with pytest.raises(ValidationError, match=message):
                clear(consenting, days, **told)

        assert len(queries.standing_for(consenting).stops) == 2

    def test_without_answers_there_is_nothing_to_clear(self, consenting):
        clear(consenting, 0, questions=True)

        assert not Screening.objects.exists()

    def test_strangers_rows_stay(self, consenting, stranger):
        theirs = RedFlagReportFactory(athlete=stranger, reported_on=TODAY)
        block = PainBlockFactory(athlete=stranger, since=TODAY)

        clear(consenting, 0, reports=[theirs], pain_blocks=[block])

        theirs.refresh_from_db()
        block.refresh_from_db()
        assert (theirs.lifted_on, block.lifted_on) == (None, None)


class TestAskAgain:
    @pytest.mark.parametrize(
        ("trained", "reason"),
        [((), AskAgain.AWAY), ((5, 12, 19), None), ((5, 19), AskAgain.AWAY)],
    )
    def test_fourteen_days_away(self, consenting, trained, reason):
        ScreeningFactory(athlete=consenting, answered_at=NOON)
        for days in trained:
            WorkoutFactory(
                athlete=consenting,
                started_at=NOON + dt.timedelta(days=days),
                local_date=day(days),
            )

        assert safety(consenting, 20).ask_again is reason

    def test_nobody_is_marked_who_was_never_asked(self, athlete):
        services.ask_questions_again(athlete=athlete, reason=AskAgain.STOP)

        assert not Screening.objects.exists()

    def test_a_large_change_asks_again_and_an_earlier_reason_stays(
        self, consenting, stranger, django_capture_on_commit_callbacks
    ):
        ScreeningFactory(athlete=consenting)
        ScreeningFactory(athlete=stranger)

        with django_capture_on_commit_callbacks(execute=True):
            announce(News(event=Event.LARGE_CHANGE_FOUND, athlete_id=consenting.pk))
        services.ask_questions_again(athlete=consenting, reason=AskAgain.STOP)

        assert consenting.screenings.get().marked == "change"
        assert stranger.screenings.get().marked == ""


class TestWithdrawing:
    def test_deletes_the_athletes_answers_alone(self, consenting, stranger):
        answer(consenting, flags=[RedFlag.UNWELL])
        ScreeningFactory(athlete=stranger)
        RedFlagReportFactory(athlete=stranger)

        services.withdraw_consent(athlete=consenting, purpose=Purpose.SCREENING)

        assert [row.athlete_id for row in Screening.objects.all()] == [stranger.pk]
        assert [row.athlete_id for row in RedFlagReport.objects.all()] == [stranger.pk]
        assert not HealthConsent.objects.filter(athlete=consenting).exists()
        assert safety(consenting).permission is Permission.NOT_ASKED
