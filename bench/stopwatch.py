"""A stopwatch in the page: from a key press until the new picture is painted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from ketamine_course.publish.chromium import OPTIONS, find_browser

LOOPBACK_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

# In the page: follows the card that belongs to the focused control, or the PNG of an interact. A card of ours may keep most of a drawing,
# or all of it: it has painted as soon as it changes and waits for nothing.
STOPWATCH = """globalThis.bench = {
  place() {
    const at = document.activeElement;
    return at.shadowRoot ? at.shadowRoot.querySelector(".card") : at.closest(".widget-interact");
  },
  async painted(picture) {
    await picture?.decode?.();
    const start = performance.now();
    const tick = await new Promise((done) => requestAnimationFrame(() => done(performance.now())));
    await scheduler.postTask(() => {}, { priority: "user-blocking" }); // right behind this frame, and before the next one of a motion
    return { painted: performance.now(), wait: tick - start };
  },
  // What the focused control says, and which one it is: one that stands at its end, or before steps that wait, stays as it is.
  control() {
    const at = document.activeElement.shadowRoot?.activeElement;
    return `${at?.id} ${at?.value} ${at?.checked}`;
  },
  follow() {
    bench.before = bench.control();
    bench.watch?.disconnect();
    const spot = bench.place(), seen = bench.seen = { pressed: 0, painted: 0, wait: 0, pictures: 0, asked: false };
    const image = () => spot.querySelector("img"), frame = spot.querySelector(".frame");
    let last = image()?.src;
    const isNew = (changes) => {
      if (!spot.matches(".card")) return image() && image().src !== last;
      const drawn = changes.some(({ type, target }) => type === "childList" && frame?.contains(target));
      return seen.pressed && (drawn || frame?.ariaBusy !== "true");
    };
    bench.first = new Promise((done, fail) => {
      setTimeout(() => fail(new Error("no new picture 15 s after a key press")), 15000);
      bench.watch = new MutationObserver(async (changes) => {
        seen.asked ||= frame?.ariaBusy === "true";
        if (!isNew(changes)) return;
        last = image()?.src;
        Object.assign(seen, await bench.painted(image()), { pictures: seen.pictures + 1 });
        done({ ...seen }); // what follows the picture, such as notes below it, is not waited for
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
    """Press a key on the focused control several times, each as soon as the last picture and a pause have passed.

    A finger rests on a key for longer than a picture takes. Were the key let go at once, Chromium would hold back every task until one more
    frame is drawn, the stopwatch's own among them, although the picture is painted.
    It ends early where a control of ours goes no further: some values wait until a question is answered.
    """
    presses = []
    for _ in range(count):
        time.sleep(pause_ms / 1000)
        page.evaluate("bench.follow()")
        page.keyboard.down(key)
        stays = page.evaluate("document.activeElement.shadowRoot !== null && bench.control() === bench.before")
        seen = None if stays else page.evaluate("bench.first")
        page.keyboard.up(key)
        if not seen:
            break
        presses.append(Press(seen["painted"] - seen["pressed"], seen["wait"], seen["asked"]))
    return presses
