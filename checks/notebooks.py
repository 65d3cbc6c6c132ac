"""Hold the sources of the notebooks against what every reader needs: words for pictures, order in headings, links that say where.

usage: python -m checks.notebooks [NOTEBOOK ...]

Every fault is told with its notebook and cell; the status is 1 where there is one. The built pages are tested with axe-core beside this.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import nbformat

from checks.questions import questions_in
from ketamine_course.publish.figures import drawings
from ketamine_course.publish.notebooks import NOTEBOOKS
from ketamine_course.table_form import STILL_OPEN, TO_FILL
from ketamine_course.widgets.question import QuestionError

QUESTIONS = NOTEBOOKS.parent / "data" / "lessons" / "questions"
EMPTY_LINK_WORDS = {"here", "click here", "this", "this link", "this page", "link", "more", "read more", "see here", "source", "website"}
COLOURS = r"(?:dark |light |bright )?(?:red|blue|green|orange|magenta|violet|purple|yellow|pink|teal|grey|gray)"
MARKS = r"(?:line|curve|dot|point|bar|box|band|mark|area|arrow|cell|circle|square|cross|text|label|part|one|ones)s?"
COLOUR_ALONE = re.compile(
    rf"\b(?:(?:the|a|each|every|all) {COLOURS} {MARKS}|(?:shown|drawn|marked|printed|coloured|colored) (?:in )?{COLOURS}|in {COLOURS})\b",
    re.IGNORECASE,
)
HEADING = re.compile(r"^(#{1,6}) +(.*)$", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)[^)]*\)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(")
HTML_IMAGE = re.compile(r"<img\b[^>]*>")
MATH = re.compile(r"(?<![\\\w])\$[^$\n]+\$(?!\w)")
SHOWN = re.compile(r"\bshow\.(\w+)\b")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def prose(source: str) -> str:
    """Return Markdown without code."""
    return CODE.sub("", source)


def faults_in_text(source: str) -> Iterator[str]:
    """Yield what is wrong with the Markdown of one cell."""
    text = prose(source)
    for line in (each for each in source.splitlines() if TO_FILL in each):
        yield f"{line.strip()!r} {STILL_OPEN}"
    for words, address in LINK.findall(text):
        plain = re.sub(r"[*_`]", "", words).strip()
        if not plain or plain.lower() in EMPTY_LINK_WORDS or plain.startswith(("http://", "https://", "www.")):
            yield f"the link {plain!r} to {address} does not say where it leads"
    if any(not words.strip() for words in IMAGE.findall(text)) or any(
        not re.search(r'alt="[^"]+"', tag) for tag in HTML_IMAGE.findall(text)
    ):
        yield "a picture has no alternative text"
    for table in re.findall(r"<table\b.*?</table>", text, re.DOTALL):
        if "<th" not in table:
            yield "a table has no header cells (<th>)"
    if "<svg" in text and "<title" not in text:
        yield "a drawing has no title"
    if MATH.search(text):
        yield "a formula between $ signs shows as typed: the pages carry no MathJax; write it in words or as code"
    yield from faults_of_colour(text)


def faults_of_colour(text: str) -> Iterator[str]:
    """Yield wordings that only who sees colours can follow."""
    for match in COLOUR_ALONE.finditer(text):
        yield f"{match[0]!r} points by colour alone: name the shape, the place or the label instead"


def faults_of_order(headings: list[tuple[int, str]]) -> Iterator[str]:
    """Yield what is wrong with the headings of a whole notebook."""
    levels = [level for level, _ in headings]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "needs exactly one heading of level 1, at its start"
    for (before, _), (level, words) in pairwise(headings):
        if level > before + 1:
            yield f"heading {words!r} jumps from level {before} to {level}"
    for level, words in headings:
        if not words.strip():
            yield f"a heading of level {level} is empty"


def faults_in_outputs(cell: nbformat.NotebookNode) -> Iterator[str]:
    """Yield pictures and tables of one code cell that a listener would miss."""
    for output in cell.outputs:
        data = output.get("data", {})
        pictures = [kind for kind in data if kind.startswith("image/")]
        told = data.get("text/plain", "")
        if pictures and (len(told.split()) < 8 or told.startswith("<")):
            yield "a picture comes without words (text/plain must describe it)"
        page = data.get("text/html", "")
        if "<table" in page and "<th" not in page:
            yield "a table has no header cells (<th>)"


def faults(path: Path) -> Iterator[str]:
    """Yield every fault of a notebook and of its questions."""
    notebook = nbformat.read(path, as_version=4)
    headings: list[tuple[int, str]] = []
    for cell in notebook.cells:
        where = f"{path.name}, cell {cell.get('id', '?')}: "
        if not cell.source.strip():
            yield f"{where}empty: JupyterLab shows an invitation to type in its place"
        if cell.cell_type == "markdown":
            headings += [(len(marks), words) for marks, words in HEADING.findall(prose(cell.source))]
            yield from (where + fault for fault in faults_in_text(cell.source))
        elif cell.cell_type == "code":
            yield from (where + fault for fault in faults_in_outputs(cell))
    yield from (f"{path.name}: {fault}" for fault in faults_of_order(headings))
    yield from faults_of_questions(QUESTIONS / f"{path.stem}.yaml")


def faults_of_questions(path: Path) -> Iterator[str]:
    """Yield wordings in a file of questions that point by colour alone; a file that cannot be used is told as what it is."""
    if not path.is_file():
        return
    try:
        questions = questions_in(path)
    except QuestionError as error:
        yield from str(error).splitlines()
        return
    for name, question in questions.items():
        texts = [question.prompt, question.explanation, question.result]
        texts += [text for option in question.options for text in (option.text, option.feedback)]
        yield from (f"{path.name}, {name}: {fault}" for text in texts for fault in faults_of_colour(text))


def hidden_explorables(paths: list[Path], names: Iterable[str]) -> Iterator[str]:
    """Yield drawings that no notebook shows: their code, figures and tests would be kept for nobody."""
    shown: dict[str, set[str]] = {}
    for path in paths:
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        shown[path.stem[3:]] = {found for source in cells for found in SHOWN.findall(source)}
    for name in names:
        package, _, drawing = name.partition("-")
        if drawing not in shown.get(package, set()):
            yield f"pictures/{package}: {drawing!r} is shown by no notebook: write `show.{drawing}()` into a cell, or delete it"


def main(arguments: list[str]) -> int:
    paths = [Path(each) for each in arguments] or sorted(NOTEBOOKS.glob("*.ipynb"))
    found = [fault for path in paths for fault in faults(path)]
    if not arguments:
        found += hidden_explorables(paths, drawings())
    print("\n".join(found) if found else "Every notebook can be read without eyes for colour, by ear and in order.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
