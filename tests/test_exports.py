"""What the trial of other site makers tells: the table, and faults by name. (CI runs the trial itself.)"""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from checks import exports
from checks.export_tools import TOOLS
from ketamine_course.names import UnknownName

PAGE = (ROOT / "docs" / "site_makers.md").read_text(encoding="utf-8")


def test_the_committed_table_names_every_tool_with_all_figures_alive_and_nothing_asked_for():
    figures = exports.expected()
    assert figures > 5
    rows = re.findall(r"^\| (.+) [\d.a-z]+ \| .+ \| (\d+) of (\d+) \| (\d+) \|$", PAGE, re.MULTILINE)
    assert [title for title, *_ in rows] == [tool.title for tool in TOOLS.values()]
    assert {(alive, all_of_them, asked) for _, alive, all_of_them, asked in rows} == {(str(figures), str(figures), "0")}


def test_a_new_table_takes_the_place_of_the_old_and_tells_what_could_not_be_built():
    tool = TOOLS["sphinx"]
    results = [exports.Result(tool, "9.9", 3, 2), exports.Result(tool, "", 0, 0, "no network")]
    text = exports.written(results, 9, "Before.\n<!--table-->\nold\n<!--end-->\nAfter.\n")
    assert "| 3 of 9 | 2 |" in text
    assert "not built: no network" in text
    assert "old" not in text
    assert text.startswith("Before.")
    assert text.endswith("After.\n")
    assert exports.written(results, 9, text) == text


def test_an_unknown_tool_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="sphinx"):
        exports.main(["sphynx"])
