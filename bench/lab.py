"""Key presses in JupyterLab, beside those of `ipywidgets.interact` with the same figures."""

from __future__ import annotations

import os
import secrets
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Page

from bench.rows import Row, spread
from bench.stopwatch import STOPWATCH, Press, chromium, press
from ketamine_course.pictures.mechanism_cascade import clock
from ketamine_course.publish.notebooks import METADATA

ROUNDS, PAUSE_MS, HELD_PRESSES, HELD_MS = 3, 200, 50, 30

# Each widget gets an Explorable of its own: the kernel keeps drawn frames, and a first visit must be a first visit. One function has its
# frames on disk, as all figures have them once `make lab` has drawn them in the background.
LAB_SETUP = f"""%matplotlib inline
from pathlib import Path
from ipywidgets import IntSlider, SelectionSlider, interact
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import Explorable
from ketamine_course.widgets import frame_store
from ketamine_course.pictures.mechanism_cascade import clock
steps = list(clock.controls["until"].options)
def at(step):
    return clock.draw(step, "both")
many = Slider({{str(n): f"Press {{n}}" for n in range({HELD_PRESSES} + 1)}}, label="Step")
def round_and_round(step):
    return at(steps[int(step) % len(steps)])
def kept(step):
    return at(step)
store = frame_store.use(frame_store.FrameStore("__main__", Path("frames"), lambda: "bench"))
filled = Explorable(kept, {{"step": clock.controls["until"]}}, clock.title)
_ = store.write(filled, {{filled.key(choice): filled.frame(choice) for choice in filled.states()}})"""
OURS, OURS_KEPT, OURS_HELD = (
    'Explorable(at, {"step": clock.controls["until"]}, clock.title)()',
    'Explorable(kept, {"step": clock.controls["until"]}, clock.title)()',
    'Explorable(round_and_round, {"step": many}, "Held key")()',
)
INTERACT = "_ = interact(lambda step: at(step).figure, step=SelectionSlider(options=steps))"
INTERACT_HELD = f"_ = interact(lambda step: round_and_round(step).figure, step=IntSlider(min=0, max={HELD_PRESSES}))"
LAB_CELLS = [LAB_SETUP, *[OURS] * 2 * ROUNDS, *[OURS_KEPT] * ROUNDS, *[OURS_HELD] * ROUNDS, *[INTERACT] * ROUNDS, *[INTERACT_HELD] * ROUNDS]
LAB_SESSION = "globalThis.jupyterapp?.shell.currentWidget?.sessionContext"
OUR_SLIDER, INTERACT_SLIDER = "input[type=range]", ".widget-interact .noUi-handle"


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
    page.locator(".frame svg").nth(4 * ROUNDS - 1).wait_for(timeout=60_000)
    page.locator(".widget-interact img").nth(2 * ROUNDS - 1).wait_for(timeout=60_000)
    page.evaluate(STOPWATCH)
    time.sleep(2)
    return page


def lab_presses(page: Page) -> Iterator[Row]:
    """Yield our times beside those of interact; their rounds take turns, so that both meet the same machine."""
    drawn, kept, prefetched, revisited, first, again = ([] for _ in range(6))
    last = len(clock.controls["until"].states) - 1
    for number in range(ROUNDS):
        page.locator(OUR_SLIDER).nth(2 * number).focus()
        # Without a pause there is no time to prefetch; the first step is there already, so it does not count.
        drawn += [each for each in press(page, "ArrowRight", last) if each.asked]
        revisited += press(page, "ArrowLeft", last, PAUSE_MS)
        page.locator(OUR_SLIDER).nth(2 * ROUNDS + number).focus()
        kept += press(page, "ArrowRight", last, PAUSE_MS)
        page.locator(INTERACT_SLIDER).nth(number).focus()
        first += press(page, "ArrowRight", last, PAUSE_MS)
        again += press(page, "ArrowLeft", last, PAUSE_MS)
        page.locator(OUR_SLIDER).nth(2 * number + 1).focus()
        prefetched += press(page, "ArrowRight", last, PAUSE_MS)
    late = sum(each.asked for each in prefetched)
    yield beside_interact("first visit, drawn", drawn, first, 1)
    yield beside_interact("first visit, from disk", kept, first, 0.1)
    yield beside_interact(f"first visit, prefetched ({late} late)", prefetched, first, 0.1)
    yield beside_interact("revisit", revisited, again, 0.1)


def beside_interact(what: str, ours: Sequence[Press], interact: Sequence[Press], budget: float) -> Row:
    mine, other = (spread([each.shown for each in presses]) for presses in (ours, interact))
    ratios = f"{mine.p50 / other.p50:.2f} / {mine.p95 / other.p95:.2f} x"
    words, within = f"JupyterLab, {what}, n {mine.n}", mine.p95 <= budget * other.p95
    return Row(words, str(mine), f"interact {other}", ratios, f"p95 {budget} x interact", within)


def held_key(page: Page) -> Row:
    """Hold a key on fresh widgets of both, and look whether ours end on the picture of the last state."""
    steps = clock.controls["until"].states
    wanted = clock.picture(until=steps[HELD_PRESSES % len(steps)], group="both").description
    ours, interact, right = [], [], True
    for number in range(ROUNDS):
        ours.append(hold(page, OUR_SLIDER, 3 * ROUNDS + number))
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
