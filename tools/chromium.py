"""Where the browser is that tests and benchmarks drive, and how it is started."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
HOW_TO_GET_ONE = "no Chromium found: install Chromium or Chrome (Debian, Ubuntu: apt install chromium)"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def find_browser() -> str | None:
    """Return the path of a Chromium-like browser, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)
