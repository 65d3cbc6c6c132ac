"""The largest trial of each drug that acts on NMDA receptors."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from ketamine_course.tables import rows_of


def largest_trials() -> list[dict[str, Any]]:
    """Return the largest trial against placebo of each drug that acts on NMDA receptors, as rows of ``drug_trials``, the largest first."""
    trials = sorted((row for row in rows_of("drug_trials") if row["against"] == "placebo"), key=itemgetter("people"), reverse=True)
    found: dict[str, dict[str, Any]] = {}
    for row in trials:
        found.setdefault(row["drug"], row)
    return list(found.values())
