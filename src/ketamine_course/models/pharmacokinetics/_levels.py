"""Levels over time and what they add up to: the exact solution of two compartments, doses added up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ketamine_course.models.pharmacokinetics._people import Absorption, Array, People
from ketamine_course.tables import rows_of

NG_PER_ML = 1000.0
"""1 mg/L is 1000 ng/mL."""
BLOCK = 2**15
"""Numbers worked on at a time: few enough for a processor's fast memory, which doubles the speed for large crowds."""
SHORTEST_INFUSION_H = 1e-12
"""Anything shorter counts as at once: dividing by it could run out of digits."""


@dataclass(frozen=True)
class Dose:
    """One dose: into the vein over `infusion_h` hours (0: at once), or by another route where `absorption` is given."""

    amount_mg: float
    infusion_h: float = 0.0
    start_h: float = 0.0
    absorption: Absorption | None = None

    def __post_init__(self) -> None:
        if self.amount_mg < 0 or self.infusion_h < 0:
            raise ValueError(f"amount and infusion time cannot be negative: {self.amount_mg:g} mg over {self.infusion_h:g} h")
        if self.absorption is not None and self.infusion_h:
            raise ValueError("a dose is either infused or absorbed, not both")


def rates(people: People) -> tuple[Array, Array]:
    """Return the fast and the slow rate of fall in 1/h, each of shape (n,): the roots of the two-compartment system."""
    out = people.clearance_l_per_h / people.central_volume_l
    there = people.exchange_l_per_h / people.central_volume_l
    back = people.exchange_l_per_h / people.outer_volume_l
    total = out + there + back
    fast = (total + np.sqrt(total**2 - 4 * out * back)) / 2
    return fast, out * back / fast  # this form loses no digits where the slow rate is small


def half_lives_h(people: People) -> tuple[Array, Array]:
    """Return the half-lives of the fast and the slow fall in hours, each of shape (n,)."""
    fast, slow = rates(people)
    return math.log(2) / fast, math.log(2) / slow


def levels_ng_per_ml(people: People, doses: Sequence[Dose], times_h: npt.ArrayLike) -> Array:
    """Return the level of drug in the central volume: the exact solution, doses added up.

    Parameters
    ----------
    people : People
        n of them.
    doses : sequence of Dose
        Given in any order.
    times_h : array_like
        Times in hours, shape (t,).

    Returns
    -------
    numpy.ndarray
        Shape (n, t), in ng/mL.
    """
    times = np.asarray(times_h, dtype=float)[:, np.newaxis]
    fast, slow = rates(people)
    back = people.exchange_l_per_h / people.outer_volume_l
    height = NG_PER_ML / (people.central_volume_l * (fast - slow))
    total = np.zeros((times.size, len(people)))
    size = max(1, BLOCK // len(people))
    for start in range(0, times.size, size):
        block = slice(start, start + size)
        for rate, weight in ((fast, (fast - back) * height), (slow, (back - slow) * height)):
            for dose in doses:
                part = _response(dose, rate, times[block] - dose.start_h)
                part *= weight * dose.amount_mg
                total[block] += part
    return total.T


def outer_levels_ng_per_ml(people: People, doses: Sequence[Dose], times_h: npt.ArrayLike) -> Array:
    """Return the level of drug in the outer volume: the exact solution, doses added up; parameters and shape as for `levels_ng_per_ml`.

    A unit of drug put into the central volume at once gives Q / (V1 V2) (exp(-slow t) - exp(-fast t)) / (fast - slow) outside.
    """
    since = np.asarray(times_h, dtype=float)[:, None]
    fast, slow = rates(people)
    share = NG_PER_ML * people.exchange_l_per_h / (people.central_volume_l * people.outer_volume_l * (fast - slow))
    total = np.zeros((len(people), len(since)))
    for dose in doses:
        after = since - dose.start_h
        total += (dose.amount_mg * share * (_response(dose, slow, after) - _response(dose, fast, after))).T
    return total


def _response(dose: Dose, rate: Array, since: Array) -> Array:
    """Return what one exponential of one dose of 1 has left: `rate` (n,), time since its start (t, 1), result (t, n)."""
    if dose.absorption is not None:
        return _absorbed(rate, dose.absorption, since)
    if dose.infusion_h > SHORTEST_INFUSION_H:
        return _infused(rate, dose.infusion_h, since)
    return np.where(since >= 0, np.exp(-rate * np.maximum(since, 0.0)), 0.0)


def _infused(rate: Array, infusion_h: float, since: Array) -> Array:
    """Return (1 - exp(-rate t)) / (rate T) during an infusion of T hours, and what is left of it afterwards.

    Through expm1 no digits are lost, however short the infusion.
    """
    response = np.exp(-rate * np.maximum(since - infusion_h, 0.0))
    response *= -np.expm1(-rate * infusion_h) / (rate * infusion_h)
    running = since[:, 0] < infusion_h
    response[running] = -np.expm1(-rate * np.maximum(since[running], 0.0)) / (rate * infusion_h)
    return response


def _absorbed(rate: Array, absorption: Absorption, since: Array) -> Array:
    """Return F ka (exp(-rate t) - exp(-ka t)) / (ka - rate), written so that equal rates are no special case."""
    uptake = absorption.rate_per_h
    since = np.maximum(since - absorption.delay_h, 0.0)
    gap = np.abs(uptake - rate) * since
    ratio = np.where(gap > 0, -np.expm1(-gap) / np.where(gap > 0, gap, 1.0), 1.0)
    return np.asarray(absorption.bioavailability * uptake * since * np.exp(-np.minimum(rate, uptake) * since) * ratio)


def areas_ng_h_per_ml(people: People, doses: Sequence[Dose]) -> Array:
    """Return the whole area under the level, from the first dose to the end of time: bioavailability x amount / clearance.

    Shape (n,), in ng h/mL. Rate and delay of the delivery play no part in it.
    """
    total = np.zeros(len(people))
    for dose in doses:
        share = 1.0 if dose.absorption is None else dose.absorption.bioavailability
        total += share * dose.amount_mg * NG_PER_ML / people.clearance_l_per_h
    return total


def hours_above(levels: npt.ArrayLike, times_h: npt.ArrayLike, limit: float) -> Array:
    """Return for how long levels lie above a limit within the given times, straight lines between neighbours.

    Parameters
    ----------
    levels : array_like
        Shape (n, t) or (t,), in the unit of the limit.
    times_h : array_like
        Shape (t,), rising.
    limit : float
        The level to exceed.

    Returns
    -------
    numpy.ndarray
        Shape (n,), in hours.
    """
    over = np.atleast_2d(np.asarray(levels, dtype=float)) - limit
    before, after = over[:, :-1], over[:, 1:]
    span = np.abs(before) + np.abs(after)
    share = (np.maximum(before, 0) + np.maximum(after, 0)) / np.where(span > 0, span, 1.0)
    return np.asarray((share * np.diff(np.asarray(times_h, dtype=float))).sum(axis=1))


@cache
def standard_infusion() -> Dose:
    """Return the standard trial infusion, 0.5 mg/kg over 40 minutes, for the reference weight of the tables."""
    case = next(row for row in rows_of("pk_outputs") if row["output"] == "dose_0_5")
    return Dose(float(case["dose_mg_per_kg"] * reference_weight_kg()), infusion_h=float(case["infusion_min"] / 60))


def standard_minutes() -> int:
    """Return how many minutes the standard trial infusion takes."""
    return round(standard_infusion().infusion_h * 60)


def reference_weight_kg() -> float:
    """Return the body weight to which volumes and clearances refer."""
    return float(next(row["value"] for row in rows_of("pk_values") if row["id"] == "body_weight_reference"))
