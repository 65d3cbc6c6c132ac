"""Rows of the tables, and the words that stand for steps, works and statuses in all pictures."""

from __future__ import annotations

import re
from typing import Any

from ketamine_course.references import MARKS, all_works, work
from ketamine_course.tables import rows_of

__all__ = ["Row", "cited", "named", "rows_of", "status_note"]

Row = dict[str, Any]


def cited(keys: tuple[str, ...]) -> str:
    """Return short citations for some keys."""
    return "; ".join(work(key).short for key in keys)


def named(text: str) -> str:
    """Return a text of the tables with names for people in place of the keys of works."""
    known = {each.key: each.short for each in all_works()}
    return re.sub(r"\b[a-z]+\d{4}[a-z]*\b", lambda key: known.get(key[0], key[0]), text)


def status_note(mark: str) -> str:
    """Return what must stand behind a fact that was not read in the work itself; nothing for one that was."""
    return "" if mark == "seen" else f" ({MARKS[mark]})"
