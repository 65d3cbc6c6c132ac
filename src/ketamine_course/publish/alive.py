"""Exports by Jupyter's own means stay alive: Lab's *Save and Export Notebook As* and plain ``jupyter nbconvert --to html``.

`AliveOutputs` is named in the Jupyter configuration that is installed with the package, so both go through it. `CoursePageExporter`
adds an entry of its own to the menu: the whole page in one file, without Lab's style sheet.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat.sign import NotebookNotary

from ketamine_course.publish import executions, shipped
from ketamine_course.publish.pages import page
from ketamine_course.widgets import embed

Notebook = nbformat.NotebookNode
Resources = dict[str, Any]
NOTHING = "data:text/javascript,//"
"""An address that loads an empty script: the stock template asks for scripts that our outputs do not need."""
NOT_TRUSTED = (
    "This notebook was changed since it was shipped and has not been run here, so it was exported as it is stored, with still figures. "
    "Run it in JupyterLab, save it, and export it again: then the figures stay interactive."
)


def is_ours(notebook: Notebook) -> bool:
    """Whether a notebook calls this package."""
    return any("ketamine_course" in cell.source for cell in notebook.cells if cell.cell_type == "code")


def is_alive(notebook: Notebook) -> bool:
    """Whether its outputs are self-contained widgets already, as after ``nbconvert --execute``."""
    return any(embed.PLACE in _html(output) for cell in notebook.cells for output in cell.get("outputs", []))


def may_run(notebook: Notebook, path: Path | None) -> bool:
    """Whether exporting may run the code: only what was shipped unchanged, or what this user ran and saved (Jupyter's own trust)."""
    if path is not None and path.resolve() in [each.resolve() for each in shipped.unchanged(path.parent)]:
        return True
    return bool(NotebookNotary().check_signature(notebook))


def _html(output: Notebook) -> str:
    return str(output.get("data", {}).get("text/html", ""))


class AliveOutputs(Preprocessor):
    """Give a notebook of this collection outputs that live without a kernel; leave any other notebook alone."""

    enabled = True

    def preprocess(self, nb: Notebook, resources: Resources) -> tuple[Notebook, Resources]:
        """Return the notebook with self-contained outputs, or with still ones where scripts are not wanted.

        Parameters
        ----------
        nb : NotebookNode
            As it is stored.
        resources : dict
            ``should_sanitize_html`` is true where the user wants no scripts; addresses of scripts are replaced in place.
        """
        if not is_ours(nb):
            return nb, resources
        if not _has_mathematics(nb):
            resources["mathjax_url"] = NOTHING
        resources["require_js_url"] = NOTHING
        if resources.get("should_sanitize_html"):
            return still(nb), resources
        if is_alive(nb):
            return nb, resources
        folder = Path(resources.get("metadata", {}).get("path") or ".")
        path = folder / f"{resources.get('metadata', {}).get('name', '')}.ipynb"
        if not may_run(nb, path if path.is_file() else None):
            nb = still(nb)
            nb.cells.insert(1, nbformat.v4.new_markdown_cell(f"*{NOT_TRUSTED}*", id="export-not-trusted"))
            return nb, resources
        return executions.run_alive(nb, folder, allow_errors=True), resources


def _has_mathematics(nb: Notebook) -> bool:
    return any("$$" in cell.source or "\\(" in cell.source for cell in nb.cells if cell.cell_type == "markdown")


def still(nb: Notebook) -> Notebook:
    """Return a notebook whose outputs are figures and words only: nothing that needs a script, and no script as text."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = [each for output in cell.outputs for each in _still(output)]
    return nb


def _still(output: Notebook) -> list[Notebook]:
    data = output.get("data")
    if data is None:
        return [output]
    words = str(data.get("text/plain", ""))
    shown = [nbformat.v4.new_output("display_data", {"image/svg+xml": data["image/svg+xml"]})] if "image/svg+xml" in data else []
    if embed.PLACE in _html(output) or "image/svg+xml" in data or any("widget" in kind for kind in data):
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in words.splitlines())
        return [*shown, nbformat.v4.new_output("display_data", {"text/html": paragraphs, "text/plain": words})]
    return [output]


class CoursePageExporter(HTMLExporter):
    """The page that `make pages` writes, as an entry in JupyterLab's menu and as ``nbconvert --to course_page``."""

    export_from_notebook = "Course page (interactive, one file)"

    def from_notebook_node(  # type: ignore[override]  # as in nbconvert's own exporters of text
        self, nb: Notebook, resources: Resources | None = None, **_: Any
    ) -> tuple[str, Resources]:
        """Return the page of a notebook; its outputs are made anew unless they are self-contained already."""
        resources = self._init_resources(resources or {})  # type: ignore[no-untyped-call]
        nb, resources = AliveOutputs().preprocess(nb.copy(), {**resources, "should_sanitize_html": False})  # type: ignore[no-untyped-call]
        return page(nb), resources
