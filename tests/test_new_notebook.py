"""`make new-notebook`: what a notebook must have is written, runs, and asks to be filled in."""

from __future__ import annotations

import shutil
import subprocess
import sys

import nbformat
import new_notebook
import pytest
from conftest import ROOT

from checks import notebooks as check_notebooks
from ketamine_course.publish.teacher.lesson_plans import plan
from ketamine_course.publish.teacher.plan_checks import check, headings
from ketamine_course.publish.teacher.plan_form import PlanError
from ketamine_course.widgets.question_files import load_questions

NEXT = len(list((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")))
NAME = f"{NEXT:02d}_sleep_and_dreams"


@pytest.fixture
def root(tmp_path):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shutil.copy(ROOT / "README.md", tmp_path)
    lessons = tmp_path / new_notebook.PACKAGE / "publish" / "teacher"
    lessons.mkdir(parents=True)
    shutil.copy(ROOT / new_notebook.PACKAGE / "publish" / "teacher" / "which.yaml", lessons)
    return tmp_path


@pytest.fixture
def begun(root):
    assert new_notebook.main([NAME], root) == 0
    return root


def files(root):
    return {template: root / file for template, file in new_notebook.parts(NAME).items()}


class TestWritten:
    def test_every_part_is_there_and_is_listed_as_unfilled(self, begun, capsys):
        capsys.readouterr()
        new_notebook.main([NAME], begun)
        told = capsys.readouterr().out
        for path in files(begun).values():
            assert path.is_file()
            assert f"{path.relative_to(begun).as_posix()}, " in told
        assert f"README.md: the list of notebooks has no row for {NAME}" in told
        assert "notebooks/00_start_here.ipynb, cell road: the list has no line" in told
        assert f"which.yaml: has no row for {NAME}" in told
        assert "was not run yet" in told

    def test_figures_that_are_not_there_yet_are_listed(self, begun, capsys):
        path = files(begun)["notebook.txt"]
        notebook = nbformat.read(path, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell("show.first_look()"))
        nbformat.write(notebook, path)
        capsys.readouterr()
        new_notebook.main([NAME], begun)
        told = capsys.readouterr().out
        for ending in ("svg", "png"):
            assert f"figures/{NAME[3:]}-first_look.{ending}: is not there yet: run `make figures`" in told

    def test_one_place_is_one_place(self, begun, capsys, monkeypatch):
        monkeypatch.setattr(new_notebook, "missing", lambda *_: iter(["README.md: x"]))
        new_notebook.main([NAME], begun)
        assert "Still missing: 1 place, marked" in capsys.readouterr().out

    def test_what_is_there_stays(self, begun):
        path = files(begun)["questions.yaml"]
        path.write_text("[]\n", encoding="utf-8")
        assert new_notebook.write(NAME, begun) == []
        assert path.read_text(encoding="utf-8") == "[]\n"

    @pytest.mark.parametrize("name", ["seven", "7_sleep", "07-sleep", "01_other", "08_claim_quality"])
    def test_a_name_that_is_none_or_taken_is_told(self, root, capsys, name):
        assert new_notebook.main([name], root) == 1
        assert capsys.readouterr().out.startswith("Stopped: ")
        assert not list(root.glob(f"notebooks/{name}.ipynb"))


class TestSound:
    def test_questions_can_be_read_and_each_is_asked(self, begun):
        sources = [cell.source for cell in nbformat.read(files(begun)["notebook.txt"], as_version=4).cells]
        for name in load_questions(files(begun)["questions.yaml"]):
            assert f'ask("{name}")' in sources

    def test_the_notebook_passes_its_checks_but_for_what_is_unfilled(self, begun):
        found = list(check_notebooks.faults(files(begun)["notebook.txt"]))
        assert found
        assert all("is still to be filled in" in fault for fault in found)

    def test_the_notebook_and_its_files_pass_the_linter(self, begun):
        written = [files(begun)[each] for each in ("notebook.txt", "pictures.txt")]
        for command in (["check"], ["format", "--check"]):
            done = subprocess.run(
                [sys.executable, "-m", "ruff", *command, "--quiet", "--config", ROOT / "pyproject.toml", *written],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout

    def test_a_free_text_has_points_to_tick(self, begun):
        texts = [each for each in load_questions(files(begun)["questions.yaml"]).values() if each.kind == "text"]
        assert texts
        assert all(2 <= len(each.checklist) <= 5 for each in texts)

    def test_the_plan_fits_the_notebook_once_it_is_filled_in(self, begun):
        path = files(begun)["plan.yaml"]
        with pytest.raises(PlanError, match="is still to be filled in, in line 2, 4"):
            plan(path)
        notebook = nbformat.read(files(begun)["notebook.txt"], as_version=4)
        path.write_text(path.read_text(encoding="utf-8").replace("TO FILL", "Filled"), encoding="utf-8")
        sections = [heading.replace("TO FILL", "Filled") for heading in headings(notebook)]
        check(plan(path), sections, load_questions(files(begun)["questions.yaml"]), [])


NOT_CLONED = shutil.ignore_patterns(".git", ".venv", "_build", "node_modules", "__pycache__", ".*_cache", ".hypothesis")


@pytest.mark.sweep
def test_a_new_notebook_runs_as_it_is_written(tmp_path):
    import os

    clone = shutil.copytree(ROOT, tmp_path / "clone", ignore=NOT_CLONED)
    environment = os.environ | {"PYTHONPATH": str(clone / "src")}
    for command in (f"tools.new_notebook {NAME}", f"ketamine_course.publish.notebooks notebooks/{NAME}.ipynb"):
        done = subprocess.run(
            [sys.executable, "-m", *command.split()], cwd=clone, env=environment, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
    cells = nbformat.read(clone / "notebooks" / f"{NAME}.ipynb", as_version=4).cells
    assert [cell.id for cell in cells if cell.cell_type == "code" and cell.id != "imports" and not cell.outputs] == []
