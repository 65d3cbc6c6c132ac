"""The rows of a table: the types of its cells, and what stands twice; every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from ketamine_course import addresses
from ketamine_course.names import nearest

LIST_SEPARATOR = "; "
TO_FILL = "TO FILL"
"""What stands in a cell, or in a text, that somebody has still to write."""
STILL_OPEN = "is still to be filled in"
SHOWN_ROWS = 12
"""Further rows that a fault names; of more it gives the number."""
FORMULA_STARTS = ("=", "+", "-", "@")
NOT_A_NUMBER_START = ("=", "@")
PHONE_NUMBER = re.compile(r"[+-][\d ()/.-]*")
"""What no spreadsheet can take for a command, though it starts like one."""
NOT_ON_ONE_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one place of one file; `also` are further rows of the same column with the same fault."""

    file: str
    row: int | None
    column: str | None
    message: str
    also: tuple[int, ...] = ()

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: {self.message}{self._further()}"

    def _further(self) -> str:
        if not self.also:
            return ""
        rows = ", ".join(map(str, self.also[:SHOWN_ROWS])) + (", ..." if len(self.also) > SHOWN_ROWS else "")
        return f" (so in {len(self.also)} more row{'s' if len(self.also) > 1 else ''}: {rows})"


class Row(NamedTuple):
    """One row of a file as text: its number, the header being 1, its cells by column, and whether each column has one."""

    number: int
    cells: dict[str, str]
    whole: bool = True


class TableError(ValueError):
    """A table does not fit its schema; `faults` lists everything that is wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [str(fault) for fault in self.faults]
        super().__init__("\n".join([f"{len(lines)} fault{'s' if len(lines) != 1 else ''} in the tables:", *lines]))


def _as_boolean(cell: str) -> bool:
    return {"true": True, "false": False}[cell]


def _as_date(cell: str) -> date:
    return date.fromisoformat(_in_form(r"\d{4}-\d{2}-\d{2}", cell))


def _as_integer(cell: str) -> int:
    return int(_in_form(r"-?\d+", cell))


def _as_number(cell: str) -> float:
    return float(_in_form(r"-?\d+(\.\d+)?(e-?\d+)?", cell))


def _in_form(form: str, cell: str) -> str:
    """Return the cell if it is written in the one form that every reader of CSV understands; Python alone accepts more."""
    if not re.fullmatch(form, cell):
        raise ValueError(cell)
    return cell


PARSERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "string": (str, "text"),
    "integer": (_as_integer, "a whole number"),
    "number": (_as_number, "a number with a decimal point"),
    "boolean": (_as_boolean, "true or false"),
    "date": (_as_date, "a date as YYYY-MM-DD"),
    "year": (_as_integer, "a year"),
}
EMPTY: dict[str, Any] = {"string": "", "integer": float("nan"), "number": float("nan"), "boolean": None, "date": None, "year": None}


def typed_columns(resource: dict[str, Any], rows: list[Row], faults: list[Fault]) -> dict[str, list[Any]]:
    """Return the cells of each column with their types; cells that do not fit join the faults."""
    columns: dict[str, list[Any]] = {}
    for field in resource["schema"]["fields"]:
        cells = []
        for row in rows:
            value, problem = _parse_cell(row.cells[field["name"]], field)
            if problem:
                faults.append(Fault(resource["path"], row.number, field["name"], problem))
            cells.append(value)
        columns[field["name"]] = cells
    return columns


def _parse_cell(cell: str, field: dict[str, Any]) -> tuple[Any, str | None]:
    """Return the typed value of a cell and what is wrong with it, if anything."""
    kind, is_list = field["type"], bool(field.get("list"))
    rules = field.get("itemConstraints" if is_list else "constraints", {})
    expected = " or ".join(rules.get("enum", [])) or PARSERS[kind][1]
    if not cell:
        required = field.get("constraints", {}).get("required")
        return (() if is_list else EMPTY[kind]), (f"is empty, but required: {expected}" if required else None)
    if cell == TO_FILL:
        return cell, f"{STILL_OPEN}: {expected}"
    parts = cell.split(LIST_SEPARATOR) if is_list else [cell]
    problem = _text_problem(cell, kind) or (_list_problem(parts) if is_list else None) or _address_problem(cell, field)
    problem = problem or next((nearest(part, rules["enum"]) for part in parts if "enum" in rules and part not in rules["enum"]), None)
    if problem or is_list:
        return (cell if problem else tuple(parts)), problem
    parse, wanted = PARSERS[kind]
    try:
        value = parse(cell)
    except (ValueError, KeyError):
        return cell, f"{cell!r} is not {wanted}{_nearest_value(cell, kind)}"
    return value, _bound_problem(cell, value, rules)


def _nearest_value(cell: str, kind: str) -> str:
    """Return the value that was probably meant, as the end of a message."""
    near = {"number": cell.replace(",", "."), "integer": cell.removesuffix(".0"), "boolean": cell.lower()}.get(kind, cell)
    if kind == "boolean":
        near = {"yes": "true", "no": "false", "1": "true", "0": "false"}.get(near, near)
    try:
        PARSERS[kind][0](near)
    except (ValueError, KeyError):
        return ""
    return f"; nearest: {near!r}"


def _bound_problem(cell: str, value: Any, rules: dict[str, Any]) -> str | None:
    if "minimum" in rules and value < rules["minimum"]:
        return f"{cell!r} is too small; the smallest is {rules['minimum']}"
    if "maximum" in rules and value > rules["maximum"]:
        return f"{cell!r} is too large; the largest is {rules['maximum']}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
        return f"{cell!r} does not have the form {rules['pattern']}"
    return None


def _list_problem(parts: list[str]) -> str | None:
    empty = [part for part in parts if part != part.strip() or not part]
    if empty:
        return f"{empty[0]!r} is no part of a list; parts are separated by {LIST_SEPARATOR!r}"
    twice = next((part for part in parts if parts.count(part) > 1), None)
    if twice is not None:
        return f"{twice!r} stands twice in the list"
    near = next((part for part in parts if ";" in part), None)
    return f"{near!r} holds ';' without the space after it that separates a list" if near else None


def _address_problem(cell: str, field: dict[str, Any]) -> str | None:
    return addresses.problem(cell) if field.get("format") == "uri" else None


def _text_problem(cell: str, kind: str) -> str | None:
    if NOT_ON_ONE_LINE.search(cell):
        return f"{cell!r} does not stand on one line: a cell holds no line breaks, tabs or control characters"
    if cell != cell.strip():
        return f"{cell!r} has white space around it"
    if cell.startswith(FORMULA_STARTS if kind == "string" else NOT_A_NUMBER_START) and not PHONE_NUMBER.fullmatch(cell):
        return f"{cell!r} starts like a spreadsheet formula"
    if INVISIBLE.search(cell):
        return f"{cell!r} holds characters that nobody sees"
    return None


def uniqueness_faults(resource: dict[str, Any], rows: list[Row]) -> Iterator[Fault]:
    """Yield each row that repeats what may stand only once."""
    schema = resource["schema"]
    keys = [[field["name"]] for field in schema["fields"] if field.get("constraints", {}).get("unique")]
    if "primaryKey" in schema:
        keys.append(schema["primaryKey"])
    for names in keys:
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            value = tuple(row.cells[name] for name in names)
            if TO_FILL in value or not any(value):
                continue
            if value in seen:
                yield Fault(resource["path"], row.number, " + ".join(names), f"{', '.join(value)!r} stands already in row {seen[value]}")
            seen.setdefault(value, row.number)
