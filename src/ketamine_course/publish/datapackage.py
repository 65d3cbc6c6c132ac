"""Build data/datapackage.json (Frictionless) from the small schemas written by hand: data/schema.yaml and one a subject.

The package also keeps how many rows each table has, so that a row which gets lost is noticed: `make check-data` compares.
`make dictionary` writes the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from ketamine_course.forms import misfits
from ketamine_course.names import nearest
from ketamine_course.table_file import count_rows
from ketamine_course.table_form import PARSERS, Fault, TableError
from ketamine_course.tables import DATA_FOLDER
from ketamine_course.yaml_files import YamlError, read

# What may stand in a schema, from a column up to the whole.
Column = TypedDict(
    "Column",
    {
        "means": str, "type": str, "required": bool, "unique": bool, "list": bool, "one_of": str | list[str], "minimum": float,
        "maximum": float, "pattern": str, "address": bool, "bibliography": bool, "in": str,
    },
    total=False,
)  # fmt: skip


class Table(TypedDict):
    """One table of a subject."""

    title: str
    about: str
    key: NotRequired[list[str]]
    columns: dict[str, str | Column]


class Subject(TypedDict):
    """The schema of a folder."""

    title: str
    about: str
    notes: NotRequired[str]
    vocabularies: NotRequired[dict[str, list[str]]]
    tables: NotRequired[dict[str, Table]]


class Top(TypedDict):
    """What all folders share."""

    name: str
    title: str
    licence: dict[str, str]
    subjects: list[str]
    vocabularies: NotRequired[dict[str, list[str]]]


ABOUT = ("title", "about", "notes")
RESOURCE = {
    "profile": "tabular-data-resource",
    "scheme": "file",
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
}


def build(folder: Path = DATA_FOLDER) -> dict[str, Any]:
    """Return the data package of a folder.

    Raises
    ------
    TableError
        A schema cannot be used: each fault with its file and place, and the nearest word that would have been right.
    """
    faults: list[Fault] = []
    top = _read(folder, "schema.yaml", Top, faults)
    schemas = {subject: _read(folder, f"{subject}/schema.yaml", Subject, faults) for subject in top["subjects"]} if not faults else {}
    if faults:
        raise TableError(faults)
    known = {f"{name}.{column}" for each in schemas.values() for name, table in _tables(each) for column in table.get("columns", {})}
    resources = []
    for subject, schema in schemas.items():
        words = top.get("vocabularies", {}) | schema.get("vocabularies", {})
        for name, table in _tables(schema):
            faults += _faults(f"{subject}/schema.yaml", name, table, words, known)
            if not (folder / subject / f"{name}.csv").is_file():
                faults.append(Fault(f"{subject}/{name}.csv", None, None, "is not there, though the schema describes it"))
            if not faults:
                resources.append(_resource(folder, subject, name, table, words))
    if faults:
        raise TableError(faults)
    about = {subject: {key: schema[key].strip() for key in ABOUT if key in schema} for subject, schema in schemas.items()}
    head = {"profile": "tabular-data-package", "name": top["name"], "title": top["title"], "licenses": [top["licence"]]}
    return head | {"subjects": about, "resources": resources}


def _read(folder: Path, file: str, form: Any, faults: list[Fault]) -> dict[str, Any]:
    """Return a schema; what does not fit its form joins the faults."""
    try:
        schema = read(folder / file, file)
    except YamlError as error:
        place, problem = str(error).split(": ", 1)
        faults.append(Fault(place, None, None, problem))
        return {}
    for field, line, message in misfits(schema, form):
        at = f"{file}, line {line}" if line else file
        faults.append(Fault(f"{at}, field {field}" if field else at, None, None, message))
    return schema if isinstance(schema, dict) else {}


def _tables(schema: Mapping[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    found: dict[str, dict[str, Any]] = schema.get("tables", {})
    return found.items()


def _faults(file: str, name: str, table: Mapping[str, Any], words: Mapping[str, Any], known: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with the description of one table."""
    columns = table["columns"]
    yield from (Fault(file, None, None, f"{name}, key: {nearest(key, columns)}") for key in table.get("key", ()) if key not in columns)
    for column, told in columns.items():
        for problem in _column_problems({"means": told} if isinstance(told, str) else told, words, known):
            yield Fault(file, None, column, f"{name}: {problem}")


def _column_problems(told: Mapping[str, Any], words: Mapping[str, Any], known: set[str]) -> Iterator[str]:
    if not told.get("means"):
        yield "'means' is missing: say what stands in the column"
    for key, allowed in (("type", PARSERS), ("one_of", words), ("in", known)):
        if isinstance(told.get(key), str) and told[key] not in allowed:
            yield f"{key}: {nearest(told[key], allowed)}"


def _resource(folder: Path, subject: str, name: str, table: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table as the standard describes it."""
    path = f"{subject}/{name}.csv"
    columns = {column: {"means": told} if isinstance(told, str) else told for column, told in table["columns"].items()}
    schema: dict[str, Any] = {"fields": [_field(column, told, words) for column, told in columns.items()]}
    if "key" in table:
        schema["primaryKey"] = table["key"]
    for place, is_list in (("foreignKeys", False), ("itemForeignKeys", True)):
        keys = [
            _foreign_key(name, column, told["in"]) for column, told in columns.items() if "in" in told and bool(told.get("list")) == is_list
        ]
        if keys:
            schema[place] = keys
    words_of = {"title": table["title"], "description": table["about"]}
    return {"name": name, "type": "table", "path": path} | words_of | RESOURCE | {"rows": count_rows(folder / path, path), "schema": schema}


def _field(column: str, told: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column, "type": told.get("type", "string"), "description": told["means"]}
    rules = {key: told[key] for key in ("required", "unique", "minimum", "maximum", "pattern") if key in told}
    allowed = told.get("one_of")
    values = {"enum": words[allowed] if isinstance(allowed, str) else allowed} if allowed else {}
    if told.get("list"):
        field |= {"list": True} | ({"itemConstraints": values} if values else {})
    else:
        rules |= values
    if told.get("address"):
        field["format"] = "uri"
    if told.get("bibliography"):
        field["bibliography"] = True
    return field | ({"constraints": rules} if rules else {})


def _foreign_key(name: str, column: str, target: str) -> dict[str, Any]:
    """Return the standard's form of ``in: table.column``; a table that points into itself is the empty name."""
    table, field = target.split(".")
    return {"fields": [column], "reference": {"resource": "" if table == name else table, "fields": [field]}}


def as_text(package: Mapping[str, Any]) -> str:
    """Return a data package as the text of its file."""
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"
