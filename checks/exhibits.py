"""Texts that stand in the collection whole: the row in the table of sources fits the file, and what tables quote stands in it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ketamine_course import tables
from ketamine_course.exhibits import ExhibitError, exhibit, ours
from ketamine_course.tables import Fault, rows_of


def exhibit_faults(folder: Path) -> Iterator[Fault]:
    """A text written for the course stands in `exhibits`, as long as its row says, and holds each phrase quoted from it."""
    rows = rows_of("sources", folder)
    for number, row in enumerate(rows, start=2):
        if row["source"] in ours(folder):
            yield from _faults_of(folder, number, row["source"], row["words"], row["sha256"])


def _faults_of(folder: Path, number: int, source: str, words: int, checksum: str) -> Iterator[Fault]:
    file = tables.package(folder)["sources"]["path"]
    try:
        text = exhibit(source, folder).text
    except ExhibitError as error:
        yield Fault(file, number, "source", str(error))
        return
    if len(text.split()) != words:
        yield Fault(file, number, "words", f"{words} for a text of {len(text.split())} words")
    if hashlib.sha256(text.encode()).hexdigest() != checksum:
        yield Fault(file, number, "sha256", f"is not that of exhibits/{source}.md, whose text has changed")
    yield from _misquotations(folder, source, text)


def _misquotations(folder: Path, source: str, text: str) -> Iterator[Fault]:
    plain = " ".join(text.split())
    for name, resource in tables.package(folder).items():
        if {"source", "key_phrase"} <= {field["name"] for field in resource["schema"]["fields"]}:
            for number, row in enumerate(rows_of(name, folder), start=2):
                if row["source"] == source and row["key_phrase"] not in plain:
                    yield Fault(resource["path"], number, "key_phrase", f"{row['key_phrase']!r} does not stand in exhibits/{source}.md")
