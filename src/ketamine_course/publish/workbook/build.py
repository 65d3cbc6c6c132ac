"""Write each notebook as a workbook to print and write on, into _build/workbook: a tagged PDF with page numbers and bookmarks.

usage: python -m ketamine_course.publish.workbook.build [--out FOLDER] [NOTEBOOK ...]

It needs Chromium or Chrome, which prints the page, and pikepdf, which takes out what would differ from run to run. Answers, and pictures
that a prediction locks, stand at the end. A figure with a sequence has its key states side by side under it; those of a stage stand at
the end, because they may answer a question that comes later.
"""

import argparse
import ast
import html
import importlib
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from nbconvert.filters import markdown2html

from ketamine_course.lesson import discernment, question
from ketamine_course.lesson.asking import questions_of
from ketamine_course.places import ROOT
from ketamine_course.publish.counted_prose import plain
from ketamine_course.publish.notebooks import NOTEBOOKS
from ketamine_course.publish.pages import COLLECTION, FOOTER, title_and_summary
from ketamine_course.publish.teacher.platforms.items import numbered
from ketamine_course.publish.workbook.printing import BrowserMissingError, browser, printed
from ketamine_course.texts import true_minus
from ketamine_course.widgets import palette
from ketamine_course.widgets.explorable import Explorable
from ketamine_course.widgets.film import key_states
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.stage import Stage

HERE = Path(__file__).resolve().parent
WORKBOOK = ROOT / "_build" / "workbook"
ASKED = re.compile(r'^ask\("([\w-]+)"')
JUDGED = re.compile(r'^ten_claims\("([\w-]+)"')
SHOWN = re.compile(r"(?:\w+ = [^\n]*\n)*(show\.(\w+)\(.*\))$", re.DOTALL)
"""The call that shows a figure, and its name; what the figure keeps back may have a name of its own in the lines before."""
NOT_STATE = {"after", "later", "once", "about", "guesses", "chain", "build", "offers", "filters", "times", "mixtures", "experiments"}
DETAILS = re.compile(r"<details[^>]*>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
LOCAL_LINK = re.compile(r'<a [^>]*href="(?!https?:|#)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>')


@dataclass
class Book:
    """The parts of a workbook in order, and what is read only after something has been looked at."""

    parts: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)
    stages: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, kind: str, **more: Any) -> None:
        self.parts.append({"kind": kind, **more})

    def number(self, *kinds: str) -> int:
        """Return the next number of a figure."""
        return 1 + sum(part["kind"] in kinds for part in self.parts)

    def put_off(self, match: re.Match[str]) -> str:
        """Keep what a reader opens later for the end, and return what stands in its place."""
        self.notes.append({"summary": match[1].strip(), "html": match[2]})
        return f'<p><a href="#note-{len(self.notes)}">{match[1].strip()}: note {len(self.notes)} at the end.</a></p>'


def without_dead_links(page: str) -> str:
    """Return HTML for paper: links to files beside the notebook lead nowhere in a PDF."""
    return LOCAL_LINK.sub(r"\1", ANCHOR.sub("", page))


def drawing(name: str, shown: str) -> Explorable | Stage | None:
    """Return what a notebook shows by a name, unless it is a list to filter."""
    found = getattr(importlib.import_module(f"ketamine_course.pictures.{name}"), shown)
    return found if isinstance(found, Explorable | Stage) else None


def options_of(source: str) -> dict[str, Any]:
    """Return the keywords of a cell's one call; what is no plain value is there with its source."""
    call = ast.parse(source, mode="eval").body
    keywords = call.keywords if isinstance(call, ast.Call) else []
    return {each.arg: ast.literal_eval(each.value) for each in keywords if each.arg and each.arg not in NOT_STATE} | {
        each.arg: ast.unparse(each.value) for each in keywords if each.arg in NOT_STATE
    }


def figure(each: Explorable | Stage, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return a drawing as the cell asks for it: an explorable beside that in the state that shows its point, a stage as it opens.

    An explorable brings its key states along, unless some of its states wait for later questions: then it is drawn as it opens.
    """
    given = {name: value for name, value in options.items() if name not in NOT_STATE}
    waits = {"later", "once"} & set(options)
    if isinstance(each, Explorable):
        given = given if waits else {**each.sample, **given}
    elif {"chain", "build"} & set(options):
        given = {"routes": ["own"], "own": [each.check({})["at"]], **given}
    film = list(_film(each)) if isinstance(each, Explorable) and not waits else []
    return {"title": each.title, **printable(each.picture(**given)), "film": film}


def printable(picture: Picture) -> dict[str, str]:
    """Return what a figure on paper needs of a picture."""
    return {"description": picture.caption, "status": picture.status, "address": palette.address(picture.svg())}


def _film(each: Explorable | Stage) -> Iterator[dict[str, str]]:
    """Yield the key states of a drawing, small: those of an explorable, and those that a stage offers by name."""
    if isinstance(each, Explorable):
        states = [(words, each.picture(each.widths[-1], **choice)) for words, choice in key_states(each)]
        for (words, picture), text in zip(states, own_sentences([picture.description for _, picture in states]), strict=True):
            yield {"label": words, **printable(picture), "description": text}
        return
    layout = list(each.sheets())[-1]
    for words, state in each.tries.items():
        yield {"label": words, **printable(each.picture(layout, **state)), "description": each.read(state)["sentences"]["result"]}


def own_sentences(texts: Sequence[str]) -> list[str]:
    """Return each text without the sentences that all of them share: the figure's own caption has those."""
    sentences = [re.split(r"(?<=[.?!]) (?=[A-Z0-9])", text) for text in texts]
    shared = set.intersection(*map(set, sentences)) if len(texts) > 1 else set()
    return [" ".join(each for each in text if each not in shared) for text in sentences]


def _outputs(cell: nbformat.NotebookNode) -> Iterator[str]:
    """Yield what a cell that asks and shows nothing has written: lists of words and works, with everything open."""
    for output in cell.outputs:
        page = output.get("data", {}).get("text/html", "")
        if page:
            yield re.sub(r"<details([^>]*)>", r"<details open\1>", page)


def _add_form(book: Book, round_: str) -> None:
    """Add a form of claims, the first one before the course and the other one after it, and put its key off to the end."""
    names = [each.name for each in discernment.ROUNDS]
    form = list(discernment.forms().values())[names.index(round_) % 2]
    boxes = " &nbsp; ".join(f"\u25a1 {html.escape(answer)}" for answer in discernment.ANSWERS)
    claims = "".join(f"<li>{html.escape(claim.text)}<br>{boxes}</li>" for claim in form)
    key = "".join(f"<li>{html.escape(f'{claim.key}. {claim.reason} {claim.basis}')}</li>" for claim in form)
    book.notes.append({"summary": "Key to the ten claims", "html": f"<ol>{key}</ol>"})
    book.add("words", html=f'<ol>{claims}</ol><p><a href="#note-{len(book.notes)}">Key: note {len(book.notes)} at the end.</a></p>')


def read(path: Path) -> tuple[str, Book]:
    """Return a notebook's title and what its workbook holds."""
    notebook = nbformat.read(path, as_version=4)
    book = Book()
    numbers = numbered(path.stem, questions_of(path.stem).values())
    for cell in notebook.cells:
        asked, shown = ASKED.match(cell.source), SHOWN.match(cell.source)
        if cell.cell_type == "markdown":
            book.add("words", html=without_dead_links(DETAILS.sub(book.put_off, markdown2html(plain(cell.source)))))
        elif asked:
            book.add("question", number=numbers[asked[1]], asked=question(asked[1]))
        elif shown and (each := drawing(path.stem[3:], shown[2])):
            options = options_of(shown[1])
            book.add("veil" if "after" in options else "figure", number=book.number("figure", "veil"), **figure(each, options))
            if isinstance(each, Stage) and each.name not in book.stages:
                book.stages[each.name] = {"title": each.title, "film": list(_film(each))}
        elif judged := JUDGED.match(cell.source):
            _add_form(book, judged[1])
        elif cell.cell_type == "code" and not shown:
            for page in _outputs(cell):
                book.add("words", html=without_dead_links(page))
    title, _ = title_and_summary(notebook)
    return title, book


def page(path: Path) -> str:
    """Return the workbook of a notebook as one page to be printed."""
    loader = jinja2.FileSystemLoader(HERE)
    kitchen = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    kitchen.filters["true_minus"] = true_minus
    title, book = read(path)
    style = (HERE / "workbook.css").read_text(encoding="utf-8")
    held = {"parts": book.parts, "notes": book.notes, "stages": book.stages.values()}
    return kitchen.get_template("workbook.html.j2").render(title=title, style=style, collection=COLLECTION, footer=FOOTER, **held)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=WORKBOOK)
    parser.add_argument("notebooks", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    paths = [path.resolve() for path in options.notebooks] or sorted(NOTEBOOKS.glob("*.ipynb"))
    try:
        browser()  # before the work: without one there is nothing to do
        options.out.mkdir(parents=True, exist_ok=True)
        for path, content in zip(paths, printed([page(path) for path in paths]), strict=True):
            target = options.out / f"{path.stem}.pdf"
            target.write_bytes(content)
            print(f"{target}: {len(content) // 1000} kB")
    except BrowserMissingError as error:
        print(f"The workbook was not printed: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
