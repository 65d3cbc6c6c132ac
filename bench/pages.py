"""Key presses in the exported pages, opened from the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.process import exported
from bench.rows import Row, Spread, spread
from bench.stopwatch import STOPWATCH, chromium, press

DISPLAY_FRAME_MS = 1000 / 60
SLOWER = 4
PAUSE_MS = 350
"""Between steps of a walk, so that each is shown as for somebody who looks at it: faster ones only swap."""
WALK = ".course-stage .walk [type=range]"
MOVED = ".course-explorable .control:has([type=range], select, [type=radio])"
COUNT_VALUES = (
    "(box) => { const n = box.querySelector('[type=range]'); return n ? +n.max + 1 : box.querySelectorAll('option, [type=radio]').length; }"
)


def static_pages(folder: Path) -> Iterator[Row]:
    with chromium() as browser:
        for path in exported(folder):
            yield from static_page(browser, path)


def static_page(browser: Browser, path: Path) -> Iterator[Row]:
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_function("document.querySelectorAll('[data-course-widget]:not([data-alive])').length === 0")
    page.evaluate(STOPWATCH)
    locked = page.get_by_role("button", name="Show me anyway")
    while locked.count():
        locked.first.click()
    if page.locator(MOVED).count():
        yield from page_presses(page, f"Page {path.stem}, key to picture", there_and_back)
    if page.locator(WALK).count():
        yield from page_presses(page, f"Page {path.stem}, key to scene", walked)
    yield Row(f"Page {path.stem}, requests", str(len(requests)), "the page itself 1", "", "1", len(requests) == 1)
    page.close()


def page_presses(page: Page, name: str, moved: Callable[[Page], tuple[Spread, Spread]]) -> Iterator[Row]:
    work, shown = moved(page)
    processor = page.context.new_cdp_session(page)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    slow, slow_shown = moved(page)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": 1})  # what is measured next on this page starts at full speed
    part, within = f"p95 {work.p95 / DISPLAY_FRAME_MS:.0%} of budget", work.p95 <= DISPLAY_FRAME_MS
    yield Row(f"{name}, n {work.n}", str(work), f"with display wait {shown}", part, f"p95 {DISPLAY_FRAME_MS:.1f} ms", within)
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


def walked(page: Page) -> tuple[Spread, Spread]:
    """Walk the first stage of a page to its end and back, twice; return times without and with the display's wait."""
    control = page.locator(WALK).first
    control.focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(500)
    last = int(control.get_attribute("max") or "1") - 1
    presses = [each for _ in range(2) for key in ("ArrowRight", "ArrowLeft") for each in press(page, key, last, PAUSE_MS)]
    return spread([each.shown - each.wait for each in presses]), spread([each.shown for each in presses])
