"""Measure speed, size and memory, and print one table of ratios and shares of the budgets.

usage: python -m bench

Everything runs on this machine, over loopback and in a temporary folder (the site in its own), in about five minutes. Budgets are
reported, never asserted: the status is 1 only where something could not be measured, and the last lines say what. Key presses are
real ones.
A time runs from the press until the new picture is painted. For a page the wait for the display's next tick (up to 16.7 ms, however
fast the page is) is told apart. Compare ratios, not times: they come from one run on one machine.
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
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbclient import NotebookClient
from playwright.sync_api import Browser, Page, sync_playwright

import ketamine_course.pictures
from bench.appraisal import class_mode
from bench.pharmacokinetics import pharmacokinetics
from bench.rows import Row, Spread, spread
from bench.site import lighthouse, site_builds, valid_html
from bench.trials import simulated_trials
from checks.chromium import HOW_TO_GET_ONE, OPTIONS, find_browser
from ketamine_course.pictures.mechanism_cascade import walk
from ketamine_course.publish.notebooks import METADATA, NOTEBOOKS
from ketamine_course.widgets.embed import EXPORT_VARIABLE
from ketamine_course.widgets.explorable import Explorable

LOOPBACK_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

DISPLAY_FRAME_MS = 1000 / 60
PAGE_KB, KERNEL_MB, SLOWER = 250, 160, 4
ROUNDS, PAUSE_MS, HELD_PRESSES, HELD_MS = 3, 200, 50, 30

OURS_IMPORT = "from ketamine_course.pictures import mechanism_cascade"
BASE_IMPORT = "import matplotlib.figure, ipywidgets, pandas"
BARE_KERNEL = "import numpy, matplotlib.figure, ipywidgets"
CHECK_TABLES = (
    "import time; from ketamine_course import tables; t = time.perf_counter(); tables.check_all(); print(time.perf_counter() - t)"
)

# Each widget gets an Explorable of its own: the kernel keeps drawn frames, and a first visit must be a first visit.
LAB_SETUP = f"""%matplotlib inline
from ipywidgets import IntSlider, SelectionSlider, interact
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import Explorable
from ketamine_course.pictures.mechanism_cascade import walk
steps = list(walk.controls["step"].options)
many = Slider({{str(n): f"Press {{n}}" for n in range({HELD_PRESSES} + 1)}}, label="Step")
def round_and_round(step):
    return walk.draw(steps[int(step) % len(steps)])"""
OURS, OURS_HELD = "Explorable(walk.draw, walk.controls, walk.title)()", 'Explorable(round_and_round, {"step": many}, "Held key")()'
INTERACT = "_ = interact(lambda step: walk.draw(step).figure, step=SelectionSlider(options=steps))"
INTERACT_HELD = f"_ = interact(lambda step: round_and_round(step).figure, step=IntSlider(min=0, max={HELD_PRESSES}))"
LAB_CELLS = [LAB_SETUP, *[OURS] * 2 * ROUNDS, *[OURS_HELD] * ROUNDS, *[INTERACT] * ROUNDS, *[INTERACT_HELD] * ROUNDS]
LAB_SESSION = "globalThis.jupyterapp?.shell.currentWidget?.sessionContext"
OUR_SLIDER, INTERACT_SLIDER = "input[type=range]", ".widget-interact .noUi-handle"

# In the page: follows the picture that belongs to the focused control, an SVG of ours or the PNG of an interact.
STOPWATCH = """globalThis.bench = {
  place() {
    const at = document.activeElement;
    return at.shadowRoot ? at.shadowRoot.querySelector(".frame") : at.closest(".widget-interact");
  },
  async painted(picture) {
    await picture.decode?.();
    const start = performance.now();
    const tick = await new Promise((done) => requestAnimationFrame(() => done(performance.now())));
    await new Promise((done) => { const line = new MessageChannel(); line.port1.onmessage = done; line.port2.postMessage(0); });
    return { painted: performance.now(), wait: tick - start };
  },
  follow() {
    bench.watch?.disconnect();
    const spot = bench.place(), seen = bench.seen = { pressed: 0, painted: 0, wait: 0, pictures: 0, asked: false };
    const picture = () => spot.querySelector("svg, img");
    const identity = () => picture()?.src ?? picture();
    let last = identity();
    bench.first = new Promise((done, fail) => {
      setTimeout(() => fail(new Error("no new picture 15 s after a key press")), 15000);
      bench.watch = new MutationObserver(async () => {
        seen.asked ||= spot.hasAttribute("aria-busy");
        if (!picture() || identity() === last) return;
        last = identity();
        Object.assign(seen, await bench.painted(picture()), { pictures: seen.pictures + 1 });
        done(seen);
      });
      bench.watch.observe(spot, { subtree: true, childList: true, attributes: true });
    });
  },
};
addEventListener("keydown", (event) => { bench.seen.pressed = event.timeStamp; }, { capture: true });"""
MOVED = ".course-explorable .control:has([type=range], select, [type=radio])"
COUNT_VALUES = (
    "(box) => { const n = box.querySelector('[type=range]'); return n ? +n.max + 1 : box.querySelectorAll('option, [type=radio]').length; }"
)


class Press(NamedTuple):
    """One key press: ms to the new picture, how many of them it waited for the display, and whether the kernel was asked."""

    shown: float
    wait: float
    asked: bool


# Without a browser.


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
    packs = [base64.b64decode(text) for text in re.findall(r'"packed":"([\w+/=]+)"', page)]
    counts = [len(json.loads(gzip.decompress(pack)).get("_frames", {})) for pack in packs]
    size = sum(len(pack) for pack, count in zip(packs, counts, strict=True) if count)
    each = size / max(1, sum(counts))
    return Row("  frames inside, compressed", f"{size / 1000:.0f} kB", f"{sum(counts)} frames", f"{each:.0f} bytes each")


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
    yield Row("Import of the pictures", f"{ours:.2f} s", f"matplotlib, ipywidgets, pandas {base:.2f} s", f"{ours / base:.2f} x")
    tables = statistics.median(float(run_python(CHECK_TABLES)) for _ in range(5))
    yield Row("Loading and checking all tables", f"{tables * 1000:.0f} ms")


def kernel_mb(notebook: nbformat.NotebookNode) -> float:
    """Return the proportional memory of a live kernel after it has run a notebook."""
    client = NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOKS)}})
    with client.setup_kernel(stderr=subprocess.DEVNULL):
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        memory = Path(f"/proc/{client.km.provisioner.pid}/smaps_rollup").read_text(encoding="ascii")
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


# In the browser: pages from file://.


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*OPTIONS, LOOPBACK_ONLY])
        yield browser
        browser.close()


def press(page: Page, key: str, count: int, pause_ms: int = 0) -> list[Press]:
    """Press a key on the focused control several times, each as soon as the last picture and a pause have passed."""
    presses = []
    for _ in range(count):
        time.sleep(pause_ms / 1000)
        page.evaluate("bench.follow()")
        page.keyboard.press(key)
        seen = page.evaluate("bench.first")
        presses.append(Press(seen["painted"] - seen["pressed"], seen["wait"], seen["asked"]))
    return presses


def static_pages(folder: Path) -> Iterator[Row]:
    with chromium() as browser:
        for path in exported(folder):
            yield from static_page(browser, path)


def static_page(browser: Browser, path: Path) -> Iterator[Row]:
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    page.evaluate(STOPWATCH)
    locked = page.get_by_role("button", name="Show me anyway")
    while locked.count():
        locked.first.click()
    if page.locator(MOVED).count():
        yield from page_presses(page, f"Page {path.stem}, key to picture")
    yield Row(f"Page {path.stem}, requests", str(len(requests)), "the page itself 1", "", "1", len(requests) == 1)
    page.close()


def page_presses(page: Page, name: str) -> Iterator[Row]:
    work, shown = there_and_back(page)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    slow, slow_shown = there_and_back(page)
    part, within = f"p95 {work.p95 / DISPLAY_FRAME_MS:.0%} of budget", work.p95 <= DISPLAY_FRAME_MS
    yield Row(f"{name}, n {work.count}", str(work), f"with display wait {shown}", part, f"p95 {DISPLAY_FRAME_MS:.1f} ms", within)
    part = f"p95 {slow.p95 / DISPLAY_FRAME_MS:.1f} display frames"
    yield Row(f"  CPU {SLOWER} times slower", str(slow), f"with display wait {slow_shown}", part)


def there_and_back(page: Page) -> tuple[Spread, Spread]:
    """Move every slider and choice through its values and back; return times without and with the display's wait."""
    presses = []
    for control in page.locator(MOVED).all():
        last = control.evaluate(COUNT_VALUES) - 1
        control.locator("[type=range], select, [type=radio]:checked").first.focus()
        page.keyboard.press("Home")  # a notebook may open a picture in a state of its own choice
        page.wait_for_timeout(100)
        presses += press(page, "ArrowRight", last) + press(page, "ArrowLeft", last)
    return spread([each.shown - each.wait for each in presses]), spread([each.shown for each in presses])


# In the browser: JupyterLab.


def in_jupyterlab(folder: Path) -> Iterator[Row]:
    write_lab_folder(folder)
    with chromium() as browser, jupyterlab(folder) as address:
        page = open_in_lab(browser, address)
        yield from lab_presses(page)
        yield held_key(page)


def write_lab_folder(folder: Path) -> None:
    cells = [nbformat.v4.new_code_cell(source) for source in LAB_CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), folder / "bench.ipynb")
    settings = folder / "JUPYTERLAB_SETTINGS_DIR" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}', encoding="utf-8")


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """Run JupyterLab on a free loopback port with all its files in a folder; yield the address of the notebook there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port, token = probe.getsockname()[1], secrets.token_hex(16)
    server = ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"]
    lab = ["--no-browser", "--allow-root", "--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly"]
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")
    environment = {**os.environ, **{name: str(folder / name) for name in places}, "JUPYTER_TOKEN": token}
    command = [sys.executable, "-m", "jupyterlab", *lab, *server]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", process)
            yield f"http://127.0.0.1:{port}/lab/tree/bench.ipynb?token={token}"
        finally:
            end(process)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own loopback address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("JupyterLab did not start")


def end(process: subprocess.Popen[bytes]) -> None:
    """Let JupyterLab end its kernel and itself; a kernel whose server was killed ends on its own."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()


def open_in_lab(browser: Browser, address: str) -> Page:
    """Open the notebook, run it, and return the page once every picture is there and the first prefetching is over."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(address)
    page.wait_for_function(f"{LAB_SESSION}?.session?.kernel?.status === 'idle'", timeout=60_000)
    page.evaluate(f"{LAB_SESSION}.ready.then(() => jupyterapp.commands.execute('notebook:run-all-cells'))")
    page.locator(".frame svg").nth(3 * ROUNDS - 1).wait_for(timeout=60_000)
    page.locator(".widget-interact img").nth(2 * ROUNDS - 1).wait_for(timeout=60_000)
    page.evaluate(STOPWATCH)
    time.sleep(2)
    return page


def lab_presses(page: Page) -> Iterator[Row]:
    """Yield our times beside those of interact; their rounds take turns, so that both meet the same machine."""
    drawn, prefetched, revisited, first, again = ([] for _ in range(5))
    last = len(walk.controls["step"].states) - 1
    for number in range(ROUNDS):
        page.locator(OUR_SLIDER).nth(2 * number).focus()
        # Without a pause there is no time to prefetch; the first step is there already, so it does not count.
        drawn += [each for each in press(page, "ArrowRight", last) if each.asked]
        revisited += press(page, "ArrowLeft", last, PAUSE_MS)
        page.locator(INTERACT_SLIDER).nth(number).focus()
        first += press(page, "ArrowRight", last, PAUSE_MS)
        again += press(page, "ArrowLeft", last, PAUSE_MS)
        page.locator(OUR_SLIDER).nth(2 * number + 1).focus()
        prefetched += press(page, "ArrowRight", last, PAUSE_MS)
    late = sum(each.asked for each in prefetched)
    yield beside_interact("first visit, drawn", drawn, first, 1)
    yield beside_interact(f"first visit, prefetched ({late} late)", prefetched, first, 0.1)
    yield beside_interact("revisit", revisited, again, 0.1)


def beside_interact(what: str, ours: Sequence[Press], interact: Sequence[Press], budget: float) -> Row:
    mine, other = (spread([each.shown for each in presses]) for presses in (ours, interact))
    ratios = f"{mine.p50 / other.p50:.2f} / {mine.p95 / other.p95:.2f} x"
    words, within = f"JupyterLab, {what}, n {mine.count}", mine.p95 <= budget * other.p95
    return Row(words, str(mine), f"interact {other}", ratios, f"p95 {budget} x interact", within)


def held_key(page: Page) -> Row:
    """Hold a key on fresh widgets of both, and look whether ours end on the picture of the last state."""
    steps = walk.controls["step"].states
    wanted = walk.picture(step=steps[HELD_PRESSES % len(steps)]).description
    ours, interact, right = [], [], True
    for number in range(ROUNDS):
        ours.append(hold(page, OUR_SLIDER, 2 * ROUNDS + number))
        right &= page.evaluate("bench.place().getRootNode().querySelector('.description').textContent") == wanted
        interact.append(hold(page, INTERACT_SLIDER, ROUNDS + number))
    (mine, mine_words), (other, other_words) = summary(ours), summary(interact)
    what = f"JupyterLab, key held, {HELD_PRESSES} presses, n {ROUNDS}"
    return Row(what, mine_words, f"interact {other_words}", f"{mine / other:.2f} x", "ends on last state", right)


def hold(page: Page, slider: str, index: int) -> tuple[float, int]:
    """Press a key at a steady rate; return how many ms after the last press the last picture came, and how many there were."""
    page.locator(slider).nth(index).focus()
    page.evaluate("bench.follow()")
    start = time.perf_counter()
    for number in range(HELD_PRESSES):
        time.sleep(max(0, start + number * HELD_MS / 1000 - time.perf_counter()))
        page.keyboard.press("ArrowRight")
    page.wait_for_function("performance.now() - Math.max(bench.seen.pressed, bench.seen.painted) > 1500")
    seen = page.evaluate("bench.seen")
    return seen["painted"] - seen["pressed"], seen["pictures"]


def summary(held: Sequence[tuple[float, int]]) -> tuple[float, str]:
    """Return the median lag in milliseconds, and the same in words with the median number of pictures."""
    lag, pictures = (statistics.median(column) for column in zip(*held, strict=True))
    return lag, f"{lag:.0f} ms behind, {pictures:.0f} shown"


# The table.


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
