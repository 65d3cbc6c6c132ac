"""Write what a new notebook must have, with the places to fill in marked, and list what is still missing.

usage: python -m tools.new_notebook NAME

NAME is a number and a topic, such as 07_your_topic. Run again at any time: files that are there stay as they are.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat

from ketamine_course.places import ROOT
from ketamine_course.publish.notebooks import METADATA
from ketamine_course.table_form import TO_FILL
from ketamine_course.tables import QUESTIONS

NAME = re.compile(r"\d\d_[a-z]+(?:_[a-z]+)*")
TEMPLATES = Path(__file__).resolve().parent / "templates"
CELL = re.compile(r"^%% (markdown|code) ([\w-]+) ?([\w-]*)\n", re.MULTILINE)
SHOWN = re.compile(r"^show\.(\w+)\(", re.MULTILINE)
PACKAGE = Path("src", "ketamine_course")


def parts(name: str) -> dict[str, str]:
    """Return the file of each template for a notebook."""
    return {
        "notebook.txt": f"notebooks/{name}.ipynb",
        "questions.yaml": (Path("data") / QUESTIONS / f"{name}.yaml").as_posix(),
        "pictures.txt": (PACKAGE / "pictures" / name[3:] / "__init__.py").as_posix(),
        "plan.yaml": (PACKAGE / "publish" / "teacher" / "plans" / f"{name}.yaml").as_posix(),
    }


def text_of(template: str, name: str) -> str:
    """Return a template with the names of a notebook; a notebook's in the form that `make notebooks` gives it, not yet run."""
    names = {"NUMBER": name[:2], "NAME": name[3:], "SHORT": name[3:].replace("_", "-"), "STEM": name}
    text = re.sub("|".join(names), lambda found: names[found[0]], (TEMPLATES / template).read_text(encoding="utf-8"))
    return notebook(text) if template == "notebook.txt" else text


def notebook(text: str) -> str:
    """Return a notebook made from its template: cells that start with ``%% kind id tag``."""
    _, *pieces = CELL.split(text)
    cells = []
    for kind, identity, tag, source in zip(*[iter(pieces)] * 4, strict=True):
        make = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
        cells.append(make(source.strip(), id=identity, metadata={"tags": [tag]} if tag else {}))
    return f"{nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), version=4)}\n"


def write(name: str, root: Path) -> list[str]:
    """Write the files that are not there yet; return their paths."""
    written = []
    for template, file in parts(name).items():
        path = root / file
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text_of(template, name), encoding="utf-8", newline="\n")
            written.append(file)
    return written


def missing(name: str, root: Path) -> Iterator[str]:
    """Yield every place that is still to be filled in, and what else a notebook needs."""
    for file in parts(name).values():
        path = root / file
        if path.suffix == ".ipynb":
            for cell in nbformat.read(path, as_version=4).cells:
                yield from (f"{file}, cell {cell.id}: {line.strip()}" for line in cell.source.splitlines() if TO_FILL in line)
            continue
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        yield from (f"{file}, line {number}: {line.strip()}" for number, line in lines if TO_FILL in line)
    yield from _unmentioned(name, root)


def _unmentioned(name: str, root: Path) -> Iterator[str]:
    if name not in (root / "README.md").read_text(encoding="utf-8"):
        yield f"README.md: the list of notebooks has no row for {name}"
    if f"plan: {name}," not in (root / PACKAGE / "publish" / "teacher" / "which.yaml").read_text(encoding="utf-8"):
        yield f"{(PACKAGE / 'publish' / 'teacher' / 'which.yaml').as_posix()}: has no row for {name}"
    if not listed(name, root):
        yield f"notebooks/00_start_here.ipynb, cell road: the list has no line that begins with '{int(name[:2])}. **'"
    cells = nbformat.read(root / "notebooks" / f"{name}.ipynb", as_version=4).cells
    if not any(cell.get("outputs") for cell in cells):
        yield f"notebooks/{name}.ipynb: was not run yet: run `make notebooks`"
    shown = list(dict.fromkeys(found for cell in cells if cell.cell_type == "code" for found in SHOWN.findall(cell.source)))
    if not shown:
        yield f"notebooks/{name}.ipynb: shows no figure yet"
    for drawing in shown:
        files = [f"figures/{name[3:]}-{drawing}{ending}" for ending in (".svg", ".png")]
        yield from (f"{file}: is not there yet: run `make figures`" for file in files if not (root / file).is_file())


def listed(name: str, root: Path) -> bool:
    """Tell whether the list in notebook 00 has a line for a notebook."""
    first = nbformat.read(root / "notebooks" / "00_start_here.ipynb", as_version=4)
    return any(cell.id == "road" and f"\n{int(name[:2])}. **" in cell.source for cell in first.cells)


def main(arguments: list[str], root: Path = ROOT) -> int:
    if len(arguments) != 1 or not NAME.fullmatch(arguments[0]):
        print("Stopped: a notebook needs a number and a topic in small letters. For example: make new-notebook NAME=07_your_topic")
        return 1
    name = arguments[0]
    others = sorted(path.stem for path in (root / "notebooks").glob(f"{name[:2]}_*.ipynb") if path.stem != name)
    others += sorted(path.stem for path in (root / "notebooks").glob(f"??_{name[3:]}.ipynb") if path.stem != name)
    if others:
        print(f"Stopped: {others[0]} has this number or this topic already.")
        return 1
    for file in write(name, root):
        print(f"Written: {file}")
    found = list(missing(name, root))
    places = "1 place" if len(found) == 1 else f"{len(found)} places"
    print(
        f"Still missing: {places}, marked {TO_FILL!r} where texts are to be written."
        if found
        else f"Nothing is missing: {name}. Now run `make check-data`."
    )
    print("\n".join(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
