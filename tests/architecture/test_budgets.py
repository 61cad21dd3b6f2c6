"""What is sent to a browser, in bytes after gzip -9: one style sheet and every script."""

import gzip
import re
from pathlib import Path

import pytest

from tests.architecture.test_deployment import in_production

SCRIPTS_LIMIT = 40_000
"""All of them together, htmx and the worker included."""
STYLES_LIMIT = 15_000
PAGE_LIMIT = 15_000
FIRST_VISIT_LIMIT = 100_000
HTMX = "django_htmx/htmx-2.min.js"


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("collected")
    result = in_production(
        "manage.py", "collectstatic", "--no-input", "-v0", STATIC_ROOT=str(folder)
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


def hashed(folder: Path, pattern: str) -> list[Path]:
    """Only files whose name carries their content's hash: those are what pages name."""
    return sorted(
        path for path in folder.glob(pattern) if path.suffixes[:-1] and len(path.suffixes[-2]) == 13
    )


def sent(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_scripts_are_light(collected):
    htmx = HTMX.replace(".js", ".*.js")
    sizes = {path.name: sent(path) for path in hashed(collected, "built/*.js")}
    sizes |= {path.name: sent(path) for path in hashed(collected, htmx)}
    assert any(name.startswith("htmx") for name in sizes)
    assert sum(sizes.values()) < SCRIPTS_LIMIT, sizes


def test_one_style_sheet_holds_all_and_is_light(collected):
    (sheet,) = hashed(collected, "css/app.*.css")
    text = sheet.read_text(encoding="utf-8")
    assert "@import" not in text
    assert "/*" not in text
    assert text.count("@layer") == 1 + source("css/app.css").count("@import")
    assert sent(sheet) < STYLES_LIMIT


def test_a_descendant_stays_a_descendant(collected):
    """Minifiers have taken the space before a colon for spare."""
    (sheet,) = hashed(collected, "css/app.*.css")
    assert ".hero :focus-visible" in source("css/components/card.css")
    assert ".hero :focus-visible" in sheet.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_a_page_waits_for_one_script_and_htmx_and_names_no_source(anonymous_client):
    """What a script imports a browser learns only when it has read it: each step is a round trip."""
    html = anonymous_client.get("/log/").text

    named = re.findall(r'<script[^>]* src="([^"]+)"', html)
    assert [Path(name).name.split(".")[0] for name in named] == ["theme", "htmx-2", "app"]
    assert "/static/js/" not in html


def test_no_script_that_is_sent_asks_for_another(collected):
    for path in hashed(collected, "built/*.js"):
        assert not re.search(r"\bimport\b *[({\"'*]|\bfrom *[\"']", path.read_text("utf-8")), path


def source(name: str) -> str:
    return (Path(__file__).parents[2] / "static" / name).read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/log/", "/accounts/login/"])
def test_a_page_is_sent_compressed_and_light(anonymous_client, path):
    response = anonymous_client.get(path, headers={"Accept-Encoding": "gzip"})

    assert response.status_code == 200
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < PAGE_LIMIT


def test_a_first_visit_is_light_even_if_it_fetched_everything(collected):
    """All but the fonts: every script, the style sheet, the pictures in SVG, the manifest, a page."""
    names = (
        "built/*.js",
        HTMX.replace(".js", ".*.js"),
        "css/app.*.css",
        "img/*.svg",
        "*.webmanifest",
    )
    files = [path for name in names for path in hashed(collected, name)]
    assert {path.suffix for path in files} == {".js", ".css", ".svg", ".webmanifest"}
    assert sum(map(sent, files)) + PAGE_LIMIT < FIRST_VISIT_LIMIT
