"""Spreads of published trials, and our own variance ratios from them."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_course.models.trials._measures import Estimate, pooled_sd, sd_from_t, variance_ratio
from ketamine_course.models.trials._setting import worked_inputs
from ketamine_course.names import checked, lookup
from ketamine_course.tables import load

OWN = {
    "own_transform_1_2": ("TRANSFORM-1 and -2", "jones2022"),
    "own_transform_3": ("TRANSFORM-3", "jones2022"),
    "own_murrough_2013": ("Murrough 2013", "murrough2013"),
    "own_transform_1": ("TRANSFORM-1", "fedgchin2019"),
    "own_transform_2": ("TRANSFORM-2", "popova2019"),
    "own_chen_2023": ("Chen 2023", "chen2023"),
    "own_transform_3_registry": ("TRANSFORM-3", "ochsross2020"),
}
"""Our rows of the table `variance_ratios`: the trials in `published_arm_values`, and the work that the values come from."""


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
        A key of `OWN`, such as ``own_transform_1_2``.
    arm : str
        ``drug`` or ``control``.

    Raises
    ------
    KeyError
        The name or the arm is unknown; the message gives the nearest.
    """
    trial, ref = lookup(OWN, name, "ratio")
    checked(arm, ("drug", "control"), "arm")
    if name == "own_murrough_2013":  # no SD is printed: it is worked back from the t-test
        printed = worked_inputs("murrough_sd_ketamine" if arm == "drug" else "murrough_sd_midazolam")
        people = int(printed["people"])
        return Spread(sd_from_t(printed["mean change"], people, printed["t"]), people, "seen")
    rows = [row for row in load("published_arm_values").to_dict("records") if (row["trials"], row["ref"]) == (trial, ref)]
    rows = [row for row in rows if row["quantity"] == "change" and (row["arm"] == "control") == (arm == "control")]
    sizes = [int(row["n"]) for row in rows]
    return Spread(pooled_sd([row["sd_madrs_points"] for row in rows], sizes), sum(sizes), rows[0]["mark"])


def own_ratio(name: str) -> Estimate:
    """Return our own variance ratio for one published trial, worked out anew from its printed spreads."""
    drug, control = arm_spread(name, "drug"), arm_spread(name, "control")
    return variance_ratio(drug.sd, drug.n, control.sd, control.n)
