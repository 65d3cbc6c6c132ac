"""What machines can read of the site: each page as a schema.org LearningResource and in a line for search engines, and a sitemap where the
site's address is known.

What is said of accessibility is what the tests hold: words for every state of every picture, headings in order, everything by keyboard.
"""

import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

import nbformat
from bs4 import BeautifulSoup

from ketamine_course.places import ROOT
from ketamine_course.publish.counted_prose import plain
from ketamine_course.publish.site import facts
from ketamine_course.publish.site.settings import settings
from ketamine_course.widgets.packing import in_script

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
KINDS = {
    "glossary": "glossary",
    "data": "data dictionary",
    "references": "bibliography",
    "gallery": "gallery",
    "teachers": "guide for teachers",
}
ACCESSIBILITY: dict[str, Any] = {
    "accessMode": ["textual", "visual"],
    "accessModeSufficient": ["textual"],
    "accessibilityFeature": ["alternativeText", "longDescription", "structuralNavigation", "ARIA", "displayTransformability"],
    "accessibilityControl": ["fullKeyboardControl", "fullMouseControl"],
}
LINE = 200
"""Letters that search engines show of a description, about."""
NOT_FOR_READERS = {"search.html", "genindex.html"}
BEFORE = re.compile(r"^- \*\*Before you start:\*\*\s*(.+)", re.MULTILINE)


def _plain(text: str) -> str:
    """Return Markdown of one paragraph as plain words."""
    return " ".join(re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", text).split())


def of_every_page(chosen: Mapping[str, str]) -> dict[str, Any]:
    """Return what is true of every page."""
    cited = facts.licences()
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "inLanguage": "en",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "version": str(cited["version"]),
        "datePublished": str(cited["date-released"]),
        "author": [{"@type": "Organization", "name": each["name"]} for each in cited["authors"]],
        "keywords": list(cited["keywords"]),
        "isPartOf": {"@type": "Course", "name": cited["title"], **_at(chosen, "index.html")},
        **ACCESSIBILITY,
    }


def of_a_notebook(path: Path) -> dict[str, Any]:
    """Return what a notebook says of itself under *At a glance*: aims, minutes, and what is needed before."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = plain(cell.source)
    seen = facts.glance(path.stem, notebook)
    before = BEFORE.search("\n\n".join(cell.source for cell in notebook.cells))
    return {
        "name": seen.title,
        "description": _plain(seen.summary),
        "learningResourceType": "interactive notebook",
        "interactivityType": "active",
        "teaches": [re.sub(r"^and ", "", aim.strip()) for aim in _plain(seen.aims).rstrip(".").split(";")],
        "timeRequired": f"PT{seen.minutes}M",
        **({"competencyRequired": _plain(before[1])} if before else {}),
    }


def of_another_page(page: str, stem: str) -> dict[str, Any]:
    """Return what a page of the site says of itself: its heading, its first paragraph, its kind."""
    text = BeautifulSoup(page, "html.parser")
    heading, paragraph = text.select_one("article h1"), text.select_one("article h1 ~ p")
    words = "".join(each.get_text() for each in heading.find_all(string=True, recursive=False)) if heading else stem
    described = {"description": " ".join(paragraph.get_text().split())} if paragraph else {}
    return {"name": words.strip(), **described, "learningResourceType": KINDS.get(stem, "web page")}


def line_for_search(own: Mapping[str, Any]) -> str:
    """Return what search engines show below the title of a page: its first sentences, as many as they have room for."""
    text = str(own.get("description") or own["name"])
    whole = [text[: end.end()].rstrip() for end in re.finditer(r"[.?!](?=\s|$)", text) if end.end() <= LINE]
    return whole[-1] if whole else text if len(text) <= LINE else f"{text[: text.rindex(' ', 0, LINE)]} \u2026"


def _at(chosen: Mapping[str, str], name: str) -> dict[str, str]:
    return {"url": f"{chosen['address']}/{quote(name)}"} if chosen["address"] else {}


def describe(site: Path, chosen: Mapping[str, str] | None = None) -> None:
    """Write what machines can read into every page of a built site, and a sitemap beside them."""
    chosen = settings() if chosen is None else chosen
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    pages = [name for name in names if name not in NOT_FOR_READERS and not name.startswith("_")]
    shared = of_every_page(chosen)
    for name in pages:
        path = site / name
        text = path.read_text(encoding="utf-8")
        notebook = ROOT / "notebooks" / f"{path.stem}.ipynb"
        own = of_a_notebook(notebook) if name.startswith("notebooks/") and notebook.is_file() else of_another_page(text, path.stem)
        script = f'<script type="application/ld+json">{in_script({**shared, **own, **_at(chosen, name)})}</script>'
        head, body = text.split("</head>", 1)
        line = f'<meta name="description" content="{html.escape(line_for_search(own))}">'
        path.write_text(f"{head.rstrip()}\n{line}\n{script}\n</head>{body}", encoding="utf-8", newline="\n")
    if chosen["address"]:
        (site / "sitemap.xml").write_text(sitemap(chosen, pages), encoding="utf-8", newline="\n")


def sitemap(chosen: Mapping[str, str], pages: list[str]) -> str:
    """Return a sitemap (https://www.sitemaps.org/protocol.html); it needs whole addresses."""
    lines = "".join(f"<url><loc>{escape(_at(chosen, name)['url'])}</loc></url>\n" for name in pages)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
