"""Stock tools give living pages: the notebooks go through the commands that other people type, without a word about our package."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from samples import some

from ketamine_course.publish import alive

NOTEBOOK = ROOT / "notebooks" / "00_start_here.ipynb"
PLACE = '[data-course-widget][data-alive="true"]'


@pytest.fixture
def page(chromium):
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def as_page(tmp_path_factory):
    """Return a function that exports the notebook with some arguments, once: the folder with the page, and its text."""

    @cache
    def exported(*arguments: str) -> tuple[Path, str]:
        folder = tmp_path_factory.mktemp("stock")
        return folder, stock(folder, *arguments)

    return exported


def stock(folder: Path, *arguments: str, notebook: Path = NOTEBOOK) -> str:
    """Run nbconvert as anybody would and return what it wrote."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KETAMINE_COURSE")}
    command = [sys.executable, "-m", "nbconvert", *arguments, "--output", "page", "--output-dir", str(folder), str(notebook)]
    subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return next(folder.glob("page*.html")).read_text(encoding="utf-8")


def widgets_in(text: str) -> int:
    return text.count('data-course-widget="')


@pytest.mark.parametrize("arguments", some(["--to html", "--to html --execute", "--to course_page"], ["--to html"]))
def test_every_widget_is_alive_and_nothing_is_fetched(arguments, as_page, page):
    folder, text = as_page(*arguments.split())
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto(next(folder.glob("page*.html")).as_uri())
    expected = widgets_in(text)
    assert expected >= 10
    page.wait_for_function("n => document.querySelectorAll('[data-alive]').length === n", arg=expected)
    assert asked == []


def test_a_wish_for_no_scripts_gives_figures_and_words_and_no_code_as_text(tmp_path):
    text = stock(tmp_path, "--to", "html", "--HTMLExporter.sanitize_html=True")
    assert widgets_in(text) == 0
    assert "mountAll" not in text
    assert "data:image/svg+xml;base64," in text


def test_other_peoples_notebooks_are_left_alone():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0", id="one")])
    before = nbformat.writes(notebook)
    after, _ = alive.AliveOutputs().preprocess(notebook, {})
    assert nbformat.writes(after) == before


def test_a_changed_notebook_that_nobody_ran_is_not_run_by_exporting_it(tmp_path):
    spoilt = nbformat.read(NOTEBOOK, as_version=4)
    mark = tmp_path / "ran"
    spoilt.cells.append(nbformat.v4.new_code_cell(f"import ketamine_course; open({str(mark)!r}, 'w')", id="foreign"))
    path = tmp_path / NOTEBOOK.name
    nbformat.write(spoilt, path)
    text = stock(tmp_path, "--to", "html", notebook=path)
    assert not mark.exists()
    assert "has not been run here" in text
    assert widgets_in(text) == 0


def test_widgets_that_arrive_later_come_alive_once(as_page, page):
    folder, text = as_page("--to", "html")
    late = BeautifulSoup(text, "html.parser").select_one('[data-course-widget="question"]')
    assert late is not None
    late["id"] = "late"
    page.goto(next(folder.glob("page*.html")).as_uri())
    page.wait_for_selector(PLACE)
    page.evaluate("html => { const part = document.createElement('div'); part.innerHTML = html; document.body.append(part); }", str(late))
    page.wait_for_selector('#late[data-alive="true"]')
    page.evaluate("() => document.body.prepend(document.querySelector('#late'))")
    assert page.locator("#late form").count() == 1
