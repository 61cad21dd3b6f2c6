"""Templates hold nothing that the content security policy would refuse, or that could carry markup in."""

import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

REFUSED = {
    "inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE
    ),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "script in a value": re.compile(r"[\"'](?:javascript|js):", re.IGNORECASE),
    "trigger filter": re.compile(r"hx-trigger=\"[^\"]*\[", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
    "another host": re.compile(r"(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE),
}
TEMPLATES = sorted(
    path
    for folder in (REPOSITORY / "templates", *(REPOSITORY / "apps").glob("*/templates"))
    for path in folder.rglob("*")
    if path.suffix in {".html", ".svg"}
)
OUTBOUND_LINK = re.compile(r"<a\b[^>]*>")


def test_there_are_templates():
    assert TEMPLATES


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=str(path.relative_to(REPOSITORY))) for path in TEMPLATES]
)
def test_template_is_clean(path: Path):
    # A link to read more elsewhere is the reader's choice; everything loaded comes from here.
    source = OUTBOUND_LINK.sub(
        lambda tag: tag[0].replace("https://", ""), path.read_text(encoding="utf-8")
    )
    found = {
        name: [source.count("\n", 0, hit.start()) + 1 for hit in pattern.finditer(source)]
        for name, pattern in REFUSED.items()
        if pattern.search(source)
    }
    assert found == {}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("inline script", "<script>alert(1)</script>"),
        ("inline script", '<script type="module">go()</script>'),
        ("style attribute", '<p class="a" style="color: red">'),
        ("style element", "<style>p {}</style>"),
        ("event attribute", '<p onclick="x()">'),
        ("event attribute", '<p hx-on:click="x()">'),
        ("script in a value", "<div hx-vals='js:{a: 1}'>"),
        ("trigger filter", '<p hx-trigger="click[ctrlKey]">'),
        ("unescaped text", "{{ note|safe }}"),
        ("another host", '<script src="//cdn.example/x.js"></script>'),
    ],
)
def test_every_rule_catches_its_breach(name, source):
    assert REFUSED[name].search(source)


@pytest.mark.parametrize(
    "source",
    [
        '<script type="module" src="/static/js/app.js"></script>',
        '<link rel="stylesheet" href="/static/css/app.css">',
        '<circle cx="1" stroke-width="2"/>',
        '<option value="on">',
    ],
)
def test_no_rule_catches_what_is_fine(source):
    assert [name for name, pattern in REFUSED.items() if pattern.search(source)] == []
