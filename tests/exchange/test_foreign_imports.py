"""Other trackers' files from the upload to the log and back out, and the bugs others had on that way."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.exchange import services
from apps.exchange.forms import OWN
from apps.exchange.models import Import
from apps.exchange.services import importing, long_imports, undoing
from apps.exercises.models import Exercise
from apps.imbalances.queries import findings_for
from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise
from tests.support.factories.exercises import ExerciseFactory

HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"


def strong(*rows: str, start: str = "2026-03-01 10:00:00") -> str:
    """A file of Strong: each row is exercise, order, weight, reps, note, effort."""
    lines = []
    for row in rows:
        name, order, weight, reps, note, rpe = row.split("|")
        lines.append(f'{start},"Legs",1h,"{name}",{order},{weight},{reps},0,0,"{note}",,{rpe}\n')
    return HEAD + "".join(lines)


PAIR = strong(
    "Single-leg extension (Left)|1|40|8|| 10",
    "Single-leg extension (Right)|1|40|10|| 8",
    "Single-leg extension (Left)|2|40|8||",
    "Single-leg extension (Right)|2|40|10||",
)


@pytest.fixture
def asked(client):
    """Number of each name on the mapping screen."""

    def look():
        waiting = Import.objects.waiting().latest("created_at")
        preview = client.get(waiting.get_absolute_url()).context["preview"]
        return {one.name: (number, one) for number, one in enumerate(preview.asked)}

    return look


class TestSides:
    def test_left_and_right_of_two_names_are_one_exercise_and_never_merged(
        self, upload, accept, exercises
    ):
        upload(PAIR)
        accept()
        sets = LiftSet.objects.order_by("set_index", "side")
        assert [(s.side, s.set_index, s.reps, s.side_source) for s in sets] == [
            ("left", 1, 8, "imported"),
            ("right", 1, 10, "imported"),
            ("left", 2, 8, "imported"),
            ("right", 2, 10, "imported"),
        ]
        assert {s.exercise for s in sets} == {exercises["extension"]}

    def test_rir_zero_is_not_dropped_as_missing(self, upload, accept, exercises):
        upload(PAIR)
        accept()
        assert LiftSet.objects.get(side="left", set_index=1).rir == 0
        assert LiftSet.objects.get(side="left", set_index=2).rir is None

    def test_one_side_missing_is_not_shown_as_balanced(self, upload, accept, athlete, exercises):
        upload(strong(*(f"Single-leg extension (Left)|{n}|40|8|| 9" for n in range(1, 5))))
        accept()
        services_said = [finding.verdict.value for finding in findings_for(athlete)]
        assert "level" not in services_said
        assert LiftSet.objects.filter(side="right").count() == 0

    def test_a_row_without_a_side_is_assumed_and_never_reaches_a_verdict(
        self, upload, accept, athlete, exercises
    ):
        upload(strong("Single-leg extension|1|40|8||", "Single-leg extension|2|40|8||"))
        accept()
        assert {(s.side, s.side_source) for s in LiftSet.objects.all()} == {("each", "assumed")}
        assert all(
            f.verdict.value in ("not_enough_data", "one_side_missing")
            for f in findings_for(athlete)
        )

    def test_rows_in_turn_are_told_apart_only_by_the_athlete(
        self, upload, accept, asked, exercises
    ):
        upload(strong(*(f"Single-leg extension|{n}|40|{7 + n}||" for n in range(1, 5))))
        number, name = asked()["Single-leg extension"]
        assert name.meaning["sides"] == ""
        accept(**{f"sides_{number}": "right_first"})
        sets = LiftSet.objects.order_by("reps")
        assert [(s.side, s.set_index, s.pair_order) for s in sets] == [
            ("right", 1, 1),
            ("left", 1, 2),
            ("right", 2, 1),
            ("left", 2, 2),
        ]

    def test_a_code_of_set_types_is_filled_in_and_needs_a_yes(
        self, upload, accept, asked, exercises
    ):
        note = "right arm = failure set, left arm = warm up set, both arms = normal set"
        upload(
            strong(
                f"One-arm row|W|20|30|{note}|",
                "One-arm row|F|20|25||",
                "One-arm row|1|40|9||",
            )
        )
        number, name = asked()["One-arm row"]
        assert name.is_coded
        assert name.meaning["sides"] == "warm_ups_left"
        accept(**{f"sides_{number}": "warm_ups_left"})
        assert [(s.side, s.kind) for s in LiftSet.objects.order_by("-reps")] == [
            ("left", "work"),
            ("right", "work"),
            ("both", "work"),
        ]

    def test_the_side_in_a_note_is_shown_and_never_taken(self, upload, accept, asked, exercises):
        upload(strong("Single-leg extension|1|40|8|Left failed @ 11|"))
        _number, name = asked()["Single-leg extension"]
        assert name.notes == ["Left failed @ 11"]
        accept()
        assert LiftSet.objects.get().side == "each"


class TestMeaning:
    def test_per_side_of_the_bar_is_not_read_as_a_limb(self, upload, accept, asked, exercises):
        ExerciseFactory(slug="bench-press", name="Bench press", bilateral=True)
        upload(strong("Bench Press (Each Side) (Smith Machine)|1|20|8||"))
        number, name = asked()["Bench Press (Each Side) (Smith Machine)"]
        assert name.meaning["load_basis"] == "per_side_of_bar"
        accept(**{f"other_{number}": "Bench press", f"load_basis_{number}": "per_side_of_bar"})
        row = LiftSet.objects.get()
        assert (row.side, row.load_basis) == ("both", "per_side_of_bar")

    def test_reps_counted_together_are_asked_for_and_odd_ones_stay(
        self, upload, accept, asked, exercises
    ):
        upload(strong("One-arm row|1|20|13|1 rep = both arms (L, R, L, R = 2 reps)|"))
        number, name = asked()["One-arm row"]
        assert name.meaning["rep_convention"] == "both_sides_together"
        accept(**{f"rep_convention_{number}": "both_sides_together"})
        row = LiftSet.objects.get()
        assert (row.reps, row.rep_convention) == (13, "both_sides_together")

    def test_one_arm_in_a_note_asks_for_another_exercise(self, upload, asked, exercises):
        ExerciseFactory(slug="pushdown", name="Pushdown", bilateral=True)
        upload(strong("Pushdown|1|20|13|One arm|", "Pushdown|2|20|13||"))
        assert asked()["Pushdown (one side)"][1].needs_exercise
        assert Import.objects.get().summary["names"][0]["rows"] == 2

    def test_help_is_a_load_under_zero_whatever_the_tracker_writes(self, upload, accept, exercises):
        upload(strong("Assisted pull-up|1|20|8||", "Assisted pull-up|2|-15|8||"))
        accept()
        assert sorted(LiftSet.objects.values_list("typed_load", flat=True)) == [-20, -15]

    def test_an_unknown_name_becomes_an_exercise_of_ones_own(
        self, upload, accept, asked, athlete, exercises
    ):
        upload(strong("Zercher Lunge (Left)|1|40|8||", "Zercher Lunge (Right)|1|40|9||"))
        number, name = asked()["Zercher Lunge"]
        assert name.exercise == OWN
        accept(**{f"exercise_{number}": OWN})
        own = Exercise.objects.get(athlete=athlete)
        assert (own.name, own.laterality, own.pattern) == (
            "Zercher Lunge",
            "unilateral",
            "knee_dominant",
        )
        assert LiftSet.objects.filter(exercise=own).count() == 2

    def test_a_sure_name_is_filled_in_and_still_shown(self, upload, asked, exercises):
        ExerciseFactory(slug="dumbbell-curl", name="Dumbbell biceps curl", bilateral=True)
        upload(strong("Bicep Curl (Dumbbell)|1|10|8||"))
        assert asked()["Bicep Curl (Dumbbell)"][1].exercise == "dumbbell-curl"


class TestAgain:
    def test_equal_rows_are_sets_and_the_same_file_adds_nothing(self, upload, accept, exercises):
        text = strong("One-arm row|1|20|8||", "One-arm row|1|20|8||", "One-arm row|1|20|8||")
        for _ in range(2):
            upload(text)
            accept()
        assert LiftSet.objects.count() == 3

    def test_a_grown_file_adds_what_is_new(self, upload, accept, exercises):
        upload(PAIR)
        accept()
        later = strong("One-arm row|1|20|8||", start="2026-03-03 10:00:00")
        grown = PAIR + later.removeprefix(HEAD) + strong("One-arm row|1|20|9||").removeprefix(HEAD)
        upload(grown)
        accept()
        assert LiftSet.objects.count() == 6
        assert Workout.objects.count() == 2
        assert Import.objects.latest("created_at").counts["added"] == 2

    def test_other_answers_do_not_double_anything(self, upload, accept, exercises):
        upload(strong("Single-leg extension|1|40|8||"), unit="kg")
        accept(sides_0="left_first")
        upload(strong("Single-leg extension|1|40|8||"), unit="lb")
        accept(sides_0="both")
        assert LiftSet.objects.count() == 1

    def test_an_export_and_its_import_invent_no_asymmetry(
        self, upload, accept, client, athlete, exercises
    ):
        upload(PAIR)
        accept()
        before = list(LiftSet.objects.order_by("pk").values("side", "reps", "typed_load", "rir"))
        exported = b"".join(services.export_file_for(athlete))
        upload(exported)
        accept()
        after = list(LiftSet.objects.order_by("pk").values("side", "reps", "typed_load", "rir"))
        assert after == before


class TestUndo:
    def undo(self, client):
        return client.post(f"{Import.objects.latest('created_at').get_absolute_url()}undo/")

    def test_nothing_is_left_and_the_file_can_come_again(self, upload, accept, client, exercises):
        upload(PAIR)
        accept()
        assert self.undo(client).status_code == 303
        for model in (LiftSet, Workout, WorkoutExercise, Operation):
            assert not model.objects.exists()
        assert Import.objects.get().status == "undone"
        upload(PAIR)
        accept()
        assert LiftSet.objects.count() == 4

    def test_sets_that_were_there_before_stay(self, upload, accept, client, exercises):
        upload(PAIR)
        accept()
        upload(PAIR + strong("One-arm row|1|20|8||").removeprefix(HEAD))
        accept()
        self.undo(client)
        assert LiftSet.objects.count() == 4
        assert WorkoutExercise.objects.count() == 1

    def test_a_stranger_cannot_undo(self, upload, accept, stranger_client, exercises):
        upload(PAIR)
        accept()
        assert self.undo(stranger_client).status_code == 404
        assert LiftSet.objects.count() == 4

    def test_twice_is_once(self, upload, accept, athlete, client, exercises):
        upload(PAIR)
        accept()
        kept = Import.objects.get()
        done = [
            services.undo_import(athlete=athlete, accepted=kept, now=timezone.now(), start=print)
            for _ in range(2)
        ]
        assert done == [4, 0]


@pytest.fixture
def long_files(monkeypatch):
    """Every file is long, and its processes are only noted."""
    started = []
    monkeypatch.setattr(importing, "INLINE_BYTES", 10)
    monkeypatch.setattr(services, "start_job", started.append)
    return started


class TestLongFile:
    def test_it_is_read_and_stored_by_a_process_of_its_own(
        self, upload, accept, client, long_files, exercises
    ):
        page = upload(PAIR, follow=True)
        kept = Import.objects.get()
        assert long_files == [kept.pk]
        assert b"Reading the file" in page.content
        examined(kept)
        assert Import.objects.get().status == "waiting"
        assert accept()["Location"] == kept.get_absolute_url()
        assert b"Adding its sets" in client.get(kept.get_absolute_url()).content
        assert not LiftSet.objects.exists()
        stored(kept)
        assert LiftSet.objects.count() == 4
        assert b"4 sets are in your log" in client.get(kept.get_absolute_url()).content

    def test_one_that_stopped_can_begin_again(
        self, upload, client, long_files, exercises, monkeypatch
    ):
        started = []
        monkeypatch.setattr(long_imports, "start_job", started.append)
        upload(PAIR)
        kept = Import.objects.get()
        client.post(f"{kept.get_absolute_url()}resume/")
        assert started == []
        Import.objects.update(worked_at=timezone.now() - dt.timedelta(minutes=2))
        assert b"Begin again" in client.get(kept.get_absolute_url()).content
        client.post(f"{kept.get_absolute_url()}resume/")
        assert started == [kept.pk]

    def test_many_sets_are_taken_out_by_a_process_of_its_own(
        self, upload, accept, client, exercises, monkeypatch
    ):
        started = []
        monkeypatch.setattr(services, "start_job", started.append)
        monkeypatch.setattr(undoing, "INLINE_UNDONE", 1)
        upload(PAIR)
        accept()
        kept = Import.objects.get()
        client.post(f"{kept.get_absolute_url()}undo/")
        assert started == [kept.pk]
        assert b"Taking its sets out" in client.get(kept.get_absolute_url()).content
        kept.refresh_from_db()
        assert services.take_out(kept, now=timezone.now()) == 4
        assert not LiftSet.objects.exists()

    def test_a_kill_in_the_middle_leaves_nothing(
        self, upload, accept, long_files, exercises, monkeypatch
    ):
        upload(PAIR)
        kept = Import.objects.get()
        examined(kept)
        accept()
        monkeypatch.setattr(importing, "to_builtins", killed)
        with pytest.raises(KeyboardInterrupt):
            stored(kept)
        assert not LiftSet.objects.exists()
        assert Import.objects.get().status == "storing"

    def test_what_is_no_file_of_sets_is_refused_at_once(self, upload, long_files, exercises):
        assert upload("a,b\n1,2\n" * 10).status_code == 422
        assert long_files == []
        assert not Import.objects.exists()


def examined(kept):
    """What the process does first, on the test's own connection."""
    kept.refresh_from_db()
    services.examine(kept, now=timezone.now())
    kept.save()


def stored(kept):
    """What the process does after the yes."""
    kept.refresh_from_db()
    services.carry_out(kept, now=timezone.now())


def killed(*_arguments):
    raise KeyboardInterrupt


def test_fitbods_evening_stays_on_its_day(upload, accept, exercises):
    text = (
        "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
        "2026-01-05 23:30:00 +0000,One-arm row, 8,7.937875915,0,0,0,0,false,, 2.0\n"
    )
    upload(text)
    accept()
    row = LiftSet.objects.get()
    assert row.workout.local_date == dt.date(2026, 1, 6)
    assert (row.typed_load, row.typed_unit) == (Decimal("17.5"), "lb")
