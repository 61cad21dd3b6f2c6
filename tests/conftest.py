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
SWITCHED_OFF = (
    # Each window's address bar keeps two web pages of its own ready, in a process of their own. Nobody
    # types into it here, and it takes as much of the machine as the page that is tested.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # What Playwright switches off and would not if its list were replaced by the lines above alone.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)

# A busy machine makes any example slow; that is no finding about the code.
settings.register_profile("levelset", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("levelset")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in tests/e2e, so that no browser test can be forgotten, and bring them in order.

    The two kinds of browser tests each need a server of their own, which takes its time to start: kept
    together, each of two workers starts one. Of each kind the long ones begin, so that none is left over.
    Otherwise the order stays as random as it is.
    """
    for item in items:
        if TESTS / "e2e" in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: (TESTS / "e2e" in item.path.parents, not is_long(item)))


def is_long(item: pytest.Item) -> bool:
    """Whether a test takes far longer than the others."""
    return item.get_closest_marker("long") is not None


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
    arguments.append(f"--disable-features={','.join(SWITCHED_OFF)}")
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {"executable_path": found, "args": arguments}


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Return axe-core's script, to be evaluated in a page by a test."""
    return (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
