"""A catalogue for notebook 03: what is known of kinetics, the models that were run, and what was found about S5 and low doses."""

from __future__ import annotations

from functools import cache

from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._entries import checked, facet, filled, links, named
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.references import MARKS
from ketamine_course.widgets.catalogue import Catalogue, LiveCatalogue, StaticCatalogue
from ketamine_course.widgets.catalogue_parts import Entry
from ketamine_course.widgets.later import Later

MODEL, VERDICT = "model", "S5 and low doses"
JUDGED = "our judgement or search"
"""What the badge says of an entry of our own: it is no assumption that a model needs."""


def kinetics(*, later: Later | None = None, **choice: str) -> LiveCatalogue | StaticCatalogue:
    """Return the catalogue as a cell shows it; keywords set filters, as in ``kinetics(about="metabolism")``."""
    return kinetics_catalogue()(later=later, **choice)


@cache
def kinetics_catalogue() -> Catalogue:
    """Return findings on kinetics, models, and our reading of S5 beside the evidence on low doses."""
    entries = [
        *(_finding(number, row) for number, row in enumerate(rows_of("pk_findings"), 1)),
        *map(_model, rows_of("pk_models")),
        *(_verdict(number, row) for number, row in enumerate(rows_of("microdose_verdicts"), 1)),
    ]
    facets = {
        "about": facet("About", (entry.facets["about"] for entry in entries)),
        "status": facet("How far checked", (*MARKS.values(), JUDGED), badge=True),
    }
    return Catalogue("kinetics", "Kinetics, models, and S5 on low doses", ("entry", "entries"), facets, entries)


def _facets(about: str, row: Row) -> dict[str, str]:
    return {"about": about, "status": MARKS[row["mark"]]}


def _finding(number: int, row: Row) -> Entry:
    facets = _facets(row["topic"], row)
    return Entry(f"K{number}", named(row["finding"]), facets, checked(row, badged=True), links(*row["refs"]), row=row["id"])


def _model(row: Row) -> Entry:
    parts = filled(
        ("Structure", row["structure"]),
        ("Drug", row["drug"]),
        ("Blood from", row["blood_from"]),
        ("Why", row["why"]),
        ("Caution", row["caution"]),
    )
    return Entry(row["label"], row["use"], _facets(MODEL, row), [*parts, *checked(row, badged=True)], links(*row["refs"]))


def _verdict(number: int, row: Row) -> Entry:
    heading = f"{row['kind'][0].upper()}{row['kind'][1:]}: {lowered(named(row['text']))}"
    facets = {"about": VERDICT, "status": JUDGED if row["mark"] == "assumption" else MARKS[row["mark"]]}
    return Entry(f"M{number}", heading, facets, checked(row, badged=True), links(*row["refs"]), row=row["id"])
