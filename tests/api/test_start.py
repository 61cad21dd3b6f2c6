"""A server that no program asks anything loads nothing for programs."""

import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

START = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
import django
django.setup()
from django.urls import resolve, reverse
assert reverse("api:token_list") == "/profile/tokens/"
assert resolve("/log/")
{then}
print(*sorted({{"ninja", "pydantic"}} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("then", "loaded"),
    [("", ""), ("import apps.api.views.v1", "ninja pydantic")],
    ids=["start", "first request"],
)
def test_what_is_loaded(then, loaded):
    told = subprocess.run(
        [sys.executable, "-c", START.format(then=then)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == loaded
