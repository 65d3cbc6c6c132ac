"""Finish what Sphinx wrote: downloads, small mends of the theme for the keyboard and for readers' software, and the policy."""

import re
import shutil
from pathlib import Path

from html_mends import with_own_ids
from site_policy import write_policy
from site_sources import copy_downloads

FOLDED_CODE = re.compile(r'<summary aria-label="Toggle hidden content">\s*<p class="collapsed[^>]*>(.*?)</p>.*?</summary>', re.DOTALL)
DRAWER_BOXES_THEN_SKIP_LINK = re.compile(
    r'(<input type="checkbox" class="sidebar-toggle" name="__nav.*?)(<a class="skip-to-content.*?</a>)', re.DOTALL
)
LEFTOVERS = (".buildinfo", "objects.inv", "_sources", "_static/debug.css", "_static/skeleton.css")


def mended(page: str) -> str:
    """Return a page of the theme with its faults mended."""
    page = page.replace('<p class="caption" role="heading">', '<p class="caption">')  # a heading needs a level; this is a label
    page = FOLDED_CODE.sub(r"<summary>\1</summary>", page)  # a summary may hold no paragraphs, and its words are its name
    page = DRAWER_BOXES_THEN_SKIP_LINK.sub(r"\2\1", page)
    return with_own_ids(re.sub(r"\s*<!-- Generated with .*? -->", "", page))


def finish(site: Path) -> None:
    """Complete a built site in place."""
    for name in LEFTOVERS:
        path = site / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    copy_downloads(site)
    for path in sorted(site.rglob("*.html")):
        path.write_text(mended(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    write_policy(site)
