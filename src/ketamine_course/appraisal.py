"""Agreement between raters of claims: how often two people who read the same text say the same of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ketamine_course.tables import load

RATED = ("verdict", "type", "wording")
"""What both raters recorded for every claim."""


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


def published_agreement(field: str) -> Agreement:
    """Return how far the collection's own two raters agreed before they reconciled.

    Parameters
    ----------
    field : str
        ``verdict``, ``type`` or ``wording``.
    """
    wide = load("ratings").pivot_table(index="claim", columns="rater", values=field, aggfunc="first").dropna()
    return agreement(list(wide["first"]), list(wide["second"]))
