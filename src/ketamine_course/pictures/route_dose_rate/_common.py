"""What the pictures of notebook 03 share: the names of the routes, and what a row of the tables states."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from ketamine_course.pictures._facts import rows_of


@cache
def labels() -> dict[str, str]:
    """Return the names of the routes."""
    return {row["route"]: row["label"] for row in rows_of("route_descriptions")}


def present(value: Any) -> bool:
    """Say whether a cell of a table holds a number."""
    return isinstance(value, int | float) and not math.isnan(value)


def ends(row: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return lowest and highest of what a row of `routes` states: its value, or its range where there is no value."""
    if present(row["value"]):
        return float(row["value"]), float(row["value"])
    return (float(row["low"]), float(row["high"])) if present(row["low"]) else None


def few_points(x: np.ndarray, y: np.ndarray, off: float) -> tuple[np.ndarray, np.ndarray]:
    """Return those points of a curve that a line needs to be nowhere further from it than `off`: many points make a page heavy."""
    kept = {0, len(x) - 1}
    spans = [(0, len(x) - 1)]
    while spans:
        first, last = spans.pop()
        gap = np.abs(y[first : last + 1] - np.interp(x[first : last + 1], x[[first, last]], y[[first, last]]))
        if gap.max() > off:
            middle = first + int(gap.argmax())
            kept.add(middle)
            spans += [(first, middle), (middle, last)]
    places = sorted(kept)
    return x[places], y[places]
