"""Finish what Sphinx wrote: downloads, small mends of the theme for the keyboard and for readers' software, and the policy."""

import hashlib
import json
import os
import re
import shutil
from itertools import count
from pathlib import Path
from urllib.parse import unquote

from ketamine_course.publish import gate, packs
from ketamine_course.publish.html_mends import with_own_ids
from ketamine_course.publish.site.metadata import describe
from ketamine_course.publish.site.policy import write_policy
from ketamine_course.publish.site.settings import SHARED, settings
from ketamine_course.publish.site.sources import copy_downloads
from ketamine_course.widgets import embed, palette

FOLDED_CODE = re.compile(r'<summary aria-label="Toggle hidden content">\s*<p class="collapsed[^>]*>(.*?)</p>.*?</summary>', re.DOTALL)
DRAWER_BOXES_THEN_SKIP_LINK = re.compile(
    r'(<input type="checkbox" class="sidebar-toggle" name="__nav.*?)(<a class="skip-to-content.*?</a>)', re.DOTALL
)
# What the pages do without: styles for cells that we fold ourselves and for extensions that are not here; marking the words of a search
# in the page found, which would also keep them in the reader's browser; a key for the search, which nobody could turn off (WCAG 2.2,
# 2.1.4). Together 11 kB of a page's budget, compressed.
UNUSED = re.compile(
    r'\s*<(?:link [^>]*href="[^"]*(?:mystnb\.|furo-extensions)[^>]*>'
    r"|script [^>]*(?:sphinx_highlight|doctools|documentation_options)[^>]*></script>)"
)
# It floats over what is being read, once one scrolls up: the way back stands at the end of the page instead.
FLOATING = re.compile(r'\s*<a href="#" class="back-to-top.*?</a>', re.DOTALL)
TO_TOP = '<a class="to-top" href="#">Back to top</a>'
END_OF_PAGE = '<div class="bottom-of-page">'
# The colours of code, on pages that hold none.
CODE_COLOURS = re.compile(r'\s*<link [^>]*href="[^"]*pygments\.[^>]*>')
CODE = '<div class="highlight">'
COLOUR_OF = re.compile(r"^[^\n{]*\.highlight \.(?P<token>\w+) \{[^}\n]*\}(?: /\*.*?\*/)?\n", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
TOKEN = re.compile(r'<span class="(\w+)">')
HIGHLIGHT = "const SPHINX_HIGHLIGHT_ENABLED = "
LAYOUTS = Path("_static", "layouts")
STILLS = Path("_static", "stills")
# The picture that shows where no script runs. Where one does, it is drawn over before a reader comes near, and so never fetched.
STILL = re.compile(
    rf"(?P<before><div class=\"course-explorable\"(?:(?!<script).)*?<img [^>]*?)src=\"{re.escape(palette.ADDRESS)}(?P<svg>[^\"]*)\"",
    re.DOTALL,
)
LEFTOVERS = (".buildinfo", "objects.inv", "_sources", "_static/debug.css", "_static/skeleton.css")


def mended(page: str) -> str:
    """Return a page of the theme with its faults mended."""
    page = page.replace('<p class="caption" role="heading">', '<p class="caption">')  # a heading needs a level; this is a label
    page = UNUSED.sub("", page) if "searchtools.js" not in page else page
    page = page if CODE in page else CODE_COLOURS.sub("", page)
    numbers = count(1)
    # A summary may hold no paragraphs, and its words are its name, which should be that of no other.
    page = FOLDED_CODE.sub(lambda found: f"<summary>{found[1]} {next(numbers)}</summary>", page)
    page = DRAWER_BOXES_THEN_SKIP_LINK.sub(r"\2\1", page)
    page = FLOATING.sub("", page).replace(END_OF_PAGE, f"{TO_TOP}{END_OF_PAGE}", 1)
    return with_own_ids(re.sub(r"\s*<!-- Generated with .*? -->", "", page))


def with_afresh(page: str, *, shared: bool) -> str:
    """Return a page that offers a fresh start, whether or not it holds a widget; `shared`: it is read at computers that students share."""
    page = page.replace("<html", f"<html {embed.SHARED}", 1) if shared else page
    return page if embed.begins() in page else page.replace("</body>", f"{embed.page_script()}</body>", 1)


def stills_apart(page: str, place: Path, site: Path) -> str:
    """Move still pictures of explorables into files of their own, fetched only where they are seen; return the page."""

    def apart(found: re.Match[str]) -> str:
        svg = unquote(found["svg"])
        path = site / STILLS / _name_of(svg, ".svg")
        _write(path, svg)
        return f"{found['before']}loading='lazy' src='{_from(place, path)}'"

    return STILL.sub(apart, page)


def layouts_apart(page: str, place: Path, site: Path) -> str:
    """Move the frames of a page into scripts of their own, one for each width, of which a screen loads one; return the page."""

    def keep(packed: str) -> str:
        path = site / LAYOUTS / _name_of(packed, ".js")
        _write(path, f"(globalThis.coursePacks??={{}})[{json.dumps(path.name)}]={json.dumps(packed)};\n")
        return _from(place, path)

    return packs.beside(page, keep)


def _name_of(text: str, ending: str) -> str:
    return f"{hashlib.sha256(text.encode()).hexdigest()[:16]}{ending}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _from(place: Path, path: Path) -> str:
    """Return the address of a file as a page at a place links to it."""
    return Path(os.path.relpath(path, place.parent)).as_posix()


def finish(site: Path) -> None:
    """Complete a built site in place.

    Raises
    ------
    PageError
        A page holds what must not be published.
    """
    for name in LEFTOVERS:
        path = site / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    copy_downloads(site)
    forget_searches(site / "_static" / "sphinx_highlight.js")
    shared = SHARED[settings()["shared"].lower()]
    for path in sorted(site.rglob("*.html")):
        page = with_afresh(mended(path.read_text(encoding="utf-8")), shared=shared)
        path.write_text(stills_apart(layouts_apart(page, path, site), path, site), encoding="utf-8", newline="\n")
    keep_used_colours(site)
    own = site / "_static" / "course.css"
    _write(own, COMMENT.sub("", own.read_text(encoding="utf-8")))  # written for whoever reads the source
    describe(site)
    gate.hold(site)
    write_policy(site)


def keep_used_colours(site: Path) -> None:
    """Leave in the style sheet for code the kinds of words that the site's code has: one in four."""
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    used = {token for page in pages if CODE in page for token in TOKEN.findall(page)}
    sheet = site / "_static" / "pygments.css"
    _write(sheet, COLOUR_OF.sub(lambda found: found[0] if found["token"] in used else "", sheet.read_text(encoding="utf-8")))


def forget_searches(script: Path) -> None:
    """Keep the search page from storing what was searched for: the site says that it stores nothing.

    Raises
    ------
    ValueError
        Sphinx has changed its script.
    """
    text = script.read_text(encoding="utf-8")
    if f"{HIGHLIGHT}true" not in text:
        raise ValueError(f"{script.name} holds no line '{HIGHLIGHT}true': look how this version of Sphinx keeps searched words")
    script.write_text(text.replace(f"{HIGHLIGHT}true", f"{HIGHLIGHT}false"), encoding="utf-8", newline="\n")
