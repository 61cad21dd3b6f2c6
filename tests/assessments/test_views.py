"""Screening in a browser: consent, the list, what it means, clearance, taking it back."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from apps.assessments.domain.red_flags import RedFlag, Tier
from apps.assessments.domain.screening import Extra, Question
from apps.assessments.models import RedFlagReport, Screening
from apps.assessments.presenters import (
    EXTRA_WORDS,
    FLAG_WORDS,
    QUESTION_WORDS,
    TIER_WORDS,
)
from tests.support.factories.assessments import (
    HealthConsentFactory,
    PainBlockFactory,
    RedFlagReportFactory,
    ScreeningFactory,
)

DETAIL = reverse("assessments:screening_detail")
CREATE = reverse("assessments:screening_create")
CLEARANCE = reverse("assessments:clearance_create")
PLACES = reverse("assessments:places_update")
CAUTIONS = reverse("assessments:cautions_update")


def answers(*, flags=("none",), cautions=("none",), yes=(), extras=("none",)):
    said = {question.value: "yes" if question in yes else "no" for question in Question}
    return {"flags": list(flags), "cautions": list(cautions), "extras": list(extras), **said}


class TestScreeningCreate:
    def test_asks_everything_as_needed(self, client, consenting):
        html = client.get(CREATE).text

        for words in (*FLAG_WORDS.values(), *QUESTION_WORDS.values(), *EXTRA_WORDS.values()):
            assert escape(str(words)) in html
        assert "field-optional" not in html
        assert "NONE" not in RedFlag.__members__.keys() | Extra.__members__.keys()

    def test_nothing_ticked_lets_a_program_start(self, client, consenting):
        response = client.post(CREATE, answers())

        assert response["Location"] == DETAIL
        kept = Screening.objects.get()
        assert (kept.yes, kept.extras) == ([], [])
        assert not RedFlagReport.objects.exists()
        assert "You can train" in client.get(DETAIL).text

    @pytest.mark.parametrize(
        ("sent", "message"),
        [
            (answers(flags=()), "Tick what applies"),
            (answers(cautions=()), "Tick what applies"),
            (answers(extras=()), "Tick what applies"),
            (answers(flags=("none", "unwell")), "which is right?"),
            (answers(extras=("none", "repair")), "which is right?"),
            (answers(flags=("broken_heart",)), "not one of the available choices"),
            (answers(flags=("lasting_pain",)), "not one of the available choices"),
            ({"flags": ["none"]}, "Please answer yes or no."),
            ({}, "Please answer yes or no."),
        ],
    )
    def test_half_an_answer_is_asked_again_and_keeps_the_rest(
        self, client, consenting, sent, message
    ):
        response = client.post(CREATE, sent)

        assert response.status_code == 422
        assert message in response.text
        assert not Screening.objects.exists()
        unknown = {"broken_heart", "lasting_pain"} & set(sent.get("flags", []))
        assert response.text.count("checked") == sum(
            len(value) if isinstance(value, list) else 1 for value in sent.values()
        ) - len(unknown)

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            (answers(flags=["dark_urine"]), "get help now"),
            (answers(flags=["unwell"]), "Let a clinician look at this first"),
            (answers(cautions=["neck_headache"]), "Left alone for now: neck."),
            (answers(yes=[Question.CHEST_PAIN]), "No program yet"),
        ],
    )
    def test_says_what_to_do(self, client, consenting, sent, words):
        page = client.post(CREATE, sent, follow=True)

        assert words in page.text
        assert page.redirect_chain[-1][0] == DETAIL

    @pytest.mark.parametrize(
        "sent",
        [
            answers(flags=["giving_way"]),
            answers(cautions=["morning_stiffness"]),
            answers(yes=[Question.BONE_JOINT_MUSCLE]),
        ],
    )
    def test_what_has_a_place_asks_where(self, client, consenting, sent):
        assert client.post(CREATE, sent)["Location"] == PLACES


class TestPlacesUpdate:
    def test_blocks_what_was_named_and_lets_the_rest_go_on(self, client, consenting):
        client.post(CREATE, answers(flags=["giving_way"], yes=[Question.BONE_JOINT_MUSCLE]))
        html = client.get(PLACES).text
        assert escape(str(FLAG_WORDS[RedFlag.GIVING_WAY])) in html
        assert "problem you told us of" in html

        sent = {"giving_way": ["knee"], "bone_joint_muscle": ["hip", "knee"]}
        page = client.post(PLACES, sent, follow=True)

        assert "You can train the rest" in page.text
        assert "Left alone for now: hip and knee." in page.text
        assert client.get(PLACES).text.count("checked") == 3

    def test_not_sure_is_everything(self, client, consenting):
        RedFlagReportFactory(athlete=consenting, places=["knee"])
        ScreeningFactory(athlete=consenting)

        page = client.post(PLACES, {"giving_way": ["none"]}, follow=True)

        assert "Let a clinician look at this first" in page.text
        assert client.get(PLACES).text.count("checked") == 0

    @pytest.mark.parametrize("sent", [[], ["liver"], ["none", "hip"]])
    def test_half_an_answer_changes_nothing(self, client, consenting, sent):
        RedFlagReportFactory(athlete=consenting, places=["knee"])

        assert client.post(PLACES, {"giving_way": sent}).status_code == 422
        assert RedFlagReport.objects.get().places == ["knee"]

    def test_without_anything_to_place_there_is_nothing_to_ask(self, client, consenting):
        RedFlagReportFactory(athlete=consenting, flag="unwell")

        assert client.get(PLACES)["Location"] == DETAIL

    def test_is_the_athletes_own(self, stranger_client, stranger, anonymous_client, consenting):
        HealthConsentFactory(athlete=stranger)
        RedFlagReportFactory(athlete=consenting)

        assert stranger_client.post(PLACES, {"giving_way": ["knee"]})["Location"] == DETAIL
        assert anonymous_client.post(PLACES).status_code == 302
        assert RedFlagReport.objects.get().places == []


class TestScreeningDetail:
    def test_before_any_answer(self, client):
        html = client.get(DETAIL).text

        assert "A few questions first" in html
        assert "clearance-form" not in html

    def test_a_year_later_it_asks_again(self, client, consenting):
        ScreeningFactory(athlete=consenting, answered_at=timezone.now() - dt.timedelta(days=366))

        assert "A year has passed" in client.get(DETAIL).text

    @pytest.mark.parametrize("flag", RedFlag)
    def test_every_stop_says_why_what_now_and_the_way_back(self, client, consenting, flag):
        RedFlagReportFactory(athlete=consenting, flag=flag)

        html = client.get(DETAIL).text

        assert escape(str(FLAG_WORDS[flag])) in html
        assert escape(str(TIER_WORDS[flag.tier][1])) in html
        back = "Seven days" if flag.tier is Tier.CAUTION else "you enter the day below"
        assert back in html
        assert ('id="clearance-form"' in html) is (flag.tier is not Tier.CAUTION)

    def test_strong_pain_says_it_too(self, client, consenting):
        PainBlockFactory(athlete=consenting)

        html = client.get(DETAIL).text

        assert "Strong pain, twice within two weeks" in html
        assert "Hip and knee" in html
        assert 'id="clearance-form"' in html

    @pytest.mark.parametrize(
        ("birth_year", "extras", "words"),
        [
            (timezone.localdate().year - 17, [], "somebody qualified who watches"),
            (timezone.localdate().year - 66, [], "From 65 on"),
            (1990, ["pregnancy"], "months after a birth"),
            (1990, ["repair"], "A repair or an implant"),
        ],
    )
    def test_says_what_is_kept_to(self, client, consenting, birth_year, extras, words):
        consenting.birth_year = birth_year
        consenting.save()
        ScreeningFactory(athlete=consenting, extras=extras)

        html = client.get(DETAIL).text

        assert words in html
        assert ("never hold your breath" in html) is bool(extras)
        assert "You can train" in html

    def test_nobody_else_sees_it(self, stranger_client, anonymous_client, client, consenting):
        RedFlagReportFactory(athlete=consenting, flag="dark_urine")

        assert "dark urine" in client.get(DETAIL).text
        assert "dark urine" not in stranger_client.get(DETAIL).text
        assert anonymous_client.get(DETAIL).status_code == 302
        assert client.post(DETAIL).status_code == 405

    def test_is_never_cached_and_costs_the_same_after_many_answers(self, client, consenting):
        def cost():
            with CaptureQueriesContext(connection) as captured:
                response = client.get(DETAIL)
            assert "no-store" in response["Cache-Control"]
            return len(captured)

        ScreeningFactory(athlete=consenting)
        once = cost()
        ScreeningFactory.create_batch(5, athlete=consenting)
        for flag in ("giving_way", "wasting", "lasting_pain"):
            RedFlagReportFactory(athlete=consenting, flag=flag)

        assert cost() == once <= 8


class TestCautionsUpdate:
    def week_old(self, athlete, flag="neck_headache"):
        told = timezone.now() - dt.timedelta(days=7)
        return RedFlagReportFactory(athlete=athlete, flag=flag, reported_at=told)

    @pytest.mark.parametrize(("said", "standing"), [("no", 0), ("yes", 1)])
    def test_gone_or_another_week(self, client, consenting, said, standing):
        self.week_old(consenting)
        assert 'id="cautions-form"' in client.get(DETAIL).text

        response = client.post(CAUTIONS, {"neck_headache": said})

        assert response["Location"] == DETAIL
        assert RedFlagReport.objects.filter(lifted_on=None).count() == standing
        assert 'id="cautions-form"' not in client.get(DETAIL).text

    def test_an_open_question_is_asked_again(self, client, consenting):
        self.week_old(consenting)

        response = client.post(CAUTIONS, {})

        assert response.status_code == 422
        assert "Please answer yes or no." in response.text
        assert RedFlagReport.objects.filter(lifted_on=None).exists()

    def test_is_the_athletes_own(self, client, stranger_client, anonymous_client, consenting):
        self.week_old(consenting)

        stranger_client.post(CAUTIONS, {"neck_headache": "no"})
        assert anonymous_client.post(CAUTIONS, {"neck_headache": "no"}).status_code == 302
        assert client.get(CAUTIONS).status_code == 405
        assert RedFlagReport.objects.filter(lifted_on=None).exists()


def clearing(*rows, on=None, questions=False):
    told = [f"flag:{row.pk}" for row in rows] + (["questions"] if questions else [])
    return {"cleared": told, "cleared_on": (on or timezone.localdate()).isoformat()}


class TestClearanceCreate:
    def test_lets_training_go_on(self, client, consenting):
        ScreeningFactory(athlete=consenting, yes=["chest_pain"])
        row = RedFlagReportFactory(athlete=consenting, flag="unwell")

        page = client.post(CLEARANCE, clearing(row, questions=True), follow=True)

        assert "You can train" in page.text
        assert "Cleared by a clinician: careful doses." in page.text

    def test_lifts_strong_pain(self, client, consenting):
        block = PainBlockFactory(athlete=consenting)

        client.post(CLEARANCE, {**clearing(), "cleared": [f"pain:{block.pk}"]})

        block.refresh_from_db()
        assert block.lifted_on == timezone.localdate()

    def test_what_is_the_only_one_is_ticked_already(self, client, consenting):
        RedFlagReportFactory(athlete=consenting)
        assert client.get(DETAIL).text.count("checked") == 1
        RedFlagReportFactory(athlete=consenting, flag="wasting")
        assert client.get(DETAIL).text.count("checked") == 0

    @pytest.mark.parametrize(
        ("days", "message"), [(1, "still to come"), (-1, "or later"), (None, "valid date")]
    )
    def test_a_day_that_clears_nothing(self, client, consenting, days, message):
        row = RedFlagReportFactory(athlete=consenting, flag="unwell")
        day = timezone.localdate() + dt.timedelta(days=days) if days is not None else "soon"

        response = client.post(CLEARANCE, {**clearing(row), "cleared_on": str(day)})

        assert response.status_code == 422
        assert message in response.text
        assert f'value="{day}"' in response.text
        assert RedFlagReport.objects.get().lifted_on is None

    @pytest.mark.parametrize("cleared", [[], ["flag:not-a-key"], ["everything"]])
    def test_nothing_ticked_clears_nothing(self, client, consenting, cleared):
        RedFlagReportFactory(athlete=consenting, flag="unwell")

        response = client.post(CLEARANCE, {**clearing(), "cleared": cleared})

        assert response.status_code == 422
        assert RedFlagReport.objects.get().lifted_on is None

    def test_a_stranger_clears_nothing(self, client, stranger_client, anonymous_client, consenting):
        row = RedFlagReportFactory(athlete=consenting, flag="unwell")

        assert stranger_client.post(CLEARANCE, clearing(row)).status_code == 422
        assert anonymous_client.post(CLEARANCE, clearing(row)).status_code == 302
        assert client.get(CLEARANCE).status_code == 405
        assert RedFlagReport.objects.get().lifted_on is None
