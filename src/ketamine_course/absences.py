"""What was looked for and not found: dated, so that every sentence that something does not exist can say when that was last true."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from ketamine_course.names import nearest
from ketamine_course.tables import rows_of


def in_words(day: date) -> str:
    """Return a day as readers see it: ``28 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def told(absence: str) -> str:
    """Return what a search came to, with its day: ``none found on 28 November 2026``, or that nobody searched.

    Parameters
    ----------
    absence : str
        A key of the table ``absences``.

    Raises
    ------
    KeyError
        There is no such row; the message gives the nearest.
    ValueError
        The search found something, so that the sentence is wrong.
    """
    row = _row(absence)
    if row["outcome"] == "not searched":
        return "not searched"
    if row["outcome"] != "none found":
        raise ValueError(f"{absence!r} was found: {row['result']}")
    return f"none found on {in_words(row['searched_on'])}"


def found_on(absence: str) -> str:
    """Return the tail of a sentence that composes an absence: ``was found in our search of 28 November 2026``."""
    return told(absence).replace("none found on", "was found in our search of")


def _row(absence: str) -> dict[str, Any]:
    if absence not in _rows():
        raise KeyError(f"absence {nearest(absence, _rows())}")
    return _rows()[absence]


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return {row["absence"]: row for row in rows_of("absences")}
