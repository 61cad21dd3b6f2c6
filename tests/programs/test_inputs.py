"""What went into a program, told whole; and what another one would be."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import fields

from apps.exercises.domain.vocabulary import MovementPattern, Region, Side
from apps.profiles.domain.consent import Purpose
from apps.profiles.services import give_consent
from apps.programs.domain.inputs import PainNow, ProgramInputs, SideHistory, SidePlace, Target
from apps.programs.models import Program
from apps.programs.presenters.inputs import _GROUPS, TELLERS
from tests.support.factories.programs import ProgramFactory

pytestmark = pytest.mark.django_db

INPUTS = reverse("programs:program_inputs")
PREVIEW = reverse("programs:program_preview")
CREATE = reverse("programs:program_create")


def told(**changes):
    plain = {
        "starts_on": "2026-03-02",
        "training_days": [0, 2],
        "session_minutes": 45,
        "experience": "one_year",
        "goal": "close_gap",
        "equipment": ["dumbbells"],
    }
    return ProgramInputs.from_dict({**plain, **changes})


class TestProgramInputs:
    def test_nothing_that_went_in_is_left_out(self):
        assert set(TELLERS) == {field.name for field in fields(ProgramInputs)}
        shown = [name for _title, names, _url, _link in _GROUPS for name in names]
        assert sorted(shown) == sorted(TELLERS)

    def test_tells_findings_history_and_consequences(self, client, athlete, row):
        target = Target(
            pattern=MovementPattern.KNEE_DOMINANT,
            weaker_side=Side.LEFT,
            gap_pct=12.4,
            p_over_10=0.83,
        )
        done = SideHistory(
            exercise_slug=row.slug,
            side=Side.RIGHT,
            done_on=dt.date(2026, 2, 20),
            load_kg=22.5,
            reps=8,
            rir=2,
        )
        knee = SidePlace(region=Region.KNEE, side=Side.LEFT)
        inputs = told(
            targets=[target.to_dict()],
            history=[done.to_dict()],
            resting=[knee.to_dict()],
            blocked_regions=["shoulder"],
            excluded_exercises=["one-arm-row"],
        )
        ProgramFactory(athlete=athlete, inputs=inputs.to_dict())

        html = client.get(INPUTS).text.replace("\xa0", " ")

        assert "left side weaker by 12 %, over 10 % with a probability of 83 %" in html
        assert "One-arm row right: 8 × 22.5 kg, 2 left (20 Feb 2026)" in html
        assert "knee, left" in html
        assert "shoulder" in html
        assert "Monday" in html
        assert "45 minutes" in html
        for page in ("profiles:athlete_update", "imbalances:balance", "programs:exclusion_list"):
            assert reverse(page) in html

    def test_pain_is_told_only_while_it_may_be_kept(self, client, athlete, row):
        hurt = PainNow.from_dict({"exercise_slug": row.slug, "side": "left", "status": "hold"})
        ProgramFactory(athlete=athlete, inputs=told(pain=[hurt.to_dict()]).to_dict())
        assert "hurt lately" not in client.get(INPUTS).text

        give_consent(athlete=athlete, purpose=Purpose.PAIN, given_at=timezone.now())

        assert "hurt lately" in client.get(INPUTS).text

    def test_without_a_program_there_is_nothing_to_tell(self, client):
        assert client.get(INPUTS).status_code == 303

    def test_never_anybody_elses(self, client, stranger_client, athlete):
        ProgramFactory(athlete=athlete, inputs=told().to_dict())
        assert stranger_client.get(INPUTS).status_code == 303


class TestProgramPreview:
    WISH = {"training_days": ["0", "2", "4"], "session_minutes": "40", "weeks": "5"}

    def test_shows_what_would_change_and_changes_nothing(self, client, screened, catalogue):
        client.post(CREATE)
        before = Program.objects.get()
        html = client.get(PREVIEW, self.WISH).text
        assert "5 weeks" in html
        assert "8 weeks" in html
        assert 'id="preview-take"' in html
        assert Program.objects.get() == before
        assert Program.objects.get().status == "active"

    def test_then_takes_the_place_of_the_old(self, client, screened, catalogue):
        client.post(CREATE)
        response = client.post(CREATE, self.WISH)
        assert response.status_code == 303
        program = Program.objects.get(status="active")
        assert (program.weeks, program.inputs["session_minutes"]) == (5, 40)
        assert program.inputs["training_days"] == [0, 2, 4]
        screened.refresh_from_db()
        assert screened.session_minutes == 60

    @pytest.mark.parametrize(
        ("wish", "words"),
        [
            ({"weeks": "3"}, "Select a valid choice"),
            ({"weeks": "💪"}, "Select a valid choice"),
            ({"session_minutes": "-5"}, "greater than or equal"),
            ({"session_minutes": "NaN"}, "whole number"),
            ({"session_minutes": "9999"}, "less than or equal"),
            ({"training_days": []}, "at least one day"),
            ({"training_days": ["7"]}, "Select a valid choice"),
        ],
    )
    def test_what_cannot_be_is_told_beside_the_field(self, client, screened, wish, words):
        for ask in (lambda w: client.get(PREVIEW, w), lambda w: client.post(CREATE, w)):
            response = ask({**self.WISH, **wish})
            assert response.status_code == 422
            assert words in response.text
        assert not Program.objects.exists()

    def test_asks_the_health_questions_first(self, client):
        assert client.get(PREVIEW, self.WISH).status_code == 303

    def test_opens_with_what_is_so_now(self, client, screened):
        html = client.get(PREVIEW).text
        assert 'value="60"' in html
