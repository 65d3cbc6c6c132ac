"""Agreement between raters: how often people who read the same claims say the same of them, beyond chance.

Cohen's and Fleiss' kappa come from statsmodels. Krippendorff's alpha is our own few lines: the library that offers it is under the
GPL, and this collection is not. Intervals come from `bootstrap`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ketamine_course.names import lookup, nearest


class Agreement(NamedTuple):
    """Agreement of two raters on one question.

    Parameters
    ----------
    n : int
        Claims rated by both.
    share : float
        Share of claims on which they said the same, 0 to 1.
    kappa : float
        Cohen's kappa: agreement beyond what their habits alone would give; 1 is full, 0 is chance.
    low, high : float
        Ends of kappa's 95% confidence interval; NaN where it is undefined.
    """

    n: int
    share: float
    kappa: float
    low: float
    high: float


def agreement(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """Compare two raters.

    Parameters
    ----------
    first, second : sequence of str
        What each said, in the same order of claims.

    Returns
    -------
    Agreement
        With Cohen's kappa and its large-sample interval (Fleiss, Cohen and Everitt 1969), from statsmodels.

    Raises
    ------
    ValueError
        The lists differ in length, or hold fewer than two claims, or both raters only ever used one and the same value.
    """
    from statsmodels.stats.inter_rater import cohens_kappa, to_table  # noqa: PLC0415  # heavy: only where it is needed

    if len(first) != len(second):
        raise ValueError(f"the raters judged {len(first)} and {len(second)} claims; the lists must match")
    if len(first) < 2:
        raise ValueError("agreement needs at least two claims")
    if len({*first, *second}) < 2:
        raise ValueError(f"both raters only ever said {first[0]!r}: kappa has no value")
    values = sorted({*first, *second})
    codes = np.array([[values.index(a), values.index(b)] for a, b in zip(first, second, strict=True)])
    table, _ = to_table(codes, bins=np.arange(len(values) + 1) - 0.5)
    with np.errstate(invalid="ignore"):  # full agreement leaves the interval undefined
        result = cohens_kappa(table)
    share = float(np.trace(table) / table.sum())
    return Agreement(len(first), share, float(result.kappa), float(result.kappa_low), float(result.kappa_upp))


def counts_per_unit(ratings: Sequence[Sequence[str]], values: Sequence[str]) -> np.ndarray:
    """Count how often each value was given to each unit.

    Parameters
    ----------
    ratings : sequence of sequence of str
        For each unit (claim), what its raters said; raters may be missing.
    values : sequence of str
        All values, in order where they have one.

    Returns
    -------
    numpy.ndarray
        Units by values, whole numbers.

    Raises
    ------
    ValueError
        A rating is not one of the values.
    """
    place = {value: at for at, value in enumerate(values)}
    table = np.zeros((len(ratings), len(values)), dtype=int)
    for unit, given in enumerate(ratings):
        for value in given:
            table[unit, lookup(place, value, f"unit {unit + 1}:", ValueError)] += 1
    return table


def fleiss_kappa(table: np.ndarray) -> float:
    """Return Fleiss' kappa (Fleiss 1971), from statsmodels.

    Parameters
    ----------
    table : numpy.ndarray
        Units by values: how many raters gave each value.

    Raises
    ------
    ValueError
        Units have different numbers of raters, or only one value was ever used.
    """
    from statsmodels.stats.inter_rater import fleiss_kappa as from_statsmodels  # noqa: PLC0415  # heavy: only where it is needed

    raters = np.unique(table.sum(axis=1))
    if len(raters) != 1 or raters[0] < 2:
        raise ValueError("Fleiss' kappa needs the same number of raters, two or more, for every claim; alpha allows gaps")
    _several_values(table)
    return float(from_statsmodels(table))


def krippendorff_alpha(table: np.ndarray, level: str = "nominal") -> float:
    """Return Krippendorff's alpha: 1 minus observed over expected disagreement; gaps are allowed.

    Parameters
    ----------
    table : numpy.ndarray
        Units by values: how many raters gave each value. Units with fewer than two ratings do not count.
    level : str
        ``nominal`` (values differ or not), ``ordinal`` (columns in order) or ``interval`` (columns evenly spaced).

    Raises
    ------
    ValueError
        No unit has two ratings, only one value was ever used, or the level is unknown.

    Notes
    -----
    Formula: Krippendorff (2011), Computing Krippendorff's alpha-reliability, by way of the coincidence matrix; held against his
    worked example by the tests.
    """
    pairable = table[table.sum(axis=1) >= 2]
    if not len(pairable):
        raise ValueError("alpha needs at least one claim with two ratings")
    _several_values(pairable)
    return float(krippendorff_alphas(pairable, np.ones((1, len(pairable))), level)[0])


def krippendorff_alphas(table: np.ndarray, times: np.ndarray, level: str = "nominal") -> np.ndarray:
    """Return Krippendorff's alpha of many resamples of one table at once.

    Parameters
    ----------
    table : numpy.ndarray
        Units by values, as for `krippendorff_alpha`.
    times : numpy.ndarray
        Resamples by units: how often each unit is in each resample.
    level : str
        As for `krippendorff_alpha`.

    Returns
    -------
    numpy.ndarray
        One alpha for each resample; NaN where `krippendorff_alpha` raises because a resample has no value.

    Raises
    ------
    ValueError
        The level is unknown.
    """
    raters = table.sum(axis=1)
    pairs = table[:, :, None] * table[:, None, :] - table[:, :, None] * np.eye(table.shape[1])
    of_units = np.where((raters >= 2)[:, None, None], pairs / np.maximum(raters - 1, 1)[:, None, None], 0)
    coincidences = np.tensordot(times, of_units, axes=1)
    totals = coincidences.sum(axis=2)
    distance = _distances(totals, level)
    observed = (coincidences * distance).sum(axis=(1, 2)) * (totals.sum(axis=1) - 1)
    expected = (totals[:, :, None] * totals[:, None, :] * distance).sum(axis=(1, 2))
    return np.asarray(1 - observed / np.where(expected == 0, np.nan, expected))


def _several_values(table: np.ndarray) -> None:
    if np.count_nonzero(table.sum(axis=0)) < 2:
        raise ValueError("everybody only ever used one value: agreement beyond chance has no value")


def _distances(totals: np.ndarray, level: str) -> np.ndarray:
    """Return squared distances between values, for each row of totals."""
    count = totals.shape[1]
    places = np.arange(count)
    if level == "nominal":
        return 1.0 - np.eye(count)
    if level == "interval":
        return (places[:, None] - places[None, :]) ** 2.0
    if level == "ordinal":  # ranks: half of both ends and all that lies between
        middle = np.cumsum(totals, axis=1) - totals / 2
        return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2)
    raise ValueError(f"level {nearest(level, ('nominal', 'ordinal', 'interval'))}")
