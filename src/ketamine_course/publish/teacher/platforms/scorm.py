"""SCORM 1.2: each live page as a unit that reports completion, score and answers, and comes back as it was left.

Manifest and calls follow ADL's SCORM 1.2 Content Aggregation Model and Run-Time Environment. The page stays what it is: `scorm.js`,
put before everything else, hears of its answers and tells the platform.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ketamine_course.publish.teacher.platforms.xml_parts import document, element, zipped
from ketamine_course.widgets.question import Question

PACKAGE = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
SCRIPT = Path(__file__).with_name("scorm.js")


@dataclass(frozen=True)
class LivePage:
    """A notebook's page, and the questions that stand on it."""

    name: str
    title: str
    page: str
    questions: tuple[Question, ...]


def known(questions: Iterable[Question]) -> list[dict[str, str | bool]]:
    """Return what the script must know of each question: what is the same for every student need not be kept by the platform."""
    return [{"name": each.name, "kind": each.kind, "prompt": each.prompt, "graded": each.kind != "text"} for each in questions]


def reporting(live: LivePage, collection: str) -> str:
    """Return a live page that reports to the platform that shows it."""
    told = {"collection": collection, "page": live.name, "questions": known(live.questions)}
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    script = SCRIPT.read_text(encoding="utf-8")
    put = f'<script type="application/json" id="course-questions">{data}</script>\n<script type="module">\n{script}</script>\n</head>'
    before, end, after = live.page.partition("</head>")
    if not end:
        raise ValueError(f"page {live.name} has no head: its script cannot be put there")
    return before + put + after


def package(name: str, title: str, pages: Sequence[LivePage], collection: str) -> bytes:
    """Return the zip file with some live pages, each a unit of its own.

    Parameters
    ----------
    name, title : str
        Of the notebook, or of the whole course.
    pages : sequence of LivePage
        In their order.
    collection : str
        Under which name the browser keeps answers.

    Raises
    ------
    ValueError
        A page has no head.
    """
    units, resources, files = [], [], {}
    for live in pages:
        place = f"{live.name}.html"
        units.append(element("item", element("title", live.title), identifier=f"unit-{live.name}", identifierref=f"page-{live.name}"))
        attributes = {"identifier": f"page-{live.name}", "type": "webcontent", "adlcp:scormtype": "sco", "href": place}
        resources.append(element("resource", element("file", href=place), **attributes))
        files[place] = reporting(live, collection).encode()
    metadata = element("metadata", element("schema", "ADL SCORM"), element("schemaversion", "1.2"))
    tree = element("organizations", element("organization", element("title", title), *units, identifier="tree"), default="tree")
    root = element("manifest", metadata, tree, element("resources", *resources), identifier=f"scorm-{name}", version="1.0")
    root.set("xmlns:adlcp", ADL)
    return zipped({"imsmanifest.xml": document(root, PACKAGE), **files})
