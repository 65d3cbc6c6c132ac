"""Measure speed, size and memory, and print one table of ratios and shares of the budgets.

usage: python -m bench

Everything runs on this machine, over loopback and in a temporary folder (the site in its own), in about five minutes. Budgets are
reported, never asserted: the status is 1 only where something could not be measured, and the last lines say what. Key presses are
real ones.
A time runs from the press until the new picture is painted. For a page the wait for the display's next tick (up to 16.7 ms, however
fast the page is) is told apart. Compare ratios, not times: they come from one run on one machine.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.appraisal import class_mode
from bench.lab import in_jupyterlab
from bench.pages import static_pages
from bench.pharmacokinetics import pharmacokinetics
from bench.process import drawing, kernel_memory, page_sizes, start_up
from bench.rows import Row
from bench.site import lighthouse, site_builds, valid_html
from bench.trials import simulated_trials
from ketamine_course.publish.chromium import HOW_TO_GET_ONE, find_browser
from ketamine_course.widgets.attended import EXPORT_VARIABLE


def printed(rows: Sequence[Row]) -> str:
    """Return the rows as plain text in columns."""
    words = {True: "ok", False: "OVER", None: ""}
    lines = [("what", "measured", "compared with", "ratio or share", "budget", ""), *((*row[:-1], words[row.within]) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def measured(section: Callable[[Path], Iterator[Row]], folder: Path, rows: list[Row]) -> str | None:
    """Add the rows of a section, as far as it comes, and return what stopped it."""
    try:
        for row in section(folder):
            rows.append(row)  # noqa: PERF402 (what was measured before a failure is kept)
    except Exception as error:
        lines = (getattr(error, "stderr", None) or str(error)).strip().splitlines() or [""]
        return f"Not measured, {section.__name__.replace('_', ' ')}: {type(error).__name__}: {lines[-1]}"
    return None


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    os.environ.pop(EXPORT_VARIABLE, None)
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    rows: list[Row] = []
    problems = [] if find_browser() else [f"Not measured, key presses in JupyterLab and in the pages: {HOW_TO_GET_ONE}."]
    sections = [
        *([] if problems else [in_jupyterlab, static_pages]),
        page_sizes,
        kernel_memory,
        start_up,
        drawing,
        pharmacokinetics,
        simulated_trials,
        class_mode,
        site_builds,
        valid_html,
        lighthouse,
    ]
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        problems += [problem for section in sections if (problem := measured(section, Path(name), rows))]
    print(printed(rows))
    print(f"Times: p50 / p95. {os.cpu_count()} cores{load}.", *problems, sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
