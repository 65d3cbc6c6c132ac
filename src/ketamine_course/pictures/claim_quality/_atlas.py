"""The claim atlas as a catalogue: every claim with its words, verdict, reason and works.

A claim that readers judge themselves, in the rating exercise or in one of the two forms, keeps its verdict closed until they have.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ketamine_course.codes import COLUMNS, SUPPORT, in_words, reason_note
from ketamine_course.judged_later import judged_later, rated
from ketamine_course.names import COLLECTION
from ketamine_course.pictures._entries import links
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.claim_quality._common import VERDICTS, WORDINGS, claims, sources
from ketamine_course.widgets.catalogue import Catalogue, LiveCatalogue, StaticCatalogue
from ketamine_course.widgets.catalogue_parts import Entry, Facet, Seal, Verdicts
from ketamine_course.widgets.later import Later

RATERS = 2
ROUNDS = 2
"""Readers answer a rating twice, before and after a discussion; then its key opens."""
SEAL = Seal(
    facets=("wording", "verdict"),
    terms=("Wording", "Reason", "Also defensible", "Key concept", "Key concepts"),
    told="Its verdict, with the reason and the works, opens here once you have judged it.",
    opens="Show the verdict now",
    label="not opened yet",
    asked={"support": "predict-support", "wording": "predict-hedge", "verdict": "predict-hedge"},
)


def atlas(*, later: Later | None = None, **choice: str) -> LiveCatalogue | StaticCatalogue:
    """Return the claim atlas as a cell shows it; keywords set filters, as in ``atlas(text="S4", words="synapses")``."""
    return claim_catalogue()(later=later, **choice)


@cache
def claim_catalogue() -> Catalogue:
    """Return all claims of all texts, to be filtered by text, topic, type, wording, support and verdict."""
    rows = list(claims().values())
    facets = {
        "text": Facet("Text", {source: source for source in sources()}),
        "topic": Facet("Topic", {name: in_words(name) for name in sorted({row["topic"] for row in rows})}),
        "type": Facet(COLUMNS["type"], {name: name for name in sorted({row["type"] for row in rows})}),
        "wording": Facet("Wording", WORDINGS),
        "support": Facet(COLUMNS["support_given"], SUPPORT),
        "verdict": Facet("Our verdict", {name: verdict.name for name, verdict in VERDICTS.items()}, badge=True),
    }
    verdicts = Verdicts(
        [verdict.name.capitalize() for verdict in VERDICTS.values()], ["First rater", "Second rater", "Key"], "Place", ROUNDS
    )
    return Catalogue("claim-atlas", "The claim atlas", ("claim", "claims"), facets, [_entry(row) for row in rows], verdicts, _seal())


def _seal() -> Seal:
    """Return what stays closed, with the claims that tell by their words alone what a later question asks."""
    whole = [row["row"] for row in rows_of("told_later") if row["table"] == "claims" and row["whole"]]
    return replace(SEAL, headings=tuple(dict.fromkeys(whole)))


def _entry(row: Row) -> Entry:
    facets = {
        "text": row["source"],
        "support": row["support_given"],
        **{name: row[name] for name in ("topic", "type", "wording", "verdict")},
    }
    marks = [list(VERDICTS).index(verdict) for verdict in (*_rated().get(row["id"], ()), row["verdict"])]
    marks = marks if len(marks) == RATERS + 1 else []
    later = judged_later().get(row["id"], "")
    return Entry(row["id"], row["paraphrase"], facets, _parts(row), links(*row["refs"]), marks, later, asked=_asked(row["id"]))


def _asked(claim: str) -> dict[str, str]:
    """Return the question that asks readers to rate a claim; empty where none does."""
    name, page = rated().get(claim, ("", ""))
    return {"collection": COLLECTION, "page": page, "name": name} if name else {}


@cache
def _rated() -> dict[str, list[str]]:
    """Return the last verdicts of the two raters on each claim, the first rater's first."""
    found: dict[str, dict[str, str]] = {}
    for row in sorted(rows_of("ratings"), key=lambda row: (row["rater"], row["rated_on"])):
        found.setdefault(row["claim"], {})[row["rater"]] = row["verdict"]
    return {claim: list(verdicts.values()) for claim, verdicts in found.items()}


def _parts(row: Row) -> list[tuple[str, str]]:
    """Return what an opened claim shows; a reason not read in the works says so."""
    others = ", ".join(VERDICTS[name].name for name in row["defensible_verdicts"])
    parts = [
        ("Its words", f"\u201c{row['key_phrase']}\u201d"),
        ("Place", f"{row['source']}, {row['locator']}"),
        ("Wording", row["wording"]),
        ("Reason", row["reason"] + reason_note(row["reason_mark"])),
    ]
    if row["settled"] == "once":
        parts.append(("Rated", "once so far, by one rater"))
    if others:
        parts.append(("Also defensible", others))
    if row["ihc_concepts"]:
        term = "Key concept" if len(row["ihc_concepts"]) == 1 else "Key concepts"
        parts.append((term, "; ".join(row["ihc_concepts"])))
    return parts
