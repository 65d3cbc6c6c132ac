"""A catalogue of measures with the ways in which they mislead, of sources of spread and designs, and of what is known of scales."""

from __future__ import annotations

from functools import cache

from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._entries import Part, amount, checked, facet, filled, is_known, links, remarked
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.references import MARKS
from ketamine_course.widgets.catalogue import Catalogue, LiveCatalogue, StaticCatalogue
from ketamine_course.widgets.catalogue_parts import Entry
from ketamine_course.widgets.later import Later

MEASURE, SOURCE, DESIGN = "measure", "source of spread", "design of a study"
STEADY, MATTERS = "how reliable a scale is", "how big a change matters"


def measure_list(*, later: Later | None = None, **choice: str) -> LiveCatalogue | StaticCatalogue:
    """Return the measures as a cell shows them; keywords set filters, as in ``measure_list(words="NNT")``."""
    return measure_catalogue()(later=later, **choice)


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
        ("How it misleads", " ".join(remarked(each["point"], each["mark"]) for each in cautions)),
        ("From memory, not yet checked", "; ".join(_words(each["recalled_parts"]) for each in cautions if each["recalled_parts"])),
    )
    keys = (*row["refs"], *(key for each in cautions for key in each["refs"]))
    return Entry(row["name"], row["meaning"], _facets(MEASURE, row), [*parts, *checked(row)], links(*keys))


def _words(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _spread(row: Row) -> Entry:
    kind = SOURCE if row["kind"] == "source" else DESIGN
    parts = filled(("Stays mixed", row["cannot_tell_apart"]), ("Senn calls it", row["senn_term"]))
    heading = row["says"] if kind == SOURCE else f"What it can separate out: {lowered(row['says'])}"
    return Entry(row["name"], heading, _facets(kind, row), [*parts, *checked(row)], links(*row["refs"]))


def _steady(number: int, row: Row) -> Entry:
    values = " ".join(filter(None, (amount(row["value"], float("nan"), ""), _span(row))))
    unit = "" if row["unit"] in row["statistic"] else f" {row['unit']}"
    parts = filled(("Statistic", f"{row['statistic']}: {values}{unit}"), ("People", row["n_people"]), ("Remark", row["note"]))
    return Entry(f"R{number}", f"{row['scale']}: {row['label']}", _facets(STEADY, row), [*parts, *checked(row)], links(row["ref"]))


def _span(row: Row) -> str:
    """Return a range with its kind, in brackets after a value; a range that is itself the statistic stands alone, without its name."""
    span = amount(row["low"], row["high"], "")
    if row["range_kind"] == row["statistic"]:
        return span
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
