"""Every red flag stops the generation of its regions, and a running program leaves them alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.assessments.domain.red_flags import EVERYWHERE, RedFlag, Tier
from apps.assessments.queries import safety_for
from apps.exercises.domain.vocabulary import Region
from apps.exercises.queries import spec_of
from apps.profiles.domain.equipment import Equipment
from apps.programs import services
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.program import NoProgram
from apps.programs.models import Prescription, Program
from tests.support.factories.assessments import PainBlockFactory, RedFlagReportFactory
from tests.support.health import tell
from tests.support.player import at

TODAY = reverse("programs:today")
PLACED = tuple(flag for flag in RedFlag if flag.asks_where)
NECK_ALONE = (RedFlag.NECK_HEADACHE, RedFlag.NECK_DIZZINESS)
EVERYTHING = tuple(flag for flag in RedFlag if flag.regions() == EVERYWHERE and flag not in PLACED)


@pytest.fixture
def equipped(screened, catalogue):
    """Return the athlete, who has everything at hand; against aches even the neck is worked."""
    screened.equipment = [item.value for item in Equipment]
    screened.training_days = [0, 2, 4, 6]
    screened.session_minutes = 60
    screened.goal = "ease_aches"
    screened.save()
    return screened


def generated(athlete):
    return services.create_program(athlete=athlete, starts_on=timezone.localdate())


def regions_worked(athlete):
    lines = Prescription.objects.filter(athlete=athlete).select_related(
        "exercise__regression", "exercise__progression"
    )
    specs = [spec_of(line.exercise) for line in lines]
    assert specs
    return {region for spec in specs for region in spec.regions | set(spec.cautions)}


class TestGeneration:
    def test_without_a_flag_every_region_is_worked(self, equipped):
        assert isinstance(generated(equipped), Program)
        assert regions_worked(equipped) == EVERYWHERE

    @pytest.mark.parametrize("flag", RedFlag)
    def test_no_program_while_nobody_said_where(self, equipped, flag):
        RedFlagReportFactory(athlete=equipped, flag=flag)

        if flag in NECK_ALONE:
            generated(equipped)
            assert Region.NECK not in regions_worked(equipped)
        else:
            with pytest.raises(services.NotScreenedError):
                generated(equipped)
            assert not Program.objects.exists()

    @pytest.mark.parametrize("flag", EVERYTHING)
    def test_what_stops_everything_does_so_wherever_it_is(self, equipped, flag):
        RedFlagReportFactory(athlete=equipped, flag=flag, places=["knee"])

        with pytest.raises(services.NotScreenedError):
            generated(equipped)

    def test_every_emergency_stops_everything(self):
        assert {flag for flag in RedFlag if flag.tier is Tier.EMERGENCY} <= set(EVERYTHING)

    @pytest.mark.parametrize("flag", PLACED)
    def test_the_program_goes_around_the_place(self, equipped, flag):
        RedFlagReportFactory(athlete=equipped, flag=flag, places=["knee"])

        assert isinstance(generated(equipped), Program)

        worked = regions_worked(equipped)
        assert worked.isdisjoint(flag.regions(frozenset({Region.KNEE})))
        assert Region.SHOULDER in worked

    @pytest.mark.parametrize("place", Region)
    def test_around_every_place(self, equipped, place):
        RedFlagReportFactory(athlete=equipped, places=[place.value])

        made = generated(equipped)

        if isinstance(made, NoProgram):
            pytest.fail(f"{place}: {made.reasons}")
        assert place not in regions_worked(equipped)
        assert ProgramInputs.from_dict(made.inputs).blocked_regions == {place}

    def test_around_strong_pain(self, equipped):
        PainBlockFactory(athlete=equipped, regions=["elbow"])

        generated(equipped)

        assert Region.ELBOW not in regions_worked(equipped)

    def test_around_a_joint_that_was_told_of(self, equipped):
        equipped.screenings.update(yes=["bone_joint_muscle"], places=["ankle"])

        generated(equipped)

        assert Region.ANKLE not in regions_worked(equipped)

    def test_a_cleared_joint_is_one_to_be_careful_with(self, equipped):
        equipped.screenings.update(
            yes=["bone_joint_muscle"], places=["ankle"], cleared_on=timezone.localdate()
        )

        made = generated(equipped)

        inputs = ProgramInputs.from_dict(made.inputs)
        assert (inputs.caution_regions, inputs.blocked_regions) == ({Region.ANKLE}, set())
        assert inputs.needs_caution

    @pytest.mark.parametrize("extra", ["pregnancy", "repair", "fragile", "blood_thinners"])
    def test_careful_doses_leave_three_reps_and_test_no_limit(self, equipped, extra):
        equipped.screenings.update(extras=[extra])

        generated(equipped)

        efforts = {
            dose.rir_target
            for line in Prescription.objects.filter(athlete=equipped)
            for dose in line.line.doses
            if dose.rir_target is not None
        }
        assert min(efforts) >= 3


class TestRunningProgram:
    """What was planned before is left alone, not done."""

    def block(self, athlete, *places):
        return RedFlagReportFactory(athlete=athlete, places=places)

    @pytest.fixture(autouse=True)
    def apart(self, row, squat):
        """Let the two lines of the session share no region."""
        row.joints, row.cautions = ["shoulder"], []
        squat.joints, squat.cautions = ["knee"], []
        row.save()
        squat.save()

    def test_lines_of_the_region_wait_in_the_player(self, client, session):
        self.block(session.athlete, "shoulder")

        kept = client.get(reverse("programs:session_data")).json()["session"]

        assert [(line["stopped"], line["waits"]) for line in kept["lines"]] == [
            (True, True),
            (False, False),
        ]
        assert kept["can_start"]

    def test_a_line_that_warns_of_the_region_waits_too(self, client, session, squat):
        squat.cautions = ["ankle"]
        squat.save()
        self.block(session.athlete, "ankle")

        kept = client.get(reverse("programs:session_data")).json()["session"]

        assert [line["waits"] for line in kept["lines"]] == [False, True]

    def test_today_and_the_session_say_which_and_why(self, client, session):
        self.block(session.athlete, "shoulder")

        html = client.get(TODAY).text

        assert 'id="today-left-alone"' in html
        assert "<b>left alone for now</b>" in html
        assert reverse("assessments:screening_detail") in html
        assert 'id="today-around"' in html
        assert "left alone for now" in client.get(session.get_absolute_url()).text

    def test_a_session_of_nothing_else_does_not_begin(self, client, session):
        self.block(session.athlete, "shoulder", "knee")

        page = client.post(at("session_start", session), follow=True)

        assert "works an area that waits" in page.text
        session.refresh_from_db()
        assert session.status == "planned"

    @pytest.mark.parametrize("marked", ["stop", "change"])
    def test_due_questions_come_before_the_next_session(self, client, session, marked):
        session.athlete.screenings.update(marked=marked)

        html = client.get(TODAY).text
        page = client.post(at("session_start", session), follow=True)

        assert 'id="today-questions"' in html
        assert 'id="today-start"' not in html
        assert "Please answer the health questions first." in page.text
        session.refresh_from_db()
        assert session.status == "planned"

    def test_without_answers_no_session_begins(self, client, session):
        session.athlete.screenings.all().delete()

        page = client.post(at("session_start", session), follow=True)

        assert "Please answer the health questions first." in page.text

    def test_a_session_that_runs_can_go_on(self, client, running):
        running.athlete.screenings.update(marked="stop")

        assert 'id="today-go-on"' in client.get(TODAY).text

    def test_a_week_of_rest_stops_as_a_clinicians_word_would(self, client, session):
        RedFlagReportFactory(athlete=session.athlete, flag="lasting_pain")

        assert "Training waits" in client.get(TODAY).text

    def test_nothing_waits_without_a_flag(self, client, session):
        html = client.get(TODAY).text

        assert "left alone" not in html.lower()
        assert safety_for(session.athlete, today=timezone.localdate()).blocked == {}

    def test_a_stranger_is_not_touched(self, stranger, session, client):
        RedFlagReportFactory(athlete=stranger)
        tell(session.athlete)

        assert 'id="today-start"' in client.get(TODAY).text
