"""Logging and leaving out one set of one side, with script and without."""

import json
import re

import pytest

from apps.lifts.models import LiftSet
from apps.programs.models import SkippedSet
from tests.support.player import (
    HTMX,
    as_shown,
    at,
    player_of,
    shown_step,
    value_of,
    without_what_is_fresh,
)


class TestSessionSetCreate:
    def test_logs_what_was_done_of_one_side(self, client, running, done_set):
        response = client.post(at("session_set_create", running), done_set(rir="0"))

        assert (response.status_code, response["Location"]) == (303, at("session_player", running))
        row = LiftSet.objects.get()
        assert (row.workout_id, row.side, row.set_index, row.pair_order) == (
            running.workout_id,
            "left",
            1,
            1,
        )
        assert (row.load_kg, row.reps, row.rir, row.kind) == (20, 10, 0, "work")
        assert not row.capped_by_plan

    def test_an_effort_not_given_stays_unknown(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set())

        assert LiftSet.objects.get().rir is None

    def test_the_side_that_matches_is_marked_as_capped(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set())
        client.post(at("session_set_create", running), done_set(side="right"))

        right = LiftSet.objects.get(side="right")
        assert (right.capped_by_plan, right.pair_order) == (True, 2)

    def test_the_whole_way_without_script(self, client, running):
        seen = []
        for _step in range(9):
            html = client.get(at("session_player", running)).text
            if 'id="player-form"' not in html:
                break
            seen.append(shown_step(html))
            assert client.post(at("session_set_create", running), as_shown(html)).status_code == 303

        assert seen == [
            ("0", "1", "left"),
            ("0", "1", "right"),
            ("0", "2", "left"),
            ("0", "2", "right"),
            ("1", "1", ""),
        ]
        assert "That was the last set" in html
        assert LiftSet.objects.get(exercise__slug="back-squat").side == "both"
        finished = client.post(at("session_finish", running))
        assert finished["Location"] == running.get_absolute_url()

    def test_the_whole_way_with_htmx(self, client, running):
        html = client.get(at("session_player", running)).text
        for _step in range(5):
            answer = client.post(at("session_set_create", running), as_shown(html), headers=HTMX)
            assert answer.status_code == 200
            assert "levelset:lift-set-logged" in json.loads(answer["HX-Trigger"])
            assert "<html" not in answer.text
            html = answer.text

        finished = client.post(at("session_finish", running), headers=HTMX)

        assert "Session done" in finished.text
        assert "levelset:findings-changed" in json.loads(finished["HX-Trigger"])
        running.refresh_from_db()
        assert running.status == "done"
        assert running.workout.ended_at is not None

    def test_after_the_swap_the_player_is_that_of_a_fresh_page(self, client, running, done_set):
        swapped = client.post(at("session_set_create", running), done_set(), headers=HTMX)

        page = client.get(at("session_player", running))

        assert without_what_is_fresh(player_of(swapped.text)) == without_what_is_fresh(
            player_of(page.text)
        )

    def test_sent_twice_is_stored_once(self, client, running, done_set):
        sent = done_set()
        client.post(at("session_set_create", running), sent, headers=HTMX)

        again = client.post(at("session_set_create", running), sent, headers=HTMX)

        assert again.status_code == 200
        assert LiftSet.objects.count() == 1

    def test_an_old_page_does_not_log_the_step_a_second_time(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set(reps="10"), headers=HTMX)

        again = client.post(at("session_set_create", running), done_set(reps="7"), headers=HTMX)

        assert again.status_code == 409
        assert shown_step(again.text) == ("0", "1", "right")
        assert LiftSet.objects.get().reps == 10

    def test_ids_used_for_something_else_show_what_is_stored(self, client, running, done_set):
        sent = done_set()
        client.post(at("session_set_create", running), sent)

        again = client.post(at("session_set_create", running), sent | {"reps": "5"}, headers=HTMX)

        assert again.status_code == 409
        assert LiftSet.objects.get().reps == 10

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("reps", ""),
            ("reps", "-1"),
            ("reps", "ten"),
            ("reps", "1000000000"),
            ("reps", "8.5"),
            ("load", ""),
            ("load", "-5"),
            ("load", "1e9"),
            ("load", "heavy"),
            ("load", "NaN"),
            ("rir", "9"),
        ],
    )
    def test_bad_input_is_answered_beside_its_field_and_keeps_the_rest(
        self, client, running, done_set, field, value
    ):
        sent = done_set(load="31.25", reps="9", rir="3") | {field: value}

        response = client.post(at("session_set_create", running), sent, headers=HTMX)

        assert response.status_code == 422
        element = {"load": "player-load", "reps": "player-count", "rir": "player-rir"}[field]
        assert f'id="{element}-error"' in response.text
        for name in ("load", "reps"):
            assert value_of(response.text, name) == sent[name]
        if field != "rir":
            assert re.search(r'id="player-rir_3"[^>]*checked', response.text)
        assert value_of(response.text, "op_id") == sent["op_id"]
        assert not LiftSet.objects.exists()

    def test_a_refused_old_page_does_not_mix_two_steps(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set())

        answer = client.post(at("session_set_create", running), done_set(reps="junk"), headers=HTMX)

        assert answer.status_code == 422
        assert shown_step(answer.text) == ("0", "1", "right")
        assert value_of(answer.text, "reps") == "10"

    def test_pounds_stay_what_was_typed(self, client, athlete, running, done_set):
        athlete.weight_unit = "lb"
        athlete.save()
        first = client.get(at("session_player", running)).text
        assert value_of(first, "load") == "45"  # 20 kg, as pounds can be loaded

        client.post(at("session_set_create", running), done_set(load="42.5"))

        html = client.get(at("session_player", running)).text
        assert value_of(html, "load") == "42.5"
        assert "10 × 42.5 lb" in html
        row = LiftSet.objects.get()
        assert (row.typed_load, row.typed_unit, row.load_kg) == (42.5, "lb", row.load_kg)
        assert float(row.load_kg) == pytest.approx(19.27768)

    def test_reads_a_comma(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set(load="22,5"))

        assert LiftSet.objects.get().load_kg == 22.5

    @pytest.mark.parametrize(
        "changes", [{"position": 7}, {"set_index": 9}, {"side": ""}, {"position": 1}]
    )
    def test_a_step_the_session_has_not_is_not_found(self, client, running, done_set, changes):
        response = client.post(at("session_set_create", running), done_set(**changes))

        assert response.status_code == 404
        assert not LiftSet.objects.exists()

    def test_stranger_and_anonymous_and_get(
        self, stranger_client, anonymous_client, client, running, done_set
    ):
        url = at("session_set_create", running)
        assert stranger_client.post(url, done_set()).status_code == 404
        assert anonymous_client.post(url, done_set()).status_code == 302
        assert client.get(url).status_code == 405
        assert not LiftSet.objects.exists()

    def test_a_session_that_does_not_run_takes_no_sets(self, client, session, done_set):
        assert client.post(at("session_set_create", session), done_set()).status_code == 404


class TestSessionSetSkip:
    def skip(self, client, session, **headers):
        step = {"position": "0", "set_index": "1", "side": "left"}
        return client.post(at("session_set_skip", session), step, **headers)

    def test_leaves_out_one_side_and_not_the_exercise(self, client, running):
        answer = self.skip(client, running, headers=HTMX)

        assert shown_step(answer.text) == ("0", "1", "right")
        assert "left out" in answer.text

    def test_without_script_and_twice(self, client, running):
        self.skip(client, running)

        assert self.skip(client, running)["Location"] == at("session_player", running)
        assert SkippedSet.objects.count() == 1

    def test_nonsense_and_strangers(self, client, stranger_client, running):
        assert self.skip(stranger_client, running).status_code == 404
        assert client.post(at("session_set_skip", running), {}).status_code == 422
        unknown = {"position": "9", "set_index": "1", "side": ""}
        assert client.post(at("session_set_skip", running), unknown).status_code == 404
        assert not SkippedSet.objects.exists()
