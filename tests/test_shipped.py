"""Trust: only a notebook that was shipped and is unchanged may run scripts from its stored outputs."""

from __future__ import annotations

import shutil
import subprocess
import sys

import nbformat
import pytest
import setup
from nbformat.sign import NotebookNotary

from ketamine_course.publish import shipped

FOREIGN = nbformat.v4.new_output("execute_result", {"text/html": "<script>document.title = 'not ours'</script>"}, execution_count=1)


class TestTrust:
    def test_the_list_of_shipped_notebooks_is_fresh(self):
        assert shipped.LIST.read_text(encoding="utf-8") == shipped.listing(), (
            "run `make notebooks`, or python -m ketamine_course.publish.shipped where no output changes"
        )

    @pytest.fixture
    def folder(self, tmp_path):
        """A student's folder: one notebook as shipped, one changed, one of somebody else with a script in its stored output."""
        first, second = sorted(shipped.NOTEBOOKS.glob("*.ipynb"))[:2]
        shutil.copy(first, tmp_path)
        for source, name in ((second, second.name), (second, "99_somebody_elses.ipynb")):
            notebook = nbformat.read(source, as_version=4)
            notebook.cells.append(nbformat.v4.new_code_cell("1", outputs=[FOREIGN]))
            nbformat.write(notebook, tmp_path / name)
        return tmp_path

    def test_only_what_was_shipped_and_is_unchanged_counts(self, folder):
        assert [path.name for path in shipped.unchanged(folder)] == ["00_start_here.ipynb"]
        shutil.copy(folder / "00_start_here.ipynb", folder / "98_copy.ipynb")
        assert [path.name for path in shipped.unchanged(folder)] == ["00_start_here.ipynb"]

    def test_line_ends_that_git_wrote_on_windows_change_nothing(self, folder):
        first = folder / "00_start_here.ipynb"
        first.write_bytes(first.read_bytes().replace(b"\n", b"\r\n"))
        assert shipped.unchanged(folder) == [first]

    def test_lab_opens_with_trust_for_these_alone(self, folder, monkeypatch, tmp_path_factory):
        own = tmp_path_factory.mktemp("jupyter")
        monkeypatch.setenv("JUPYTER_DATA_DIR", str(own))
        monkeypatch.setattr(shipped, "NOTEBOOKS", folder)
        monkeypatch.setattr(shipped.unchanged, "__defaults__", (folder,))
        real = subprocess.call
        monkeypatch.setattr(subprocess, "call", lambda command, **more: 0 if "jupyterlab" in command else real(command, **more))
        assert setup.open_lab(sys.executable, []) == 0
        notary = NotebookNotary(data_dir=str(own))
        trusted = [path.name for path in sorted(folder.glob("*.ipynb")) if notary.check_signature(nbformat.read(path, as_version=4))]
        assert trusted == ["00_start_here.ipynb"]
