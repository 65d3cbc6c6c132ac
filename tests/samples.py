"""What is looked at in every run, and what only in the sweep, where one of many says whether the others are likely to be well."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def some(values: Iterable[Any], here: Collection[Any]) -> list[Any]:
    """Return parameters of a test: those named are looked at in every run, the others in the sweep.

    Each name must be among the values, so that a sample cannot become empty unseen.
    """
    values = list(values)
    assert here
    assert all(each in values for each in here), f"not among the values: {here}"
    return [pytest.param(*_parts(each), marks=[pytest.mark.sweep] * (each not in here)) for each in values]


def every(number: int, values: Iterable[Any]) -> list[Any]:
    """Return parameters of a test: the first, and each so many further on, in every run, the others in the sweep."""
    values = list(values)
    return some(values, values[::number])


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
