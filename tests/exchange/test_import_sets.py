"""The command line does what the page does."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.exchange.services import archive_for
from apps.lifts.models import LiftSet
from tests.exchange.conftest import FILE


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(FILE + "soon,,One-arm row,1,left,20,kg,8,,,,\n", encoding="utf-8")
    return path


def test_it_stores_and_says_what_it_did(file, athlete, exercises, capsys):
    call_command("import_sets", file, "--athlete", athlete.user.email.upper())
    out, err = capsys.readouterr()
    assert out == "7 sets added, 0 known, 0 left out, 1 lines refused.\n"
    assert "line 9, date" in err
    assert LiftSet.objects.filter(athlete=athlete).count() == 7


def test_a_dry_run_stores_nothing(file, athlete, exercises):
    call_command("import_sets", file, "--athlete", athlete.user.email, "--dry-run")
    assert not LiftSet.objects.exists()


def test_an_unknown_name_is_told_and_left_out(file, athlete, exercises, capsys):
    exercises["row"].delete()
    call_command("import_sets", file, "--athlete", athlete.user.email)
    assert "No exercise is called 'One-arm row'" in capsys.readouterr().err
    assert LiftSet.objects.count() == 5


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--athlete", "nobody@example.org"], "no athlete"),
        (["--athlete", "{email}", "--time-zone", "Mars/Base"], "no time zone"),
    ],
)
def test_a_wrong_argument_is_answered_in_words(file, athlete, exercises, arguments, words):
    filled = [argument.format(email=athlete.user.email) for argument in arguments]
    with pytest.raises(CommandError, match=words):
        call_command("import_sets", file, *filled)


def test_a_missing_or_empty_file_is_answered_in_words(tmp_path, athlete):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_sets", tmp_path / "none.csv", "--athlete", athlete.user.email)
    empty = tmp_path / "empty.csv"
    empty.touch()
    with pytest.raises(CommandError, match="empty"):
        call_command("import_sets", empty, "--athlete", athlete.user.email)


def test_it_takes_the_file_with_everything(tmp_path, logged, stranger, capsys):
    path = tmp_path / "levelset.json"
    path.write_text("".join(archive_for(logged, now=timezone.now())), encoding="utf-8")
    call_command("import_sets", path, "--athlete", stranger.user.email, "--dry-run")
    assert capsys.readouterr().out == "7 sets could be read, 0 known. Nothing was stored.\n"
    call_command("import_sets", path, "--athlete", stranger.user.email)
    assert capsys.readouterr().out == "7 sets added, 0 known, 0 left out, 0 lines refused.\n"
    assert not LiftSet.objects.filter(athlete=stranger, pain__isnull=False).exists()
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(CommandError, match="breaks off"):
        call_command("import_sets", path, "--athlete", stranger.user.email)
