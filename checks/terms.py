"""Find wordings that `terms.yaml` advises against, in everything that readers meet: notebooks, questions, plans, pages, guides, tables,
and what the code writes into figures and messages.

Words that are other people's are left alone: key phrases quoted from the texts, the texts themselves, titles of works, and ratings,
which are kept as they were given.

usage: python -m checks.terms
"""

import ast
import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import yaml

from ketamine_course.places import PACKAGE, ROOT
from ketamine_course.tables import DATA_FOLDER

TERMS = Path(__file__).with_name("terms.yaml")
PROSE = ("README.md", "CONTRIBUTING.md", "Makefile", "docs/*.md", "deploy/README.md", "data/README.md", "data/codebook.md")
PACKAGED = (
    "publish/teacher/*.yaml",
    "publish/teacher/*/*.yaml",
    "publish/*/pages/*.j2",
    "publish/teacher/templates/*.j2",
    "publish/site/cards.yaml",
)
CODE = ("src/ketamine_course/**/*.py", "checks/*.py", "tools/*.py", "deploy/*.py")
QUOTED = {"key_phrase", "known_as", "title", "sentence", "phrase"}
"""Columns that hold other people's words, or sentences copied from another place that is checked itself."""


@dataclass(frozen=True)
class Term:
    """A wording and what we write instead."""

    pattern: re.Pattern[str]
    write: str


def terms() -> list[Term]:
    """Return the list of wordings."""
    rows = yaml.safe_load(TERMS.read_text(encoding="utf-8"))
    return [Term(re.compile(row["not"], re.IGNORECASE), row["write"]) for row in rows]


def faults(text: str, place: str, known: list[Term]) -> Iterator[str]:
    """Say where in a text a wording of the list appears, and what to write."""
    for number, line in enumerate(text.splitlines(), start=1):
        for term in known:
            found = term.pattern.search(line)
            if found:
                yield f"{place}, line {number}: {found[0]!r}; write: {term.write}"


def _texts() -> Iterator[tuple[str, str]]:
    paths = [path for pattern in PROSE for path in sorted(ROOT.glob(pattern))]
    paths += [path for pattern in PACKAGED for path in sorted(PACKAGE.glob(pattern))]
    paths += sorted((DATA_FOLDER / "lessons" / "questions").glob("*.yaml"))
    for path in paths:
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells):
            if cell.cell_type == "markdown":
                yield f"notebooks/{path.name}, cell {number}", cell.source


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Yield the texts with a space in them that Python code holds, with their lines; docstrings are for whoever reads the code."""
    tree = ast.parse(source)
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value and id(node) not in documented:
            yield node.lineno, node.value


def _written_by_code() -> Iterator[tuple[str, str]]:
    for path in (path for pattern in CODE for path in sorted(ROOT.glob(pattern))):
        for number, text in literals(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(ROOT)}, text that begins in line {number}", text


def _cells() -> Iterator[tuple[str, str]]:
    for path in sorted(set(DATA_FOLDER.glob("*/*.csv")) - {DATA_FOLDER / "claims" / "ratings.csv"}):
        with path.open(encoding="utf-8", newline="") as table:
            for number, row in enumerate(csv.DictReader(table), start=2):
                for column, cell in row.items():
                    if column not in QUOTED and " " in (cell or ""):
                        yield f"{path.relative_to(DATA_FOLDER.parent)}, row {number}, column {column}", cell


def all_faults() -> list[str]:
    """Return every place where a wording of the list appears."""
    known = terms()
    return [fault for place, text in [*_texts(), *_written_by_code(), *_cells()] for fault in faults(text, place, known)]


def main() -> int:
    found = all_faults()
    print("\n".join(found) or "No wording of checks/terms.yaml was found.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
