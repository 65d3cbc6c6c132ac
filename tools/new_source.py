"""Write the rows that a new text must have, with the cells to fill in marked, and list what is still missing.

usage: python -m tools.new_source ID [FOLDER]

Run again at any time: rows that are there stay as they are, and rows that have become necessary since are added.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checks.completeness import NEEDS, Needs
from checks.data import found, places
from ketamine_course.exhibits import FOLDER as EXHIBITS
from ketamine_course.publish import dictionary
from ketamine_course.table_form import STILL_OPEN, TO_FILL
from ketamine_course.tables import DATA_FOLDER, package

NAME = re.compile(r"[A-Z]+\d+")
SHOWN = 40
BESIDE = {
    "node_mentions": "steps of the cascade that it names",
    "factor_claims": "factors that it names",
    "statements": "what it says about approval and safety",
    "issues": "contradictions and gaps",
    "microdose_uses": "uses of the word micro",
    "sentence_steps": "findings that were followed to it",
}
"""Tables in which a text has a row only if there is something to say."""

Row = dict[str, str]


def read(table: str, folder: Path) -> list[Row]:
    """Return the rows of a table as they stand, cells to fill in among them."""
    with (folder / package(folder)[table]["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def append(table: str, rows: list[Row], folder: Path) -> None:
    """Write rows at the end of a table; a required cell that is not given is marked."""
    resource = package(folder)[table]
    fields = resource["schema"]["fields"]
    empty = {field["name"]: TO_FILL if field.get("constraints", {}).get("required") else "" for field in fields}
    with (folder / resource["path"]).open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(empty), lineterminator="\n").writerows({**empty, **row} for row in rows)


def wanted(need: Needs, name: str, folder: Path) -> Iterator[Row]:
    """Yield the rows that a name needs in another table and has not yet."""
    rows = read(need.other, folder)
    there = {tuple(row[column] for column in need.of_each) for row in rows if row[need.other_column] == name}
    if not need.of_each:
        if not there:
            yield {need.other_column: name, **_numbered(need.other, name, folder)}
        return
    shared = _shared(need, rows, folder)
    for combination, row in {tuple(row[column] for column in need.of_each): row for row in rows}.items():
        if combination not in there:
            known = {column: row[column] for column in (*need.of_each, *shared)}
            yield {need.other_column: name, **known, **dict.fromkeys(need.to_fill, TO_FILL)}


def _numbered(table: str, name: str, folder: Path) -> Row:
    """Return the id of a first row, where a table has ids made of a name and a number."""
    unique = [field["name"] for field in package(folder)[table]["schema"]["fields"] if field.get("constraints", {}).get("unique")]
    return dict.fromkeys(unique, f"{name}-001")


def _shared(need: Needs, rows: list[Row], folder: Path) -> list[str]:
    """Return the columns of free text that say the same for every name, such as the words of an item."""
    fields: list[dict[str, Any]] = package(folder)[need.other]["schema"]["fields"]
    texts = [f["name"] for f in fields if f["type"] == "string" and not f.get("list") and "enum" not in f.get("constraints", {})]
    told: dict[tuple[str, ...], dict[str, set[str]]] = {}
    for row in rows:
        kept = told.setdefault(tuple(row[column] for column in need.of_each), {column: set() for column in texts})
        for column in texts:
            kept[column].add(row[column])
    others = [column for column in texts if column not in (need.other_column, *need.of_each)]
    return [column for column in others if all(len(kept[column]) == 1 and kept[column] != {""} for kept in told.values())]


def add(name: str, folder: Path) -> dict[str, int]:
    """Add what a text must have; return how many rows were added to each table."""
    added: dict[str, int] = {}

    def put(table: str, rows: list[Row]) -> None:
        append(table, rows, folder)
        added[table] = added.get(table, 0) + len(rows)

    if name not in [row["source"] for row in read("sources", folder)]:
        put("sources", [{"source": name}])
    for need in (each for each in NEEDS if each.table == "sources"):
        put(need.other, list(wanted(need, name, folder)))
    for need in (each for each in NEEDS if each.table == "claims"):
        claims = [row["id"] for row in read("claims", folder) if row["source"] == name]
        put(need.other, [row for claim in claims for row in wanted(need, claim, folder)])
    dictionary.write(folder)
    return {table: number for table, number in added.items() if number}


def report(name: str, added: dict[str, int], folder: Path) -> Iterator[str]:
    """Yield what was added, what is still missing, and what may be added beside."""
    files = {table: package(folder)[table]["path"] for table in (*added, *BESIDE)}
    yield from (f"Added to data/{files[table]}: {number} {'row' if number == 1 else 'rows'}." for table, number in added.items())
    faults, after = found(folder)
    missing = [*map(str, faults), *_exhibit(name, folder)]
    number = places(faults) + len(missing) - len(faults)
    yield f"Still missing: {number} place{'s' if number != 1 else ''}." if missing else f"Nothing is missing: {name} is complete."
    yield from missing[:SHOWN]
    if len(missing) > SHOWN:
        yield f"... and {len(missing) - SHOWN} more: `make check-data` lists them all."
    if after:
        yield after
    if any(STILL_OPEN in fault for fault in missing):
        yield f"Each is marked {TO_FILL!r} in its table. Add one row to data/claims/claims.csv for each further claim, and run this again."
        beside = "; ".join(f"data/{files[table]} ({why})" for table, why in BESIDE.items())
        yield f"If the text has something to say there, add rows to: {beside}"


def _exhibit(name: str, folder: Path) -> Iterator[str]:
    """Yield that a text made for the course stands in a file, where it may be one and there is none; once it is, `found` tells it."""
    origin = next(row["origin"] for row in read("sources", folder) if row["source"] == name)
    if origin == TO_FILL and not (folder / EXHIBITS / f"{name}.md").exists():
        yield f"{EXHIBITS}/{name}.md: is not there: write it if the text was made for the course (origin is course)"


def main(arguments: list[str]) -> int:
    if not arguments or not NAME.fullmatch(arguments[0]):
        print("Stopped: a text needs an ID of capital letters and a number. For example: make new-source ID=S7")
        return 1
    folder = Path(arguments[1]).resolve() if len(arguments) > 1 else DATA_FOLDER
    print("\n".join(report(arguments[0], add(arguments[0], folder), folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
