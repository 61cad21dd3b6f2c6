"""Who may import whom: the contracts in pyproject.toml."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
BREACHES = {
    "Domains know neither Django nor a database": (
        "apps/lifts/domain/broken.py",
        "import django.db",
    ),
    "Apps import downward only": ("apps/core/broken.py", "import apps.programs.queries"),
    "The models of lifts stay inside it": ("apps/programs/queries.py", "import apps.lifts.models"),
    "No app knows the composition root": ("apps/core/broken.py", "import config.environment"),
    "Inside an app, files import downward only": (
        "apps/exercises/queries.py",
        "import apps.exercises.views",
    ),
}


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--config", tree / "pyproject.toml"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )


def test_contracts_hold():
    result = lint_imports(REPOSITORY)
    assert result.returncode == 0, result.stdout + result.stderr


def test_contracts_catch_every_breach(tmp_path):
    for folder in ("apps", "config"):
        shutil.copytree(
            REPOSITORY / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    for path, line in BREACHES.values():
        with (tmp_path / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    verdicts = lint_imports(tmp_path).stdout
    assert [name for name in BREACHES if f"{name} BROKEN" not in verdicts] == []
