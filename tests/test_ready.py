"""The check that a newcomer runs: good news when all is there, and what to do when something is not."""

from __future__ import annotations

import sys

from ketamine_course.lesson import ready


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
    assert report.lines()[0].startswith("5 of 6 checks passed")
    assert report.lines()[-1] == ready.AGAIN
    assert "disk &lt;gone&gt;" in report._repr_mimebundle_()["text/html"]
