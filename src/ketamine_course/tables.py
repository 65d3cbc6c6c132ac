"""Load the tables in `data/`, checked against `datapackage.json`.

Beside Frictionless Table Schema, a field may say ``"list": true`` (several values, separated by ``; ``), with
``itemConstraints`` and the schema's ``itemForeignKeys`` for the single values, and ``"bibliography": true`` (keys of
`references.bib`).

A table is read and checked once per process. All its faults are reported together, each with file, row, column, value
and, where there is one, the nearest value that would have been right.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

DATA_FOLDER = Path(os.environ.get("KETAMINE_COURSE_DATA") or Path(__file__).resolve().parents[2] / "data")
"""Where the tables are; the variable lets a teacher work on a copy of their own."""
QUESTIONS = Path("lessons", "questions")
"""Where the questions stand in the data folder: one file a notebook."""
LIST_SEPARATOR = "; "
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


def nearest(value: str, allowed: Iterable[str]) -> str:
    """Say which allowed value lies nearest to a wrong one.

    Parameters
    ----------
    value : str
        The value that is not allowed.
    allowed : iterable of str
        Those that are.

    Returns
    -------
    str
        ``"'x' is unknown; nearest: 'y'"``, or the whole list where nothing is near.
    """
    options = sorted(set(allowed))
    near = get_close_matches(value, options, n=1)
    if near:
        return f"{value!r} is unknown; nearest: {near[0]!r}"
    shown = ", ".join(options[:12]) + (", ..." if len(options) > 12 else "")
    return f"{value!r} is unknown; valid: {shown or 'none'}"


@cache
def package(folder: Path = DATA_FOLDER) -> dict[str, dict[str, Any]]:
    """Return the resources of `datapackage.json` by name."""
    path = folder / "datapackage.json"
    try:
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
    except (OSError, ValueError, KeyError) as error:
        raise TableError([Fault(path.name, None, None, f"cannot be read: {error}")]) from error
    return {resource["name"]: resource for resource in resources}


def table_names(folder: Path = DATA_FOLDER) -> list[str]:
    """List the names that `load` accepts, in the order of the data package."""
    return list(package(folder))


def load(name: str, folder: Path = DATA_FOLDER) -> pd.DataFrame:
    """Load one table.

    Parameters
    ----------
    name : str
        A resource of ``datapackage.json``, such as ``"cascade_edges"``.
    folder : Path
        Where the tables are.

    Returns
    -------
    pandas.DataFrame
        Typed: text (empty cells are ``""``), numbers (empty cells are ``NaN``), booleans, dates, tuples for lists.
        A fresh copy at each call.

    Raises
    ------
    KeyError
        The name is unknown; the message gives the nearest one.
    TableError
        The table does not fit its schema; all faults are listed.
    """
    if name not in package(folder):
        raise KeyError(f"table {nearest(name, package(folder))}")
    return _loaded(name, folder).copy()


@cache
def _loaded(name: str, folder: Path) -> pd.DataFrame:
    resource = package(folder)[name]
    rows, form_faults = _read(name, folder)
    faults = list(form_faults)
    columns = _typed_columns(resource, rows, faults)
    faults += _uniqueness_faults(resource, rows)
    faults += _foreign_key_faults(resource, rows, folder)
    if faults:
        raise TableError(faults)
    return pd.DataFrame(columns)


@cache
def _read(name: str, folder: Path) -> tuple[list[dict[str, str]], tuple[Fault, ...]]:
    """Read a table's cells as text, once, with what is wrong with the file's form."""
    resource = package(folder)[name]
    faults: list[Fault] = []
    rows = _read_rows(folder / resource["path"], resource, faults)
    return rows, tuple(faults)


def _read_rows(path: Path, resource: dict[str, Any], faults: list[Fault]) -> list[dict[str, str]]:
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


def _typed_columns(resource: dict[str, Any], rows: list[dict[str, str]], faults: list[Fault]) -> dict[str, list[Any]]:
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


def _uniqueness_faults(resource: dict[str, Any], rows: list[dict[str, str]]) -> Iterator[Fault]:
    schema = resource["schema"]
    keys = [[field["name"]] for field in schema["fields"] if field.get("constraints", {}).get("unique")]
    if "primaryKey" in schema:
        keys.append(schema["primaryKey"])
    for names in keys:
        seen: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(rows, start=2):
            value = tuple(row[name] for name in names)
            if value in seen:
                yield Fault(resource["path"], number, " + ".join(names), f"{', '.join(value)!r} stands already in row {seen[value]}")
            seen.setdefault(value, number)


def _foreign_key_faults(resource: dict[str, Any], rows: list[dict[str, str]], folder: Path) -> Iterator[Fault]:
    lists = {field["name"] for field in resource["schema"]["fields"] if field.get("list")}
    for column, allowed in _foreign_values(resource, rows, folder):
        for number, row in enumerate(rows, start=2):
            for value in row[column].split(LIST_SEPARATOR) if column in lists else [row[column]]:
                if value and value not in allowed:
                    yield Fault(resource["path"], number, column, nearest(value, allowed))


def _foreign_values(resource: dict[str, Any], rows: list[dict[str, str]], folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Yield each column that points elsewhere with the values it may take."""
    schema = resource["schema"]
    for key in [*schema.get("foreignKeys", []), *schema.get("itemForeignKeys", [])]:
        target, column = key["reference"]["resource"], key["reference"]["fields"][0]
        known = {row[column] for row in rows} if target == "" else _column(target, column, folder)
        if known is not None:
            yield key["fields"][0], known
    for field in schema["fields"]:
        if field.get("bibliography"):
            yield field["name"], _reference_keys(folder)


@cache
def _column(name: str, column: str, folder: Path) -> set[str] | None:
    """Return the cells of a column as they stand, or None where the table cannot be read: its own faults are told when it loads."""
    try:
        return {row[column] for row in _read(name, folder)[0]}
    except TableError:
        return None


@cache
def _reference_keys(folder: Path) -> set[str]:
    try:
        lines = (folder / "references.bib").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TableError([Fault("references.bib", None, None, f"cannot be read: {error}")]) from error
    return {line.split("{", 1)[1].rstrip(",") for line in lines if line.startswith("@")}


def check_all(folder: Path = DATA_FOLDER) -> list[Fault]:
    """Load every table and return all faults of all of them (none where all is well)."""
    faults: list[Fault] = []
    for name in table_names(folder):
        try:
            _loaded(name, folder)
        except TableError as error:
            faults += [fault for fault in error.faults if fault not in faults]
    return faults
