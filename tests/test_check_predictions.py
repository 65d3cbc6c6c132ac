"""Predictions by hand against the model's: a difference is told at its row and column until it is written down and explained."""

from __future__ import annotations

import pytest

from checks import data as check_data
from checks import predictions
from ketamine_course import tables
from ketamine_course.tables import rows_of

ROWS = rows_of(predictions.TABLE)
AGREED = next(number for number, row in enumerate(ROWS) if not row["computed"] and row["predicts"] == "abolish")
DIFFERING = next(number for number, row in enumerate(ROWS) if row["computed"])


@pytest.fixture
def changed(monkeypatch):
    def change(number, **cells):
        rows = [*ROWS[:number], {**ROWS[number], **cells}, *ROWS[number + 1 :]]
        monkeypatch.setattr(tables, "rows_of", lambda name, *rest: rows if name == predictions.TABLE else rows_of(name, *rest))
        return list(predictions.prediction_faults())

    return change


def test_the_collection_writes_down_and_explains_every_difference():
    assert list(predictions.prediction_faults()) == []


@pytest.mark.parametrize(
    ("number", "cells", "column", "words"),
    [
        (AGREED, {"predicts": "mimic"}, "computed", "is empty; the model predicts 'abolish'"),
        (AGREED, {"fit_computed": "no"}, "fit_computed", "is filled in, but the model predicts 'abolish'"),
        (DIFFERING, {"computed": "rise"}, "computed", "is 'rise'; the model predicts"),
        (DIFFERING, {"why_they_differ": ""}, "why_they_differ", "is empty, but the model predicts otherwise"),
    ],
)
def test_a_difference_is_told_at_its_place(changed, number, cells, column, words):
    (fault,) = changed(number, **cells)
    assert (fault.file, fault.row, fault.column) == (tables.package()[predictions.TABLE]["path"], number + 2, column)
    assert fault.message.startswith(words)


def test_the_whole_check_tells_it(changed, monkeypatch, capsys):
    faults = changed(AGREED, predicts="mimic")
    monkeypatch.setattr(check_data, "prediction_faults", lambda: iter(faults))
    assert check_data.main([]) == 1
    assert f"row {AGREED + 2}, column computed: is empty; the model predicts 'abolish'" in capsys.readouterr().out
