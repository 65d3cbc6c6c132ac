"""Rows of the tables, and the words that stand for steps, works and statuses in all pictures."""

from __future__ import annotations

from typing import Any

from ketamine_course.references import MARKS, work
from ketamine_course.tables import rows_of

__all__ = ["Row", "cited", "rows_of", "status_note"]

Row = dict[str, Any]


def cited(keys: tuple[str, ...]) -> str:
    """Return short citations for some keys."""
    return "; ".join(work(key).short for key in keys)


def status_note(mark: str) -> str:
    """Return what must stand behind a fact that was not read in the work itself; nothing for one that was."""
    return "" if mark == "seen" else f" ({MARKS[mark]})"
