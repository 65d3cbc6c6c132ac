"""What all tests share: the browser, the exported pages, and how notebooks are compared on other platforms."""

from __future__ import annotations

import gc
import os
import platform
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import browser
import pytest
import surroundings
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from ketamine_course.freshness import one_at_a_time
from ketamine_course.publish.chromium import HOW_TO_GET_ONE, OPTIONS, find_browser

surroundings.keep_bytecode()  # read before the workers start, and so by them, by kernels and by every command that a test runs
os.environ.setdefault("KETAMINE_COURSE_EXPORT", "0")  # as in JupyterLab; tests of pages say otherwise
os.environ["KETAMINE_COURSE_FRAMES"] = "off"  # what is tested is drawn, not read from what was drawn before
settings.register_profile("course", deadline=None)  # how long an example takes says how busy a computer is
settings.load_profile("course")
ROOT = Path(__file__).resolve().parent.parent
COMMITTED_ON = ("Linux", "x86_64")


def pytest_configure(config):
    # The same picture may differ in its last digits elsewhere: there, pictures are left out of the comparison, never text.
    if (platform.system(), platform.machine()) != COMMITTED_ON and hasattr(config.option, "nbval_sanitize_with"):
        config.option.nbval_sanitize_with = str(ROOT / "tests" / "pictures.cfg")


def pytest_collection_finish():
    """Leave all that is loaded by now out of garbage collections: they take a sixth of the time of drawing, and find nothing there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


FIRST = ("test_site.py", "test_lab.py", "test_pages.py", "test_alive.py", "test_teacher.py", "test_rows.py", "test_check_data.py", ".ipynb")
"""Files that take long: what begins last should be short, so that no worker waits for the other in the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with what takes longest."""
    items.sort(key=lambda item: next((place for place, name in enumerate(FIRST) if item.path.name.endswith(name)), len(FIRST)))


def pytest_xdist_make_scheduler(config, log):
    """One worker runs a whole file (a notebook's cells share a kernel); explorables and looks go to whichever worker is free."""

    class ByFileOrExplorable(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
        def _split_scope(self, nodeid):
            apart = "[" in nodeid and ("test_pictures.py" in nodeid or "on_any_page" in nodeid)
            return nodeid.rsplit("[", 1)[-1] if apart else nodeid.split("::", 1)[0]

    return ByFileOrExplorable(config, log)


@pytest.fixture(scope="session")
def chromium():
    """A running headless browser; without one the test is skipped, except where CI promises one."""
    path = find_browser(bare=True)
    if path is None:
        assert not os.environ.get("CI"), "CI must install Chromium before the tests"
        pytest.skip(HOW_TO_GET_ONE)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def export(tmp_path_factory):
    """Return a function that exports a notebook by the command that users run: once in a session, whichever worker asks first.

    A whole run wants the pages of all notebooks sooner or later, so there one command makes all of them.
    """
    base, in_a_whole_run = tmp_path_factory.getbasetemp(), "PYTEST_XDIST_WORKER" in os.environ
    folder = (base.parent if in_a_whole_run else base) / "pages"

    @cache
    def page(name):
        made, done = folder / f"{name}.html", folder / f"{'all' if in_a_whole_run else name}.done"
        with one_at_a_time(folder / "pages.lock"):
            if not done.is_file():
                asked = [] if in_a_whole_run else [ROOT / "notebooks" / f"{name}.ipynb"]
                command = [sys.executable, "-m", "ketamine_course.publish.pages", "--out", folder, *asked]
                subprocess.run(command, check=True, capture_output=True, text=True)
                done.touch()
        return made

    return page


@pytest.fixture
def visit(chromium, address):
    """Open the page; afterwards, nothing may have gone wrong on it and nothing may have been fetched."""
    opened = []

    def go(scripts=True, **options):
        context = chromium.new_context(java_script_enabled=scripts, **options)
        page = context.new_page()
        requests, errors = [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
        page.goto(address)
        if scripts:
            browser.alive(page)
        opened.append((context, requests, errors))
        return page

    yield go
    for context, requests, errors in opened:
        context.close()
        assert requests == [address]
        assert errors == []


@pytest.fixture
def data_copy(tmp_path):
    """A copy of the data folder that a test may damage."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture(scope="session")
def site():
    """The folder of the course site, made by the command that users run."""
    from ketamine_course.publish.site import build

    done = subprocess.run([sys.executable, "-m", "ketamine_course.publish.site.build"], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return build.SITE
