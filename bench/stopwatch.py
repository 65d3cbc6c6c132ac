"""A stopwatch in the page: from a key press until the new picture is painted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from ketamine_course.publish.chromium import OPTIONS, find_browser

LOOPBACK_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

# In the page: follows the picture that belongs to the focused control, an SVG of ours, a scene that stays and changes, or the PNG of an
# interact.
STOPWATCH = """globalThis.bench = {
  place() {
    const at = document.activeElement;
    return at.shadowRoot ? at.shadowRoot.querySelector(".frame, figure:has(.scene)") : at.closest(".widget-interact");
  },
  async painted(picture) {
    await picture.decode?.();
    const start = performance.now();
    const tick = await new Promise((done) => requestAnimationFrame(() => done(performance.now())));
    await scheduler.postTask(() => {}, { priority: "user-blocking" }); // right behind this frame, and before the next one of a motion
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
        if (!picture() || (identity() === last && !picture().matches(".scene"))) return;
        last = identity();
        Object.assign(seen, await bench.painted(picture()), { pictures: seen.pictures + 1 });
        done(seen);
      });
      bench.watch.observe(spot, { subtree: true, childList: true, attributes: true });
    });
  },
};
addEventListener("keydown", (event) => { bench.seen.pressed = event.timeStamp; }, { capture: true });"""


class Press(NamedTuple):
    """One key press: ms to the new picture, how many of them it waited for the display, and whether the kernel was asked."""

    shown: float
    wait: float
    asked: bool


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
