"""Measures: response and remission, the gap between two shares and its NNT, spread and ratio of SDs, noise of one score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ketamine_course.models.statistics import Share, critical_value, newcombe
from ketamine_course.models.trials._simulate import Arm, Points


class Estimate(NamedTuple):
    """A value with its interval; numbers, or arrays of one shape."""

    value: Points | float
    low: Points | float
    high: Points | float


def responded(arm: Arm, share: float = 0.5) -> NDArray[np.bool_]:
    """Return who responded: the score fell by `share` of its baseline or more; shape as the arm."""
    return np.asarray(arm.improvement >= share * arm.baseline)


def remitted(arm: Arm, cut_off: float = 10.0) -> NDArray[np.bool_]:
    """Return who is in remission: a final score of `cut_off` points or fewer; shape as the arm."""
    return np.asarray(arm.final <= cut_off)


@dataclass(frozen=True)
class Gap:
    """The gap between two shares, with its interval, all from -1 to 1; `nnt` turns it round."""

    value: float
    low: float
    high: float

    @property
    def nnt(self) -> float:
        """Number needed to treat: 1 / gap; infinite where there is no gap, negative where the control does better."""
        return math.inf if self.value == 0 else 1 / self.value

    def in_words(self) -> str:
        """Return the NNT with its interval; an interval that holds a gap of zero includes no effect and harm."""
        number = "none" if self.value == 0 else f"{self.nnt:.1f}"
        if self.low > 0 or self.high < 0:
            return f"{number} ({1 / self.high:.1f} to {1 / self.low:.1f})"
        benefit = f"benefit (NNT {1 / self.high:.1f} or higher), " if self.high > 0 else ""
        return f"{number}; the interval includes {benefit}no effect and harm"


def gap(hits_drug: int, n_drug: int, hits_control: int, n_control: int, level: float = 0.95) -> Gap:
    """Return the gap between two shares with Newcombe's hybrid score interval (1998, method 10).

    Parameters
    ----------
    hits_drug, n_drug, hits_control, n_control : int
        People who count, and people in all.
    level : float
        Level of the interval, such as 0.95.

    Raises
    ------
    ValueError
        A count does not fit its total.
    """
    for hits, total in ((hits_drug, n_drug), (hits_control, n_control)):
        if not 0 <= hits <= total or total < 1:
            raise ValueError(f"{hits} of {total} people cannot be; the nearest valid count is {min(max(hits, 0), max(total, 1))}")
    drug, control = Share(hits_drug, n_drug), Share(hits_control, n_control)
    return Gap(drug.value - control.value, *newcombe(drug, control, level))


def variability_ratio(sd_drug: ArrayLike, n_drug: ArrayLike, sd_control: ArrayLike, n_control: ArrayLike, level: float = 0.95) -> Estimate:
    """Return the ratio of two SDs with its interval, from the logarithm corrected for small samples.

    Formulas: rows `log_variance_ratio` and `standard_error_log_variance_ratio` of the table `measures`; see Munkholm et al. 2020.

    Parameters
    ----------
    sd_drug, sd_control : array_like
        Standard deviations, above 0.
    n_drug, n_control : array_like
        People, 2 or more.
    level : float
        Level of the interval.

    Raises
    ------
    ValueError
        An SD is not above 0 or an arm has fewer than 2 people.
    """
    sds, sizes = np.broadcast_arrays(sd_drug, sd_control), np.broadcast_arrays(n_drug, n_control)
    if min(map(np.min, sds)) <= 0 or min(map(np.min, sizes)) < 2:
        raise ValueError("a variability ratio needs SDs above 0 and at least 2 people in each arm")
    halves = [1 / (2 * (np.asarray(size, dtype=float) - 1)) for size in sizes]
    log_ratio = np.log(sds[0] / sds[1]) + halves[0] - halves[1]
    reach = critical_value(level) * np.sqrt(halves[0] + halves[1])
    return Estimate(np.exp(log_ratio)[()], np.exp(log_ratio - reach)[()], np.exp(log_ratio + reach)[()])


def spread_ratio(sd_effect: float, sd_control: float, correlation: float = 0.0) -> float:
    """Return the true variability ratio (of SDs) when own effects have this spread and this correlation with the untreated improvement.

    Formula: row `variance_of_drug_arm` of the table `measures`.
    """
    share = sd_effect / sd_control
    return math.sqrt(max(0.0, 1 + share**2 + 2 * correlation * share))


def hiding_correlation(sd_effect: float, sd_control: float) -> float:
    """Return the correlation at which varying effects leave the ratio of SDs at exactly 1."""
    return -sd_effect / (2 * sd_control)


def largest_hidden_sd(upper_ratio: float, sd_control: float) -> float:
    """Return the largest SD of own effects (points) that a ratio of SDs allows, if effects are unrelated to the untreated course."""
    return sd_control * math.sqrt(max(0.0, upper_ratio**2 - 1))


def people_per_arm(sd_effect: float, sd_control: float, correlation: float = 0.0, power: float = 0.8, error_rate: float = 0.05) -> float:
    """Return how many people each arm needs before the ratio of SDs shows that effects differ; infinite where it never does."""
    log_ratio = math.log(spread_ratio(sd_effect, sd_control, correlation))
    if abs(log_ratio) < 1e-12:
        return math.inf
    return 1 + ((critical_value(1 - error_rate) + NormalDist().inv_cdf(power)) / log_ratio) ** 2


def pooled_sd(sds: Sequence[float], sizes: Sequence[float]) -> float:
    """Return one SD from several groups: the root of the variances weighted by people minus 1."""
    freedom = np.asarray(sizes, dtype=float) - 1
    return float(np.sqrt(np.sum(freedom * np.asarray(sds) ** 2) / freedom.sum()))


def sd_from_t(mean_change: float, people: int, t: float) -> float:
    """Return the SD of a change from the t-value of its test against zero."""
    return mean_change * math.sqrt(people) / t


def standard_error_of_measurement(sd: float, reliability: float) -> float:
    """Return the noise of one score, in its own points."""
    return sd * math.sqrt(1 - reliability)


def smallest_change(sd: float, reliability: float, level: float = 0.95) -> float:
    """Return the smallest change in one person that goes beyond noise."""
    return critical_value(level) * math.sqrt(2) * standard_error_of_measurement(sd, reliability)
