"""Pages to tagged PDF by the browser that is installed; the same page gives the same bytes."""

import io
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
from playwright.sync_api import sync_playwright

from ketamine_course.publish.chromium import HOW_TO_GET_ONE, OPTIONS, find_browser

FOOT = (
    "<div style='width:100%;font-size:8pt;text-align:center;font-family:sans-serif'>"
    "<span class='pageNumber'></span> of <span class='totalPages'></span></div>"
)


class BrowserMissingError(RuntimeError):
    """There is no Chromium or Chrome to print with."""


def browser() -> str:
    """Return the path of a browser that prints.

    Raises
    ------
    BrowserMissingError
        There is none.
    """
    found = find_browser(bare=True)
    if found is None:
        raise BrowserMissingError(f"{HOW_TO_GET_ONE}, then run the same command again.")
    return found


def printed(pages: Sequence[str]) -> list[bytes]:
    """Return each page as a PDF with tags, bookmarks of its headings, and page numbers.

    It works in a thread of its own: where an event loop runs, as in a notebook, Playwright's plain calls refuse to work.
    """
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(lambda: list(_printed(pages))).result()


def _printed(pages: Sequence[str]) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=OPTIONS)
        for page in pages:
            path = Path(folder) / "page.html"
            path.write_text(page, encoding="utf-8")
            tab = chromium.new_page()
            tab.goto(path.as_uri())
            made = tab.pdf(
                prefer_css_page_size=True,
                tagged=True,
                outline=True,
                display_header_footer=True,
                header_template="<span></span>",
                footer_template=FOOT,
            )
            tab.close()
            yield stable(made)
        chromium.close()


def stable(made: bytes) -> bytes:
    """Return a PDF without the time at which it was made, and with its title shown in the window."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for name in ("/CreationDate", "/ModDate", "/Producer", "/Creator"):
            if name in pdf.docinfo:
                del pdf.docinfo[name]
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
        return buffer.getvalue()
