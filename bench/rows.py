"""The lines of the benchmark's table, and how repeated times are summed up."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table; `within` is None where there is no budget."""

    what: str
    measured: str
    against: str = ""
    ratio: str = ""
    budget: str = ""
    within: bool | None = None


class Spread(NamedTuple):
    """The median and the 95th percentile of some times in milliseconds."""

    p50: float
    p95: float
    n: int

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f} ms"


def spread(times: Sequence[float]) -> Spread:
    return Spread(statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[18], len(times))
