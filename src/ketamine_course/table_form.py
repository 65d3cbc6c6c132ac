"""One file of a table: its form as CSV, the types of its cells, and what stands twice; every fault with its place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ketamine_course.names import nearest

LIST_SEPARATOR = "; "
TO_FILL = "TO FILL"
"""What stands in a cell, or in a text, that somebody has still to write."""
STILL_OPEN = "is still to be filled in"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
NOT_A_NUMBER_START = ("=", "@", "\t", "\r")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one place of one file."""

    file: str
    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: {self.message}"


class TableError(ValueError):
    """A table does not fit its schema; `faults` lists everything that is wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [str(fault) for fault in self.faults]
        super().__init__("\n".join([f"{len(lines)} fault{'s' if len(lines) != 1 else ''} in the tables:", *lines]))


def read_rows(path: Path, resource: dict[str, Any], faults: list[Fault]) -> list[dict[str, str]]:
    """Read the rows of a file as text; what is wrong with its form joins the faults, or is raised where nothing can be read."""
    file, expected = resource["path"], [field["name"] for field in resource["schema"]["fields"]]
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise TableError([Fault(file, None, None, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TableError([Fault(file, line, None, "is not UTF-8 text here; save the file as UTF-8")]) from error
    if not text.strip("\ufeff \r\n"):
        raise TableError([Fault(file, None, None, "is empty; its first line must name the columns")])
    if text.startswith("\ufeff"):
        faults.append(Fault(file, 1, None, "starts with a byte order mark; save as UTF-8 without BOM"))
    if "\r" in text:
        faults.append(Fault(file, None, None, "has Windows line ends (CRLF); save with LF"))
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff").replace("\r\n", "\n")), strict=True)
    try:
        header, *lines = list(reader)
    except (csv.Error, ValueError) as error:
        raise TableError([*faults, Fault(file, reader.line_num, None, f"is not readable as CSV: {error}")]) from error
    if header != expected:
        faults += _header_faults(file, header, expected)
        raise TableError(faults)
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            faults.append(Fault(file, number, None, f"has {len(cells)} cells; the header has {len(header)}"))
    return [dict(zip(header, cells, strict=False)) for cells in lines if len(cells) == len(header)]


def _header_faults(file: str, header: list[str], expected: list[str]) -> Iterator[Fault]:
    for column in expected:
        if column not in header:
            yield Fault(file, 1, column, "is missing")
    for column in header:
        if column not in expected:
            yield Fault(file, 1, column, nearest(column, expected))
    if sorted(header) == sorted(expected):
        yield Fault(file, 1, None, f"has its columns in another order; expected: {', '.join(expected)}")


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


def typed_columns(resource: dict[str, Any], rows: list[dict[str, str]], faults: list[Fault]) -> dict[str, list[Any]]:
    """Return the cells of each column with their types; cells that do not fit join the faults."""
    columns: dict[str, list[Any]] = {}
    for field in resource["schema"]["fields"]:
        cells = []
        for number, row in enumerate(rows, start=2):
            value, problem = _parse_cell(row[field["name"]], field)
            if problem:
                faults.append(Fault(resource["path"], number, field["name"], problem))
            cells.append(value)
        columns[field["name"]] = cells
    return columns


def _parse_cell(cell: str, field: dict[str, Any]) -> tuple[Any, str | None]:
    """Return the typed value of a cell and what is wrong with it, if anything."""
    kind, is_list = field["type"], bool(field.get("list"))
    if not cell:
        required = field.get("constraints", {}).get("required")
        return (() if is_list else EMPTY[kind]), ("is empty, but required" if required else None)
    rules = field.get("itemConstraints" if is_list else "constraints", {})
    if cell == TO_FILL:
        return cell, f"{STILL_OPEN}: {' or '.join(rules.get('enum', [])) or PARSERS[kind][1]}"
    parts = cell.split(LIST_SEPARATOR) if is_list else [cell]
    problem = _text_problem(cell, kind) or next(
        (nearest(p, rules["enum"]) for p in parts if "enum" in rules and p not in rules["enum"]), None
    )
    if problem or is_list:
        return (cell if problem else tuple(parts)), problem
    parse, wanted = PARSERS[kind]
    try:
        return parse(cell), None
    except (ValueError, KeyError):
        return cell, f"{cell!r} is not {wanted}"


def _text_problem(cell: str, kind: str) -> str | None:
    if cell != cell.strip():
        return f"{cell!r} has white space around it"
    if cell.startswith(FORMULA_STARTS if kind == "string" else NOT_A_NUMBER_START):
        return f"{cell!r} starts like a spreadsheet formula"
    return None


def uniqueness_faults(resource: dict[str, Any], rows: list[dict[str, str]]) -> Iterator[Fault]:
    """Yield each row that repeats what may stand only once."""
    schema = resource["schema"]
    keys = [[field["name"]] for field in schema["fields"] if field.get("constraints", {}).get("unique")]
    if "primaryKey" in schema:
        keys.append(schema["primaryKey"])
    for names in keys:
        seen: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(rows, start=2):
            value = tuple(row[name] for name in names)
            if TO_FILL in value:
                continue
            if value in seen:
                yield Fault(resource["path"], number, " + ".join(names), f"{', '.join(value)!r} stands already in row {seen[value]}")
            seen.setdefault(value, number)


def count_rows(path: Path) -> int:
    """Return how many rows a table's file has below its header."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for cells in csv.reader(file) if cells) - 1
