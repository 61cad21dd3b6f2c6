"""Which of PostgreSQL's programs is run."""

import pytest

from config.postgres import programs


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Programs that say a version, in the order in which they are looked for."""

    def has(*versions):
        paths = []
        for number, version in enumerate(versions):
            path = tmp_path / f"pg_dump{number}"
            path.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
            path.chmod(0o700)
            paths.append(path)
        monkeypatch.setattr(programs, "_candidates", lambda _name: paths)
        return paths

    return has


def test_the_first_that_is_as_new_as_the_server(machine):
    old, fits, newer = machine("17.5", "18.6 (Debian 18.6-1)", "19beta1")
    assert programs.program_for("pg_dump", server=18) == fits
    assert programs.program_for("pg_dump", server=17) == old
    assert programs.program_for("pg_dump", server=19) == newer


def test_none_when_all_are_older(machine):
    machine("17.5", "18.0")
    assert programs.program_for("pg_dump", server=19) is None


def test_one_that_cannot_be_run_is_passed_over(machine, tmp_path):
    (broken, fits) = machine("18.0", "18.1")
    broken.write_text("#!/bin/sh\nexit 1\n")
    assert programs.program_for("pg_dump", server=18) == fits
    broken.unlink()
    assert programs.program_for("pg_dump", server=18) == fits


@pytest.mark.parametrize("name", ["pg_dump", "pg_restore"])
def test_the_installed_wheel_has_both(name):
    found = programs.program_for(name, server=18)
    assert found is not None
    assert found.parent.parent.name == "pginstall"
