"""The gate at the source: faults that a listener or a colour-blind reader would meet are named with their place."""

from __future__ import annotations

import nbformat
import pytest
from conftest import ROOT
from nbformat.v4 import new_markdown_cell, new_notebook

from checks import notebooks as check_notebooks
from ketamine_course.publish.figures import drawings, explorables


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_has_no_fault(path):
    assert list(check_notebooks.faults(path)) == []


def test_descriptions_and_labels_of_pictures_do_not_point_by_colour_alone():
    descriptions = (ROOT / "figures" / "README.md").read_text(encoding="utf-8")
    assert list(check_notebooks.faults_of_colour(descriptions)) == []
    for name, each in explorables().items():
        words = [text for control in each.controls.values() for text in (control.label, *map(str, control.options.values()))]
        assert [fault for text in words for fault in check_notebooks.faults_of_colour(text)] == [], name


def test_a_drawing_that_no_notebook_shows_is_named():
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert list(check_notebooks.hidden_explorables(paths, drawings())) == []
    (told,) = check_notebooks.hidden_explorables(paths, [*drawings(), "claim_quality-nobody_sees"])
    assert told.startswith("pictures/claim_quality: 'nobody_sees' is shown by no notebook")


def test_a_file_of_questions_that_cannot_be_used_is_told_like_the_rest(tmp_path):
    (tmp_path / "x.yaml").write_text("- name: [\n", encoding="utf-8")
    (told,) = check_notebooks.faults_of_questions(tmp_path / "x.yaml")
    assert told.startswith("x.yaml, line 2, column 1: is not readable as YAML")


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("See [here](https://example.org).", "the link 'here' to https://example.org does not say where it leads"),
        ("See [https://example.org](https://example.org).", "does not say where it leads"),
        ("![](x.png)", "no alternative text"),
        ('<img src="x.png">', "no alternative text"),
        ("<table><tr><td>1</td></tr></table>", "no header cells"),
        ("Follow the red line.", "'the red line' points by colour alone"),
        ("Cells drawn in green fire more.", "'drawn in green' points by colour alone"),
        ("The dose is $D/V$.", "no MathJax"),
    ],
)
def test_a_fault_in_the_text_is_named(source, fault):
    assert any(fault in each for each in check_notebooks.faults_in_text(source))


@pytest.mark.parametrize(
    "source",
    [
        "See [Short 2020](#ref-short2020).",
        "![A curve that rises](x.png)",
        "The FDA's Orange Book and green tea.",
        "Type `[here](x)` or `$HOME`.",
        "It costs $5 or $6.",
        "The dashed line (orange) lies above.",
    ],
)
def test_what_is_well_is_left_alone(source):
    assert list(check_notebooks.faults_in_text(source)) == []


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (["# One", "### Three"], "heading 'Three' jumps from level 1 to 3"),
        (["## Two"], "exactly one heading of level 1"),
        (["# One", "# Two"], "exactly one heading of level 1"),
    ],
)
def test_headings_out_of_order_are_named(tmp_path, cells, fault):
    path = tmp_path / "x.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(each) for each in cells]), path)
    assert any(fault in each for each in check_notebooks.faults(path))
    assert check_notebooks.main([str(path)]) == 1


def test_an_empty_cell_is_named(tmp_path):
    path = tmp_path / "some.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# A title"), new_markdown_cell("", id="lost")]), path)
    assert [fault for fault in check_notebooks.faults(path) if "lost" in fault and "empty" in fault]


def test_a_picture_without_words_is_named(tmp_path):
    output = nbformat.v4.new_output("display_data", data={"image/svg+xml": "<svg/>", "text/plain": "<Figure size 640x480>"})
    cell = nbformat.v4.new_code_cell("show()", outputs=[output])
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# One"), cell]), tmp_path / "x.ipynb")
    assert any("comes without words" in each for each in check_notebooks.faults(tmp_path / "x.ipynb"))
