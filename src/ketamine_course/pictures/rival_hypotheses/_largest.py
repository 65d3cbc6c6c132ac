"""The largest trial against placebo of each drug, whatever was put to the accounts."""

from __future__ import annotations

from functools import cache

from ketamine_course.models.largest_trials import largest_trials
from ketamine_course.pictures._drawing import listed, lowered
from ketamine_course.pictures._facts import Row, status_note


@cache
def largest() -> dict[str, Row]:
    """Return the largest trial against placebo of each drug, which need not be the one put to the accounts."""
    return {row["drug"]: row for row in largest_trials()}


def counted(row: Row) -> str:
    note = status_note(row["mark"]).replace(" (", "; ").rstrip(")")
    label = lowered(row["label"])
    start = f"{label[:-1]}; " if label.endswith(")") else f"{label} ("
    return f"{start}{row['people']:g}{note})"


def largest_words() -> str:
    """Say how the largest trial against placebo of each drug ended, the smallest of them last."""
    ended = {ahead: [counted(row) for row in largest().values() if row["ahead"] == ahead] for ahead in (True, False)}
    return (
        "In the largest placebo-controlled trial of each drug on our list (number of people in brackets), "
        f"{listed(ended[True])} did better; {listed(ended[False])} did not."
    )
