"""What can be measured without a browser: sizes of pages, drawing, start-up, and memory of kernels."""

from __future__ import annotations

import base64
import gzip
import importlib
import json
import os
import pkgutil
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

import ketamine_course.pictures
from bench.rows import Row, spread
from ketamine_course.publish.notebooks import NOTEBOOKS
from ketamine_course.widgets import packing
from ketamine_course.widgets.attended import EXPORT_VARIABLE
from ketamine_course.widgets.explorable import Explorable

PAGE_KB, KERNEL_MB = 250, 160

OURS_IMPORT = "from ketamine_course.pictures import mechanism_cascade"
BASE_IMPORT = "import matplotlib.figure, ipywidgets"
BARE_KERNEL = "import numpy, matplotlib.figure, ipywidgets"
CHECK_TABLES = (
    "import time; from ketamine_course import tables; t = time.perf_counter(); tables.check_all(); print(time.perf_counter() - t)"
)


@cache
def exported(folder: Path) -> list[Path]:
    """Write the pages as users do and return their paths."""
    subprocess.run(
        [sys.executable, "-m", "ketamine_course.publish.pages", "--out", folder / "pages"], check=True, capture_output=True, text=True
    )
    return sorted((folder / "pages").glob("*.html"))


def page_sizes(folder: Path) -> Iterator[Row]:
    for path in exported(folder):
        raw = path.read_bytes()
        size = len(gzip.compress(raw, compresslevel=9)) / 1000
        part = f"{size / PAGE_KB:.0%} of budget"
        yield Row(f"Page {path.stem}, gzip -9", f"{size:.0f} kB", f"raw {len(raw) / 1000:.0f} kB", part, f"{PAGE_KB} kB", size <= PAGE_KB)
        yield frames_row(raw.decode())


def frames_row(page: str) -> Row:
    """Return the line about the frames of a page: they share one pack, and what only one of them says weighs what it takes there."""
    texts = re.findall(r'data-course-pack="\w+">"([\w+/=]+)"', page)
    lines = [json.loads(line) for text in texts for line in packing.decompressed(text).split("\n")]
    # The traits of a figure hold its frames; those of its other widths follow in lines of their own.
    frames = [frames for line in lines for frames in (line.get("_frames"), line if _is_frames(line) else None) if frames]
    count, size = sum(map(len, frames)), len(base64.b64decode(packing.pack(frames))) if frames else 0
    return Row("  frames inside, compressed", f"{size / 1000:.0f} kB", f"{count} frames", f"{size / max(1, count):.0f} bytes each")


def _is_frames(line: dict[str, Any]) -> bool:
    return bool(line) and all(isinstance(each, dict) and "svg" in each for each in line.values())


def drawing(_: Path) -> Iterator[Row]:
    modules = [f"ketamine_course.pictures.{module.name}" for module in pkgutil.iter_modules(ketamine_course.pictures.__path__)]
    values = [value for module in modules for value in vars(importlib.import_module(module)).values()]
    times = []
    for source in [value for value in values if isinstance(value, Explorable)]:
        for choice in source.states():
            start = time.perf_counter()
            source.frame(choice)
            times.append((time.perf_counter() - start) * 1000)
    yield Row(f"Drawing one state, all {len(times)}", str(spread(times)), f"slowest {max(times):.0f} ms")


def run_python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def seconds(code: str) -> float:
    start = time.perf_counter()
    run_python(code)
    return time.perf_counter() - start


def start_up(_: Path) -> Iterator[Row]:
    pairs = [(seconds(OURS_IMPORT), seconds(BASE_IMPORT)) for _ in range(5)]
    ours, base = (statistics.median(column) for column in zip(*pairs, strict=True))
    yield Row("Import of the pictures", f"{ours:.2f} s", f"matplotlib, ipywidgets {base:.2f} s", f"{ours / base:.2f} x")
    tables = statistics.median(float(run_python(CHECK_TABLES)) for _ in range(5))
    yield Row("Loading and checking all tables", f"{tables * 1000:.0f} ms")


def kernel_mb(notebook: nbformat.NotebookNode) -> float:
    """Return the proportional memory of a kernel after it has run a notebook for somebody who attends, as in JupyterLab."""
    client = NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOKS)}})
    with client.setup_kernel(stderr=subprocess.DEVNULL, env=os.environ | {EXPORT_VARIABLE: "0"}):
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        process = getattr(client.km and client.km.provisioner, "pid", None)
        memory = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return int(memory.split("\nPss:")[1].split()[0]) / 1024


def kernel_memory(_: Path) -> Iterator[Row]:
    if not Path("/proc/self/smaps_rollup").exists():
        yield Row("Kernel memory", "skipped", "needs Linux's /proc")
        return
    bare = kernel_mb(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BARE_KERNEL)]))
    against = f"numpy, matplotlib, ipywidgets {bare:.0f} MB"
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        size = kernel_mb(nbformat.read(path, as_version=4))
        yield Row(
            f"Kernel after {path.stem}, PSS",
            f"{size:.0f} MB",
            against,
            f"{size / KERNEL_MB:.0%} of budget",
            f"{KERNEL_MB} MB",
            size <= KERNEL_MB,
        )
