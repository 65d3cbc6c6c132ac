"""Measure speed, size and memory, and print one table of ratios and shares of the budgets.

usage: python tools/bench.py

Everything runs on this machine over loopback, in a temporary folder, and takes two to three minutes. Budgets are reported,
never asserted: the status is 1 only where something could not be measured, and the last lines say what. Key presses are real
ones; a time runs from the press to the first display frame with the new picture. Times differ from machine to machine and with
what else it does: compare ratios, taken within one run.
"""

from __future__ import annotations

import base64
import gzip
import importlib
import json
import os
import pkgutil
import re
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbclient import NotebookClient
from playwright.sync_api import Browser, Page, sync_playwright

import ketamine_course.pictures
from ketamine_course._embed import EXPORT_VARIABLE
from ketamine_course.explorable import Explorable
from ketamine_course.pictures.mechanism_cascade import walk
from notebooks import NOTEBOOKS

HEAVIEST = NOTEBOOKS / "01_mechanism_cascade.ipynb"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
NO_BROWSER = "no Chromium found; install Chromium or Chrome (Debian, Ubuntu: apt install chromium) and run this again"
BROWSER_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
LOOPBACK_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

DISPLAY_FRAME_MS = 1000 / 60
PAGE_KB, KERNEL_MB, SLOWER = 250, 160, 4
ROUNDS, PAUSE_MS, HELD_PRESSES, HELD_MS = 3, 200, 50, 30

OURS_IMPORT = "from ketamine_course.pictures import mechanism_cascade"
BASE_IMPORT = "import matplotlib.figure, ipywidgets, pandas"
BARE_KERNEL = "import numpy, matplotlib.figure, ipywidgets"
CHECK_TABLES = "import time; from ketamine_course import tables; t = time.perf_counter(); tables.check_all(); print(time.perf_counter() - t)"

# Each widget gets an Explorable of its own: the kernel keeps drawn frames, and a first visit must be a first visit.
LAB_SETUP = f"""
%matplotlib inline
from ipywidgets import IntSlider, SelectionSlider, interact
from ketamine_course.controls import Slider
from ketamine_course.explorable import Explorable
from ketamine_course.pictures.mechanism_cascade import walk
steps = list(walk.controls["step"].options)
many = Slider({{str(n): f"Press {{n}}" for n in range({HELD_PRESSES} + 1)}}, label="Step")
def round_and_round(step):
    return walk.draw(steps[int(step) % len(steps)])
"""
OURS_CELL = "Explorable(walk.draw, walk.controls, walk.title)()"
OURS_HELD_CELL = 'Explorable(round_and_round, {"step": many}, "Held key")()'
INTERACT_CELL = "_ = interact(lambda step: walk.draw(step).figure, step=SelectionSlider(options=steps))"
INTERACT_HELD_CELL = f"_ = interact(lambda step: round_and_round(step).figure, step=IntSlider(min=0, max={HELD_PRESSES}))"
LAB_CELLS = [LAB_SETUP, *[OURS_CELL] * 2 * ROUNDS, OURS_HELD_CELL, *[INTERACT_CELL] * ROUNDS, INTERACT_HELD_CELL]
OURS_SLIDER, INTERACT_SLIDER = "input[type=range]", ".widget-interact .noUi-handle"

# In the page: wait for the picture that belongs to the focused control, an SVG of ours or the PNG of an interact.
STOPWATCH = """
globalThis.bench = (() => {
  const focused = () => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at; };
  const place = () => { const root = focused().getRootNode(); return root === document ? focused().closest(".widget-interact") : root.querySelector(".frame"); };
  const picture = (spot) => spot.querySelector("svg, img");
  const identity = (image) => image && (image.src ?? image);
  const painted = async (image) => {
    await image.decode?.();
    await new Promise((done) => requestAnimationFrame(() => { const line = new MessageChannel(); line.port1.onmessage = done; line.port2.postMessage(0); }));
    return performance.now();
  };
  const watch = (spot, onPicture, onAny = () => {}) => {
    let last = identity(picture(spot));
    const observer = new MutationObserver(() => {
      onAny();
      const now = identity(picture(spot));
      if (now && now !== last) { last = now; onPicture(picture(spot)); }
    });
    observer.observe(spot, { subtree: true, childList: true, attributes: true });
    return () => observer.disconnect();
  };
  const arm = () => {
    const spot = place();
    let pressed = 0, asked = false;
    addEventListener("keydown", (event) => { pressed = event.timeStamp; }, { capture: true, once: true });
    bench.next = new Promise((done, fail) => {
      setTimeout(() => fail(new Error("no new picture 15 s after a key press")), 15000);
      const stop = watch(spot, async (image) => { stop(); const at = await painted(image); done({ ms: at - pressed, asked }); }, () => { asked ||= spot.hasAttribute("aria-busy"); });
    });
  };
  const hold = () => {
    const held = { pressed: 0, painted: 0, pictures: 0 };
    addEventListener("keydown", (event) => { held.pressed = event.timeStamp; }, { capture: true });
    watch(place(), async (image) => { held.pictures += 1; held.painted = await painted(image); });
    bench.held = held;
  };
  return { arm, hold, place };
})();
"""


class Row(NamedTuple):
    """One line of the table; `within` is None where there is no budget."""

    what: str
    measured: str
    against: str = ""
    ratio: str = ""
    budget: str = ""
    within: bool | None = None


class Press(NamedTuple):
    """One key press: milliseconds to the new picture, and whether the kernel had to be asked for it."""

    ms: float
    asked: bool


class Spread(NamedTuple):
    """The median and the 95th percentile of some times in milliseconds."""

    p50: float
    p95: float
    count: int

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f} ms"


def spread(presses: Sequence[Press]) -> Spread:
    times = [press.ms for press in presses]
    return Spread(statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[18], len(times))


def share(value: float, budget: float) -> tuple[str, bool]:
    """Return a value as a share of its budget, and whether it keeps to it."""
    return f"{value / budget:.0%} of budget", value <= budget


# --- Without a browser


def exported(folder: Path) -> list[Path]:
    """Write the pages as users do and return their paths."""
    subprocess.run([sys.executable, NOTEBOOKS.parent / "tools" / "pages.py", "--out", folder], check=True, capture_output=True)
    return sorted(folder.glob("*.html"))


def page_sizes(pages: Sequence[Path]) -> Iterator[Row]:
    for path in pages:
        raw = path.read_bytes()
        kilobytes = len(gzip.compress(raw, compresslevel=9)) / 1000
        part, within = share(kilobytes, PAGE_KB)
        yield Row(f"Page {path.stem}, gzip -9", f"{kilobytes:.0f} kB", f"raw {len(raw) / 1000:.0f} kB", part, f"{PAGE_KB} kB", within)
        yield frames_row(path.stem, raw.decode())


def frames_row(name: str, page: str) -> Row:
    packs = [base64.b64decode(text) for text in re.findall(r'"packed":"([\w+/=]+)"', page)]
    counts = {pack: len(json.loads(gzip.decompress(pack)).get("_frames", {})) for pack in packs}
    frames, size = sum(counts.values()), sum(len(pack) for pack, count in counts.items() if count)
    return Row(f"Page {name}, frames", f"{frames} frames", "compressed, each", f"{size / frames:.0f} bytes")


def explorables() -> Iterator[Explorable]:
    """Yield every explorable of every module of pictures."""
    for module in pkgutil.iter_modules(ketamine_course.pictures.__path__):
        values = vars(importlib.import_module(f"ketamine_course.pictures.{module.name}")).values()
        yield from (value for value in values if isinstance(value, Explorable))


def drawing() -> Iterator[Row]:
    times = []
    for source in explorables():
        for choice in source.states():
            start = time.perf_counter()
            source.frame(choice)
            times.append(Press((time.perf_counter() - start) * 1000, asked=True))
    result = spread(times)
    yield Row(f"Drawing one state, p50 / p95 of {result.count}", str(result), "worst state", f"{max(times).ms:.0f} ms")


def seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - start


def start_up() -> Iterator[Row]:
    pairs = [(seconds(OURS_IMPORT), seconds(BASE_IMPORT)) for _ in range(5)]
    ours, base = (statistics.median(column) for column in zip(*pairs, strict=True))
    yield Row("Import of the pictures, fresh process", f"{ours:.2f} s", f"its three libraries {base:.2f} s", f"{ours / base:.2f} x")
    tables = [subprocess.run([sys.executable, "-c", CHECK_TABLES], check=True, capture_output=True, text=True).stdout for _ in range(5)]
    yield Row("Loading and checking all tables", f"{statistics.median(map(float, tables)) * 1000:.0f} ms")


def kernel_mb(notebook: nbformat.NotebookNode) -> float:
    """Return the proportional memory of a live kernel after it has run a notebook."""
    client = NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOKS)}})
    with client.setup_kernel():
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        memory = Path(f"/proc/{client.km.provisioner.pid}/smaps_rollup").read_text(encoding="ascii")
    return int(re.search(r"^Pss:\s+(\d+) kB", memory, re.MULTILINE)[1]) / 1024


def kernel_memory() -> Iterator[Row]:
    if not Path("/proc/self/smaps_rollup").exists():
        yield Row("Kernel memory", "skipped", "needs Linux's /proc")
        return
    bare = kernel_mb(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BARE_KERNEL)]))
    heavy = kernel_mb(nbformat.read(HEAVIEST, as_version=4))
    part, within = share(heavy, KERNEL_MB)
    yield Row(f"Kernel after {HEAVIEST.stem}, PSS", f"{heavy:.0f} MB", f"imports only {bare:.0f} MB", part, f"{KERNEL_MB} MB", within)


# --- In the browser


@contextmanager
def chromium() -> Iterator[Browser]:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise FileNotFoundError(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*BROWSER_OPTIONS, LOOPBACK_ONLY])
        yield browser
        browser.close()


def press(page: Page, key: str, count: int, pause_ms: int = 0) -> list[Press]:
    """Press a key on the focused control several times, each as soon as the last picture and a pause have passed."""
    presses = []
    for _ in range(count):
        time.sleep(pause_ms / 1000)
        page.evaluate("bench.arm()")
        page.keyboard.press(key)
        presses.append(Press(**page.evaluate("bench.next")))
    return presses


def static_pages(pages: Sequence[Path]) -> Iterator[Row]:
    with chromium() as browser:
        for path in pages:
            yield from static_page(browser, path)


def static_page(browser: Browser, path: Path) -> Iterator[Row]:
    page, requests = browser.new_page(), []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    page.evaluate(STOPWATCH)
    for button in page.get_by_role("button", name="Show me anyway").all():
        button.click()
    plain = spread(there_and_back(page))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    slow = spread(there_and_back(page))
    page.close()
    frame, (part, within) = f"{DISPLAY_FRAME_MS:.1f} ms", share(plain.p95, DISPLAY_FRAME_MS)
    yield Row(f"Page {path.stem}, key to picture", str(plain), f"{plain.count} presses", part, f"p95 {frame}", within)
    yield Row(f"the same, CPU {SLOWER} times slower", str(slow), "one display frame", f"{slow.p95 / DISPLAY_FRAME_MS:.2f} x")
    yield Row("the same, requests", str(len(requests)), "the page itself", "", "1", len(requests) == 1)


def there_and_back(page: Page) -> list[Press]:
    """Move every control of every explorable through its values with the arrow keys."""
    presses = []
    for control in page.locator(".course-explorable .control").all():
        values = control.evaluate("(c) => { const n = c.querySelector('[type=range]'); return n ? Number(n.max) + 1 : c.querySelectorAll('option, [type=radio]').length; }")
        control.locator("[type=range], select, [type=radio]:checked").first.focus()
        presses += press(page, "ArrowRight", values - 1) + press(page, "ArrowLeft", values - 1)
    return presses


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """Run JupyterLab on a free loopback port, all its files in a folder, and yield the address of a path in it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    process = subprocess.Popen(lab_command(folder, port), env=lab_environment(folder, token), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", process)
        yield f"http://127.0.0.1:{port}/lab/tree/bench.ipynb?token={token}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def lab_command(folder: Path, port: int) -> list[str]:
    server = ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"]
    lab = ["--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly"]
    return [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", *server, *lab]


def lab_environment(folder: Path, token: str) -> dict[str, str]:
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")
    return {**os.environ, **{name: str(folder / name) for name in places}, "JUPYTER_TOKEN": token}


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own loopback address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("JupyterLab did not start")


def write_lab_folder(folder: Path) -> None:
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    cells = [nbformat.v4.new_code_cell(source) for source in LAB_CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "bench.ipynb")
    settings = folder / "JUPYTERLAB_SETTINGS_DIR" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}', encoding="utf-8")


def open_in_lab(browser: Browser, address: str) -> Page:
    """Open the notebook, run it, and return the page once every picture is there."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(address)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    counts = [2 * ROUNDS + 1, ROUNDS + 1]
    page.wait_for_function(
        "(wanted) => JSON.stringify(['svg', 'img'].map((kind) => bench.all(kind))) === JSON.stringify(wanted)", arg=counts, timeout=60_000
    )
    return page


def lab(folder: Path) -> Iterator[Row]:
    write_lab_folder(folder)
    with jupyterlab(folder) as address, chromium() as browser:
        page = open_in_lab(browser, address)
        yield from lab_presses(page)
        yield from lab_held(page)
