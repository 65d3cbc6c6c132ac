"""Write each notebook as one self-contained HTML page into _build/pages: alive without a kernel and without a network.

usage: python -m ketamine_course.publish.pages [--out FOLDER] [--fresh] [NOTEBOOK ...]

With --fresh the notebooks are run again although nothing changed.
"""

import argparse
import re
import sys
from functools import cache
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from ketamine_course.places import ROOT
from ketamine_course.publish import gate, packs
from ketamine_course.publish.executions import all_exported
from ketamine_course.publish.html_mends import with_own_ids
from ketamine_course.publish.notebooks import NOTEBOOKS
from ketamine_course.widgets.embed import squeezed_css

TEMPLATES = Path(__file__).resolve().parent
COLLECTION = "Ketamine and depression: reading a contested mechanism"
FOOTER = "Critical reading, not medical advice and not a dosing guide. Text and figures: CC BY 4.0. Code: BSD-3-Clause."


def title_and_summary(notebook: nbformat.NotebookNode) -> tuple[str, str]:
    """Return a notebook's heading and its first plain paragraph."""
    first = notebook.cells[0].source
    heading = re.match(r"# (.+)", first)
    if heading is None:
        raise ValueError("the first cell must start with a heading '# ...'")
    paragraphs = [part for part in first.split("\n\n")[1:] if not part.startswith("*")]
    return heading[1], " ".join(" ".join(paragraphs).split()).replace('"', "'")


@cache
def _exporter() -> HTMLExporter:
    """Return the one exporter of all pages: its templates are compiled once."""
    return HTMLExporter(template_name="page", extra_template_basedirs=[str(TEMPLATES)], anchor_link_text="")


def page(notebook: nbformat.NotebookNode) -> str:
    """Return the page of a notebook that was run in export mode.

    Raises
    ------
    PageError
        It holds what must not be published, such as a script that is not ours.
    """
    title, summary = title_and_summary(notebook)
    style = squeezed_css((TEMPLATES / "page" / "page.css").read_text(encoding="utf-8"))
    texts = {"title": title, "summary": summary, "style": style, "collection": COLLECTION, "footer": FOOTER}
    body, _ = _exporter().from_notebook_node(notebook, resources={"page": texts})
    body = re.sub(r'<a class="anchor-link"[^>]*></a>', "", str(body))
    whole = packs.within(with_own_ids(body)).replace("<pre>", '<pre tabindex="0">')  # long lines scroll: the keyboard must reach them
    told = gate.faults(whole)
    if told:
        raise gate.PageError("\n".join(f"{title}, {fault}" for fault in told))
    return whole


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "_build" / "pages")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("notebooks", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    paths = [path.resolve() for path in options.notebooks] or sorted(NOTEBOOKS.glob("*.ipynb"))
    for path, notebook in zip(paths, all_exported(paths, fresh=options.fresh), strict=True):
        target = options.out / f"{path.stem}.html"
        target.write_text(page(notebook), encoding="utf-8", newline="\n")
        print(f"{target}: {target.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
