"""The notebooks as committed: canonical, cited, described, and kind to newcomers. (nbval compares their outputs.)"""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from conftest import COMMITTED_ON, ROOT

from ketamine_course import lesson
from ketamine_course.publish import notebooks
from ketamine_course.references import work

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]


def read(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def markdown(path: Path) -> str:
    return "\n\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")


@pytest.mark.sweep
def test_a_fresh_run_leaves_every_notebook_as_it_is():
    import platform

    if (platform.system(), platform.machine()) != COMMITTED_ON:
        pytest.skip("bytes of pictures are compared on the platform they were committed on; nbval compares the text everywhere")
    done = subprocess.run(
        [sys.executable, "-m", "ketamine_course.publish.notebooks", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_what_a_cell_prints_is_one_output_however_slowly_it_came(tmp_path):
    source = "import time\nprint('one', flush=True)\ntime.sleep(0.5)\nprint('two')"
    done = notebooks.executed(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), tmp_path)
    assert [output.text for output in done.cells[0].outputs] == ["one\ntwo\n"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
class TestNotebook:
    def test_citations_resolve_read_as_in_the_list_and_are_listed(self, path):
        listed = {each.key for each in lesson.reference_list(path.stem).works}
        citations = re.findall(r"\[([^\]]+)\]\(#ref-([\w-]+)\)", markdown(path))
        for shown, key in citations:
            assert shown == work(key).short
            assert key in listed
        assert citations

    def test_headings_go_down_one_level_at_a_time(self, path):
        levels = [len(found) for found in re.findall(r"^(#+) ", markdown(path), re.MULTILINE)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_code_named_in_the_prose_exists(self, path):
        names = {
            name: importlib.import_module(f"ketamine_course.models.{name}")
            for name in ("trials", "cascade", "pharmacokinetics", "statistics")
        }
        for module, name in re.findall(r"`(\w+)\.(\w+)", markdown(path)):
            assert hasattr(names[module], name), f"{module}.{name}"

    def test_code_cells_are_tiny_and_follow_words(self, path):
        cells = read(path).cells
        sizes = [cell.source.count("\n") + 1 for cell in cells if cell.cell_type == "code"]
        assert max(sizes) <= 10
        assert sorted(sizes)[len(sizes) // 2] <= 2
        assert cells[0].cell_type == "markdown"

    def test_it_has_the_parts_every_notebook_has(self, path):
        text = markdown(path)
        for part in (
            "## At a glance",
            "## Warm-up",
            "## Exercises",
            "## Go deeper",
            "## What would change your mind",
            "## Key points",
            "## References",
        ):
            assert part in text
        assert "not medical advice" in text

    def test_a_prediction_stands_before_the_picture_it_opens(self, path):
        sources = [cell.source for cell in read(path).cells]
        asked = [name for source in sources for name in re.findall(r'^ask\("([\w-]+)"\)', source)]
        assert len(asked) == len(set(asked))
        for at, source in enumerate(sources):
            for name in re.findall(r'after=question\("([\w-]+)"\)', source):
                assert f'ask("{name}")' in sources[:at]
                assert lesson.question(name).result

    def test_every_figure_can_be_seen_before_anything_runs(self, path):
        """A first look (on a code host, in an untrusted notebook) shows a picture or a list, and a veil before a prediction."""
        for cell in read(path).cells:
            if cell.cell_type == "code" and cell.source.startswith("show."):
                (output,) = cell.outputs
                picture = output.data.get("image/svg+xml", "")
                assert picture or "<li>" in output.data.get("text/html", ""), cell.source
                assert ("data-veil" in picture) == ("after=" in cell.source), cell.source
                assert not picture or "<desc>" in picture

    def test_it_weighs_less_than_a_photo(self, path):
        assert path.stat().st_size < 1_500_000

    def test_every_question_of_the_file_is_asked(self, path):
        questions = lesson.questions_of(path.stem)
        assert {f'ask("{name}")' for name in questions} <= {cell.source for cell in read(path).cells}

    def test_outputs_hold_no_widget_state_and_no_path_of_a_machine(self, path):
        text = path.read_text(encoding="utf-8")
        assert "widget-view" not in text
        assert "/home/" not in text
        assert str(ROOT) not in text

    def test_no_dose_is_converted_and_nobody_is_told_what_to_take(self, path):
        text = markdown(path).lower()
        for phrase in ("you should take", "your dose", "recommended dose", "how to get", "equivalent dose", "buy "):
            assert phrase not in text


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "from ketamine_course.tables import Fault, TableError\nraise TableError([Fault('a/b.csv', 8, 'c', 'is empty')])",
            "cell one failed. 1 fault in the tables:\na/b.csv, row 8, column c: is empty\n",
        ),
        ("1 / 0", "cell one failed. ZeroDivisionError: division by zero\n"),
    ],
)
def test_a_cell_that_fails_is_told_last_with_its_notebook(source, told, tmp_path, capsys):
    path = tmp_path / "07_new.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="one")]), path)
    before = path.read_bytes()
    assert notebooks.main([str(path)]) == 1
    out = capsys.readouterr().out
    assert out.endswith(f"{told}Stopped at 07_new.ipynb, which stays as it was.\n")
    assert ("Traceback" in out) == ("1 / 0" in source)
    assert "\x1b" not in out
    assert path.read_bytes() == before
