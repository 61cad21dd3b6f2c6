"""Dates as each language writes them."""

import datetime as dt
import importlib
import re

import pytest
from django.template import Context, Template
from django.utils import formats, translation

from config import messages
from tests.conftest import REPOSITORY

DAY = dt.date(2026, 11, 3)
IN_CODE = re.compile(r"(?:date_format|_date)\([^\"']*?,\s*\"([^\"]+)\"|: \"([A-Za-z ]+ Y)\"")
IN_TEMPLATE = re.compile(r"\|date:\"([^\"]+)\"")
SAME_EVERYWHERE = {"Y", "F Y", "j", "l", "D", "Y-m", "c", *formats.FORMAT_SETTINGS}


def asked_for() -> set[str]:
    code = "\n".join(p.read_text("utf-8") for p in (REPOSITORY / "apps").rglob("*.py"))
    pages = "\n".join(p.read_text("utf-8") for p in (REPOSITORY / "templates").rglob("*.html"))
    return {one or other for one, other in IN_CODE.findall(code)} | set(IN_TEMPLATE.findall(pages))


def test_formats_are_found():
    assert {"j M Y", "l j F", "j F Y"} <= asked_for()


@pytest.mark.parametrize("language", messages.translated_languages())
def test_every_format_that_is_asked_for_is_known(language):
    known = importlib.import_module(f"config.formats.{language}.formats").DATES
    assert asked_for() - SAME_EVERYWHERE - known.keys() == set()


@pytest.mark.parametrize(
    ("language", "asked", "said"),
    [
        ("en", "l j F Y", "Tuesday 3 November 2026"),
        ("de", "l j F Y", "Dienstag, 3. November 2026"),
        ("en", "j M", "3 Nov"),
        ("de", "j M", "3. Nov."),
        ("de", "F Y", "November 2026"),
    ],
)
def test_a_date_is_said_as_people_say_it(language, asked, said):
    with translation.override(language):
        assert formats.date_format(DAY, asked) == said
        template = Template(f'{{{{ day|date:"{asked}" }}}}')
        assert template.render(Context({"day": DAY})) == said
