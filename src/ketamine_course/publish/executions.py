"""Notebooks run in export mode, kept in _build/executed until anything that they are made from changes.

Pages and site are made from the same runs. Neither Sphinx's own bookkeeping nor a notebook cache is asked whether a run is still
good: both overlook a changed module.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import nbformat

from ketamine_course.freshness import INGREDIENTS, fingerprint, one_at_a_time
from ketamine_course.places import ROOT
from ketamine_course.publish.counted_prose import plain
from ketamine_course.publish.notebooks import executed
from ketamine_course.widgets.packing import DRAFT_VARIABLE

KEPT = ROOT / "_build" / "executed"
EXPORT = {"KETAMINE_COURSE_EXPORT": "1"}


@contextmanager
def exporting() -> Iterator[None]:
    """Let what is shown in this process be self-contained HTML, until the block ends."""
    before = dict(os.environ)
    os.environ.update(EXPORT)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def exported(path: Path, *, fresh: bool = False) -> nbformat.NotebookNode:
    """Return a notebook run from top to bottom in export mode; a kept run serves unless `fresh` is wanted."""
    if fresh:
        return _run(path)
    kept = KEPT / f"{path.stem}-{fingerprint([*INGREDIENTS, path])}.ipynb"
    with one_at_a_time(KEPT / f"{path.stem}.lock"):
        if not kept.is_file():
            print(f"Running {path.name} ...", file=sys.stderr, flush=True)
            text = nbformat.writes(_run(path), version=4)
            for old in KEPT.glob(f"{path.stem}-*.ipynb"):
                old.unlink()
            partial = kept.with_suffix(".partial")
            partial.write_text(text, encoding="utf-8", newline="\n")
            partial.replace(kept)
        read: nbformat.NotebookNode = nbformat.read(kept, as_version=4)
        return read


def _run(path: Path) -> nbformat.NotebookNode:
    """Run a notebook for pages of ours: these pack all that they carry once more (`publish.packs`), so its outputs are packed lightly."""
    return run_alive(nbformat.read(path, as_version=4), path.parent, {DRAFT_VARIABLE: "1"})


def run_alive(
    notebook: nbformat.NotebookNode, folder: Path, variables: Mapping[str, str] = MappingProxyType({}), *, allow_errors: bool = False
) -> nbformat.NotebookNode:
    """Return a notebook run in export mode from a folder: its outputs live without a kernel.

    With `allow_errors` a cell that fails shows its error, as in a reader's own copy; otherwise it stops the run. `variables` are set for
    its kernel.
    """
    for cell in notebook.cells:
        cell.source = plain(cell.source)
    return executed(notebook, folder, {**EXPORT, **variables}, allow_errors=allow_errors)


def all_exported(paths: Sequence[Path], *, fresh: bool = False) -> list[nbformat.NotebookNode]:
    """Run several notebooks, as many at once as there are cores (kernels are processes; two at most: each takes 160 MB)."""
    with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        return list(pool.map(lambda path: exported(path, fresh=fresh), paths))
