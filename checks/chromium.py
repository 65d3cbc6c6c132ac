"""Where the browser is that tests and benchmarks drive, and how it is started.

usage: python -m checks.chromium

Prints its path, or how to get one; then the status is 1.
"""

import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
HOW_TO_GET_ONE = "no Chromium found: install Chromium or Chrome (Debian, Ubuntu: apt install chromium)"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def find_browser() -> str | None:
    """Return the path of a Chromium-like browser, or None."""
    candidates = [*map(shutil.which, NAMES), *PLACES]
    return next((found for found in candidates if found and Path(found).is_file()), None)


if __name__ == "__main__":
    found = find_browser()
    print(found or HOW_TO_GET_ONE)
    sys.exit(found is None)
