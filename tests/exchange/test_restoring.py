"""What leaves in the file with everything comes back: exactly, once, and nothing that was not asked for."""

import datetime as dt
import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps.exchange import services
from apps.exchange.models import Import
from apps.exercises.domain.vocabulary import LoadBasis, RepConvention, SetKind
from apps.exercises.models import Exercise
from apps.lifts.models import LiftSet, Workout, WorkoutExercise
from apps.profiles.models import HealthConsent
from tests.exchange.test_exports import export, rows_of
from tests.exchange.test_imports import store
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutExerciseFactory, WorkoutFactory
from tests.support.factories.profiles import AthleteFactory

SET_COLUMNS = (
    "workout__started_at", "exercise__name", "performed_at", "set_index", "side", "side_source",
    "pair_order", "kind", "load_kg", "typed_load", "typed_unit", "load_basis", "rep_convention",
    "reps", "seconds", "rir", "pain", "capped_by_plan", "note", "deleted_at",
)  # fmt: skip
WORKOUT_COLUMNS = (
    "title", "started_at", "ended_at", "time_zone", "local_date", "notes", "deleted_at",
)  # fmt: skip
LINE_COLUMNS = ("workout__started_at", "exercise__name", "position", "first_side", "superset")


def archive(athlete) -> bytes:
    return "".join(services.archive_for(athlete, now=timezone.now())).encode()


def packed(athlete) -> bytes:
    with services.zip_of_everything(athlete, now=timezone.now()) as file:
        return file.read()


def restore(athlete, content, *, keep_pain=True):
    return services.restore_everything(
        athlete=athlete, content=content, keep_pain=keep_pain, now=timezone.now(),
        report=lambda _sets: None,
    ).result  # fmt: skip


def log_of(athlete):
    return {
        model: sorted(
            model.objects.filter(athlete=athlete).values_list(*columns), key=repr
        )
        for model, columns in (
            (Workout, WORKOUT_COLUMNS),
            (WorkoutExercise, LINE_COLUMNS),
            (LiftSet, SET_COLUMNS),
        )
    }  # fmt: skip


@pytest.fixture
def listed(logged, exercises):
    """The same log with what only this file keeps: notes, order, supersets, an exercise of one's own."""
    own = ExerciseFactory(athlete=logged, slug="my-press", name="My press", cues=[])
    workout = WorkoutFactory(
        athlete=logged, title="Second", notes="slept badly", started_at=dt.datetime(2026, 3, 3, 22, tzinfo=dt.UTC),
        time_zone="Pacific/Auckland",
        local_date=dt.date(2026, 3, 4),
    )  # fmt: skip
    together = "0198c0de-0000-7000-8000-000000000001"
    WorkoutExerciseFactory(workout=workout, exercise=own, position=2, superset=together)
    WorkoutExerciseFactory(
        workout=workout, exercise=exercises["row"], position=1, first_side="right",
        superset=together,
    )  # fmt: skip
    LiftSetFactory(workout=workout, exercise=own, note="with chalk", pain=0, rir=Decimal(0))
    LiftSetFactory(workout=workout, exercise=exercises["row"])
    return logged


class TestAnotherAccount:
    def test_has_the_same_workouts_lists_and_sets(self, listed, stranger):
        result = restore(stranger, archive(listed))
        assert (result.added, result.known, result.refused) == (9, 0, 0)
        assert log_of(stranger) == log_of(listed)

    def test_has_them_once_however_often_the_file_comes(self, listed, stranger):
        content = archive(listed)
        restore(stranger, content)
        assert restore(stranger, content).added == 0
        assert restore(stranger, packed(listed)).added == 0
        assert restore(stranger, archive(stranger)).added == 0
        assert log_of(stranger) == log_of(listed)

    def test_knows_the_sets_in_the_table_too_and_the_reverse(self, listed, stranger):
        restore(stranger, archive(listed))
        assert store(stranger, export(listed)).added == 0
        another = AthleteFactory(name="Kim")
        own = ExerciseFactory(athlete=another, slug="my-press", name="My press", cues=[])
        store(another, export(listed), keep_pain=True)
        assert restore(another, archive(listed)).added == 0
        assert Workout.objects.filter(athlete=another).count() == 2
        assert Exercise.objects.filter(athlete=another).get() == own

    def test_has_the_own_exercise_with_what_its_sets_mean(self, listed, stranger):
        restore(stranger, archive(listed))
        theirs = Exercise.objects.get(athlete=stranger)
        mine = Exercise.objects.get(athlete=listed)
        for column in ("name", "pattern", "laterality", "load_basis", "measurement", "equipment"):
            assert getattr(theirs, column) == getattr(mine, column)

    def test_keeps_no_pain_unless_somebody_said_so(self, listed, stranger):
        restore(stranger, archive(listed), keep_pain=False)
        assert set(LiftSet.objects.filter(athlete=stranger).values_list("pain", flat=True)) == {
            None
        }

    def test_the_table_of_both_is_the_same(self, listed, stranger):
        restore(stranger, archive(listed))
        assert rows_of(stranger) == rows_of(listed)

    def test_leaves_out_what_was_deleted_and_what_still_runs(self, athlete, stranger, exercises):
        row = exercises["row"]
        finished = WorkoutFactory(athlete=athlete)
        LiftSetFactory(workout=finished, exercise=row, deleted_at=timezone.now())
        LiftSetFactory(workout=finished, exercise=row, right=True)
        gone = WorkoutFactory(athlete=athlete, deleted_at=timezone.now())
        LiftSetFactory(workout=gone, exercise=row)
        LiftSetFactory(workout=WorkoutFactory(athlete=athlete, running=True), exercise=row)
        result = restore(stranger, archive(athlete))
        assert (result.added, result.refused) == (1, 0)
        assert LiftSet.objects.get(athlete=stranger).side == "right"


class TestSameAccount:
    def test_gets_nothing_new(self, listed):
        before = log_of(listed)
        assert restore(listed, archive(listed)).added == 0
        assert log_of(listed) == before

    def test_a_set_changed_or_deleted_since_stays_so(self, listed):
        content = archive(listed)
        LiftSet.objects.filter(note="with chalk").update(reps=3)
        LiftSet.objects.filter(kind="warm_up").update(deleted_at=timezone.now())
        assert restore(listed, content).added == 0
        assert LiftSet.objects.get(note="with chalk").reps == 3

    def test_an_emptied_log_is_filled_again(self, listed):
        content, before = archive(listed), log_of(listed)
        Workout.objects.filter(athlete=listed).delete()
        restore(listed, content)
        assert log_of(listed) == before


class TestPage:
    def test_shows_what_is_in_it_before_anything_is_stored(self, listed, stranger_client):
        page = look(stranger_client, packed(listed))
        assert "9 sets can be read" in page.text
        assert "My press" in page.text
        assert "a new exercise of your own" in page.text
        assert 'name="exercise_0"' not in page.text
        assert LiftSet.objects.filter(athlete__name="Sasha").count() == 0

    def test_stores_after_a_yes_and_takes_out_again(self, listed, stranger, stranger_client):
        look(stranger_client, packed(listed))
        kept = Import.objects.get(athlete=stranger)
        stranger_client.post(f"{kept.get_absolute_url()}accept/", {"keep_pain": "on"})
        assert log_of(stranger) == log_of(listed)
        assert HealthConsent.objects.filter(athlete=stranger, purpose="pain").exists()
        stranger_client.post(f"{kept.get_absolute_url()}undo/")
        assert LiftSet.objects.filter(athlete=stranger, deleted_at=None).count() == 0
        assert Workout.objects.filter(athlete=stranger, deleted_at=None).count() == 0

    def test_says_that_the_own_log_has_it_all(self, listed, client):
        page = look(client, archive(listed))
        assert "Your log already has every set of this file." in page.text

    @pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", b'{"format":"levelset","version":9,"tables":{\n}}'])  # fmt: skip
    def test_says_what_is_wrong_with_a_file(self, client, content):
        response = send(client, content)
        assert response.status_code == 422
        assert Import.objects.count() == 0

    def test_a_long_one_is_read_by_a_process_of_its_own(self, listed, client, monkeypatch):
        monkeypatch.setattr("apps.exchange.services.importing.INLINE_PACKED_BYTES", 10)
        started = []
        monkeypatch.setattr("apps.exchange.services.start_job", started.append)
        send(client, packed(listed))
        kept = Import.objects.get()
        assert (kept.status, started) == (Import.Status.READING, [kept.pk])


def look(browser, content):
    return browser.get(send(browser, content)["Location"])


def send(browser, content):
    file = io.BytesIO(content)
    file.name = "everything.zip"
    return browser.post(
        "/data/import/", {"file": file, "unit": "kg", "time_zone": "Europe/Berlin"}
    )  # fmt: skip


def changed(content: bytes, table: str, **values) -> bytes:
    """The file with other values in the first record of a table."""
    lines = content.split(b"\n")
    at = lines.index(json.dumps(table).encode() + b":[") + 1
    comma = lines[at].endswith(b",")
    record = json.loads(lines[at].removesuffix(b",")) | values
    lines[at] = json.dumps(record).encode() + b"," * comma
    return b"\n".join(lines)


class TestForgedFile:
    @pytest.mark.parametrize(
        "values",
        [
            {"reps": -1}, {"reps": 10**9}, {"reps": "x"}, {"side": "middle"}, {"typed_load": "NaN"},
            {"typed_load": "1e999"}, {"performed_at": "yesterday"}, {"note": "x" * 501},
            {"exercise_id": "0198c0de-0000-7000-8000-00000000dead"}, {"workout_id": None},
            {"id": 7}, {"side": ["left"]}, {"capped_by_plan": "yes"}, {"rir": 0.3}, {"pain": 11},
            {"reps": None, "seconds": None}, {"typed_unit": "stone"}, {"set_index": 0},
        ],
    )  # fmt: skip
    def test_a_set_that_could_not_be_logged_is_left_out_alone(self, listed, stranger, values):
        result = restore(stranger, changed(archive(listed), "sets", **values))
        assert (result.added, result.refused) == (8, 1)

    @pytest.mark.parametrize(
        "values",
        [{"title": 5}, {"time_zone": "Mars"}, {"local_date": "3026-01-01"}, {"id": "x"},
         {"ended_at": "1999-01-01T00:00:00+00:00"}, {"started_at": "2026-01-01"}],
    )  # fmt: skip
    def test_a_workout_that_could_not_be_takes_its_sets_with_it(self, listed, stranger, values):
        result = restore(stranger, changed(archive(listed), "workouts", **values))
        assert result.added < 9
        assert result.refused > 0

    @pytest.mark.parametrize("values", [{"name": "x" * 300}, {"pattern": "dance"}, {"name": ""}])
    def test_an_exercise_that_could_not_be_made_takes_its_sets(self, listed, stranger, values):
        result = restore(stranger, changed(archive(listed), "own_exercises", **values))
        assert (result.added, result.refused) == (8, 2)

    def test_nothing_is_ever_written_into_a_strangers_log(self, listed, stranger):
        """Keys of the file are looked for among the own rows alone, and never used for new ones."""
        before = log_of(listed)
        content = archive(listed).replace(str(listed.pk).encode(), str(stranger.pk).encode())
        restore(stranger, content)
        assert log_of(listed) == before
        mine = set(LiftSet.objects.filter(athlete=listed).values_list("pk", flat=True))
        theirs = set(LiftSet.objects.filter(athlete=stranger).values_list("pk", flat=True))
        assert not mine & theirs

    def test_a_zip_of_too_many_files_is_refused_before_it_is_opened(self, listed, stranger):
        many = io.BytesIO()
        with zipfile.ZipFile(many, "w") as file:
            for number in range(21):
                file.writestr(f"{number}", "")
        assert refusal_of(stranger, many.getvalue()) == "no_zip"

    def test_a_zip_that_unpacks_to_too_much_is_refused_while_it_is_read(
        self, stranger, monkeypatch
    ):
        monkeypatch.setattr("apps.exchange.domain.archive.MAX_BYTES", 100_000)
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
            line = b'{"id":1},\n'
            beginning = b'{"format":"levelset","version":1,"tables":{\n"changes":[\n'
            file.writestr("levelset.json", beginning + line * 50_000)
        assert refusal_of(stranger, bomb.getvalue()) == "file_too_large"

    @given(st.integers(0, 10**6), st.binary(min_size=1, max_size=6))
    @settings(max_examples=60)
    def test_a_broken_zip_is_refused(self, at, junk):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("levelset.json", b'{"format":"levelset","version":1,"tables":{\n' * 50)
        data = bytearray(whole.getvalue())
        at %= len(data)
        data[at : at + len(junk)] = junk
        from apps.exchange.domain.archive_files import entries_of  # noqa: PLC0415
        from apps.exchange.domain.text_files import FileRefusedError  # noqa: PLC0415

        with pytest.raises(FileRefusedError):
            list(entries_of(b"PK\x03\x04" + bytes(data[4:]), only=("sets",)))


def refusal_of(athlete, content):
    with pytest.raises(services.FileUnreadableError) as refusal:
        services.examine(
            Import(athlete=athlete, content=content, unit="kg", time_zone="UTC"),
            now=timezone.now(),
        )
    return refusal.value.problem.code.value


LOADS = st.none() | st.decimals("-40", "400", places=3)
SETS = st.fixed_dictionaries(
    {
        "side": st.sampled_from(("left", "right", "both", "each")),
        "side_source": st.sampled_from(("logged", "imported", "assumed")),
        "kind": st.sampled_from([kind.value for kind in SetKind]),
        "typed_load": LOADS,
        "unit": st.sampled_from(("kg", "lb")),
        "load_basis": st.sampled_from([basis.value for basis in LoadBasis]),
        "rep_convention": st.sampled_from([one.value for one in RepConvention]),
        "reps": st.integers(0, 60),
        "seconds": st.none() | st.integers(1, 300),
        "rir": st.none() | st.integers(0, 20).map(lambda halves: Decimal(halves) / 2),
        "pain": st.none() | st.integers(0, 10),
        "capped_by_plan": st.booleans(),
        "first_is_second": st.sampled_from((None, 1, 2)),
        "note": st.sampled_from(("", "=1+1", "-5", "'x", "left failed @ 11", 'é "ü"\n💪', "a;b,c")),
        "exercise": st.sampled_from(("extension", "row", "pull_up")),
    }
)  # fmt: skip


@given(st.lists(st.lists(SETS, min_size=1, max_size=5), min_size=1, max_size=3))
@settings(
    max_examples=12,
    # Every example is a log in a database: finding a smaller one takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_log_comes_back_from_both_files(exercises, workouts):
    one, by_json, by_table = (AthleteFactory() for _ in range(3))
    for number, sets in enumerate(workouts):
        workout = WorkoutFactory(
            athlete=one, started_at=dt.datetime(2026, 3, 2 + number, 17, tzinfo=dt.UTC)
        )
        for place, values in enumerate(sets, start=1):
            _log(workout, exercises, place, dict(values))
    assert restore(by_json, archive(one)).refused == 0
    assert log_of(by_json) == log_of(one)
    store(by_table, export(one), keep_pain=True)
    assert rows_of(by_table) == rows_of(one)
    assert log_of(by_table)[LiftSet] == log_of(one)[LiftSet]


def _log(workout, exercises, place, values):
    name, unit, order = (values.pop(key) for key in ("exercise", "unit", "first_is_second"))
    load = values["typed_load"]
    if load is not None and load < 0 and name != "pull_up":
        values["typed_load"] = -load
    if name == "pull_up":
        # Both sides lift one load there; the log takes nothing else.
        values["side"] = "both"
    limb = values["side"] in ("left", "right")
    LiftSetFactory(
        workout=workout, exercise=exercises[name], set_index=place,
        pair_order=order if limb else None, typed_unit="" if load is None else unit, **values,
    )  # fmt: skip
