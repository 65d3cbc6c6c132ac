"""A catalogue of what is known on harms and legal status, and of what the texts say about both."""

from __future__ import annotations

from functools import cache

from ketamine_course.pictures._entries import amount, checked, facet, filled, links
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.references import MARKS
from ketamine_course.widgets.catalogue import Catalogue, LiveCatalogue, StaticCatalogue
from ketamine_course.widgets.catalogue_parts import Entry
from ketamine_course.widgets.later import Later

LEADING = ("more than", "about")
"""Words of a measure that belong to its number."""
HARM, STATUS, SAID, NOTE = "finding on a harm", "legal status in the United States", "what a text says", "note"


def harms(*, later: Later | None = None, **choice: str) -> LiveCatalogue | StaticCatalogue:
    """Return the catalogue as a cell shows it; keywords set filters, as in ``harms(about="bladder")``."""
    return harm_catalogue()(later=later, **choice)


@cache
def harm_catalogue() -> Catalogue:
    """Return findings on harms, legal status, what the texts say about them, and our notes."""
    entries = [
        *(_harm(number, row) for number, row in enumerate(rows_of("safety"), 1)),
        *(_status(number, row) for number, row in enumerate(rows_of("regulation_status"), 1)),
        *(_said(number, row) for number, row in enumerate(rows_of("statements"), 1)),
        *(_note(number, row) for number, row in enumerate(rows_of("regulation_safety_notes"), 1)),
    ]
    facets = {
        "kind": facet("Kind of entry", (HARM, SAID, STATUS, NOTE)),
        "about": facet("About", (entry.facets["about"] for entry in entries)),
        "status": facet("How far checked", MARKS.values(), badge=True),
    }
    return Catalogue("harms", "Harms and legal status", ("entry", "entries"), facets, entries)


def _facets(kind: str, about: str, row: Row) -> dict[str, str]:
    return {"kind": kind, "about": about, "status": MARKS[row["mark"]]}


def _harm(number: int, row: Row) -> Entry:
    unit = "" if row["unit"] == "r" else row["unit"]
    value = amount(row["value"], row["value_high"], unit)
    measured = _measured(row["measure"], value)
    parts = filled(
        ("Finding", row["finding"]),
        ("In the comparison", amount(row["comparison"], row["comparison_high"], unit)),
        ("In whom", row["population"]),
        ("Limits", row["limits"]),
    )
    heading = f"{row['harm'][0].upper()}{row['harm'][1:]}, {measured}"
    return Entry(f"H{number}", heading, _facets(HARM, row["harm"], row), [*parts, *checked(row)], links(*row["refs"]), row=row["id"])


def _measured(measure: str, value: str) -> str:
    """Return what was measured with its value; words that lead up to the number, such as ``more than``, stay with it."""
    if not value or measure.endswith(" after"):
        return f"{measure} {value}".strip()
    named, comma, leading = measure.rpartition(", ")
    return f"{named}: {leading} {value}" if comma and leading in LEADING else f"{measure}: {value}"


def _status(number: int, row: Row) -> Entry:
    parts = [(f"As of {row['as_of']}", row["text"]), *checked(row)]
    heading = f"{row['product'][0].upper()}{row['product'][1:]}, {row['use']}: {row['status']}."
    return Entry(f"L{number}", heading, _facets(STATUS, "legal status", row), parts, links(*row["refs"]), row=row["id"])


VERBS = {"Calls", "Names", "Praises", "Reports", "Rules", "Says", "Sees"}
JUDGED = {"omits": "leaves out what is approved", "blurred": "blurs what is approved"}
"""Judgements of one word, so that they can be read by themselves."""


def _whose(source: str, said: str) -> str:
    """Join a text with what is written of it: as its subject where the words begin with a verb, else before a colon."""
    verb = said.partition(" ")[0]
    return f"{source} {said[0].lower()}{said[1:]}" if verb in VERBS else f"{source}: {said}"


def _said(number: int, row: Row) -> Entry:
    parts = filled(
        ("Its words", f"\u201c{row['key_phrase']}\u201d"),
        ("Our judgement", JUDGED.get(row["fits"], row["fits"])),
        ("Why" if row["topic"] == "safety" else "What a careful text would say", row["correction"]),
    )
    heading = _whose(row["source"], row["says"])
    shown = [*parts, *checked(row)]
    return Entry(f"T{number}", heading, _facets(SAID, row["topic"], row), shown, links(*row["refs"]), row=row["statement"])


def _note(number: int, row: Row) -> Entry:
    heading = _whose(row["source"], row["text"]) if row["source"] else row["text"]
    address = [("The page", row["address"])] if row["address"] else []
    parts = [("Kind", row["kind"]), *checked(row)]
    return Entry(f"N{number}", heading, _facets(NOTE, row["about"], row), parts, [*links(*row["refs"]), *address], row=row["note"])
