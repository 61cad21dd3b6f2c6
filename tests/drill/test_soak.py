"""A hundredth of `make soak`."""

from typing import Any

import pytest
from playwright.sync_api import BrowserType

from tests.drill.soak import Soak
from tests.drill.stack import Stack


@pytest.mark.long
def test_a_hundred_operations_under_faults(
    stack: Stack, browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> None:
    soak = Soak(stack, browser_type, browser_type_launch_args, seed=2026)
    try:
        figures = soak.run(100)
    finally:
        soak.close()
    assert figures["operations"] >= 100
    assert figures["faults"] >= 5
