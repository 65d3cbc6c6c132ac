"""Rules for works: who rests on a work must be able to name it and to reach it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from pybtex.database import Entry

from checks.questions import files, questions_in
from ketamine_course import references, tables
from ketamine_course.tables import Fault

LOGS = ("doubts", "absences", "absence_sentences")
"""Tables that log what was looked up; no picture and no key rests on them."""
NAMES_NOT_READ = {
    "habenula2023": "named by its journal: the one scan in people of this arrow; its abstract was read, its title page was not",
    "intranasalpk2022": "named by its journal: the only study that gave three amounts by nose; its table was read, its title page was not",
    "oralketamine2025": "named by its server: a trial that missed its goal, not to be hidden for want of names; its abstract was read",
}
"""Works that stand without the names of their authors, and why. Looked for on 2026-11-28; the identifier leads to them."""
AGGREGATORS = (
    "123dok.com", "bestref.net", "biocloudy.com", "booksci.cn", "dbpedia.org", "discovery.researcher.life", "erowid.org", "ketamine.com",
    "mdlalibrary.com", "medikamio.com", "metajournal.com", "mindscapecollective.org", "moreblossom.com", "nationaltoday.com",
    "newstrenders.com", "oddb.org", "openscience.ink", "paperexplained.cn", "particle.news", "patient-info.co.uk", "researchgate.net",
    "rxreasoner.com", "safetylit.org", "scribd.com", "wikipedia.org",
)  # fmt: skip
"""Hosts that copy, list or retell works; a link goes to the work or to its record."""


def reference_columns(folder: Path) -> Iterator[tuple[str, str, int, str]]:
    """Yield every key of a work in the tables with its table, column and row."""
    package = tables.package(folder)
    for name, resource in package.items():
        columns = [field["name"] for field in resource["schema"]["fields"] if field.get("bibliography")]
        for number, row in enumerate(tables.rows_of(name, folder), start=2):
            for column in columns:
                cell = row[column]
                for key in cell if isinstance(cell, tuple) else [cell]:
                    if key:
                        yield name, column, number, key


def unused_references(folder: Path) -> Iterator[Fault]:
    """A work that no table and no question uses does not belong into the bibliography."""
    used = {key for *_, key in reference_columns(folder)}
    for path in files(folder):
        used |= {key for question in questions_in(path).values() for key in question.refs}
    for each in references.all_works(folder):
        if each.key not in used:
            yield Fault("references.bib", None, None, f"{each.key} is used by no table and no question")


def unordered_references(folder: Path) -> Iterator[Fault]:
    """The bibliography is kept in the order of its keys, so that a key stands once and is found."""
    keys = [each.key for each in references.all_works(folder)]
    for before, after in pairwise(keys):
        if before > after:
            place = next(key for key in keys if key > after)
            yield Fault("references.bib", None, None, f"{after} is out of order: it belongs before {place}")
            return


def unnamed_works(folder: Path) -> Iterator[Fault]:
    """A work that stands behind a picture or a key has an author, a year and a title; a page without a printed title is described."""
    shown = _shown(folder)
    for key, entry in references.entries(folder).items():
        missing = [] if key not in shown or key in NAMES_NOT_READ else list(_missing(entry))
        if missing:
            yield Fault("references.bib", None, key, f"stands behind {min(shown[key])} and has no {' and no '.join(missing)}")


def links_to_aggregators(folder: Path) -> Iterator[Fault]:
    """A link goes to the work or to its record, never to a page that copies or lists works."""
    for key, entry in references.entries(folder).items():
        host = urlsplit(entry.fields.get("url", "")).hostname or ""
        if any(host == each or host.endswith(f".{each}") for each in AGGREGATORS):
            yield Fault("references.bib", None, key, f"links to {host}, which is not the work nor its record")


def _missing(entry: Entry) -> Iterator[str]:
    if not entry.persons.get("author"):
        yield "author"
    if "title" not in entry.fields and not (entry.type == "misc" and "known_as" in entry.fields):
        yield "title"
    if not entry.fields.get("year"):
        yield "year"


def _shown(folder: Path) -> dict[str, set[str]]:
    """Return which tables and questions rest on each work."""
    found: dict[str, set[str]] = {}
    for name, resource in tables.package(folder).items():
        columns = [field["name"] for field in resource["schema"]["fields"] if field.get("bibliography")]
        for row in () if name in LOGS else tables.rows_of(name, folder):
            for column in columns:
                for key in row[column] if isinstance(row[column], tuple) else [row[column]]:
                    found.setdefault(key, set()).add(resource["path"])
    for path in files(folder):
        for question in questions_in(path).values():
            for key in question.refs:
                found.setdefault(key, set()).add(f"question {question.name}")
    return found
