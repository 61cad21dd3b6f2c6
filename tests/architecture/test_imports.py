"""Who may import whom: the contracts in pyproject.toml."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


@pytest.fixture
def lint_imports():
    """Return a function that runs the contracts over a tree and gives the finished process."""

    def run(tree: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [LINT_IMPORTS, "--no-cache", "--config", tree / "pyproject.toml"],
            cwd=tree,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_contracts_hold(lint_imports):
    result = lint_imports(REPOSITORY)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("apps/lifts/domain/broken.py", "import django.db"),
        ("apps/core/broken.py", "import apps.programs.queries"),
        ("apps/programs/queries.py", "import apps.lifts.models"),
        ("apps/core/broken.py", "import config.settings.base"),
        ("apps/lifts/queries.py", "import apps.lifts.views"),
    ],
)
def test_contracts_catch_a_breach(lint_imports, tmp_path, path, line):
    for folder in ("apps", "config"):
        shutil.copytree(
            REPOSITORY / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    with (tmp_path / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert lint_imports(tmp_path).returncode == 1
