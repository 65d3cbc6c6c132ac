"""Hold the data folder against its schema and against our own rules; every fault is one line.

usage: python -m checks.data [FOLDER]

1. What is built from the schemas is what they say, and every file of a table is described.
2. Our loader: no row got lost, every cell has its type, form and allowed value, every reference leads somewhere. It names the nearest.
3. Frictionless validation of datapackage.json, where our loader finds nothing: a second reader, so that no fault is told twice.
4. The questions: each can be read, asks for numbers that are counted, and rests on works that exist.
5. Rules that no schema can say: see `RULES`, and checks/completeness.py for what must stand beside a new row.
6. Predictions by hand against those of the model, which reads the course's own tables.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless

from checks import absences, completeness
from checks.exhibits import exhibit_faults
from checks.predictions import prediction_faults
from checks.questions import plan_faults, question_faults
from checks.works import links_to_aggregators, unnamed_works, unordered_references, unused_references
from ketamine_course import references, tables
from ketamine_course.publish import datapackage
from ketamine_course.tables import DATA_FOLDER, Fault, load, rows_of

MAX_QUOTE_WORDS = 8
PACKAGE = "datapackage.json"

_found: dict[str, list[Fault]] = {}


def built_faults(folder: Path) -> Iterator[Fault]:
    """Yield where the built files differ from the schemas and the tables beside them."""
    try:
        package = datapackage.build(folder)
    except tables.TableError as error:
        yield from error.faults
        return
    kept = tables.package(folder)
    described = {resource["path"] for resource in package["resources"]}
    for path in sorted(folder.glob("*/*.csv")):
        file = path.relative_to(folder).as_posix()
        if file not in described:
            yield Fault(file, None, None, f"is described by no schema: add it to {path.parent.name}/schema.yaml")
    if [without_rows(each) for each in package["resources"]] != [without_rows(each) for each in kept.values()]:
        yield Fault(PACKAGE, None, None, "is not what the schemas say: run `make dictionary`")


def without_rows(resource: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in resource.items() if key != "rows"}


def schema_faults(folder: Path) -> Iterator[Fault]:
    """Yield what Frictionless finds. A table is looked at again only if its file, its schema or a table that it points to has changed."""
    tables_here = tables.package(folder)
    states = {name: _state(name, folder) for name in tables_here}
    changed = [name for name, state in states.items() if state not in _found]
    wanted = {name for each in changed for name in (each, *_targets(tables_here[each]))}
    if changed:  # reading the description of all tables takes longer than looking at a few of them
        described = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        described["resources"] = [each for each in described["resources"] if each["name"] in wanted]
        package = frictionless.Package.from_descriptor(described, basepath=str(folder))
        for name in changed:
            report = package.get_resource(name).validate()
            told = [(str(task.place), error) for task in report.tasks for error in task.errors]
            told += [(PACKAGE, error) for error in report.errors]
            _found[states[name]] = [Fault(place, None, None, str(error.message)) for place, error in told]
    for state in states.values():
        yield from _found[state]


def _targets(resource: dict[str, Any]) -> list[str]:
    """Return the names of the tables to which a table points."""
    return [key["reference"]["resource"] for key in resource["schema"].get("foreignKeys", []) if key["reference"]["resource"]]


def _state(name: str, folder: Path) -> str:
    """Return what the faults of a table depend on: its schema, its bytes, and those of the tables to which it points."""
    package = tables.package(folder)
    paths = [folder / package[each]["path"] for each in (name, *_targets(package[name])) if each in package]
    contents = [hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in paths]
    return json.dumps([package[name], contents], sort_keys=True)


def facts_beyond_their_sighting(folder: Path) -> Iterator[Fault]:
    """A fact can stand as seen only if at least one of the works named beside it was read."""
    sightings = {each.key: each.sighting for each in references.all_works(folder)}
    for name, resource in tables.package(folder).items():
        columns = [field["name"] for field in resource["schema"]["fields"]]
        rows = rows_of(name, folder)
        for mark in (column for column in columns if column == "mark" or column.endswith("_mark")):
            column = reference_beside(mark, columns)
            for number, row in enumerate(rows, start=2):
                cell = row[column] if column else ()
                keys = cell if isinstance(cell, tuple) else tuple(filter(None, [cell]))
                if row[mark] == "seen" and keys and not any(sightings[key] == "own_text" for key in keys):
                    yield Fault(resource["path"], number, mark, f"is 'seen', but {', '.join(keys)} was not read in the work itself")


def reference_beside(mark: str, columns: list[str]) -> str | None:
    """Return the column of works that a status column speaks of: `onset_refs` for `onset_mark`, else the row's own."""
    stem = mark.removesuffix("mark")
    return next((each for each in (f"{stem}ref", f"{stem}refs", "refs", "ref") if each in columns), None)


def long_quotations(folder: Path) -> Iterator[Fault]:
    """A quotation from a text of others has at most eight words; what was written for the course may stand whole."""
    ours = set(load("sources", folder).query("origin == 'course'")["source"])
    for name, resource in tables.package(folder).items():
        if not any(field["name"] == "key_phrase" for field in resource["schema"]["fields"]):
            continue
        for number, row in enumerate(rows_of(name, folder), start=2):
            words = len(row["key_phrase"].split())
            if words > MAX_QUOTE_WORDS and row.get("source") not in ours:
                yield Fault(resource["path"], number, "key_phrase", f"has {words} words; at most {MAX_QUOTE_WORDS} may be quoted")


RULES: list[Callable[[Path], Iterator[Fault]]] = [
    unused_references,
    facts_beyond_their_sighting,
    long_quotations,
    unordered_references,
    absences.faults,
    unnamed_works,
    links_to_aggregators,
    exhibit_faults,
    *completeness.RULES,
]


AFTER = "Questions and completeness (what must stand beside each row) are checked once this is corrected."
AFTER_RULES = "Predictions of the model are compared with those made by hand once this is corrected."
AFTER_QUESTIONS = "Completeness (what must stand beside each row) is checked once this is corrected."


def all_faults(folder: Path) -> list[str]:
    """Return every fault of a data folder in words, once; see `found`."""
    return [str(fault) for fault in found(folder)[0]]


def found(folder: Path) -> tuple[list[Fault], str]:
    """Return the faults of a folder, and what is checked only once they are mended: our own rules need sound tables."""
    try:
        tables.package(folder)
    except tables.TableError as error:
        return list(error.faults), AFTER
    built = list(built_faults(folder))
    if any(fault.file == PACKAGE for fault in built):  # what the tables would be held against is not what the schemas say
        return built, AFTER
    faults = _of_cells(folder, built) or list(schema_faults(folder))
    if faults:
        return faults, AFTER
    faults = list(question_faults(folder))
    own = folder == DATA_FOLDER
    if not faults and own:  # the plans belong to the course's own tables
        faults = list(plan_faults())
    if faults:
        return faults, AFTER_QUESTIONS
    faults = [fault for rule in RULES for fault in rule(folder)]
    if not own:
        return faults, ""
    return (faults, AFTER_RULES) if faults else (list(prediction_faults()), "")  # the model reads the course's own tables


def _of_cells(folder: Path, built: list[Fault]) -> list[Fault]:
    """Return what is wrong with files, cells and works, each place once."""
    faults: dict[tuple[str, int | None, str | None], Fault] = {}  # one place, one fault
    of_works = _of_works(folder)
    of_tables = tables.check_all(folder)
    if any(fault.column is None for fault in of_works):  # no work can be looked up in a bibliography that cannot be read
        of_tables = [fault for fault in of_tables if (fault.file, fault.column) not in _columns_of_works(folder)]
    for fault in (*built, *of_tables, *of_works):
        faults.setdefault((fault.file, fault.row, fault.column), fault)
    return list(gathered(faults.values()))


def _columns_of_works(folder: Path) -> set[tuple[str, str]]:
    resources = tables.package(folder).values()
    return {(each["path"], field["name"]) for each in resources for field in each["schema"]["fields"] if field.get("bibliography")}


def gathered(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield faults; where one value is wrong in many rows of a column, such as the name of a row that got lost, they are one."""
    alike: dict[tuple[str, str | None, str], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.file, fault.column, fault.message), []).append(fault)
    for first, *others in alike.values():
        yield replace(first, also=tuple(each.row for each in others if each.row is not None))


def places(faults: Iterable[Fault]) -> int:
    """Return in how many places faults stand: one that stands in many rows is told once."""
    return sum(1 + len(fault.also) for fault in faults)


def _of_works(folder: Path) -> list[Fault]:
    try:
        references.entries(folder)
    except tables.TableError as error:
        return list(error.faults)
    return []


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]).resolve() if arguments else DATA_FOLDER
    faults, after = found(folder)
    if faults:
        print("\n".join([*map(str, faults), *filter(None, [after])]))
        return 1
    rows = sum(len(load(name, folder)) for name in tables.table_names(folder))
    print(f"{len(tables.table_names(folder))} tables are valid: {rows} rows.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
