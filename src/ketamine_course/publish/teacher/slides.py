"""Slides of a notebook that was run in export mode: reveal.js around the notebook's own cells, with the widgets alive.

Sections lie side by side, the slides of a section below one another. A slide holds the sentence that says what to look for, and
what it speaks of: a question, a picture, or code. A picture after a longer text gets a slide of its own. One file holds the whole
notebook and, as routes through it, the lessons of its plan: the slides of the sections, questions and pictures that the plan names.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jinja2
import nbformat
import sphinx_revealjs
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from ketamine_course.publish.counted_prose import plain
from ketamine_course.publish.html_mends import with_own_ids
from ketamine_course.publish.teacher.plan_form import Plan, Step

REVEAL = Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs" / "dist"
REVEAL_FILES = ("reveal.js", "reveal.css")
PICTURE = re.compile("course-(explorable|stage)")
ASKED = re.compile(r"^ask\(\"([\w-]+)\"\)", re.MULTILINE)
OWN_SLIDE = re.compile(r"(#{1,3} |<details>)")
FOR_READERS = re.compile(r"^\*(Must|Should|Could): .*\*$", re.MULTILINE)
"""What the notebook says under a heading to readers who are short of time."""
BESIDE_A_PICTURE = 170
"""Letters that leave room for a picture; after more of them, the picture gets a slide of its own."""


@dataclass(frozen=True)
class Slide:
    """One slide: what it shows, the section it belongs to, the questions on it, whether a picture stands there, and its routes."""

    content: str
    section: str = ""
    asks: tuple[str, ...] = ()
    picture: bool = False
    opens: bool = False
    routes: tuple[int, ...] = ()

    def belongs_to(self, steps: Sequence[Step]) -> bool:
        """Return whether a lesson with these steps shows it: a question of theirs is on it, or it opens or pictures one of the sections."""
        sections_shown = {step.section for step in steps}
        asked = {name for step in steps for name in step.questions}
        return bool(asked & set(self.asks)) or (self.section in sections_shown and (self.opens or self.picture))


@dataclass(frozen=True)
class Place:
    """Where the slides of a step are: the address in the deck, and the numbers of the first and the last."""

    address: str
    first: int
    last: int


def words(source: str) -> str:
    """Return Markdown as HTML, without the signs beside headings."""
    made = re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", str(markdown2html_mistune(FOR_READERS.sub("", source))))
    return made.replace("<details>", "<details open>")


def length(content: str) -> int:
    """Return how many letters some HTML shows."""
    return len(re.sub(r"<[^>]+>", "", content))


def code(cell: nbformat.NotebookNode) -> str:
    """Return what a slide shows of a code cell: its outputs, and the code where students change it."""
    shown = ""
    if "show-code" in cell.metadata.get("tags", []):
        shown = f'<pre tabindex="0"><code>{html.escape(cell.source)}</code></pre>'
    for output in cell.outputs:
        data = output.get("data", {})
        text = output.get("text", data.get("text/plain", ""))
        shown += data["text/html"] if "text/html" in data else f'<pre tabindex="0">{html.escape(text)}</pre>'
    return shown


def _heading(source: str) -> str:
    return re.sub(r"[*_`]", "", plain(source).split("\n", 1)[0].removeprefix("## ")).strip()


def sections(notebook: nbformat.NotebookNode) -> list[list[Slide]]:
    """Return every slide, section by section."""
    found: list[list[Slide]] = [[]]
    open_slide, section = False, ""
    for cell in notebook.cells:
        markdown = cell.cell_type == "markdown"
        content = words(cell.source) if markdown else code(cell)
        if not content:
            continue
        opens = markdown and cell.source.startswith("## ")
        if opens:
            found.append([])
            open_slide, section = False, _heading(cell.source)
        asks = () if markdown else tuple(ASKED.findall(cell.source))
        picture = bool(PICTURE.search(content))
        room = not (picture and found[-1] and length(found[-1][-1].content) > BESIDE_A_PICTURE)
        if open_slide and room and not (markdown and OWN_SLIDE.match(cell.source)):
            last = found[-1][-1]
            found[-1][-1] = replace(last, content=last.content + content, asks=(*last.asks, *asks), picture=last.picture or picture)
        else:
            found[-1].append(Slide(content, section, asks, picture, opens))
        open_slide = markdown and not cell.source.startswith("<details>")
    return [slides for slides in found if slides]


def routed(found: list[list[Slide]], made: Plan) -> list[list[Slide]]:
    """Return the slides with the lessons of a plan to which each belongs."""
    return [
        [replace(slide, routes=tuple(each for each, steps in made.lessons.items() if slide.belongs_to(steps))) for slide in slides]
        for slides in found
    ]


def places(found: list[list[Slide]], minutes: int) -> dict[str, Place]:
    """Return where the slides of each section are in the deck of a lesson, whose first slide is the one that opens the deck."""
    told: dict[str, Place] = {}
    across, number = 1, 1
    for slides in found:
        kept = [slide for slide in slides if minutes in slide.routes]
        if kept:
            told[kept[0].section] = Place(f"slides.html?minutes={minutes}#/{across}", number + 1, number + len(kept))
            across, number = across + 1, number + len(kept)
    return told


def deck(notebook: nbformat.NotebookNode, template: jinja2.Template, context: dict[str, Any]) -> str:
    """Return the page with a notebook's slides: the whole notebook, and the lessons of its plan."""
    return with_own_ids(template.render(sections=routed(sections(notebook), context["plan"]), **context))
