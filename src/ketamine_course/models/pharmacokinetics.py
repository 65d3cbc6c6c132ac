"""The teaching model of drug levels: two compartments, infusions, and first-order absorption for other routes.

The drug enters a central volume, moves to and from an outer volume, and is cleared from the central one. The system is linear,
so its solution is a sum of two falling exponentials, and several doses add up (Gibaldi and Perrier's textbook form of the
two-compartment model; any text on pharmacokinetics has it). Numbers come from `pk_parameters`, each with source and status;
`parameters` lists them. Levels belong to a teaching model: not for the first minutes after a quick injection, not for the brain,
not for effects, not for any decision on a dose.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from ketamine_course.names import checked
from ketamine_course.tables import load

Array = npt.NDArray[np.float64]

NG_PER_ML = 1000.0
"""1 mg/L is 1000 ng/mL."""
BLOCK = 2**15
"""Numbers worked on at a time: few enough for a processor's fast memory, which doubles the speed for large crowds."""
SHORTEST_INFUSION_H = 1e-12
"""Anything shorter counts as at once: dividing by it could run out of digits."""


@dataclass(frozen=True)
class People:
    """Disposition of n people: four arrays of shape (n,).

    Raises
    ------
    ValueError
        A value is not positive, or the arrays differ in length.
    """

    clearance_l_per_h: Array
    central_volume_l: Array
    outer_volume_l: Array
    exchange_l_per_h: Array

    def __post_init__(self) -> None:
        for field in fields(self):
            values = np.atleast_1d(np.asarray(getattr(self, field.name), dtype=float))
            if not np.all(values > 0):
                raise ValueError(f"{field.name} must be above zero, got {values.min():g}")
            object.__setattr__(self, field.name, values)
        if len({getattr(self, field.name).shape for field in fields(self)}) > 1:
            raise ValueError("all four arrays need one value for each person")

    def __len__(self) -> int:
        return len(self.clearance_l_per_h)


@dataclass(frozen=True)
class Absorption:
    """How a dose outside the vein reaches the blood; each part one number or one for each person.

    `bioavailability` is a share from 0 to 1, `rate_per_h` the first-order rate, `delay_h` the time before absorption starts.
    """

    bioavailability: Array | float
    rate_per_h: Array | float
    delay_h: Array | float = 0.0

    def __post_init__(self) -> None:
        share = np.asarray(self.bioavailability)
        if not np.all((share >= 0) & (share <= 1)):
            raise ValueError("bioavailability is a share from 0 to 1")
        if not (np.all(np.asarray(self.rate_per_h) > 0) and np.all(np.asarray(self.delay_h) >= 0)):
            raise ValueError("the absorption rate must be above zero and the delay not below zero")


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


@cache
def _values() -> dict[str, float]:
    rows = load("pk_parameters").query("model == 'teaching'")
    return {str(name): float(value) for name, value in zip(rows["parameter"], rows["value"], strict=True)}


@cache
def _variances() -> dict[str, float]:
    """Variances on the log scale; a printed coefficient of variation c becomes ln(1 + c squared)."""
    rows = load("pk_parameters").query("model == 'teaching'").set_index("parameter")
    printed = {str(name): float(value) for name, value in rows["between_people_omega2"].dropna().items()}
    return printed | {str(name): math.log1p(float(value) ** 2) for name, value in rows["between_people_cv"].dropna().items()}


def typical(**changes: float) -> People:
    """Return one typical person of 70 kg.

    Parameters
    ----------
    **changes : float
        Any of the four parts of `People`, to ask "what if".

    Raises
    ------
    ValueError
        A name is not one of the four; the message gives the nearest.
    """
    names = [field.name for field in fields(People)]
    for name in changes:
        checked(name, names, "parameter", ValueError)
    value = _values()
    person = People(*(np.array([value[name]]) for name in ("CL", "V1", "V2", "Q")))
    return replace(person, **{name: np.array([change]) for name, change in changes.items()})


def crowd(count: int, seed: int = 1, spread: float = 1.0) -> People:
    """Draw people whose clearance and central volume vary log-normally and together; the other two parts are typical.

    Parameters
    ----------
    count : int
        How many.
    seed : int
        Equal seeds give equal people.
    spread : float
        Multiplies the standard deviations on the log scale. 1 is as in young volunteers (otto2021, as reported by others).
    """
    value, variance = _values(), _variances()
    shared = value["cov_V1_CL"]
    covariance = [[variance["CL"], shared], [shared, variance["V1"]]]
    logs = np.random.default_rng(seed).multivariate_normal([0, 0], covariance, count, method="cholesky") * spread
    everyone = np.ones(count)
    return People(value["CL"] * np.exp(logs[:, 0]), value["V1"] * np.exp(logs[:, 1]), value["V2"] * everyone, value["Q"] * everyone)


@cache
def routes() -> tuple[str, ...]:
    """Return the names that `absorption` accepts, such as ``"mouth"``, ``"nose_high"`` and ``"nose_low"``."""
    return tuple(name.removeprefix("ka_") for name in _values() if name.startswith("ka_"))


def absorption(route: str) -> Absorption:
    """Return the typical absorption of a route other than the vein. All of these are assumed.

    Raises
    ------
    ValueError
        There is no such route in the model; the message gives the nearest.
    """
    checked(route, routes(), "route", ValueError)
    value = _values()
    return Absorption(value[f"F_{route}"], value[f"ka_{route}"], value[f"lag_{route}"])


def absorption_of_crowd(route: str, count: int, seed: int = 1, spread: float = 1.0) -> Absorption:
    """Draw each person's bioavailability log-normally around the typical one, never above 1; rate and delay are typical.

    Raises
    ------
    ValueError
        There is no such route, or no spread of its bioavailability is known to us.
    """
    usual = absorption(route)
    if f"F_{route}" not in _variances():
        known = [name.removeprefix("F_") for name in _variances() if name.startswith("F_")]
        raise ValueError(f"how bioavailability varies between people is not known to us for {route!r}; known: {', '.join(known)}")
    # A stream of its own: the same seed must not tie a person's absorption to their clearance.
    logs = np.random.default_rng([seed, 1]).normal(0, math.sqrt(_variances()[f"F_{route}"]) * spread, count)
    return replace(usual, bioavailability=np.minimum(1.0, usual.bioavailability * np.exp(logs)))


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
    case = next(row for row in load("pk_outputs").to_dict("records") if row["output"] == "dose_0_5")
    weight_kg = next(row["value"] for row in load("pk_values").to_dict("records") if row["id"] == "body_weight_reference")
    return Dose(float(case["dose_mg_per_kg"] * weight_kg), infusion_h=float(case["infusion_min"] / 60))
