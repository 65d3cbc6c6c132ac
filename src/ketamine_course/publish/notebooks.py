"""Run the notebooks and write them back in one canonical form: the same bytes on every run; and list their hashes.

usage: python -m ketamine_course.publish.notebooks [--check] [NOTEBOOK ...]

With --check nothing is written; the notebooks whose committed outputs differ are named, and the status is 1.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

from ketamine_course import __version__
from ketamine_course.publish import shipped
from ketamine_course.table_form import TableError
from ketamine_course.widgets.attended import EXPORT_VARIABLE

NOTEBOOKS = shipped.NOTEBOOKS
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
COLOURS = re.compile(r"\x1b\[[\d;]*m")
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"},
    "ketamine_course": {"version": __version__},  # the check in notebook 00 compares it with the package
}


def executed(
    notebook: nbformat.NotebookNode, folder: Path, environment: Mapping[str, str] | None = None, *, allow_errors: bool = False
) -> nbformat.NotebookNode:
    """Return the notebook run from top to bottom in a fresh kernel, with some environment variables set for it.

    Raises
    ------
    RuntimeError
        A cell wrote a warning or an error, and errors are not allowed.
    """
    where = {"metadata": {"path": str(folder)}}
    settings: dict[str, Any] = {"kernel_name": "python3", "record_timing": False, "store_widget_state": False, "coalesce_streams": True}
    with _private() as config:
        client = NotebookClient(notebook, resources=where, config=config, allow_errors=allow_errors, **settings)
        done = client.execute(env={**os.environ, **(environment or {})})
    for cell in done.cells if not allow_errors else ():
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                raise RuntimeError(f"cell {cell.id} wrote a warning or an error:\n{output.text}")
    return done


@contextmanager
def _private() -> Iterator[Config]:
    """Let a kernel be spoken to over sockets that other users of the machine cannot reach, where there are such: over TCP it warns.

    The sockets have a folder of their own with a short path: a system allows about a hundred characters.
    """
    with TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as folder:
        over_files = {"transport": "ipc", "connection_file": str(Path(folder) / "k.json")}
        yield Config({"KernelManager": {} if sys.platform == "win32" else over_files})


def canonical(notebook: nbformat.NotebookNode) -> str:
    """Return the notebook as text without anything that changes from run to run or belongs to a running kernel."""
    notebook.metadata = nbformat.from_dict(METADATA)
    count = 0
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
            if "data" in output:
                output.data.pop(WIDGET_VIEW, None)
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
    return f"{nbformat.writes(notebook, version=4)}\n"


def rebuilt(path: Path) -> str:
    """Return what a notebook's file should hold after a fresh run.

    Raises
    ------
    RuntimeError
        A cell failed, or wrote a warning; the message names the cell and ends with what went wrong.
    """
    notebook = nbformat.read(path, as_version=4)
    try:
        return canonical(executed(notebook, path.parent, {EXPORT_VARIABLE: "0"}))
    except CellExecutionError as error:
        raise RuntimeError(_told(notebook, error)) from error


def _told(notebook: nbformat.NotebookNode, error: CellExecutionError) -> str:
    """Return where a notebook failed and why, with the steps through the code unless a table is at fault, which says where."""
    failed = (cell for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error")
    place = f"cell {next(failed).id} failed"
    if error.ename == TableError.__name__:
        return f"{place}. {error.evalue}"
    return f"{COLOURS.sub('', error.traceback).rstrip()}\n{place}. {error.ename}: {error.evalue}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("notebooks", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    stale = []
    for path in options.notebooks or sorted(NOTEBOOKS.glob("*.ipynb")):
        try:
            text = rebuilt(path)
        except RuntimeError as error:
            print(f"{error}\nStopped at {path.name}, which stays as it was.")
            return 1
        if text != path.read_text(encoding="utf-8"):
            stale.append(path.name)
            if not options.check:
                path.write_text(text, encoding="utf-8", newline="\n")
    if not options.check:
        shipped.write()
    if stale:
        print(("Outputs differ from a fresh run: " if options.check else "Rewritten: ") + ", ".join(stale))
    else:
        print("All notebooks are as a fresh run leaves them.")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
