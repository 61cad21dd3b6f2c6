"""Rules of programs that no page shows whole: news from below, reasons, constraints."""

import datetime as dt
import string

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from apps.assessments.domain.pain import PainState, Status
from apps.assessments.services import withdraw_consent
from apps.core.events import Event, News, announce
from apps.exercises.domain.vocabulary import Side
from apps.imbalances.services import refresh
from apps.profiles.domain.consent import Purpose
from apps.programs import services
from apps.programs.domain.courses import Course, Phase, Reading
from apps.programs.domain.generating import generate_program
from apps.programs.domain.program import NoProgram, Prescription, Reason, ReasonCode
from apps.programs.domain.progressing import SetDone, next_dose, progresses
from apps.programs.domain.reordering import reordered, start_with
from apps.programs.models import Program
from apps.programs.presenters.lines import load_words
from apps.programs.presenters.reasons import WORDS, reason_view
from tests.programs.domain.athletes import athlete as inputs_of
from tests.programs.domain.athletes import athletes, logged, real_catalogue, spec_of, target
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.imbalances import train_both_sides
from tests.support.factories.programs import (
    PrescriptionFactory,
    ProgramFactory,
    SessionFactory,
    SkippedSetFactory,
    session_with,
    two_sided_line,
)
from tests.support.health import tell

FRESH_WORDS = {code: str(words) for code, words in WORDS.items()}


def names_in(words):
    return {part.split(")")[0] for part in words.split("%(")[1:]}


def said(reasons):
    return [reason_view(reason, unit="lb").text for reason in reasons]


def in_phase(phase: Phase, step: int) -> Course:
    start = Reading(on=dt.date(2026, 9, 1), gap_log_pct=14.0, sd_log_pct=2.0, p_over_5=0.95)
    return replace(Course.begun(start), phase=phase, step=step)


class TestReasons:
    def test_every_code_has_words(self):
        assert set(WORDS) == set(ReasonCode)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(inputs=athletes())
    def test_every_reason_of_every_program_can_be_said(self, inputs):
        plan = generate_program(inputs, real_catalogue())
        if isinstance(plan, NoProgram):
            texts = said(plan.reasons)
        else:
            lines = [line for session in plan.sessions for line in session.prescriptions]
            texts = said(plan.reasons) + said(r for line in lines for r in line.reasons)
        assert texts
        for text in texts:
            assert "%" not in text
            assert "_" not in text, text  # no code or enum value shows through
            assert "  " not in text
            assert "None" not in text

    @pytest.mark.parametrize("reps", [2, 7, 9, 12])
    @pytest.mark.parametrize("rir", [None, 0.0, 4.0])
    @pytest.mark.parametrize("pain", [None, 2, 4, 8])
    @pytest.mark.parametrize("missing", [None, Side.LEFT, Side.RIGHT])
    def test_every_next_dose_can_be_said(self, reps, rir, pain, missing):
        plan = generate_program(
            inputs_of(targets=(target(),), history=logged("single-leg-press", 40, 45)),
            real_catalogue(),
        )
        lines = {
            line.exercise_slug: line
            for session in plan.sessions
            for line in session.prescriptions
            if progresses(line)
        }
        for line in lines.values():
            sides = (None,) if line.both is not None else (Side.LEFT, Side.RIGHT)
            done = tuple(
                SetDone(
                    side=side,
                    load_kg=line.doses[0].load_kg,
                    reps=None if line.doses[0].seconds else reps,
                    seconds=30 if line.doses[0].seconds else None,
                    rir=rir,
                    pain=pain,
                )
                for side in sides
                if side is not missing
                for _set in range(line.doses[0].sets)
            )
            for status in Status:
                dose = next_dose(
                    line,
                    spec_of(line.exercise_slug),
                    done,
                    weaker_side=Side.LEFT,
                    pain={side: PainState(status=status) for side in sides},
                )
                (text,) = said([dose.reason])
                assert "%" not in text
                assert "None" not in text

    def test_a_place_holder_without_its_parameter_would_be_noticed(self):
        with pytest.raises(KeyError):
            reason_view(Reason(code=ReasonCode.TARGET))

    def test_the_words_are_well_formed(self):
        for code, words in FRESH_WORDS.items():
            assert "%%" not in words, code
            assert names_in(words) <= {
                *("weaker_side", "side", "plane", "of", "rir", "week", "pattern", "offered"),
                *("aim_reps", "used", "minutes", "least_minutes", "regions", "instead_of", "name"),
                *("held", "resting", "weeks", "days", "from_pct", "now_pct", "level_pct"),
                *("expected_pct", "low_pct", "high_pct"),
            }, code
            assert words.rstrip()[-1] in ".:" + string.ascii_letters, code


class TestPlannedLoads:
    @pytest.mark.parametrize(
        ("kg", "unit", "words"),
        [
            (20.0, "kg", "20 kg"),
            (22.5, "kg", "22.5 kg"),
            (20.0, "lb", "45 lb"),  # 44.09: no plates make that
            (20.41166, "lb", "45 lb"),  # 45 lb as typed
            (19.27768, "lb", "42.5 lb"),  # typed so
            (19.05088, "lb", "42 lb"),  # typed so
            (2.0, "lb", "5 lb"),
            (0.0, "lb", ""),
            (None, "kg", ""),
        ],
    )
    def test_can_be_put_together_in_the_athletes_unit(self, kg, unit, words):
        assert load_words(kg, unit=unit) == words


class TestReorderUpcoming:
    def test_the_side_now_known_to_be_weaker_starts_and_the_reason_says_so(
        self, session, later, django_capture_on_commit_callbacks
    ):
        weaken_right(session.athlete, later)

        news = News(event=Event.FINDINGS_REFRESHED, athlete_id=session.athlete_id)
        with django_capture_on_commit_callbacks(execute=True):
            announce(news)

        line = later.prescriptions.get().line
        assert line.first_side is Side.RIGHT
        assert (line.right.is_capped, line.left.is_capped) == (False, True)
        assert said(line.reasons) == ["Your right side goes first, while you are fresh."]

    def test_what_has_begun_or_is_a_check_keeps_its_order(self, client, session, row):
        check = session_with(
            session.athlete,
            (row, two_sided_line(row, sets=1, is_check=True)),
            days=3,
            day_index=5,
            program=session.program,
        )
        weaken_right(session.athlete, check)
        services.start_session(session=session, athlete=session.athlete, now=timezone.now())

        services.reorder_upcoming(athlete=session.athlete)

        assert check.prescriptions.get().line.first_side is Side.LEFT
        assert session.prescriptions.get(position=0).line.first_side is Side.LEFT

    def test_sides_by_turns_become_sides_by_weakness(self, row):
        by_turns = two_sided_line(row, reasons=(Reason(code=ReasonCode.SIDES_ALTERNATE),))

        turned = start_with(by_turns, Side.RIGHT)

        assert [reason.code for reason in turned.reasons] == [ReasonCode.WEAKER_SIDE_FIRST]
        assert start_with(turned, Side.RIGHT) is turned

    def test_the_side_of_the_settings_starts_once_weaker_first_is_off(
        self, client, session, later, django_capture_on_commit_callbacks
    ):
        weaken_right(session.athlete, later)
        services.reorder_upcoming(athlete=session.athlete)
        url = reverse("profiles:side_order_update")

        with django_capture_on_commit_callbacks(execute=True):
            client.post(url, {"first_side": "left"})

        line = later.prescriptions.get().line
        assert line.first_side is Side.LEFT
        assert (line.left.is_capped, line.right.is_capped) == (False, True)
        (words,) = said(line.reasons)
        assert words.startswith("Your left side goes first, as your settings say. The studies")

        with django_capture_on_commit_callbacks(execute=True):
            client.post(url, {"first_side": "left", "weaker_first": "on"})

        line = later.prescriptions.get().line
        assert line.first_side is Side.RIGHT
        assert said(line.reasons) == ["Your right side goes first, while you are fresh."]

    @pytest.mark.parametrize("phase", [None, Phase.STRONGER_HELD, Phase.WEAKER_MORE])
    def test_there_and_back_is_the_program_as_it_was_made(self, phase):
        found = target(course=None if phase is None else in_phase(phase, step=1))
        inputs = inputs_of(targets=(found,), history=logged("single-leg-press", 40, 45), weeks=8)
        weaker = {target().pattern: Side.LEFT}
        by_weakness = generate_program(inputs, real_catalogue())
        by_choice = generate_program(replace(inputs, first_side=Side.RIGHT), real_catalogue())
        for made, meant in zip(by_weakness.sessions, by_choice.sessions, strict=True):
            for line, wanted in zip(made.prescriptions, meant.prescriptions, strict=True):
                known = {"weaker_by_pattern": weaker, "week": made.week}
                there = reordered(line, chosen=Side.RIGHT, **known)
                assert there == wanted
                assert reordered(there, chosen=None, **known) == line

    def test_without_a_program_nothing_happens(self, athlete):
        services.reorder_upcoming(athlete=athlete)

        assert not Program.objects.exists()


def weaken_right(athlete, session):
    """Let the log say that the right side is much weaker in the pattern of the session's line."""
    exercise = session.prescriptions.first().exercise
    began = timezone.now() - dt.timedelta(days=36)
    train_both_sides(athlete, exercise, workouts=10, left_weaker_log_pct=-20.0, started=began)
    refresh(athlete_id=athlete.pk)


class TestForgetPain:
    def test_only_the_number_and_the_side_go_and_only_the_athletes_own(
        self, screened, stranger, django_capture_on_commit_callbacks
    ):
        mine, theirs = (
            PrescriptionFactory(
                session__program__athlete=who, stopped_for_pain=True, pain=6, pain_side="left"
            )
            for who in (screened, stranger)
        )

        with django_capture_on_commit_callbacks(execute=True):
            withdraw_consent(athlete=screened, purpose=Purpose.PAIN)

        mine.refresh_from_db()
        theirs.refresh_from_db()
        assert (mine.stopped_for_pain, mine.pain, mine.pain_side) == (True, None, "")
        assert (theirs.pain, theirs.pain_side) == (6, "left")


class TestCreateProgram:
    def test_refuses_without_the_questions(self, athlete):
        with pytest.raises(services.NotScreenedError):
            services.create_program(athlete=athlete, starts_on=timezone.localdate())

    def test_what_was_generated_is_what_is_kept(self, screened):
        exercise = ExerciseFactory(equipment=["bodyweight"])

        made = services.create_program(athlete=screened, starts_on=timezone.localdate())

        if isinstance(made, NoProgram):
            pytest.fail(f"{exercise} should be enough: {made.reasons}")
        for row in screened.prescriptions.select_related("exercise"):
            assert Prescription.from_dict(row.content) == row.line
            assert row.line.position == row.position
            assert row.line.exercise_slug == row.exercise.slug

    def test_an_own_exercise_is_never_prescribed(self, screened):
        ExerciseFactory(equipment=["bodyweight"], athlete=screened)

        made = services.create_program(athlete=screened, starts_on=timezone.localdate())

        assert isinstance(made, NoProgram)
        assert not screened.prescriptions.exists()


class TestStartSession:
    def test_a_second_workout_is_never_opened_for_a_stopped_answer(self, session):
        tell(session.athlete, yes=["heart_or_pressure"])

        with pytest.raises(ValidationError, match="training waits"):
            services.start_session(session=session, athlete=session.athlete, now=timezone.now())


class TestConstraints:
    """What the database itself refuses."""

    def refused(self, constraint, make):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            make()

    def test_one_active_program(self, athlete):
        ProgramFactory(athlete=athlete)
        self.refused("programs_program_one_active", lambda: ProgramFactory(athlete=athlete))

    @pytest.mark.parametrize("weeks", [0, 13])
    def test_weeks(self, athlete, weeks):
        self.refused("programs_program_weeks_range", lambda: ProgramFactory(weeks=weeks))

    @pytest.mark.parametrize(
        "fields", [{"status": "stopped"}, {"ended_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}]
    )
    def test_an_end_is_an_end(self, athlete, fields):
        self.refused("programs_program_ends_when_not_active", lambda: ProgramFactory(**fields))

    def test_a_place_in_the_program_once(self, athlete):
        first = SessionFactory()
        self.refused(
            "programs_session_place_once",
            lambda: SessionFactory(program=first.program, day_index=first.day_index),
        )

    def test_one_running_session(self, athlete):
        first = SessionFactory(status="running")
        self.refused(
            "programs_session_one_running",
            lambda: SessionFactory(program=first.program, status="running"),
        )

    def test_a_place_in_the_session_once(self, athlete):
        first = PrescriptionFactory()
        self.refused(
            "programs_prescription_place_once", lambda: PrescriptionFactory(session=first.session)
        )

    def test_pain_from_0_to_10(self, athlete):
        self.refused("programs_prescription_pain_range", lambda: PrescriptionFactory(pain=11))
        assert PrescriptionFactory(pain=0).pain == 0

    def test_a_set_is_skipped_once(self, athlete):
        first = SkippedSetFactory()
        self.refused(
            "programs_skippedset_once",
            lambda: SkippedSetFactory(prescription=first.prescription),
        )
