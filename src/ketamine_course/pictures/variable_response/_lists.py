"""Two catalogues: the controlled trials and pooled analyses with their traps, and the measures with what each can and cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._entries import Part, amount, checked, facet, filled, is_known, links, named
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.catalogue import Catalogue, Entry, LiveCatalogue, StaticCatalogue

POOLED, ACROSS = "pooled analysis", "lesson across trials"
MEASURE, SOURCE, DESIGN = "measure", "source of spread", "design of a study"
STEADY, MATTERS = "how steady a scale is", "how big a change matters"


def trial_list(**choice: str) -> LiveCatalogue | StaticCatalogue:
    """Return the trials as a cell shows them; keywords set filters, as in ``trial_list(kind="crossover")``."""
    return trial_catalogue()(**choice)


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
        ("Drug in this trial", ", ".join(filter(None, (row["drug"], " or ".join(row["route"]), row["dose"])))),
        ("Compared with", row["comparator"]),
        ("Main outcome", f"{row['primary_outcome']}, {row['primary_time']}"),
        ("Blinding", _remarked(row["blinding"], row["blinding_mark"], row["blinding_note"])),
        ("Watch out", " ".join(_remarked(note["text"], note["mark"]) for note in traps)),
        ("Dose, from memory, to be checked", row["from_memory"]),
    )
    name = " ".join(filter(None, (row["acronym"], _short(row))))
    facets = {"kind": row["design_kind"], "control": row["comparator_kind"], "status": MARKS[row["mark"]]}
    keys = (row["ref"], *row["blinding_ref"], *(key for note in traps for key in note["refs"]))
    return Entry(name, named(row["take_home"]), facets, [*parts, *checked(row)], links(*keys))


def _short(row: Row) -> str:
    """Return the citation of a trial, with its id where another trial has the same one."""
    short = work(row["ref"]).short
    alike = [each for each in rows_of("trials") if work(each["ref"]).short == short]
    return short if len(alike) == 1 else f"{short} ({row['trial']})"


def _randomised(row: Row) -> str:
    number = amount(row["n_randomised"], float("nan"), "people")
    if row["n_randomised_from_memory"]:
        number = f"{row['n_randomised_from_memory']} people"
    return _remarked(number, row["n_randomised_mark"], row["n_randomised_note"])


def _remarked(text: str, mark: str, note: str = "") -> str:
    """Return a text with its status, where it was not read in the work itself, and a remark."""
    remarks = [MARKS[mark]] if text and mark not in ("", "seen") else []
    return " ".join(filter(None, (named(text), *(f"({remark})" for remark in remarks), named(note))))


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
    return Entry(work(row["ref"]).short, named(row["take_home"]), facets, [*parts, *checked(row)], links(row["ref"]))


def _lessons() -> Iterator[Entry]:
    for row in rows_of("trial_notes"):
        if row["kind"] == "lesson":
            facets = {"kind": ACROSS, "control": "several", "status": MARKS[row["mark"]]}
            yield Entry(row["title"], named(row["text"]), facets, checked(row), links(*row["refs"]))


def measure_list(**choice: str) -> LiveCatalogue | StaticCatalogue:
    """Return the measures as a cell shows them; keywords set filters, as in ``measure_list(words="NNT")``."""
    return measure_catalogue()(**choice)


@cache
def measure_catalogue() -> Catalogue:
    """Return measures with how each misleads, sources of spread, designs, and what is known of scales."""
    entries = [
        *map(_measure, rows_of("measures")),
        *map(_spread, rows_of("spread")),
        *(_steady(number, row) for number, row in enumerate(rows_of("reliability"), 1)),
        *(_matters(number, row) for number, row in enumerate(rows_of("important_differences"), 1)),
    ]
    facets = {
        "kind": facet("Kind of entry", (MEASURE, SOURCE, DESIGN, STEADY, MATTERS), badge=True),
        "status": facet("How far checked", MARKS.values()),
    }
    return Catalogue("measures", "Measures, designs and scales", ("entry", "entries"), facets, entries)


def _facets(kind: str, row: Row) -> dict[str, str]:
    return {"kind": kind, "status": MARKS[row["mark"]]}


def _measure(row: Row) -> Entry:
    cautions = [each for each in rows_of("measure_cautions") if each["measure"] == row["measure"]]
    parts: list[Part] = filled(
        ("Formula", row["formula"]),
        ("Symbols", row["symbols"]),
        ("How it misleads", " ".join(_remarked(each["point"], each["mark"]) for each in cautions)),
        ("From memory, to be checked", "; ".join(_words(each["recalled_parts"]) for each in cautions if each["recalled_parts"])),
    )
    keys = (*row["refs"], *(key for each in cautions for key in each["refs"]))
    return Entry(row["name"], row["meaning"], _facets(MEASURE, row), [*parts, *checked(row)], links(*keys))


def _words(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _spread(row: Row) -> Entry:
    kind = SOURCE if row["kind"] == "source" else DESIGN
    parts = filled(("Stays mixed", row["cannot_tell_apart"]), ("Senn calls it", row["senn_term"]))
    heading = row["says"] if kind == SOURCE else f"What it can tell apart: {lowered(row['says'])}"
    return Entry(row["name"], heading, _facets(kind, row), [*parts, *checked(row)], links(*row["refs"]))


def _steady(number: int, row: Row) -> Entry:
    values = " ".join(filter(None, (amount(row["value"], float("nan"), ""), _bracketed(row))))
    unit = "" if row["unit"] in row["statistic"] else f" {row['unit']}"
    parts = filled(("Statistic", f"{row['statistic']}: {values}{unit}"), ("People", row["n_people"]), ("Remark", row["note"]))
    return Entry(f"R{number}", f"{row['scale']}: {row['label']}", _facets(STEADY, row), [*parts, *checked(row)], links(row["ref"]))


def _bracketed(row: Row) -> str:
    span = amount(row["low"], row["high"], "")
    kind = f", {row['range_kind']}" if row["range_kind"] else ""
    return f"({span}{kind})" if span else ""


def _matters(number: int, row: Row) -> Entry:
    high = row["high"] if row["high"] != row["low"] else float("nan")
    arms = (("reached_drug_percent", "with the drug"), ("reached_control_percent", "in the control group"))
    reached = " and ".join(f"{row[column]:g}% {where}" for column, where in arms if is_known(row[column]))
    parts = filled(
        ("Idea", row["idea"]),
        ("Credible range", amount(row["credible_low"], row["credible_high"], row["unit"])),
        ("Reached by", reached),
        ("People", row["n_people"]),
        ("Remark", row["note"]),
    )
    unit = "" if row["unit"] == row["scale"] else row["unit"]
    heading = f"{row['scale']}: {amount(row['low'], high, unit)}, {row['method']}"
    return Entry(f"D{number}", heading, _facets(MATTERS, row), [*parts, *checked(row)], links(row["ref"]))
