"""From what is printed to a gain with its interval: one way for each form of a result, and none for any single trial.

A work may print a difference with its error or its interval, a standardised difference, shares that responded, or mean changes alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from ketamine_course.models import statistics
from ketamine_course.models.statistics import Share, Span
from ketamine_course.models.trials import people_in
from ketamine_course.names import lookup
from ketamine_course.tables import rows_of

Row = dict[str, Any]

POINTS, STANDARD_DEVIATIONS, PERCENTAGE_POINTS = "points", "SD units", "percentage points"
"""Units of a gain, as the tables name them."""
FAVOURS_DRUG = {"negative favours the drug": -1.0, "positive favours the drug": 1.0}
"""What turns a printed difference into a gain."""


class Arm(NamedTuple):
    """One dose against its control.

    Parameters
    ----------
    label : str
        Drug and dose.
    gain : float or None
        What it gained over the control, positive where the drug is ahead; None where no size is known.
    interval : Span or None
        The gain's 95% interval.
    p_value : float or None
        Of the two-sided test of this dose alone.
    ahead, ahead_corrected : bool or None
        Whether it is ahead, tested alone and corrected for the number of doses; as printed where it is printed. None: not known.
    shares : tuple of Share
        Where shares are compared: those of the dose and of its control.
    """

    label: str
    gain: float | None = None
    interval: Span | None = None
    p_value: float | None = None
    ahead: bool | None = None
    ahead_corrected: bool | None = None
    shares: tuple[Share, ...] = ()


def known(value: Any) -> bool:
    """Say whether a cell holds a number."""
    return isinstance(value, int | float) and not math.isnan(value)


def dose(row: Row) -> float:
    """Return the dose of a row, in mg or in mg/kg; NaN where the row is about several doses."""
    return float(row["dose_mg"] if known(row["dose_mg"]) else row["dose_mg_per_kg"])


@cache
def people(trial: str) -> dict[str, float]:
    """Return how many people each group of a trial had, by the name of the group."""
    return {row["group"]: float(row["n"]) for row in rows_of("trial_counts") if row["trial"] == trial and known(row["n"])}


def arms(results: Sequence[Row]) -> list[tuple[Arm, str]]:
    """Return the doses whose size is printed as a comparison, each with its unit.

    Parameters
    ----------
    results : sequence of dict
        Rows of `trial_results` or `meta_results`, one for each dose of one trial, from the lowest up.

    Raises
    ------
    ValueError
        A sign convention is not one of `FAVOURS_DRUG`, or no counts fit the printed percentages.
    """
    if any(known(row.get("arm_value")) for row in results):
        return [(arm, PERCENTAGE_POINTS) for arm in _of_shares(results)]
    found = [(_of_difference(row), str(row["estimate_unit"])) for row in results if known(row["estimate"])]
    return found or [(_of_effect_size(row), STANDARD_DEVIATIONS) for row in results if known(row["effect_size"])]


def _tested(label: str, gain: float, error: float, interval: Span | None = None) -> Arm:
    return Arm(label, gain, interval or statistics.around(gain, error), statistics.two_sided_p(gain, error))


def _sign(row: Row) -> float:
    return lookup(FAVOURS_DRUG, row["sign_convention"], "sign convention", ValueError)


def _of_difference(row: Row) -> Arm:
    """Take a difference with the interval that is printed, or with the one that follows from its standard error."""
    label, gain = row.get("arm") or row["group"], _sign(row) * row["estimate"]
    low, high = sorted(_sign(row) * row[end] for end in ("interval_low", "interval_high"))
    if known(low) and known(high):
        interval = Span(low, high)
        return _tested(label, gain, statistics.error_from(interval), interval)
    error = float(row.get("estimate_se", math.nan))
    return Arm(label, gain) if math.isnan(error) else _tested(label, gain, error)


def _of_effect_size(row: Row) -> Arm:
    groups, gain = people(row["trial"]), _sign(row) * row["effect_size"]
    return _tested(row["arm"], gain, statistics.standardised_difference_error(gain, groups[row["arm"]], groups[row["comparator"]]))


def _of_shares(results: Sequence[Row]) -> Iterator[Arm]:
    """Compare the shares that responded; counts that are not printed are those that alone fit the percentages."""
    first = results[0]
    if all(known(row["arm_count"]) for row in results):
        drugs = [Share(int(row["arm_count"]), int(row["arm_total"])) for row in results]
        control = Share(int(first["comparator_count"]), int(first["comparator_total"]))
    else:
        printed = [first["comparator_value"], *(row["arm_value"] for row in results)]
        control, *drugs = statistics.fitting_counts(printed, people_in(first["trial"]))
    for row, drug in zip(results, drugs, strict=True):
        gain, interval = drug.value - control.value, statistics.newcombe(drug, control)
        test = statistics.shares_p(drug, control)
        yield Arm(row["arm"], 100 * gain, Span(100 * interval.low, 100 * interval.high), test, shares=(drug, control))


def arms_from_changes(trial: str, time: str) -> list[tuple[Arm, str]]:
    """Subtract the mean changes of a trial's arms at one time; the interval follows where both standard errors are printed."""
    rows = [row for row in rows_of("trial_arms") if (row["trial"], row["time"], row["mark"]) == (trial, time, "seen")]
    control = next((row for row in rows if row["arm_role"] == "control"), None)
    drugs = sorted((row for row in rows if row["arm_role"] == "drug" and known(dose(row))), key=dose)
    return [(_of_changes(row, control), POINTS) for row in drugs if control]


def _of_changes(row: Row, control: Row) -> Arm:
    gain = control["mean_change_points"] - row["mean_change_points"]
    error = math.hypot(row["se_points"], control["se_points"])
    return Arm(row["arm"], gain) if math.isnan(error) else _tested(row["arm"], gain, error)
