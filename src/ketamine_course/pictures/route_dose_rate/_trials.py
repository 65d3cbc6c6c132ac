"""A catalogue of the controlled trials and pooled analyses, with their traps, and of lessons that need several trials."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ketamine_course import names
from ketamine_course.pictures._entries import amount, checked, facet, filled, links, named, remarked
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.catalogue import Catalogue, LiveCatalogue, StaticCatalogue
from ketamine_course.widgets.catalogue_parts import Entry
from ketamine_course.widgets.later import Later

POOLED, ACROSS = "pooled analysis", "lesson across trials"


def trial_list(*, later: Later | None = None, **choice: str) -> LiveCatalogue | StaticCatalogue:
    """Return the trials as a cell shows them; keywords set filters, as in ``trial_list(kind="crossover")``."""
    return trial_catalogue()(later=later, **choice)


@cache
def trial_catalogue() -> Catalogue:
    """Return every controlled trial and pooled analysis of the tables, and lessons that need several trials."""
    rows = rows_of("trials")
    entries = [*map(_trial, rows), *map(_pooled, rows_of("meta_analyses")), *_lessons()]
    facets = {
        "kind": facet("Design", (entry.facets["kind"] for entry in entries), badge=True),
        "control": facet("Control group", (entry.facets["control"] for entry in entries)),
        "status": facet("How far checked", MARKS.values()),
    }
    return Catalogue("trials", "Controlled trials and pooled analyses", ("entry", "entries"), facets, entries)


def _trial(row: Row) -> Entry:
    traps = [note for note in rows_of("trial_notes") if note["trial"] == row["trial"]]
    parts = filled(
        ("Design", row["design"]),
        ("Who took part", row["population"]),
        ("Randomised", _randomised(row)),
        ("Drug in this trial", ", ".join(filter(None, (row["drug"], names.listed(row["route"], "or"), row["dose"])))),
        ("Compared with", row["comparator"]),
        ("Main outcome", f"{row['primary_outcome']}, {row['primary_time']}"),
        ("Blinding", remarked(row["blinding"], row["blinding_mark"], row["blinding_note"])),
        ("Watch out", " ".join(remarked(note["text"], note["mark"]) for note in traps)),
        ("Dose, from memory, not yet checked", row["from_memory"]),
    )
    name = " ".join(filter(None, (row["acronym"], _short(row))))
    facets = {"kind": row["design_kind"], "control": row["comparator_kind"], "status": MARKS[row["mark"]]}
    keys = (row["ref"], *row["blinding_ref"], *(key for note in traps for key in note["refs"]))
    return Entry(name, named(row["take_home"]), facets, [*parts, *checked(row)], links(*keys), row=row["trial"])


def _short(row: Row) -> str:
    """Return the citation of a trial, with its id where another trial has the same one."""
    short = work(row["ref"]).short
    alike = [each for each in rows_of("trials") if work(each["ref"]).short == short]
    return short if len(alike) == 1 else f"{short} ({row['trial']})"


def _randomised(row: Row) -> str:
    number = amount(row["n_randomised"], float("nan"), "people")
    if row["n_randomised_from_memory"]:
        number = f"{row['n_randomised_from_memory']} people"
    return remarked(number, row["n_randomised_mark"], row["n_randomised_note"])


def _pooled(row: Row) -> Entry:
    people = amount(row["n_people"], float("nan"), "people")
    parts = filled(
        ("What was pooled", row["scope"]),
        ("Trials", amount(row["n_trials"], float("nan"), "")),
        ("Reviews", amount(row["n_reviews"], float("nan"), "")),
        ("People", f"{people} ({row['people_counted']})" if people and row["people_counted"] else people),
        ("Searched up to", row["searched_to"]),
    )
    facets = {"kind": POOLED, "control": "several", "status": MARKS[row["mark"]]}
    return Entry(work(row["ref"]).short, named(row["take_home"]), facets, [*parts, *checked(row)], links(row["ref"]), row=row["meta"])


def _lessons() -> Iterator[Entry]:
    for row in rows_of("trial_notes"):
        if row["kind"] == "lesson":
            facets = {"kind": ACROSS, "control": "several", "status": MARKS[row["mark"]]}
            yield Entry(row["title"], named(row["text"]), facets, checked(row), links(*row["refs"]), row=row["note"])
