#!/usr/bin/env python3
"""Takes the README's screenshots of a site of its own, in a folder that is thrown away.

make screenshots
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent
IMAGES = REPOSITORY / "docs" / "images"
LARGEST_BYTES = 250_000
START_SECONDS = 120.0
MOST_STEPS = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def main() -> None:
    """Take every screenshot."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with running_site() as site, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = sam(browser, site, width=1280, height=800, scheme="light")
        take(page, "today.png")
        page = sam(browser, site, width=390, height=844, scheme="dark")
        page.locator("#today-start").click()
        page.wait_for_url("**/play/")
        walk_to_the_second_side(page)
        take(page, "session-dark.png")
        browser.close()


@contextlib.contextmanager
def running_site() -> Iterator[str]:
    """Serve from an empty folder on a free port, and leave nothing behind."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="levelset-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE"}
        } | {"LEVELSET_DATA": f"{folder}/data"}
        server = subprocess.Popen(  # noqa: S603 (ourselves)
            [sys.executable, "-m", "config.run", "--port", str(port)],
            cwd=REPOSITORY,
            env=environment,
        )
        try:
            wait_for(f"{site}/health/", server)
            yield site
        finally:
            server.terminate()
            server.wait(timeout=20)
            subprocess.run(
                [sys.executable, "-m", "config.embedded.keeper", "stop"],
                cwd=REPOSITORY,
                env=environment,
                check=False,
            )


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(URLError, TimeoutError), urlopen(address, timeout=4):  # noqa: S310 (our own address)
            return
        time.sleep(0.2)
    sys.exit(f"{address} does not answer.")


def sam(browser: Browser, site: str, *, width: int, height: int, scheme: str) -> Page:
    """Return Today as a visitor's copy of the sample athlete sees it."""
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.set_default_timeout(60_000)
    page.goto(site)
    page.locator("#try-demo").click()
    page.wait_for_url("**/today/")
    return page


def walk_to_the_second_side(page: Page) -> None:
    """Go through the stretches at the head of the session, and through the first loaded set of one side."""
    for _step in range(MOST_STEPS):
        loaded = page.locator("#player-load").count()
        if loaded:
            page.locator("#player-rir_2").check()
        form = page.locator("#player-form")
        step = form.get_attribute("data-step") or ""
        page.locator("#player-done").click()
        expect(form).not_to_have_attribute("data-step", step)
        if loaded:
            return
    sys.exit("The session holds no loaded set.")


def take(page: Page, name: str) -> None:
    """Keep what the page shows, unless it is too large for a README."""
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    path = IMAGES / name
    page.screenshot(path=path)
    size = path.stat().st_size
    sys.stdout.write(f"{path.relative_to(REPOSITORY)}: {size / 1000:.0f} kB\n")
    if size > LARGEST_BYTES:
        sys.exit(f"{name} is larger than {LARGEST_BYTES / 1000:.0f} kB.")


if __name__ == "__main__":
    main()
