"""Load the tables in `data/`, checked against `datapackage.json` (which `make dictionary` builds from the schemas there).

Beside Frictionless Table Schema, a field may say ``"list": true`` (several values, separated by ``; ``), with
``itemConstraints`` and the schema's ``itemForeignKeys`` for the single values, and ``"bibliography": true`` (keys of
`references.bib`).

A table is read and checked once per process. All its faults are reported together, each with file, row, column, value
and, where there is one, the nearest value that would have been right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ketamine_course.names import checked, nearest
from ketamine_course.places import DATA as DATA_FOLDER
from ketamine_course.table_file import read_rows
from ketamine_course.table_form import LIST_SEPARATOR, PARSERS, TO_FILL, Fault, Row, TableError, typed_columns, uniqueness_faults

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DATA_FOLDER", "QUESTIONS", "Fault", "TableError", "check_all", "forget", "load", "package", "rows_of", "table_names"]

QUESTIONS = Path("lessons", "questions")
"""Where the questions stand in the data folder: one file a notebook."""


@cache
def package(folder: Path = DATA_FOLDER) -> dict[str, dict[str, Any]]:
    """Return the resources of `datapackage.json` by name."""
    path = folder / "datapackage.json"
    try:
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
        found = {resource["name"]: resource for resource in resources}
        for resource in resources:
            _ = (resource["path"], resource["rows"], [(field["name"], PARSERS[field["type"]]) for field in resource["schema"]["fields"]])
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        told = f"cannot be read: {type(error).__name__} {error}. Run `make dictionary`, which writes it from the schemas"
        raise TableError([Fault(path.name, None, None, told)]) from error
    return found


def table_names(folder: Path = DATA_FOLDER) -> list[str]:
    """List the names that `load` accepts, in the order of the data package."""
    return list(package(folder))


def load(name: str, folder: Path = DATA_FOLDER) -> pd.DataFrame:
    """Load one table into pandas, for tallies of one's own; what the collection itself shows reads `rows_of`.

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
    UnknownName
        The name is unknown; the message gives the nearest one.
    TableError
        The table does not fit its schema; all faults are listed.
    """
    import pandas as pd  # noqa: PLC0415 - takes a second and 30 MB, which no figure or question needs

    return pd.DataFrame(_columns(checked(name, package(folder), "table"), folder))


@cache
def rows_of(name: str, folder: Path = DATA_FOLDER) -> tuple[dict[str, Any], ...]:
    """Return the rows of one table, each a mapping from column to cell; for reading only, as all callers share them.

    Cells are typed as in `load`; a whole number stays one where other cells of its column are empty.

    Raises
    ------
    UnknownName
        The name is unknown; the message gives the nearest one.
    TableError
        The table does not fit its schema; all faults are listed.
    """
    columns = _columns(checked(name, package(folder), "table"), folder)
    return tuple(dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))


def rows_where(name: str, **wanted: Any) -> list[dict[str, Any]]:
    """Return the rows of one table whose cells are those given by column, as in ``rows_where("page_sentences", page="clinic")``."""
    return [row for row in rows_of(name) if all(row[column] == cell for column, cell in wanted.items())]


@cache
def _columns(name: str, folder: Path) -> dict[str, list[Any]]:
    resource = package(folder)[name]
    every, form_faults = _read(name, folder)
    faults = list(form_faults)
    rows = [row for row in every if row.whole]
    columns = typed_columns(resource, rows, faults)
    places = {(fault.row, fault.column): fault for fault in faults}
    for fault in (*uniqueness_faults(resource, rows), *_foreign_key_faults(resource, rows, every, folder)):
        places.setdefault((fault.row, fault.column), fault)  # one place, one fault
    faults = list(places.values())
    if faults:
        raise TableError(faults)
    return columns


@cache
def _read(name: str, folder: Path) -> tuple[list[Row], tuple[Fault, ...]]:
    """Read a table's cells as text, once, with what is wrong with the file's form."""
    resource = package(folder)[name]
    faults: list[Fault] = []
    rows = read_rows(folder / resource["path"], resource, faults)
    return rows, tuple(faults)


def _foreign_key_faults(resource: dict[str, Any], rows: list[Row], every: list[Row], folder: Path) -> Iterator[Fault]:
    lists = {field["name"] for field in resource["schema"]["fields"] if field.get("list")}
    for column, allowed in _foreign_values(resource, every, folder):
        for row in rows:
            cell = row.cells[column]
            for value in cell.split(LIST_SEPARATOR) if column in lists else [cell]:
                if value not in ("", TO_FILL) and value not in allowed:
                    yield Fault(resource["path"], row.number, column, nearest(value, allowed))


def _foreign_values(resource: dict[str, Any], every: list[Row], folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Yield each column that points elsewhere with the values it may take."""
    schema = resource["schema"]
    for key in [*schema.get("foreignKeys", []), *schema.get("itemForeignKeys", [])]:
        target, column = key["reference"]["resource"], key["reference"]["fields"][0]
        known = {row.cells[column] for row in every if column in row.cells} if target == "" else _column(target, column, folder)
        if known is not None:
            yield key["fields"][0], known
    for field in schema["fields"]:
        if field.get("bibliography"):
            yield field["name"], _reference_keys(folder)


def forget() -> None:
    """Read the tables anew from now on: their files have been changed."""
    for kept in (package, rows_of, _columns, _read, _column, _reference_keys):
        kept.cache_clear()


@cache
def _column(name: str, column: str, folder: Path) -> set[str] | None:
    """Return the cells of a column as they stand, or None where the table cannot be read: its own faults are told when it loads."""
    try:
        return {row.cells[column] for row in _read(name, folder)[0] if column in row.cells}
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
            _columns(name, folder)
        except TableError as error:
            faults += [fault for fault in error.faults if fault not in faults]
        faults += _lost_rows(name, folder)
    return faults


def _lost_rows(name: str, folder: Path) -> Iterator[Fault]:
    """Yield that a table has more or fewer rows than were noted: a file may have been cut where a row ends."""
    resource = package(folder)[name]
    try:
        rows = len(_read(name, folder)[0])
    except TableError:
        return
    if rows != resource["rows"]:
        told = f"has {rows} rows; datapackage.json says {resource['rows']}. Added or dropped on purpose? Then run `make dictionary`"
        yield Fault(resource["path"], None, None, told)
