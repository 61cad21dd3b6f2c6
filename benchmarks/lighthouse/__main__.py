"""Lighthouse on the log page, as the sample athlete sees it, served as others would get it.

Run ``make bench-lighthouse``. A phone is simulated (Lighthouse's own default: slow 4G, a slow
processor); each page is measured three times and the lowest score of each category counts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.http.surroundings import own_surroundings

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
INSTALLED = ROOT / ".tools" / "lighthouse"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu"
WANTED = 95
AIDS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "total-byte-weight",
)
WHY = ("layout-shifts", "largest-contentful-paint-element")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse", description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--port", type=int, default=8117)
    parser.add_argument("--details", action="store_true", help="name what costs points")
    parser.add_argument("pages", nargs="*", default=["/log/"])
    options = parser.parse_args()
    _install()
    with own_surroundings():
        return _measure(options)


def _install() -> None:
    wanted = (HERE / "package-lock.json").read_bytes()
    if (INSTALLED / "node_modules").exists() and (
        INSTALLED / "package-lock.json"
    ).read_bytes() == wanted:
        return
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, INSTALLED / name)
    environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
    npm = shutil.which("npm", path=f"{os.environ['PATH']}:{ROOT / '.tools/node/bin'}") or "npm"
    subprocess.run([npm, "ci", "--silent"], cwd=INSTALLED, env=environment, check=True)  # noqa: S603


def _measure(options: argparse.Namespace) -> int:
    import django  # noqa: PLC0415 (after the environment is set)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks.http.servers import Server  # noqa: PLC0415
    from benchmarks.lighthouse.visitor import COOKIE, signed_in_cookie  # noqa: PLC0415
    from config.prepare import prepare  # noqa: PLC0415

    prepare()
    call_command("collectstatic", interactive=False, verbosity=0)
    visitor = {COOKIE: signed_in_cookie()}
    lowest = 100
    with Server("benchmarks.lighthouse.visitor:application", options.port, "/health/", **visitor):
        for page in options.pages:
            url = f"http://localhost:{options.port}{page}"
            reports = [_report(url) for _ in range(options.runs)]
            lowest = min(lowest, _print(page, reports, details=options.details))
    return int(lowest < WANTED)


def _report(url: str) -> dict[str, Any]:
    browser = next(filter(None, map(shutil.which, BROWSERS)), "")
    command = ["node", str(INSTALLED / "node_modules/lighthouse/cli/index.js"), url, "--quiet"]
    command += [f"--chrome-flags={FLAGS}", "--output=json"]
    done = subprocess.run(  # noqa: S603 (what the lockfile names)
        command,
        env=os.environ
        | {"CHROME_PATH": browser, "PATH": f"{os.environ['PATH']}:{ROOT / '.tools/node/bin'}"},
        capture_output=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _print(page: str, reports: list[dict[str, Any]], *, details: bool) -> int:
    kinds = reports[0]["categories"]
    scores = {k: [round(100 * r["categories"][k]["score"]) for r in reports] for k in kinds}
    print(f"\n{page}, {len(reports)} runs, Lighthouse {reports[0]['lighthouseVersion']}")
    for kind, values in scores.items():
        print(f"  {kinds[kind]['title']:<16} {min(values):>3}  ({', '.join(map(str, values))})")
    audits = reports[0]["audits"]
    print(
        "  "
        + ", ".join(
            f"{audits[a]['title']}: {audits[a]['displayValue']}"
            for a in AIDS
            if "displayValue" in audits[a]
        )
    )
    if details:
        for name, audit in audits.items():
            if (audit["score"] or 0) < 1 and (audit["score"] is not None or name in WHY):
                items = json.dumps(audit.get("details", {}).get("items", []))[:600]
                print(f"  - {name} {audit['score']}: {audit.get('displayValue', '')} {items}")
    return min(min(values) for values in scores.values())


if __name__ == "__main__":
    sys.exit(main())
