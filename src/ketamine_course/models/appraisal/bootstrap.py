"""Intervals of agreement from resampled claims; the raters are held fixed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

DRAWS, SEED = 1000, 20261125
ROUNDING = 1e-12
"""Values that differ by less are the same: in which order the units of a resample are added up must decide nothing."""


class Interval(NamedTuple):
    """A statistic with its bootstrap interval.

    Parameters
    ----------
    value : float
        From all claims.
    low, high : float
        Bias-corrected percentiles 2.5 and 97.5 of the resampled values; NaN where there are fewer than two claims.
    draws : int
        How many resamples had a value.
    """

    value: float
    low: float
    high: float
    draws: int


def resamples(units: int, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """Return which units each resample takes, draws by units: the same every time, on the page as in Python."""
    return np.random.default_rng(seed).integers(0, units, (draws, units))


def bootstrap_interval(
    table: np.ndarray,
    statistic: Callable[[np.ndarray], float],
    draws: int = DRAWS,
    seed: int = SEED,
    *,
    of_many: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None,
) -> Interval:
    """Return a statistic with a 95% interval from resampled claims.

    Parameters
    ----------
    table : numpy.ndarray
        Units by values, as from `counts_per_unit`.
    statistic : callable
        Such as `krippendorff_alpha` or `fleiss_kappa`.
    draws, seed : int
        Resamples and the seed that makes them the same every time.
    of_many : callable, optional
        The same statistic of all resamples at once, such as `krippendorff_alphas`: much quicker. It takes the table and how often each
        unit is in each resample, and returns NaN where there is no value.

    Raises
    ------
    ValueError
        The statistic has no value for the table itself.
    """
    value = statistic(table)
    if of_many is None:
        found = _one_by_one(table, resamples(len(table), draws, seed), statistic)
    else:
        found = of_many(table, _times(len(table), draws, seed))
    found = found[~np.isnan(found)]  # a resample in which everybody said the same has no value
    if len(table) < 2 or not len(found):
        return Interval(value, float("nan"), float("nan"), len(found))
    low, high = _bias_corrected(found, value)
    return Interval(value, low, high, len(found))


def _one_by_one(table: np.ndarray, chosen: np.ndarray, statistic: Callable[[np.ndarray], float]) -> np.ndarray:
    found = []
    for units in chosen:
        try:
            found.append(statistic(table[units]))
        except ValueError:
            found.append(float("nan"))
    return np.array(found)


@lru_cache(maxsize=2)
def _times(units: int, draws: int, seed: int) -> np.ndarray:
    """Return how often each unit is in each resample: the same for every statistic of as many units."""
    chosen = resamples(units, draws, seed)
    cells = chosen + units * np.arange(len(chosen))[:, None]
    times = np.bincount(cells.ravel(), minlength=len(chosen) * units).reshape(len(chosen), units)
    times.setflags(write=False)
    return times


def _bias_corrected(found: np.ndarray, value: float) -> tuple[float, float]:
    """Return Efron's bias-corrected percentiles: a resample holds fewer different claims, which alone pulls agreement down."""
    normal = NormalDist()
    same = np.isclose(found, value, rtol=0, atol=ROUNDING)
    below = (np.count_nonzero((found < value) & ~same) + np.count_nonzero(same) / 2) / len(found)
    edge = 1 / (len(found) + 1)
    shift = 2 * normal.inv_cdf(min(max(below, edge), 1 - edge))
    low, high = np.quantile(found, [normal.cdf(shift + normal.inv_cdf(end)) for end in (0.025, 0.975)])
    return float(low), float(high)
