"""A catalogue for appraising a source: tools with their steps and limits, key concepts, agreement, and numbers that disagree in print."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby

from ketamine_course.pictures._entries import Part, amount, checked, facet, filled, is_known, links, named
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.references import MARKS
from ketamine_course.tables import rows_where
from ketamine_course.widgets.catalogue import Catalogue, LiveCatalogue, StaticCatalogue
from ketamine_course.widgets.catalogue_parts import Entry
from ketamine_course.widgets.later import Later

TOOL, CONCEPT, AGREEMENT, PRINT = "tool", "key concept", "agreement between raters", "numbers that disagree in print"
NOTES = {"step": "How to use it", "example": "A worked example", "formula": "Formulas", "limit": "Limits"}


def toolbox(*, later: Later | None = None, **choice: str) -> LiveCatalogue | StaticCatalogue:
    """Return the catalogue as a cell shows it; keywords set filters, as in ``toolbox(kind="tool")``."""
    return toolbox_catalogue()(later=later, **choice)


@cache
def toolbox_catalogue() -> Catalogue:
    """Return tools, key concepts, statistics of agreement, and numbers that disagree in print."""
    entries = [
        *map(_tool, rows_of("instruments")),
        *map(_concept, rows_of("ihc_concepts")),
        *map(_statistic, rows_of("agreement_statistics")),
        _words_for_kappa(),
        *(_disagreement(number, row) for number, row in enumerate(rows_of("print_disagreements"), 1)),
    ]
    facets = {
        "kind": facet("Kind of entry", (TOOL, CONCEPT, AGREEMENT, PRINT), badge=True),
        "status": facet("How far checked", MARKS.values()),
    }
    return Catalogue("toolbox", "Toolbox for appraising a source", ("entry", "entries"), facets, entries)


def _facets(kind: str, row: Row) -> dict[str, str]:
    return {"kind": kind, "status": MARKS[row["mark"]]}


def _tool(row: Row) -> Entry:
    notes, points = (
        rows_where("instrument_notes", instrument=row["instrument"]),
        rows_where("instrument_scales", instrument=row["instrument"]),
    )
    found = rows_where("instrument_findings", instrument=row["instrument"])
    parts = filled(
        ("Best used", row["fit"]),
        ("Scale of an item", row["item_scale"]),
        ("Overall", row["overall_scale"]),
        ("Points of the scale", _points(points)),
        *((term, " ".join(note["text"] for note in notes if note["kind"] == kind)) for kind, term in NOTES.items()),
        ("Agreement between raters", row["agreement_note"]),
        ("What studies found", _findings(found)),
        ("Terms of use", row["terms"]),
    )
    keys = (*row["refs"], *(key for note in notes for key in note["refs"]), *(each["ref"] for each in (*points, *found)))
    return Entry(row["name"], row["purpose"], _facets(TOOL, row), [*parts, *checked(row)], links(*keys), row=row["instrument"])


def _points(rows: Iterable[Row]) -> str:
    """Return what the points of each scale mean, one sentence for each scale."""
    told = []
    for (scale, mark), points in groupby(rows, key=lambda row: (row["scale"], row["mark"])):
        meanings = "; ".join(f"{row['point']} = {row['meaning']}" for row in points)
        remark = "" if mark == "seen" else f" ({MARKS[mark]})"
        told.append(f"{scale[0].upper()}{scale[1:]}: {meanings}{remark}.")
    return " ".join(told)


def _findings(rows: Iterable[Row]) -> str:
    """Return what studies found, one sentence for each set of things studied."""
    told = []
    for (studied, source, is_share), found in groupby(
        rows, key=lambda row: (row["studied"], _source(row), str(row["unit"]).startswith("% of"))
    ):
        each = list(found)
        start = "Among" if each[0]["measure"].startswith("who ") else "Of" if is_share else "In"
        link = "," if str(each[0]["unit"]).startswith(("%", "odds")) else ":"
        told.append(f"{start} {studied}{link} {'; '.join(map(_finding, each))} ({source}).")
    return " ".join(told)


def _from_memory(row: Row) -> str:
    """Return the number itself where it is from memory, else nothing."""
    return str(row["recalled_parts"]) if row["mark"] == "recalled" and row["recalled_parts"] else ""


def _source(row: Row) -> str:
    remarks = [cited((row["ref"],)), *([] if row["mark"] == "seen" else [MARKS[row["mark"]]])]
    recalled = row["recalled_parts"] and not _from_memory(row)
    return "; ".join([*remarks, *([f"from memory, not yet checked: {row['recalled_parts']}"] if recalled else [])])


def _finding(row: Row) -> str:
    """Return what was measured with its value and what has to be said of it."""
    ratio, share = row["unit"] == "odds ratio", str(row["unit"]).startswith("%")
    unit = "" if ratio else "%" if share else row["unit"]
    number = amount(row["value"], float("nan"), unit)
    number = f"odds ratio {number}" if number and ratio else number
    span = amount(row["low"], row["high"], "")
    note = f"{row['note'][0].lower()}{row['note'][1:].rstrip('.')}" if row["note"] else ""
    if row["measure"].startswith("who "):
        return f"{row['measure']}? {row['note'].rstrip('.')}"
    measure = row["measure"] if row["measure"] != row["unit"] else ""
    said = ", ".join(filter(None, (measure, number or span))) if ratio or not number else f"{number} {measure}".strip()
    told = _from_memory(row) or said
    aside = "; ".join(filter(None, (span if number else "", note)))
    return f"{told} ({aside})" if aside else told


def _concept(row: Row) -> Entry:
    parts: list[Part] = filled(("Where to look", row["where"]), ("Texts", row["sources"]))
    name = f"{row['short_name']} ({row['concept']})"
    return Entry(name, row["statement"], _facets(CONCEPT, row), [*parts, *checked(row)], links(*row["refs"], *row["example_refs"]))


def _statistic(row: Row) -> Entry:
    parts = filled(("Formula", row["formula"]), ("Limits", row["limits"]))
    return Entry(row["name"], row["when"], _facets(AGREEMENT, row), [*parts, *checked(row)], links(row["ref"]))


def _words_for_kappa() -> Entry:
    rows = rows_where("instrument_scales", instrument="")
    bands = "; ".join(f"{row['meaning']}: {_band(row)}" for row in rows)
    cautions = rows_where("agreement_notes", kind="caution")
    parts = filled(
        ("Bands", bands),
        ("Take care", " ".join(f"{row['text'].rstrip('.')}{status_note(row['mark'])}." for row in cautions)),
        ("In a class", " ".join(row["text"] for row in rows_where("agreement_notes", kind="advice"))),
    )
    keys = [*(row["ref"] for row in rows), *(key for row in cautions for key in row["refs"])]
    heading = "Words that are often used for values of kappa"
    return Entry("Bands of kappa", heading, _facets(AGREEMENT, rows[0]), [*parts, *checked(rows[0])], links(*keys))


def _band(row: Row) -> str:
    return amount(row["low"], row["high"], "") if is_known(row["low"]) else f"up to {row['high']:g}"


def _disagreement(number: int, row: Row) -> Entry:
    parts = filled(
        ("Find it yourself", row["how_to_find_it"]),
        ("What fits", f"{row['what_fits'].rstrip('.')} ({MARKS[row['fits_mark']]})." if row["what_fits"] else ""),
        ("Kind", row["kind"]),
    )
    return Entry(f"P{number}", named(row["what_is_printed"]), _facets(PRINT, row), [*parts, *checked(row)], links(*row["refs"]))
