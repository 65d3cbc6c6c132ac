"""Spreads of published trials, and our own ratios of SDs from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_course.models.trials._measures import Estimate, pooled_sd, sd_from_t, variability_ratio
from ketamine_course.models.trials._setting import worked_inputs
from ketamine_course.names import checked, lookup
from ketamine_course.tables import rows_of


@cache
def own_ratios() -> dict[str, dict[str, Any]]:
    """Return our rows of the table `variance_ratios` by name: those worked out from the printed spreads of one trial or several."""
    return {row["variance_ratio"]: row for row in rows_of("variance_ratios") if row["spreads_of"]}


def people_in(trial: str) -> int:
    """Return how many people a trial had in all; 0 where that is not known."""
    rows = [row for row in rows_of("trial_counts") if row["trial"] == trial and row["main"]]
    return next((int(row["n"]) for row in rows if row["n"] > 0), 0)


@dataclass(frozen=True)
class Spread:
    """The spread of one arm: SD of the change in points, people, and the status of what it rests on."""

    sd: float
    n: int
    mark: str


def arm_spread(name: str, arm: str) -> Spread:
    """Return the SD of the change in one arm of a published trial, pooled over the groups that are printed.

    Parameters
    ----------
    name : str
        One of `own_ratios`, such as ``own_transform_1_2``.
    arm : str
        ``drug`` or ``control``.

    Raises
    ------
    KeyError
        The name or the arm is unknown; the message gives the nearest.
    """
    row = lookup(own_ratios(), name, "ratio")
    checked(arm, ("drug", "control"), "arm")
    if row["worked_back"]:  # no SD is printed: it is worked back from the t-test
        printed = worked_inputs(row["worked_back"][arm == "control"])
        people = int(printed["people"])
        return Spread(sd_from_t(printed["mean change"], people, printed["t"]), people, "seen")
    rows = [each for each in rows_of("published_arm_values") if each["trials"] == row["spreads_of"] and each["ref"] in row["refs"]]
    rows = [each for each in rows if each["quantity"] == "change" and (each["arm"] == "control") == (arm == "control")]
    sizes = [int(each["n"]) for each in rows]
    return Spread(pooled_sd([each["sd_madrs_points"] for each in rows], sizes), sum(sizes), rows[0]["mark"])


def own_ratio(name: str) -> Estimate:
    """Return our own ratio of SDs for one published trial, worked out anew from its printed spreads."""
    drug, control = arm_spread(name, "drug"), arm_spread(name, "control")
    return variability_ratio(drug.sd, drug.n, control.sd, control.n)
