"""The check that a newcomer runs: good news when all is there, and what to do when something is not."""

from __future__ import annotations

import json
import sys
import tomllib

import pytest
from conftest import ROOT

from ketamine_course import __version__
from ketamine_course.lesson import asking, ready
from ketamine_course.widgets import attended, embed


def test_all_is_well_here():
    report = ready.check()
    assert report.problems == []
    assert report.lines()[-1] == "Everything is there."


def test_a_version_that_was_not_tested_is_named_with_the_one_that_was(monkeypatch):
    monkeypatch.setattr(ready, "_version", lambda name: {"pandas": "0.1", "numpy": ""}.get(name, "9"))
    problem = ready.check().problems[0]
    assert problem.name == "packages"
    assert "pandas 0.1 (tested with" in problem.problem
    assert "numpy is missing (tested with" in problem.problem


def test_an_old_python_is_told(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 8, 1))
    assert "Python 3.8 is too old" in "\n".join(ready.check().lines())


def test_a_check_that_breaks_is_told_and_does_not_stop_the_others(monkeypatch):
    def broken():
        raise OSError("disk <gone>")

    monkeypatch.setitem(ready.CHECKS, "tables", broken)
    report = ready.check()
    assert [each.name for each in report.problems] == ["tables"]
    assert report.lines()[0].startswith("7 of 8 checks passed")
    assert report.lines()[-1] == ready.AGAIN
    assert "disk &lt;gone&gt;" in report._repr_mimebundle_()["text/html"]


def test_a_question_that_no_cell_could_ask_is_told(monkeypatch, data_copy):
    path = data_copy / "lessons" / "questions" / "05_claim_quality.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[gastaldon2019]", "[gastaldon2091]"), encoding="utf-8")
    monkeypatch.setattr(asking, "DATA_FOLDER", data_copy)
    asking.questions.cache_clear()
    asking.questions_of.cache_clear()
    try:
        problems = {each.name: each.problem for each in ready.check().problems}
    finally:
        asking.questions.cache_clear()
        asking.questions_of.cache_clear()
    assert "field refs: 'gastaldon2091' is unknown; nearest: 'gastaldon2019'" in problems["questions"]
    assert "05_claim_quality.yaml" in problems["questions"]


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        ({}, "01_mechanism_cascade.ipynb is of an earlier version; the package is of version"),
        ({"ketamine_course": {"version": "9.9"}}, "01_mechanism_cascade.ipynb is of version 9.9; the package is of version"),
    ],
)
def test_notebooks_of_another_version_are_told(monkeypatch, tmp_path, metadata, told):
    (tmp_path / "01_mechanism_cascade.ipynb").write_text(json.dumps({"metadata": metadata, "cells": []}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (problem,) = ready.check().problems
    assert problem.name == "notebooks"
    assert problem.problem.startswith(told)


def test_the_notebooks_of_the_collection_are_of_its_version(monkeypatch):
    monkeypatch.chdir(ROOT / "notebooks")
    assert ready.check().problems == []
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == __version__


def test_the_check_takes_nothing_from_the_page_that_it_stands_in(monkeypatch):
    monkeypatch.setenv(attended.EXPORT_VARIABLE, "1")
    embed.new_page()
    ready.check()
    page = asking.ask("start-trust")._repr_mimebundle_()["text/html"]
    embed.new_page()
    assert 'id="question-start-trust"' in page
    assert '<script type="module">' in page
