"""Every table outside data/appendix is read by what a learner meets: a figure, a catalogue, a model behind one, a notebook, a page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import nbformat
from conftest import ROOT

from ketamine_course.tables import package

ROOMS = ("pictures", "models", "lesson", "publish")
READERS = {"load", "rows_of", "rows_where"}
LISTS_OF_WORKS = "works"
"""A function of this name gathers only which works a notebook rests on: to list a table there does not teach it."""


def tables_in(source: str) -> set[str]:
    """Return the tables that code reads: names given as they stand to a function that loads a table."""
    return {str(call.args[0].value) for call in _calls(ast.parse(source)) if isinstance(call.args[0], ast.Constant)}


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    if isinstance(node, ast.FunctionDef) and node.name == LISTS_OF_WORKS:
        return
    if isinstance(node, ast.Call) and node.args and getattr(node.func, "attr", getattr(node.func, "id", "")) in READERS:
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _calls(child)


@cache
def read() -> set[str]:
    modules = [path.read_text(encoding="utf-8") for room in ROOMS for path in (ROOT / "src" / "ketamine_course" / room).rglob("*.py")]
    notebooks = [nbformat.read(path, as_version=4) for path in (ROOT / "notebooks").glob("*.ipynb")]
    cells = [cell.source for notebook in notebooks for cell in notebook.cells if cell.cell_type == "code"]
    return set[str]().union(*map(tables_in, [*modules, *cells]))


def test_every_table_outside_the_appendix_is_read():
    unread = {name for name, resource in package().items() if not resource["path"].startswith("appendix/")} - read()
    assert unread == set(), "teach from them, show them, or move them to data/appendix"


def test_a_comment_a_column_or_a_list_of_works_does_not_count():
    assert tables_in('rows_of("timings")\nlesson.load("claims")') == {"timings", "claims"}
    assert tables_in('# rows_of("timings")\n"""load("timings")"""\nrow["timings"]\n') == set()
    assert tables_in('def works():\n    return [row for row in rows_of("timings")]\n') == set()
