"""Whatever happens to a table in one place is told there, once, in words: thousands of damaged tables by seed, a sample at every run."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import table_mutations
from conftest import ROOT

from checks import data as check_data
from ketamine_course import tables

DATA = ROOT / "data"


def shares(number, seed, home):
    """Damage tables one after another; return how many of each kind there were, how many were told, and in how many lines."""
    corners: dict[str, Any] = {}
    made: Counter[str] = Counter()
    told: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    missed = []
    for name, damage in table_mutations.damages(DATA, number, seed):
        folder = corners.setdefault(name, None) or table_mutations.corner(DATA, name, home)
        corners[name] = folder
        path = folder / tables.package(folder)[name]["path"]
        sound = path.read_bytes()
        path.write_bytes(damage.content)
        tables.forget()
        faults = tables.check_all(folder)  # must not raise
        path.write_bytes(sound)
        at_place = [each for each in faults if (each.row, each.column) == (damage.row, damage.column)]
        made[damage.kind] += 1
        told[damage.kind] += len(at_place) == 1
        lines[damage.kind] += len(faults)
        if len(at_place) != 1:
            missed.append((name, damage.kind, damage.name, damage.row, damage.column, [str(each) for each in faults[:3]]))
    tables.forget()
    return made, told, lines, missed


def test_a_sample_of_damaged_tables_is_told_place_by_place(tmp_path):
    made, told, _, missed = shares(240, 12, tmp_path)
    assert set(made) == set(table_mutations.KINDS)
    assert missed == []
    assert told == made


@pytest.mark.sweep
def test_six_thousand_damaged_tables_are_told_place_by_place(tmp_path):
    made, told, lines, missed = shares(6000, 2026, tmp_path)
    for kind, number in made.items():
        print(f"{kind}: {told[kind]} of {number} told at their place, {lines[kind] / number:.2f} lines each")
    assert sum(made.values()) == 6000
    assert missed == []


@pytest.mark.parametrize("kind", table_mutations.KINDS)
def test_the_whole_check_tells_it_too_and_says_what_comes_after(data_copy, kind, capsys):
    name, damage = next(each for each in table_mutations.damages(DATA, 60, 5) if each[1].kind == kind)
    file = tables.package(data_copy)[name]["path"]
    (data_copy / file).write_bytes(damage.content)
    assert check_data.main([str(data_copy)]) == 1
    told = capsys.readouterr().out.splitlines()
    place = "".join([file, f", row {damage.row}" * bool(damage.row), f", column {damage.column}" if damage.column else "", ": "])
    assert sum(line.startswith(place) for line in told) == 1
    assert told[-1] == check_data.AFTER
