"""What can be read about a step and about an arrow: what it is, when, who names it, where it was studied, and where it is drawn."""

from __future__ import annotations

from functools import cache

from ketamine_course.models import cascade
from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.references import MARKS, work

READINGS = {"fits": "", "loose": "", "misleading": " (misleadingly)", "wrong_way": ""}
"""What is said of a text's wording; not where it goes the wrong way round, because a prediction asks that."""
SPECIES = {"human": "people", "cell": "cells", "mouse": "mice", "rat": "rats", "rodent": "rodents"}
SHOWS = {
    "plausible": "plausibility",
    "associated": "association",
    "necessary": "a test of necessity",
    "sufficient": "a test of sufficiency",
}
HOW = {"direct": "direct", "indirect": "indirect"}
ASPECTS = (("kind", SHOWS), ("directness", HOW))


@cache
def step_notes() -> dict[str, list[tuple[str, str]]]:
    """Return for each step what it is, when it happens, which texts name it, how many accounts use it, and how it is drawn."""
    board = cascade.course_board()
    nodes = {row["node"]: row for row in rows_of("cascade_nodes")}
    drawn = {row["step"]: row for row in rows_of("stage_drawn")}
    notes = {}
    for step in board.steps:
        row = nodes[step]
        notes[step] = [
            ("What it is", row["description"]),
            (board.words["when"], _capital(row["onset"]) + "."),
            ("Named by", _named(step)),
            (board.words["accounts"], _shared(step)),
        ]
        notes[step] += [("As drawn", drawn[step]["comment"])] if step in drawn else []
    return notes


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".")


def _named(step: str) -> str:
    texts = [f"{row['source']}{READINGS[row['reading']]}" for row in rows_of("node_mentions") if row["node"] == step]
    return f"{listed(texts)}." if texts else str(filled("None of the {texts} texts."))


def _shared(step: str) -> str:
    accounts = [route for route in cascade.course_board().routes.values() if route.mixes]
    here = [route for route in accounts if step in route.steps]
    return f"On the path of {len(here)} of {len(accounts)} accounts."


@cache
def arrow_notes() -> dict[str, str]:
    """Return for each arrow the findings for it and against it: species, region, works, and what each could show how directly."""
    found: dict[str, list[Row]] = {}
    for row in rows_of("edge_evidence"):
        found.setdefault(row["edge"], []).append(row)
    return {edge: _where(rows) for edge, rows in found.items()}


def _where(rows: list[Row]) -> str:
    parts = []
    for supports, words, link in ((True, "Studied in", "in"), (False, "Findings against it come from", "from")):
        found: dict[str, dict[str, list[Row]]] = {}
        for row in rows:
            if row["supports"] is supports:
                told_by = f"{work(row['ref']).short}{_status(row['mark'])}"
                found.setdefault(_place(row), {}).setdefault(told_by, []).append(row)
        if found:
            told = [f"{place} ({'; '.join(f'{by}{_shows(its)}' for by, its in works.items())})" for place, works in found.items()]
            parts.append(f"{words} {f'; {link} '.join(told)}.")
    return " ".join(parts)


def _place(row: Row) -> str:
    """Return in whom, and where the study says it: in which brain region or part of the body."""
    species, region = listed([SPECIES.get(each, each) for each in row["species"].split(" and ")]), row["region"]
    if region == "not known":
        return f"{species}, region not known"
    if region.endswith("in culture") and "cell" in row["species"]:
        animals = [SPECIES.get(each, each) for each in row["species"].split(" and ") if each != "cell"]
        return listed([*animals, str(region)])
    return species if region == "systemic" else f"{species}, {region}"


def _shows(rows: list[Row]) -> str:
    """Return what findings of one work could show, and how directly."""
    kinds, ways = (list(dict.fromkeys(words[row[column]] for row in rows if row[column] in words)) for column, words in ASPECTS)
    only = " only" if kinds == [SHOWS["plausible"]] else ""
    return f", {listed(ways)} evidence: {listed(kinds)}{only}" if kinds and ways else ""


def _status(mark: str) -> str:
    return "" if mark == "seen" else f", {MARKS[mark]}"


@cache
def route_notes() -> dict[str, list[tuple[str, str]]]:
    """Return for each account what it says, its strongest support and challenge, and what would refute it; for a told chain a remark."""
    found = {}
    for row in rows_of("hypotheses"):
        found[row["hypothesis"]] = [
            ("What it says", row["statement"]),
            ("Strongest support", f"{row['strongest_support']} ({cited(row['support_refs'])})"),
            ("Strongest challenge", f"{row['strongest_challenge']} ({cited(row['challenge_refs'])})"),
            ("What would refute it", row["would_be_falsified_by"]),
        ]
    for row in rows_of("told_chains"):
        if row["source"] and row["comment"]:
            found[f"told_{row['chain']}"] = [("As the text puts it", row["comment"])]
    return found


def stage_works() -> set[str]:
    """Return the keys of all works that the stage rests on or cites."""
    keys = {row["ref"] for row in rows_of("edge_evidence")}
    keys |= {key for row in rows_of("cascade_nodes") for key in row["onset_refs"]}
    keys |= {key for table in ("stage_drawn", "stage_claims") for row in rows_of(table) for key in row["refs"]}
    repeated = [row for row in rows_of("experiments") if row["asks"] == "keeps_working" and row["agent"] == "ketamine"]
    return keys | {key for row in repeated for key in row["refs"]}
