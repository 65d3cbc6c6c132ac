"""Statistics that any picture or model may need: intervals of shares, tests of estimates, and corrections for many tests.

Each formula is held against statsmodels by the tests; here they are a few lines without its second of start-up.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

CERTAINTY = 0.95
"""Level of an interval where none is named."""
ERROR_RATE = 0.05
"""How often a test may call chance a finding, where nothing else is said."""


class Share(NamedTuple):
    """A share of people with the counts behind it: those who count, of all."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.hits / self.total


class Span(NamedTuple):
    """The two ends of an interval."""

    low: float
    high: float


def percent(share: float) -> str:
    """Return a share, 0 or more, as a whole percentage, ``<1%`` where it is that small but not zero.

    Halves are rounded up, as readers do who check a count by hand.
    """
    return "<1%" if 0 < share < 0.005 else f"{math.floor(100 * share + 0.5 + 1e-9)}%"  # 23 in 40 is a hair under 0.575 in binary


def critical_value(level: float = CERTAINTY) -> float:
    """Return how many standard errors an interval of this level reaches to each side: 1.96 for 0.95."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def around(estimate: float, standard_error: float, level: float = CERTAINTY) -> Span:
    """Return the interval of an estimate that varies normally."""
    reach = critical_value(level) * standard_error
    return Span(estimate - reach, estimate + reach)


def error_from(span: Span, level: float = CERTAINTY) -> float:
    """Return the standard error behind a symmetric interval."""
    return (span.high - span.low) / (2 * critical_value(level))


def two_sided_p(estimate: float, standard_error: float) -> float:
    """Return the two-sided p-value of an estimate that varies normally."""
    return 2 * (1 - NormalDist().cdf(abs(estimate / standard_error)))


def holm(p_values: Sequence[float]) -> list[float]:
    """Correct p-values for their number by Holm's step-down method (Scandinavian Journal of Statistics, 1979)."""
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    corrected, largest = [0.0] * len(p_values), 0.0
    for rank, at in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[at]))
        corrected[at] = largest
    return corrected


def wilson(share: Share, level: float = CERTAINTY) -> Span:
    """Return Wilson's score interval of a share (Journal of the American Statistical Association, 1927)."""
    z, p, n = critical_value(level), share.value, share.total
    centre, half = p + z**2 / (2 * n), z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return Span((centre - half) / (1 + z**2 / n), (centre + half) / (1 + z**2 / n))


def newcombe(first: Share, second: Share, level: float = CERTAINTY) -> Span:
    """Return the interval of the difference of two shares by Newcombe's hybrid score method (Statistics in Medicine, 1998; method 10)."""
    p1, p2, one, two = first.value, second.value, wilson(first, level), wilson(second, level)
    gap = p1 - p2
    return Span(gap - math.hypot(p1 - one.low, two.high - p2), gap + math.hypot(one.high - p1, p2 - two.low))


def shares_p(first: Share, second: Share) -> float:
    """Return the two-sided p-value for two equal shares, by the usual test with a pooled share."""
    pooled = (first.hits + second.hits) / (first.total + second.total)
    error = math.sqrt(pooled * (1 - pooled) * (1 / first.total + 1 / second.total))
    return two_sided_p(first.value - second.value, error)


def standardised_difference_error(d: float, n1: float, n2: float) -> float:
    """Return the usual large-sample standard error of a standardised mean difference (Hedges and Olkin 1985)."""
    return math.sqrt(1 / n1 + 1 / n2 + d**2 / (2 * (n1 + n2 - 2)))


def fitting_counts(percentages: Sequence[float], total: int) -> list[Share]:
    """Return the counts and group sizes that give printed percentages (one decimal) and add up to a total.

    Raises
    ------
    ValueError
        None or several sets of numbers fit.
    """
    options = [[Share(round(p * n / 100), n) for n in range(1, total) if round(100 * round(p * n / 100) / n, 1) == p] for p in percentages]
    fits = [list(groups) for groups in itertools.product(*options) if sum(group.total for group in groups) == total]
    if len(fits) != 1:
        raise ValueError(f"{len(fits)} sets of counts fit {list(percentages)} among {total} people")
    return fits[0]


def expected_agreement(frequent: float) -> float:
    """Return the share on which two raters meet by chance, if each gives one of two answers this often (0 to 1)."""
    return frequent**2 + (1 - frequent) ** 2


def kappa(observed: float, expected: float) -> float:
    """Return agreement beyond chance as a share of what could be won (Cohen 1960)."""
    return (observed - expected) / (1 - expected)
