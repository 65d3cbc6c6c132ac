"""Rows of the tables as entries of a catalogue: amounts in words, works with their links, and how far a row was checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._facts import Row
from ketamine_course.references import MARKS, SIGHTINGS, all_works, work
from ketamine_course.texts import true_minus
from ketamine_course.widgets.catalogue_parts import Facet

Part = tuple[str, str]


def link(key: str) -> tuple[str, str]:
    """Return the short citation of a work, with how far it was read where that is not the work itself, and its address."""
    each = work(key)
    remark = "" if each.sighting == "own_text" else f" ({SIGHTINGS[each.sighting]})"
    return f"{each.short}{remark}", each.link


def links(*keys: str) -> list[tuple[str, str]]:
    """Return the links of some works; empty keys and repetitions are left out."""
    return [link(key) for key in dict.fromkeys(keys) if key]


def is_known(value: object) -> bool:
    """Say whether a cell holds something: not empty, not a missing number."""
    return value not in ("", None, ()) and value == value  # noqa: PLR0124  a missing number is not equal to itself


def filled(*parts: tuple[str, object]) -> list[Part]:
    """Return the parts whose text is not empty; a list is joined, a number written without needless zeros."""
    return [(term, _text(value)) for term, value in parts if is_known(value)]


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return named("; ".join(map(str, value)))
    return f"{value:g}" if isinstance(value, float) else named(str(value))


def named(text: str) -> str:
    """Return a text of the tables with short citations in place of the keys of works."""
    return re.sub(r"\b[a-z]+\d{4}[a-z]*\b", lambda key: _citations().get(key[0], key[0]), text)


@cache
def _citations() -> dict[str, str]:
    return {each.key: each.short for each in all_works()}


def amount(low: float, high: float, unit: str) -> str:
    """Return a number or a range with its unit, such as ``8 to 19% of people`` or ``1 page``; nothing where there is no number."""
    numbers = true_minus(" to ".join(f"{number:g}" for number in (low, high) if is_known(number)))
    if numbers == "1" and re.fullmatch("[a-z]{3,}s", unit):
        unit = unit.removesuffix("s")
    return numbers + ("" if not numbers or not unit or unit.startswith("%") else " ") + unit if numbers else ""


def checked(row: Row, *, badged: bool = False) -> list[Part]:
    """Return what must be said of a row that was not read in the cited work as a whole; not its status where a badge gives that."""
    recalled = _text(row.get("recalled_parts") or "")
    status = [] if badged or row["mark"] == "seen" or (recalled and row["mark"] == "recalled") else [MARKS[row["mark"]]]
    notes = [*status, *([f"{MARKS['recalled']}: {lowered(recalled)}"] if recalled else []), row.get("mark_note") or ""]
    return filled(("How far checked", ". ".join(note[0].upper() + note[1:].rstrip(".") for note in notes if note)))


def remarked(text: str, mark: str, note: str = "") -> str:
    """Return a text with its status, where it was not read in the work itself, and a remark."""
    remarks = [MARKS[mark]] if text and mark not in ("", "seen") else []
    return " ".join(filter(None, (named(text), *(f"({remark})" for remark in remarks), named(note))))


def facet(label: str, values: Iterable[str], *, badge: bool = False) -> Facet:
    """Return a filter whose values are shown as they are, in the order in which they first appear."""
    return Facet(label, {value: value[0].upper() + value[1:] for value in dict.fromkeys(values)}, badge)
