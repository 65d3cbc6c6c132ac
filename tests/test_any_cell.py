"""Every section can be entered cold: any cell runs right after the first one, whatever was run or left out in between."""

from __future__ import annotations

import ast

import nbformat
import pytest
from conftest import ROOT
from samples import some

from ketamine_course.publish.counted_prose import plain

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def run(source, names):
    """Run a cell as a notebook does, without drawing what it shows."""
    for statement in ast.parse(source).body:
        exec(compile(ast.Module([statement], []), "<cell>", "exec"), names)


def failing(notebook):
    """Return the cells that fail after the first one: the last cell goes first, so that none finds what an earlier one left in a module."""
    first, *others = [plain(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    names: dict[str, object] = {}
    run(first, names)
    found = []
    for source in reversed(others):
        try:
            run(source, dict(names))
        except Exception as error:
            found.append(f"{source.splitlines()[0]}: {type(error).__name__}: {error}")
    return found


@pytest.mark.parametrize("path", some(NOTEBOOKS, NOTEBOOKS[1:2]), ids=[path.stem[:2] for path in NOTEBOOKS])
def test_any_cell_runs_right_after_the_first(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    assert failing(nbformat.read(path, as_version=4)) == []


def test_a_cell_that_needs_another_one_is_seen():
    cells = [nbformat.v4.new_code_cell(source) for source in ("import math", "x = 1", "math.sqrt(x)")]
    assert failing(nbformat.v4.new_notebook(cells=cells)) == ["math.sqrt(x): NameError: name 'x' is not defined"]
