"""What the documents point at is there, and the lock files point at nobody."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

DOCUMENTS = sorted(
    [
        *REPOSITORY.glob("*.md"),
        *(REPOSITORY / "docs").rglob("*.md"),
        *(REPOSITORY / "apps").rglob("*.md"),
    ]
)
LARGEST_PICTURE_BYTES = 250_000
LINK = re.compile(r"\]\((?!https?:|#)([^)\s#]+)|src=\"(?!https?:)([^\"]+)\"")
MAKE = re.compile(r"(?:`|^)(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)", re.MULTILINE)


def links_in(text: str) -> list[str]:
    return [first or second for first, second in LINK.findall(text)]


def wanted_packages() -> set[str]:
    lines = "\n".join(
        path.read_text(encoding="utf-8") for path in (REPOSITORY / "requirements").glob("*.in")
    )
    python = {
        re.split(r"[~=<>\[]", line)[0]
        for line in lines.splitlines()
        if line and not line.startswith(("#", "-"))
    }
    package = json.loads((REPOSITORY / "package.json").read_text(encoding="utf-8"))
    return python | package["dependencies"].keys() | package["devDependencies"].keys()


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=str(path.relative_to(REPOSITORY))) for path in DOCUMENTS]
)
class TestDocuments:
    def test_every_link_leads_somewhere(self, path: Path):
        text = path.read_text(encoding="utf-8")
        assert [link for link in links_in(text) if not (path.parent / link).exists()] == []

    def test_every_make_target_exists(self, path: Path):
        makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
        targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
        assert set(MAKE.findall(path.read_text(encoding="utf-8"))) - targets == set()


def test_pictures_are_small():
    pictures = list((REPOSITORY / "docs" / "images").iterdir())
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE_BYTES] == []


def test_every_dependency_has_its_reason():
    decisions = (
        (REPOSITORY / "DECISIONS.md").read_text(encoding="utf-8").partition("## Dependencies")
    )
    assert sorted(name for name in wanted_packages() if name not in decisions[2]) == []


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "requirements").glob("*.txt")), ids=lambda path: path.name
)
def test_pins_name_no_registry(path: Path):
    text = path.read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert not re.search(r"https?://|index-url|find-links", text)


def test_package_lock_names_no_registry():
    lock = json.loads((REPOSITORY / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


class TestTheReadersThemselves:
    def test_links(self):
        text = '[a](docs/a.md) [b](https://b.example) [c](#c) <img src="d.png"> [e](f.md#g)'
        assert links_in(text) == ["docs/a.md", "d.png", "f.md"]

    def test_make(self):
        assert MAKE.findall("`PORT=1 make run` and\nmake test-fast\nto make sense") == [
            "run",
            "test-fast",
        ]
