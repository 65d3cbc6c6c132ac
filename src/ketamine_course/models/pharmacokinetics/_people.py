"""People and routes: the parameters of the teaching model, typical ones and those of a crowd."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ketamine_course.names import checked
from ketamine_course.tables import rows_of

Array = npt.NDArray[np.float64]


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


def _rows() -> list[dict[str, Any]]:
    return [row for row in rows_of("pk_parameters") if row["model"] == "teaching"]


@cache
def _values() -> dict[str, float]:
    return {row["parameter"]: row["value"] for row in _rows()}


@cache
def _variances() -> dict[str, float]:
    """Variances on the log scale; a printed coefficient of variation c becomes ln(1 + c squared)."""
    printed = {row["parameter"]: row["between_people_omega2"] for row in _rows() if not math.isnan(row["between_people_omega2"])}
    varied = {row["parameter"]: row["between_people_cv"] for row in _rows() if not math.isnan(row["between_people_cv"])}
    return printed | {name: math.log1p(share**2) for name, share in varied.items()}


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
        There is no such route, or the tables hold no spread of its bioavailability.
    """
    usual = absorption(route)
    if f"F_{route}" not in _variances():
        known = [name.removeprefix("F_") for name in _variances() if name.startswith("F_")]
        raise ValueError(f"the tables hold no spread of bioavailability for {route!r}; known: {', '.join(known)}")
    # A stream of its own: the same seed must not tie a person's absorption to their clearance.
    logs = np.random.default_rng([seed, 1]).normal(0, math.sqrt(_variances()[f"F_{route}"]) * spread, count)
    return replace(usual, bioavailability=np.minimum(1.0, usual.bioavailability * np.exp(logs)))
