"""Bench rows of the course site: how long it takes to build, how valid its HTML is, and what Lighthouse says.

The Nu HTML Checker and Lighthouse come from npm; where node or Java is missing, their rows say so and count as nothing.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bench.rows import Row
from ketamine_course.publish.chromium import find_browser
from ketamine_course.publish.executions import KEPT
from ketamine_course.publish.site.build import SITE
from ketamine_course.publish.site.server import served

CHECKER, LIGHTHOUSE = "vnu-jar@26", "lighthouse@12"  # the newest that run on node 18 and later
LOOKED_AT = ("index.html", "notebooks/01_mechanism_cascade.html")
CATEGORIES = ("performance", "accessibility", "best-practices")
COLD_S, WARM_S, SCORE = 180, 5, 95
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu"


def missing(*programs: str) -> str:
    """Return what is not installed, in words for a row; empty where all is there."""
    absent = [name for name in programs if shutil.which(name) is None]
    return f"skipped: no {' and no '.join(absent)} here" if absent else ""


def seconds(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "ketamine_course.publish.site.build", *arguments], check=True, capture_output=True, text=True)
    return time.perf_counter() - start


@cache
def built() -> Path:
    """Return the site as it stands after its command."""
    seconds()
    return SITE


def site_builds(_: Path) -> Iterator[Row]:
    cold = seconds("--fresh")
    notebooks = len(list(KEPT.glob("*.ipynb")))
    yield Row(
        "Site, all built anew",
        f"{cold:.0f} s",
        f"{notebooks} notebooks run",
        f"{cold / COLD_S:.0%} of budget",
        f"{COLD_S} s",
        cold <= COLD_S,
    )
    warm = seconds()
    yield Row("Site, nothing changed", f"{warm:.1f} s", "", f"{warm / WARM_S:.0%} of budget", f"{WARM_S} s", warm <= WARM_S)


def valid_html(_: Path) -> Iterator[Row]:
    what = "Site, errors of the Nu HTML Checker"
    if absent := missing("npx", "java"):
        yield Row(what, absent, "", "", "0", None)
        return
    command = ["npx", "--yes", CHECKER, "--format", "json", "--errors-only", "--skip-non-html", str(built())]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    # It reports on its error stream, and says nothing at all where nothing is wrong.
    start = done.stderr.find('{"')
    if done.returncode and start < 0:
        raise RuntimeError(done.stderr.strip() or "the checker ended without a word")
    messages = json.loads(done.stderr[start : done.stderr.rindex("}") + 1])["messages"] if start >= 0 else []
    first = messages[0]["message"] if messages else ""
    yield Row(what, str(len(messages)), f"{len(list(built().rglob('*.html')))} pages", first, "0", not messages)


def lighthouse(folder: Path) -> Iterator[Row]:
    absent, browser = missing("npx"), find_browser()
    if absent or browser is None:
        yield Row("Site, Lighthouse", absent or "skipped: no Chromium here", "", "", str(SCORE), None)
        return
    with served(built()) as address:
        for name in LOOKED_AT:
            report = folder / "lighthouse.json"
            options = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={CHROME_FLAGS}"]
            command = ["npx", "--yes", LIGHTHOUSE, f"{address}/{name}", *options, f"--only-categories={','.join(CATEGORIES)}"]
            environment = os.environ | {"CHROME_PATH": browser}
            subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
            found = json.loads(report.read_text(encoding="utf-8"))["categories"]
            scores = [round(100 * (found[category]["score"] or 0)) for category in CATEGORIES]
            words = " / ".join(map(str, scores))
            yield Row(f"Lighthouse, {name}", words, "performance / accessibility / practices", "", f"{SCORE} each", min(scores) >= SCORE)
