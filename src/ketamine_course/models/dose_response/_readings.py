"""Readings: the doses of one trial, or of one pooled analysis, side by side; each is a row of `dose_readings`."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from ketamine_course.models.dose_response import _printed
from ketamine_course.models.dose_response._printed import Arm, Row
from ketamine_course.models.statistics import ERROR_RATE, holm
from ketamine_course.models.trials import people_in
from ketamine_course.names import lookup
from ketamine_course.tables import rows_of

SAID = {"yes": True, "no": False}


class Reading(NamedTuple):
    """The doses of one trial at one time.

    Parameters
    ----------
    name, label, ref : str
        Its id in `dose_readings`, its name for people, and the work it comes from.
    title, note : str
        Words for a picture, with names in braces for numbers: see `numbers`.
    unit : str
        `POINTS`, `STANDARD_DEVIATIONS` or `PERCENTAGE_POINTS`.
    arms : tuple of Arm
        From the lowest dose up.
    numbers : dict of str to object
        What the words may name: ``people`` (in the whole trial), ``people_per_dose`` (the different numbers, rising), ``trials``
        (pooled), and where one dose alone has a printed result its ``effect_size``, ``p`` and ``p_corrected``.
    printed : bool
        Whether the work itself says which doses are ahead; otherwise the correction for several doses is ours, by Holm's method.
    """

    name: str
    label: str
    ref: str
    title: str
    note: str
    unit: str
    arms: tuple[Arm, ...]
    numbers: dict[str, Any]
    printed: bool


@cache
def _rows() -> dict[str, Row]:
    return {row["reading"]: row for row in rows_of("dose_readings")}


def reading_labels() -> dict[str, str]:
    """Return the readings that there are: id to name for people, in the order of the table."""
    return {name: row["label"].format_map(_numbers(row)) for name, row in _rows().items()}


@cache
def reading(name: str) -> Reading:
    """Read the doses of one trial or pooled analysis.

    Raises
    ------
    UnknownName
        There is no such reading; the message gives the nearest.
    ValueError
        The tables hold no result in numbers for it, or results in several units.
    """
    row = lookup(_rows(), name, "reading of a trial")
    found = _printed.arms(_results(row)) or _printed.arms_from_changes(row["trial"], row["time"])
    units = {unit for _, unit in found}
    if len(units) != 1:
        given = f"in {', '.join(sorted(units))}" if units else "without numbers"
        raise ValueError(f"dose_readings, {name!r}: the tables give its results {given}; all must be in one unit")
    verdicts = _verdicts(row)
    arms = _judged(verdicts, [arm for arm, _ in found])
    words = (reading_labels()[name], _source(row)["ref"], row["title"], row["note"])
    return Reading(name, *words, units.pop(), arms, _numbers(row), bool(verdicts))


def _source(row: Row) -> Row:
    """Return the trial or the pooled analysis of a reading."""
    table, key = ("trials", "trial") if row["trial"] else ("meta_analyses", "meta")
    return next(each for each in rows_of(table) if each[key] == row[key])


def _results(row: Row) -> list[Row]:
    """Return the printed results that were read in the work: of single doses from the lowest up, of pooled groups as the table has them."""
    table, key = ("trial_results", "trial") if row["trial"] else ("meta_results", "meta")
    wanted = (row[key], row["time"], row["outcome_kind"], "seen")
    found = [each for each in rows_of(table) if (each[key], each["time"], each["outcome_kind"], each["mark"]) == wanted]
    return found if row["meta"] else sorted((each for each in found if _printed.known(_printed.dose(each))), key=_printed.dose)


Verdicts = dict[str, tuple[bool | None, bool | None]]


def _verdicts(row: Row) -> Verdicts:
    """Return what the work itself says of each dose: whether it is ahead alone, and corrected."""
    ref = _source(row)["ref"]
    return {
        arm: (SAID.get(each["ahead_alone"]), SAID.get(each["ahead_corrected"]))
        for each in rows_of("low_dose_evidence")
        if each["ref"] == ref and each["mark"] == "seen" and each["ahead_corrected"]
        for arm in each["arms"]
    }


def _judged(verdicts: Verdicts, found: list[Arm]) -> tuple[Arm, ...]:
    """Say of each dose whether it is ahead: as printed, else by its test; corrected where every dose has a test.

    Doses of which only the verdict is printed join the others.
    """
    sized = {arm.label: arm for arm in found}
    arms = [sized.pop(label, Arm(label)) for label in verdicts] + list(sized.values())
    tests = [arm.p_value for arm in arms if arm.p_value is not None]
    corrected = holm(tests) if len(tests) == len(arms) else [None] * len(arms)
    judged = []
    for arm, adjusted in zip(arms, corrected, strict=True):
        alone, together = verdicts.get(arm.label, (_below(arm.p_value), _below(adjusted)))
        judged.append(arm._replace(ahead=alone, ahead_corrected=together))
    return tuple(judged)


def _below(p_value: float | None) -> bool | None:
    return None if p_value is None else p_value < ERROR_RATE


def _numbers(row: Row) -> dict[str, Any]:
    if row["meta"]:
        return {"trials": int(_source(row)["n_trials"])}
    people, results = _printed.people(row["trial"]), _results(row)
    doses = [*_verdicts(row), *(each["arm"] for each in results)]
    numbers: dict[str, Any] = {"people": people_in(row["trial"])}
    numbers["people_per_dose"] = sorted({int(people[dose]) for dose in doses if dose in people})
    if len(results) == 1:
        one = results[0]
        numbers |= {"effect_size": abs(one["effect_size"]), "p": one["p_printed"], "p_corrected": one["p_adjusted_printed"]}
    return numbers
