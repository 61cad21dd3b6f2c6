"""What every test may use, and what holds for all of them."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.support.fixtures"]

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

# A busy machine makes any example slow; that is no finding about the code.
settings.register_profile("levelset", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("levelset")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in tests/e2e, so that no browser test can be forgotten."""
    for item in items:
        if TESTS / "e2e" in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the machine's Chromium."""
    # Playwright's event loop runs in the test's thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return browser_type_launch_args | chromium_options()


def chromium_options() -> dict[str, Any]:
    """Return where the machine's Chromium is, without the sandbox where root forbids one."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    arguments = ["--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {"executable_path": found, "args": arguments}


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Return axe-core's script, to be evaluated in a page by a test."""
    return (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
