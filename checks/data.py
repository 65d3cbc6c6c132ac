"""Hold the data folder against its schema and against our own rules; every fault is one line.

usage: python -m checks.data [FOLDER]

1. What is built from the schemas is what they say, every file of a table is described, and no row got lost.
2. Frictionless validation of datapackage.json (types, allowed values, required, unique, foreign keys).
3. Our loader, which says what is nearest to a wrong value and follows lists and references, too.
4. The questions: each can be read, and asks for numbers that are counted.
5. Rules that no schema can say: see `RULES`, and checks/completeness.py for what must stand beside a new row.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import frictionless

from checks import absences, completeness
from checks.exhibits import exhibit_faults
from checks.works import links_to_aggregators, unnamed_works
from ketamine_course import references, tables
from ketamine_course.models.counts import filled
from ketamine_course.publish import datapackage
from ketamine_course.table_form import STILL_OPEN, TO_FILL
from ketamine_course.tables import DATA_FOLDER, QUESTIONS, Fault, load
from ketamine_course.widgets.question import QuestionError
from ketamine_course.widgets.question_files import load_questions

MAX_QUOTE_WORDS = 8
DOI = re.compile(r"10\.\d{4,9}/\S+")
PMID = re.compile(r"\d{1,9}")


_found: dict[str, list[str]] = {}


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
    for resource in package["resources"]:
        before = kept.get(resource["name"], {}).get("rows", resource["rows"])
        if resource["rows"] != before:
            told = f"has {resource['rows']} rows; datapackage.json says {before}. Added or dropped on purpose? Then run `make dictionary`"
            yield Fault(resource["path"], None, None, told)
    if [without_rows(each) for each in package["resources"]] != [without_rows(each) for each in kept.values()]:
        yield Fault("datapackage.json", None, None, "is not what the schemas say: run `make dictionary`")


def without_rows(resource: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in resource.items() if key != "rows"}


def schema_faults(folder: Path) -> Iterator[str]:
    """Yield what Frictionless finds. A table is looked at again only if its file, its schema or a table that it points to has changed."""
    package = frictionless.Package(str(folder / "datapackage.json"))
    paths = {each.name: str(each.path) for each in package.resources}
    for table in package.resources:
        described = table.to_descriptor()
        targets = [key["reference"]["resource"] for key in described["schema"].get("foreignKeys", [])]
        files = [folder / paths[name] for name in (table.name, *filter(None, targets)) if name in paths]
        contents = [hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in files]
        state = json.dumps([described, contents], sort_keys=True)
        if state not in _found:
            report = table.validate()
            tasks = [f"{task.place}: {error.message}" for task in report.tasks for error in task.errors]
            _found[state] = tasks + [str(error.message) for error in report.errors]
        yield from _found[state]


def reference_columns(folder: Path) -> Iterator[tuple[str, str, int, str]]:
    """Yield every key of a work in the tables with its table, column and row."""
    package = tables.package(folder)
    for name, resource in package.items():
        columns = [field["name"] for field in resource["schema"]["fields"] if field.get("bibliography")]
        for number, row in enumerate(load(name, folder).to_dict("records"), start=2):
            for column in columns:
                cell = row[column]
                for key in cell if isinstance(cell, tuple) else [cell]:
                    if key:
                        yield name, column, number, key


def unused_references(folder: Path) -> Iterator[Fault]:
    """A work that no table and no question uses does not belong into the bibliography."""
    used = {key for *_, key in reference_columns(folder)}
    for path in (folder / QUESTIONS).glob("*.yaml"):
        used |= {key for question in load_questions(path).values() for key in question.refs}
    for each in references.all_works(folder):
        if each.key not in used:
            yield Fault("references.bib", None, None, f"{each.key} is used by no table and no question")


def facts_beyond_their_sighting(folder: Path) -> Iterator[Fault]:
    """A fact can stand as seen only if at least one of the works named beside it was read."""
    sightings = {each.key: each.sighting for each in references.all_works(folder)}
    for name, resource in tables.package(folder).items():
        columns = [field["name"] for field in resource["schema"]["fields"]]
        rows = load(name, folder).to_dict("records")
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
        table = load(name, folder)
        if "key_phrase" not in table:
            continue
        for number, row in enumerate(table.to_dict("records"), start=2):
            words = len(row["key_phrase"].split())
            if words > MAX_QUOTE_WORDS and row.get("source") not in ours:
                yield Fault(resource["path"], number, "key_phrase", f"has {words} words; at most {MAX_QUOTE_WORDS} may be quoted")


def question_faults(folder: Path) -> Iterator[str]:
    """Yield what makes a file of questions unusable, and texts still to be written.

    Numbers are counted where the tables are those that the course runs on.
    """
    for path in sorted((folder / QUESTIONS).glob("*.yaml")):
        try:
            read = load_questions(path, fill=filled if folder == DATA_FOLDER else lambda record: record)
        except QuestionError as error:
            yield f"{QUESTIONS.as_posix()}/{error}"
            continue
        for name, question in read.items():
            texts = {"prompt": question.prompt, "explanation": question.explanation, "result": question.result}
            texts |= {f"option {number}": f"{each.text} {each.feedback}" for number, each in enumerate(question.options, start=1)}
            open_fields = [field for field, text in texts.items() if TO_FILL in text]
            yield from (f"{QUESTIONS.as_posix()}/{path.name}, question {name}, field {field}: {STILL_OPEN}" for field in open_fields)


def malformed_identifiers(folder: Path) -> Iterator[Fault]:
    """DOIs and PubMed numbers have their form."""
    key = ""
    for line in (folder / "references.bib").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            key = line.split("{", 1)[1].rstrip(",")
        for field, form, what in (("doi", DOI, "a DOI"), ("pmid", PMID, "a PubMed number")):
            found = re.match(rf"\s*{field} = \{{(.*)\}},?$", line)
            if found and not form.fullmatch(found[1]):
                yield Fault("references.bib", None, key, f"{found[1]!r} is not {what}")


def unordered_references(folder: Path) -> Iterator[Fault]:
    """The bibliography is kept in the order of its keys, so that a key stands once and is found."""
    keys = [each.key for each in references.all_works(folder)]
    for before, after in pairwise(keys):
        if before > after:
            place = next(key for key in keys if key > after)
            yield Fault("references.bib", None, None, f"{after} is out of order: it belongs before {place}")
            return


RULES: list[Callable[[Path], Iterator[Fault]]] = [
    unused_references,
    facts_beyond_their_sighting,
    long_quotations,
    malformed_identifiers,
    unordered_references,
    absences.faults,
    unnamed_works,
    links_to_aggregators,
    exhibit_faults,
    *completeness.RULES,
]


def all_faults(folder: Path) -> list[str]:
    """Return every fault of a data folder; our own rules are held only where the tables themselves are sound."""
    told = tables.check_all(folder)
    still_open = any(fault.message.startswith(STILL_OPEN) for fault in told)  # Frictionless would tell each such cell again
    faults = [*map(str, built_faults(folder)), *([] if still_open else schema_faults(folder)), *map(str, told)]
    faults = faults or list(question_faults(folder))
    return faults or [str(fault) for rule in RULES for fault in rule(folder)]


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]).resolve() if arguments else DATA_FOLDER
    faults = all_faults(folder)
    rows = "" if faults else f": {sum(len(load(name, folder)) for name in tables.table_names(folder))} rows"
    print("\n".join(faults) if faults else f"{len(tables.table_names(folder))} tables are valid{rows}.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
