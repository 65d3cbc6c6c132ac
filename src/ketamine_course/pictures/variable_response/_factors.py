"""Factors said to change the response: a map of all, and one opened like a card."""

from __future__ import annotations

import math
from functools import cache

from matplotlib.axes import Axes

from ketamine_course.models.counts import filled, in_words
from ketamine_course.pictures._drawing import counted, legend, listed, lowered, rule, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.variable_response._common import named
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

GROUPS = {"delivery": "How it is given", "person": "Who gets it", "context": "What surrounds it", "measurement": "How it is measured"}
DIRECTIONS = {"more": "more", "no difference": "same", "less": "less", "mixed": "mixed", "cannot tell": "unclear"}
COLUMNS = dict(zip(DIRECTIONS, (246.0, 280.0, 314.0, 348.0, 384.0), strict=True))
GRADES = {"consistent": "consistent", "mixed": "mixed", "single small study": "one small", "no evidence known to us": "none known"}
CONTROLLED = ("randomised", "within trials", "pooled trials")
CLAIMING = ("influence", "direction")
SHOWN = {
    "all": "All factors",
    "claimed": "Those that a text holds to matter",
    "controlled": "Those with a controlled finding",
}


@cache
def text_columns() -> dict[str, float]:
    """Return where each text has its column."""
    names = [row["source"] for row in rows_of("sources")]
    return {source: 138.0 + min(19.0, 80 / (len(names) - 1)) * at for at, source in enumerate(names)}


def _claims(factor: str) -> dict[str, Row]:
    return {row["source"]: row for row in rows_of("factor_claims") if row["factor"] == factor}


def _findings(factor: str) -> list[Row]:
    return [row for row in rows_of("factor_evidence") if row["factor"] == factor]


def _read(row: Row) -> bool:
    """Tell whether both the finding and its direction were read in the work."""
    return bool(row["mark"] == "seen" and row["direction_mark"] == "seen")


def _controlled(row: Row) -> bool:
    """Tell whether a finding tests the factor by a controlled comparison: what cannot tell does not test it."""
    return row["design_kind"] in CONTROLLED and row["direction"] != "cannot tell"


def _fits(factor: Row, show: str) -> bool:
    if show == "claimed":
        return any(claim["kind"] in CLAIMING for claim in _claims(factor["factor"]).values())
    return show == "all" or any(_read(row) and _controlled(row) for row in _findings(factor["factor"]))


@explorable(
    title="The map of factors",
    page_budget=50_000,
    group=Choice({"all": f"All {in_words(len(GROUPS))} groups", **GROUPS}, label="Group"),
    show=Choice(SHOWN, label="Show"),
)
def factor_map(group: str, show: str) -> Picture:
    """All factors: which text claims what, findings by direction, and a grade for the evidence."""
    chosen = [row for row in rows_of("factors") if group in ("all", row["group"]) and _fits(row, show)]
    groups = [name for name in GROUPS if any(row["group"] == name for row in chosen)]
    height = 38 + 15.0 * (len(chosen) + len(groups))
    figure, axes = sheet(height + 79)
    _map_head(axes)
    y = 44.0
    for name in groups:
        write(axes, 12, y, GROUPS[name], 9, "quiet", fontweight="bold")
        for row in chosen:
            if row["group"] == name:
                y += 15
                _map_row(axes, y, row)
        y += 15
    legend(axes, y + 6, [("full", "blue", "holds that it matters"), ("open", "ink", "only mentions it, or explains with it")], size=8.2)
    write(
        axes,
        14,
        y + 21,
        "Numbers: findings read in the work, with more of the factor; bold where controlled ones are among them.",
        7.6,
        "quiet",
    )
    write(axes, 14, y + 34, "Grades: our judgement. Findings not read in the work are in the table of each card.", 7.6, "quiet")
    agree = "Consistent: findings agree (measurement, blinding: the number moves with it; sex: no difference)."
    write(axes, 14, y + 47, agree, 7.6, "quiet")
    return Picture(figure, _map_words(chosen, group, show), "conceptual", _map_table(chosen))


def _map_head(axes: Axes) -> None:
    for source, x in text_columns().items():
        write(axes, x, 28, source, 8.4, fontweight="bold", ha="center")
    write(axes, 315, 12, "Benefit with more of the factor", 8.4, "quiet", ha="center")
    for direction, x in COLUMNS.items():
        write(axes, x, 28, DIRECTIONS[direction], 8.2, fontweight="bold", ha="center")
    write(axes, 430, 28, "grade", 8.2, fontweight="bold", ha="center")


def _map_row(axes: Axes, y: float, row: Row) -> None:
    rule(axes, y + 7.5)
    write(axes, 16, y, row["label"], 7.8 if len(row["label"]) > 22 else 8.4)
    for source, claim in _claims(row["factor"]).items():
        if claim["kind"] != "not claimed":
            claims = claim["kind"] in CLAIMING
            symbol(axes, text_columns()[source], y, "full" if claims else "open", "blue" if claims else "ink", 5.5)
    for direction, x in COLUMNS.items():
        rows = [each for each in _findings(row["factor"]) if _read(each) and each["direction"] == direction]
        if rows:
            strong = any(_controlled(each) for each in rows)
            write(axes, x, y, str(len(rows)), 9, fontweight="bold" if strong else "normal", ha="center")
    write(axes, 430, y, GRADES[row["grade"]], 7.8, ha="center")


def _map_words(chosen: list[Row], group: str, show: str) -> str:
    where = f"in all {in_words(len(GROUPS))} groups" if group == "all" else f"in the group \u201c{lowered(GROUPS[group])}\u201d"
    text = f"{SHOWN[show]} {where}: {counted(len(chosen), 'factor')}."
    if not chosen:
        return text
    grades = [f"{GRADES[grade]} {count}" for grade in GRADES if (count := sum(row["grade"] == grade for row in chosen))]
    text += f" Our grades for the evidence: {listed(grades)}."
    steady = [lowered(row["label"]) for row in chosen if row["grade"] == "consistent"]
    text += f" Consistent: {listed(steady)}." if steady else " None is consistent."
    silent = sum(all(claim["kind"] == "not claimed" for claim in _claims(row["factor"]).values()) for row in chosen)
    return text + f" Not named by any text: {silent}."


def _map_table(chosen: list[Row]) -> Table:
    cells = []
    for row in chosen:
        counts = [(name, sum(_read(e) and e["direction"] == name for e in _findings(row["factor"]))) for name in DIRECTIONS]
        claims = [f"{source} ({claim['kind']})" for source, claim in _claims(row["factor"]).items()]
        found = listed([f"{name} {count}" for name, count in counts if count])
        cells.append((row["label"], listed(claims), found, row["grade"], row["direction_summary"]))
    columns = ("Factor", "Texts", "Findings read, by direction", "Grade (our judgement)", "In short (our judgement)")
    return Table("Factors said to change the response", columns, tuple(cells))


@explorable(
    title="One factor, opened",
    page_budget=60_000,
    sample={"factor": "past_trauma"},
    factor=Choice(lambda: {row["factor"]: row["name"] for row in rows_of("factors")}, label="Factor"),
)
def factor_card(factor: str) -> Picture:
    """One factor: what is claimed, what was found by size and direction, what is mixed up with it, how one is misled."""
    row = next(each for each in rows_of("factors") if each["factor"] == factor)
    findings = _findings(factor)
    figure, axes = sheet(200)
    y = write_lines(axes, 14, 18, row["name"], 430, 11, fontweight="bold") + 2
    write(axes, 14, y, f"{GROUPS[row['group']]}. Evidence: {row['grade']} (our grade).", 8.8, "quiet")
    y = _chart(axes, y + 26, findings)
    said = [f"{source}: {claim['claim']}" for source, claim in _claims(factor).items()]
    parts = [
        ("The texts", " ".join(said) or filled("None of the {texts} names it.")),
        ("In short", row["short_answer"]),
        ("Mixed up with it", row["confounding"]),
        ("How one is misled", row["how_misled"]),
    ]
    for heading, text in parts:
        write(axes, 14, y, heading, 8.8, "quiet", fontweight="bold")
        y = write_lines(axes, 14, y + 13, named(text), 432, 9.2) + 6
    figure.set_size_inches(figure.get_figwidth(), (y + 14) / 72)
    axes.set_ylim(y + 14, 0)
    return Picture(figure, _card_words(row, findings), "redrawn from reported numbers", _card_table(row, findings))


def _chart(axes: Axes, top: float, findings: list[Row]) -> float:
    """Draw the findings by number of people and direction; return where the text goes on."""
    write(axes, 14, top - 10, "Findings: benefit with more of the factor", 8.4, "quiet")
    places = {direction: top + 6 + 17 * at for at, direction in enumerate(DIRECTIONS)}
    for direction, y in places.items():
        write(axes, 14, y, direction, 8.6)
        axes.plot([96, 446], [y, y], color=light("faint"), linewidth=0.8, zorder=0)
    bottom = top + 6 + 17 * len(DIRECTIONS)
    for people, words in {5: "5", 50: "50", 500: "500", 5000: "5000 people"}.items():
        write(axes, _people_x(people), bottom, words, 8, "quiet", ha="center")
    write(axes, 106, bottom, "no number", 8, "quiet", ha="center")
    ends = dict.fromkeys(DIRECTIONS, 0.0)  # symbols of one line stand side by side, never on each other
    for row in sorted(findings, key=lambda each: _people_x(each["people"])):
        x = ends[row["direction"]] = max(_people_x(row["people"]), ends[row["direction"]] + 10)
        kind, colour = _kind(row)
        symbol(axes, x, places[row["direction"]], kind, colour, 6.5)
    legend(axes, bottom + 16, [("full", "blue", "controlled test"), ("open", "ink", "no such test, or a review")], size=8.2)
    legend(axes, bottom + 16, [("diamond", "magenta", "finding or direction not read there")], left=244, size=8.2)
    return bottom + 38


def _kind(row: Row) -> tuple[str, str]:
    if not _read(row):
        return "diamond", "magenta"
    return ("full", "blue") if _controlled(row) else ("open", "ink")


def _people_x(people: float) -> float:
    if not people > 0:  # no number, or none known
        return 106.0
    return 150 + 250 * math.log10(max(people, 5) / 5) / 3


def _card_words(row: Row, findings: list[Row]) -> str:
    counts = []
    for direction in DIRECTIONS:
        rows = [each for each in findings if each["direction"] == direction and _read(each)]
        strong = sum(_controlled(each) for each in rows)
        if rows:
            counts.append(f"{direction} {len(rows)} ({strong} controlled)")
    unread = sum(not _read(each) for each in findings)
    rest = f" {counted(unread, 'finding')} not read in the work." if unread else ""
    texts = [source for source, claim in _claims(row["factor"]).items() if claim["kind"] != "not claimed"]
    return (
        f"{row['name']}. Named by {listed(texts, filled('none of the {texts} texts'))}. Evidence: {row['grade']}, our grade. "
        f"Findings read, by direction with more of the factor: {listed(counts)}.{rest} {named(row['short_answer'])}"
    )


def _card_table(row: Row, findings: list[Row]) -> Table:
    cells = []
    for each in findings:
        status = MARKS[each["mark"]]
        if each["direction_mark"] != each["mark"]:
            status += f"; direction {MARKS[each['direction_mark']]}"
        size = each["size_as_printed"] or "not noted"
        cells.append(
            (work(each["ref"]).short, each["design"], each["n_as_printed"], each["direction"], size, named(each["finding"]), status)
        )
    columns = ("Work", "Design", "People", "Direction", "Size as printed", "What was found", "Status")
    return Table(f"Findings on: {row['name']}", columns, tuple(cells))
