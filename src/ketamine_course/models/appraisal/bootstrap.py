"""Intervals of agreement from resampled claims; the raters are held fixed."""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist
from typing import NamedTuple

import numpy as np


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


def bootstrap_interval(table: np.ndarray, statistic: Callable[[np.ndarray], float], draws: int = 1000, seed: int = 20261125) -> Interval:
    """Return a statistic with a 95% interval from resampled claims.

    Parameters
    ----------
    table : numpy.ndarray
        Units by values, as from `counts_per_unit`.
    statistic : callable
        Such as `krippendorff_alpha` or `fleiss_kappa`.
    draws, seed : int
        Resamples and the seed that makes them the same every time.

    Raises
    ------
    ValueError
        The statistic has no value for the table itself.
    """
    value = statistic(table)
    random = np.random.default_rng(seed)
    found = []
    for chosen in random.integers(0, len(table), (draws, len(table))):
        try:
            found.append(statistic(table[chosen]))
        except ValueError:
            continue  # a resample in which everybody said the same has no value
    if len(table) < 2 or not found:
        return Interval(value, float("nan"), float("nan"), len(found))
    low, high = _bias_corrected(np.array(found), value)
    return Interval(value, low, high, len(found))


def _bias_corrected(found: np.ndarray, value: float) -> tuple[float, float]:
    """Return Efron's bias-corrected percentiles: a resample holds fewer different claims, which alone pulls agreement down."""
    normal = NormalDist()
    below = (np.count_nonzero(found < value) + np.count_nonzero(found == value) / 2) / len(found)
    edge = 1 / (len(found) + 1)
    shift = 2 * normal.inv_cdf(min(max(below, edge), 1 - edge))
    low, high = np.quantile(found, [normal.cdf(shift + normal.inv_cdf(end)) for end in (0.025, 0.975)])
    return float(low), float(high)
