"""Rows of the tables, and the words that stand for steps, works and statuses in all pictures."""

from __future__ import annotations

from functools import cache
from typing import Any

from ketamine_course.references import MARKS, work
from ketamine_course.tables import load

Row = dict[str, Any]


@cache
def rows_of(table: str) -> tuple[Row, ...]:
    """Return a table as rows."""
    return tuple({str(name): value for name, value in row.items()} for row in load(table).to_dict("records"))


def cited(keys: tuple[str, ...]) -> str:
    """Return short citations for some keys."""
    return "; ".join(work(key).short for key in keys)


def status_note(mark: str) -> str:
    """Return what must stand behind a fact that was not read in the work itself; nothing for one that was."""
    return "" if mark == "seen" else f" ({MARKS[mark]})"
