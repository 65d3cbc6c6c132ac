"""Where the browser is that prints workbooks and that tests and benchmarks drive, and how it is started.

usage: python -m ketamine_course.publish.chromium

Prints its path, or how to get one; then the status is 1.
"""

import shutil
import sys
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
HOW_TO_GET_ONE = "no Chromium found: install Chromium or Chrome (Debian: apt install chromium chromium-headless-shell)"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def find_browser(*, bare: bool = False) -> str | None:
    """Return the path of a Chromium-like browser, or None.

    Parameters
    ----------
    bare
        Whether the same browser without windows, menus and profiles is preferred where it is installed: pages are drawn by the same
        engine, and opening one takes a quarter of the processor time. What is measured is measured in the whole browser.
    """
    names = (*SHELLS, *NAMES) if bare else NAMES
    candidates = [*map(shutil.which, names), *PLACES]
    return next((found for found in candidates if found and Path(found).is_file()), None)


if __name__ == "__main__":
    found = find_browser(bare=True)
    print(found or HOW_TO_GET_ONE)
    sys.exit(found is None)
