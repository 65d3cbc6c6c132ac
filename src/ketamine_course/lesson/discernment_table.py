"""What the forms add up to that a class took before and after, as rows of a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from ketamine_course.lesson import discernment
from ketamine_course.models.appraisal import ClassDiscernment, Estimate, Measured
from ketamine_course.texts import true_minus

Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]


def discernment_table(found: ClassDiscernment) -> Table:
    """Return a row for each round that somebody took, and for each change since the first, with 95% t intervals over people."""
    rounds = [(each.name, each.label) for each in discernment.ROUNDS]
    first, first_label = rounds[0]
    rows = [(label, found.measured(name)) for name, label in rounds]
    rows += [(f"{label} minus {first_label.lower()}", found.change(first, name)) for name, label in rounds[1:]]
    header = ("Round", "People", "Supported, accepted", "Unsupported, caught", "Sensitivity d\u2032", "Bias c")
    return "Discernment (means over people, 95% intervals)", header, [_measured_cells(label, each) for label, each in rows if each.people]


def _measured_cells(label: str, each: Measured) -> list[str]:
    return [label, str(each.people), *(_in_words(mean, 100, "%") for mean in each.means[:2]), *(_in_words(mean) for mean in each.means[2:])]


def _in_words(mean: Estimate | None, times: int = 1, unit: str = "") -> str:
    if mean is None:
        return "no value"
    value, low, high = (_rounded(each * times, 0 if unit else 1) for each in mean)
    return f"{value}{unit}" + ("" if math.isnan(mean.low) else f" ({low} to {high})")


def _rounded(value: float, places: int) -> str:
    """Return a number with a true minus sign, and none before a zero."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)  # as the page does
    return f"{abs(rounded)}" if rounded == 0 else true_minus(f"{rounded}")
