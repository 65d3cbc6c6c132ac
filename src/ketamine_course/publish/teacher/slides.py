"""Slides of a notebook that was run in export mode: reveal.js around the notebook's own cells, with the widgets alive.

Sections lie side by side, the slides of a section below one another. A slide holds the sentence that says what to look for, and
what it speaks of: a question, a picture, or code. A picture after a longer text gets a slide of its own.
"""

import html
import re
from pathlib import Path

import jinja2
import nbformat
import sphinx_revealjs
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from ketamine_course.publish.html_mends import with_own_ids

REVEAL = Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs" / "dist"
REVEAL_FILES = ("reveal.js", "reveal.css")
PICTURE = re.compile("course-(explorable|stage)")
OWN_SLIDE = re.compile(r"(#{1,3} |<details>)")
BESIDE_A_PICTURE = 170
"""Letters that leave room for a picture; after more of them, the picture gets a slide of its own."""


def words(source: str) -> str:
    """Return Markdown as HTML, without the signs beside headings."""
    made = re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", str(markdown2html_mistune(source)))
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


def sections(notebook: nbformat.NotebookNode) -> list[list[str]]:
    """Return the HTML of every slide, section by section."""
    found: list[list[str]] = [[]]
    open_slide = False
    for cell in notebook.cells:
        markdown = cell.cell_type == "markdown"
        content = words(cell.source) if markdown else code(cell)
        if not content:
            continue
        if markdown and cell.source.startswith("## "):
            found.append([])
            open_slide = False
        room = not (PICTURE.search(content) and found[-1] and length(found[-1][-1]) > BESIDE_A_PICTURE)
        if open_slide and room and not (markdown and OWN_SLIDE.match(cell.source)):
            found[-1][-1] += content
        else:
            found[-1].append(content)
        open_slide = markdown and not cell.source.startswith("<details>")
    return [slides for slides in found if slides]


def deck(notebook: nbformat.NotebookNode, title: str, template: jinja2.Template) -> str:
    """Return the page with a notebook's slides."""
    return with_own_ids(template.render(title=title, sections=sections(notebook)))
