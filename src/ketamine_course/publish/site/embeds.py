"""One figure, or the questions of one notebook, as a page to be shown inside somebody else's page.

Each page carries its code, as notebook pages do: it is one request, and it works in a sandbox without an origin, where linked modules
would be refused. A figure stands open here: whoever embeds it decides what to ask first.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from markupsafe import Markup

from ketamine_course.lesson.asking import question_files, questions_of
from ketamine_course.publish.executions import exporting
from ketamine_course.publish.figures import drawings, explorables
from ketamine_course.publish.pages import COLLECTION
from ketamine_course.publish.site import facts, sources
from ketamine_course.widgets import embed, layouts, packing
from ketamine_course.widgets.stage import Stage

FOLDER = "embeds"
TEMPLATE = "embed.html.j2"
STYLE = Path(__file__).with_name("embed.css")
PLACE = re.compile(rf' id="([^"]+)" {embed.PLACE}=')
SHOWN = re.compile(
    r'<div class="course-explorable" id="explorable-([\w-]+)".*?<script type="application/json">(.*?)</script>'
    rf"((?:{embed.LAYOUT_BLOCKS})*)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Embed:
    """One such page.

    Parameters
    ----------
    name : str
        Of its file, such as ``"mechanism_cascade-clock"``.
    title : str
        What it shows.
    notebook : Glance
        Where it comes from.
    widgets : tuple
        What a notebook cell would show, one after another.
    titled : bool
        Whether the widget shows that title itself.
    """

    name: str
    title: str
    notebook: facts.Glance
    widgets: tuple[Any, ...]
    titled: bool


def figures(glances: Sequence[facts.Glance]) -> Iterator[Embed]:
    """Yield the page of each explorable and each stage whose notebook is given."""
    notebooks = {each.name: each for each in glances}
    for name, drawing in drawings().items():
        notebook = notebooks.get(name.split("-")[0])
        if notebook:
            shown = drawing(mixtures=True) if isinstance(drawing, Stage) else drawing()
            yield Embed(name, drawing.title, notebook, (shown,), titled=True)


def question_sets(glances: Sequence[facts.Glance]) -> Iterator[Embed]:
    """Yield the page with the questions of each notebook, in the order of their file."""
    for each in glances:
        if each.stem in {path.stem for path in question_files()}:
            asked = tuple(question() for question in questions_of(each.stem).values())
            yield Embed(f"questions-{each.name}", f"Questions on {each.title}", each, asked, titled=False)


def page(shown: Embed) -> str:
    """Return the HTML of a page; its widgets must have been made for export."""
    embed.new_page()
    parts = [each._repr_mimebundle_()["text/html"] for each in shown.widgets]
    place = PLACE.search(parts[0])
    context = {
        "title": shown.title,
        "titled": shown.titled,
        "collection": COLLECTION,
        "notebook": shown.notebook,
        "place": place[1] if place else "",
        "style": Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704 - our own file
        "script": Markup(embed.frame_script()),  # noqa: S704 - our own bundle
        "widgets": Markup("\n".join(parts)),  # noqa: S704 - escaped by the widgets
    }
    return sources.templates().get_template(TEMPLATE).render(context) + "\n"


def keep_drawn(notebooks: Mapping[Path, nbformat.NotebookNode]) -> None:
    """Let explorables keep the frames that stand in notebooks that have been run for export: drawing them again takes longest of all."""
    known = explorables()
    for path, notebook in notebooks.items():
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        pages = "".join(output.get("data", {}).get("text/html", "") for output in outputs)
        for name, data, blocks in SHOWN.findall(pages):
            explorable = known.get(f"{path.stem[3:]}-{name.replace('-', '_')}")
            if explorable:
                usual = packing.unpacked(json.loads(data)["packed"])["_frames"]
                explorable.keep(usual)
                for block in embed.LAYOUT_BLOCK.finditer(blocks):
                    explorable.keep(layouts.whole(packing.unpacked(json.loads(block["text"])), usual))


def write(site: Path, glances: Sequence[facts.Glance]) -> None:
    """Write all such pages into a site that is being built."""
    folder = site / FOLDER
    folder.mkdir()
    with exporting():
        for shown in (*figures(glances), *question_sets(glances)):
            (folder / f"{shown.name}.html").write_text(page(shown), encoding="utf-8", newline="\n")
    embed.new_page()
