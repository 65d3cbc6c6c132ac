"""Predictions by hand against those of the model: where they differ, the row says what the model gives, and why the two differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ketamine_course import tables
from ketamine_course.tables import Fault

TABLE = "experiment_predictions"
GIVEN = ("computed", "fit_computed")


def prediction_faults() -> Iterator[Fault]:
    """Yield each prediction that differs from the model's without saying so, and each that says so without need."""
    from ketamine_course.models import cascade  # noqa: PLC0415 - brings networkx, which sound tables alone need

    computed = cascade.evaluate(*map(cascade.account, cascade.account_names()))
    model = {(each.experiment, each.account): (each.predicts, each.fit) for each in computed}
    file = tables.package()[TABLE]["path"]
    for number, row in enumerate(tables.rows_of(TABLE), start=2):
        problem = _problem(row, model[row["experiment"], row["hypothesis"]])
        if problem:
            yield Fault(file, number, *problem)


def _problem(row: dict[str, Any], model: tuple[str, str]) -> tuple[str, str] | None:
    """Return the column of a row that is wrong, and why; None where all is well."""
    by_hand, given = (row["predicts"], row["agrees"]), tuple(row[column] for column in GIVEN)
    if by_hand == model:
        column = next((column for column in (*GIVEN, "why_they_differ") if row[column]), None)
        return (column, f"is filled in, but the model predicts {model[0]!r} and fits {model[1]!r}, as by hand") if column else None
    if given != model:
        column, wanted, found = next(each for each in zip(GIVEN, model, given, strict=True) if each[1] != each[2])
        told = f"the model predicts {model[0]!r} and fits {model[1]!r}, by hand it is {by_hand[0]!r} and {by_hand[1]!r}"
        correct = f"correct the prediction by hand, or write {wanted!r} here and why in why_they_differ"
        return column, f"is {repr(found) if found else 'empty'}; {told}: {correct}"
    return None if row["why_they_differ"] else ("why_they_differ", "is empty, but the model predicts otherwise than we do by hand: say why")
