"""Rules about the text of the source, read with ast rather than by eye."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

APPS = REPOSITORY / "apps"
LONGEST_VIEW = 30
LONGEST_FILE = 400


def python_files(*folders: str) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (REPOSITORY / folder).rglob("*.py")
        if "migrations" not in path.parts
    )


def view_files() -> list[Path]:
    return sorted({*APPS.glob("*/views.py"), *APPS.glob("*/views/**/*.py")})


def named(paths: list[Path]) -> list:
    return [pytest.param(path, id=str(path.relative_to(REPOSITORY))) for path in paths]


def over_long(tree: ast.Module, limit: int) -> list[str]:
    return [
        f"{node.name}: {length} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > limit
    ]


def attribute_lines(tree: ast.Module, name: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == name
    ]


def name_lines(tree: ast.Module, name: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == name)
        or (isinstance(node, ast.Attribute) and node.attr == name)
        or (isinstance(node, ast.alias) and node.name == name)
    ]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_there_are_views():
    assert view_files()


@pytest.mark.parametrize("path", named(view_files()))
def test_views_are_short(path):
    assert over_long(parsed(path), LONGEST_VIEW) == []


@pytest.mark.parametrize("path", named(view_files()))
def test_views_leave_the_database_to_queries(path):
    assert attribute_lines(parsed(path), "objects") == []


@pytest.mark.parametrize("path", named(python_files("apps", "config")))
def test_nothing_is_marked_safe(path):
    assert name_lines(parsed(path), "mark_safe") == []


@pytest.mark.parametrize("path", named(python_files("apps", "config", "tests")))
def test_files_are_small(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{lines} lines: is there a seam?"


@pytest.mark.parametrize("path", named(sorted(APPS.glob("*/migrations/[0-9]*.py"))))
def test_migrations_are_named_by_intent(path):
    assert not re.search(r"_auto_\d+|^\d{4}_initial$", path.stem)


class TestTheRulesThemselves:
    """Each reader above finds what it is there to find."""

    def test_long_function(self):
        source = "def view(request):\n" + "    pass\n" * 30
        assert over_long(ast.parse(source), 30) == ["view: 31 lines"]

    def test_objects(self):
        assert attribute_lines(ast.parse("x = LiftSet.objects.all()"), "objects") == [1]

    @pytest.mark.parametrize(
        "source",
        [
            "from django.utils.safestring import mark_safe",
            "safestring.mark_safe(x)",
            "mark_safe(x)",
        ],
    )
    def test_mark_safe(self, source):
        assert name_lines(ast.parse(source), "mark_safe") == [1]
