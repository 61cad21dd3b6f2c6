from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MODULES = (
    "apps.exercises.domain.one_rep_max",
    "apps.exercises.domain.strength",
    "apps.exercises.domain.symmetry",
    "apps.exercises.domain.within_limb",
    "apps.imbalances.domain.normal",
    "apps.imbalances.domain.policy",
)


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_are_true(name: str):
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0


def test_the_guide_runs_as_printed():
    result = doctest.testfile(str(ROOT / "docs" / "detector.md"), module_relative=False)
    assert result.attempted > 0
    assert result.failed == 0
