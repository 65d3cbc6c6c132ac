"""The package works where it was installed from a wheel: in another folder, without the checkout that it was built from."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT

from ketamine_course import places


def build(folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return a folder with the wheel's content, as ``pip install --target`` leaves it."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, str(folder), str(wheel)], check=True, capture_output=True)
    return folder


def elsewhere(installed: Path, folder: Path, *arguments: str) -> str:
    """Run Python in a folder that knows nothing of the checkout, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KETAMINE_COURSE")}
    environment["PYTHONPATH"] = str(installed)
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


def test_tables_questions_and_bibliography_travel_in_the_wheel(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    listed = subprocess.run(["git", "ls-files", "-z", "data"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    kept = [name for name in listed.split("\0") if name]
    assert kept
    assert [name for name in kept if f"ketamine_course/{name}" not in inside] == []


def test_jupyters_configuration_travels_and_build_tools_do_not(wheel):
    inside = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith(".data/data/etc/jupyter/jupyter_nbconvert_config.json") for name in inside)
    assert not [name for name in inside if "node_modules" in name or "__pycache__" in name]


def test_the_same_source_gives_the_same_wheel(wheel, tmp_path):
    assert build(tmp_path).read_bytes() == wheel.read_bytes()


def test_tables_load_from_another_folder(installed, tmp_path):
    code = (
        "from ketamine_course import places, tables\n"
        "print(places.DATA); print(len(tables.load('claims'))); print(len(tables.check_all())); print(places.ROOT)"
    )
    told = elsewhere(installed, tmp_path, "-c", code).splitlines()
    assert Path(told[0]) == installed / "ketamine_course" / "data"
    assert int(told[1]) > 200
    assert told[2] == "0"
    assert Path(told[3]) == tmp_path


@pytest.mark.sweep
def test_a_notebooks_first_cells_run_from_another_folder_and_are_alive(installed, tmp_path):
    notebook = nbformat.read(ROOT / "notebooks" / "01_mechanism_cascade.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    notebook.cells = code[:4]
    nbformat.write(notebook, tmp_path / "first.ipynb")
    elsewhere(installed, tmp_path, "-m", "nbconvert", "--to", "html", "--execute", "--output", "page", "first.ipynb")
    assert 'data-course-widget="' in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_readers_own_copy_of_the_data_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("KETAMINE_COURSE_DATA", str(tmp_path))
    assert places.data_folder() == tmp_path
    monkeypatch.delenv("KETAMINE_COURSE_DATA")
    assert places.data_folder() == ROOT / "data"
    carried = tmp_path / "site-packages" / "ketamine_course"
    (carried / "data").mkdir(parents=True)
    assert places.data_folder(carried) == carried / "data"
