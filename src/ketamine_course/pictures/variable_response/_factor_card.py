"""One factor, opened like a card: findings by direction and size, what is mixed up with it, and how one is misled."""

from __future__ import annotations

import math
import re

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models.counts import filled
from ketamine_course.pictures._charts import LABEL, NOTE, chart, key, rows_of_labels, x_ticks
from ketamine_course.pictures._drawing import counted, listed
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.variable_response._common import named
from ketamine_course.pictures.variable_response._disc_names import Disc, write_names
from ketamine_course.pictures.variable_response._factor_questions import question
from ketamine_course.pictures.variable_response._factor_rows import SHORT
from ketamine_course.pictures.variable_response._factors import DIRECTIONS, SIGNS, claims_of, findings_of, is_controlled, was_read
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

FOUND = {
    "more": "more benefit",
    "no clear difference": "no clear difference",
    "less": "less benefit",
    "mixed": "mixed results",
    "cannot tell": "no answer to the question",
}
"""What findings of each direction show, for a sentence."""
ANSWERS = {"more": "yes, more", "less": "no, less"}
"""Lanes that answer the question about a factor; the others keep their names."""
GROUNDS = {"more": "blue_ground", "less": "orange_ground"}
"""Grounds of the lanes, as on the map of factors; those that lean to no side have a plain one."""
EMPTY, TWO_LINES = 16.0, 24.0
"""How high a lane is in which nothing was found, in units; and where its name takes two lines."""
NO_NUMBER = 1.6
"""Where findings without a number of people stand on the scale."""


@explorable(
    title="One factor, opened",
    narrow=True,
    page_budget=60_000,
    sample={"factor": "past_trauma"},
    factor=Choice(lambda: {row["factor"]: row["name"] for row in rows_of("factors")}, label="Factor"),
)
def factor_card(factor: str) -> Picture:
    """One factor: what is claimed, what was found by size and direction, what is mixed up with it, how one is misled."""
    row = next(each for each in rows_of("factors") if each["factor"] == factor)
    findings = findings_of(factor)
    figure, axes = chart(
        300,
        _title(row, findings),
        f"{question(factor)} Our grade: {row['grade']}",
        left=126,
        right=26,
        top=76,
        bottom=58,
        narrow={"height": 430, "left": 66, "right": 16, "top": 126, "bottom": 58},
    )
    other = "other" if is_narrow() else "no such test, or a review"
    signs = [("read", "blue", "controlled test"), ("read_small", "quiet", other), ("reported", "blue", "reported by others")]
    key(figure, 55, signs)
    _findings(axes, findings, _lanes(axes, findings))
    said = [f"{source}: {claim['claim']}" for source, claim in claims_of(factor).items()]
    notes = [
        ("The texts", " ".join(said) or filled("None of the {texts} names it.")),
        ("In short", row["short_answer"]),
        ("Mixed up with it", row["confounding"]),
        ("How readers are misled", row["how_misled"]),
    ]
    said_in_words = tuple((heading, named(text)) for heading, text in notes if text)
    return Picture(figure, _card_words(row, findings), "redrawn from reported numbers", _card_table(row, findings), said_in_words)


def _title(row: Row, findings: list[Row]) -> str:
    """Return what controlled tests found and, where only the others found a benefit, that."""
    name = SHORT.get(row["factor"], row["label"])
    tested = {each["direction"] for each in findings if was_read(each) and is_controlled(each)}
    others = [each["direction"] for each in findings if was_read(each) and not is_controlled(each) and each["direction"] in SIGNS]
    if not tested:
        return f"{name}: no controlled test was read"
    if tested == {"no clear difference"} and others.count("more") > len(others) / 2:
        return f"{name}: more benefit only without controls"
    return f"{name}: controlled, {FOUND[tested.pop()]}" if len(tested) == 1 else f"{name}: controlled tests differ"


def _lanes(axes: Axes, findings: list[Row]) -> dict[str, tuple[float, float]]:
    """Lay out a lane for each direction over the number of people, thin where nothing was found; return its middle, and half its height.

    Findings without a number of people stand apart at the left.
    """
    filled_lanes = {each["direction"] for each in findings}
    high = axes.bbox.height
    empty = {
        each: TWO_LINES if is_narrow() and " " in ANSWERS.get(each, each)[5:] else EMPTY for each in DIRECTIONS if each not in filled_lanes
    }
    thick = (high - sum(empty.values())) / max(1, len(filled_lanes))
    lanes, top = {}, 0.0
    for direction in DIRECTIONS:
        deep = empty.get(direction, thick)
        lanes[direction] = top + deep / 2, deep / 2
        top += deep
    rows_of_labels(
        axes, [ANSWERS.get(each, each) for each in DIRECTIONS], [y for y, _ in lanes.values()], size=NOTE if is_narrow() else LABEL
    )
    for name, direction in zip(axes.get_yticklabels(), DIRECTIONS, strict=True):
        name.set_color(light("ink" if direction in filled_lanes else "quiet"))
    axes.grid(visible=False, axis="y")
    axes.set(xscale="log", xlim=(NO_NUMBER / 1.7, 9000), ylim=(high, 0))
    axes.set_label("people")
    x_ticks(
        axes,
        {NO_NUMBER: "?", 5: "5", 50: "50", 500: "500", 5000: "5000"},
        "people (?: not given)" if is_narrow() else "people in the study (?: not given)",
    )
    for direction, (y, half) in lanes.items():
        axes.axhspan(y - half + 1, y + half - 1, facecolor=light(GROUNDS.get(direction, "panel")), edgecolor="none", zorder=0)
    return lanes


def _findings(axes: Axes, findings: list[Row], lanes: dict[str, tuple[float, float]]) -> None:
    """Draw the findings, each in the lane of its direction: side by side where they would lie on each other."""
    low, high = np.log10(axes.get_xlim())
    unit = axes.bbox.width / (high - low)
    apart = 13 / unit
    ends = dict.fromkeys(DIRECTIONS, -9.0)
    marks: dict[tuple[str, str], list[tuple[float, float]]] = {}
    discs: dict[str, list[Disc]] = {}
    for row in sorted(findings, key=lambda each: _people(each["people"])):
        direction, sign = row["direction"], _kind(row)
        at = ends[direction] = max(math.log10(_people(row["people"])), ends[direction] + apart)
        marks.setdefault(sign, []).append((10**at, lanes[direction][0]))
        discs.setdefault(direction, []).append(Disc((at - low) * unit, _cited(row["ref"]), "blue" if sign == ("read", "blue") else "quiet"))
    for (kind, colour), found in marks.items():
        mark(axes, [x for x, _ in found], [y for _, y in found], kind, colour, 9, clip_on=False)
    for direction, own in discs.items():
        write_names(axes, *lanes[direction], own)


def _cited(ref: str) -> str:
    """Return the first author and the year of a work."""
    short = work(ref).short
    year = re.search(r"\d{4}[a-z]?", short)
    first = re.split(r",| and | et al| \(| & |(?= \d{4})", short)[0]
    return f"{first} {year[0]}" if year else first


def _kind(row: Row) -> tuple[str, str]:
    if not was_read(row):
        return "reported", "blue"
    return ("read", "blue") if is_controlled(row) else ("read_small", "quiet")


def _people(people: float) -> float:
    """Return the number of people of a study, or the place of those without one."""
    return max(people, 5.0) if people > 0 else NO_NUMBER


def _card_words(row: Row, findings: list[Row]) -> str:
    counts: list[str] = []
    for direction in DIRECTIONS:
        rows = [each for each in findings if each["direction"] == direction and was_read(each)]
        strong = sum(is_controlled(each) for each in rows)
        if rows:
            cases = "" if counts else f" {'case' if len(rows) == 1 else 'cases'}"
            counts.append(f"{FOUND[direction]} in {len(rows)}{cases} ({strong} controlled)")
    unread = sum(not was_read(each) for each in findings)
    rest = f" {counted(unread, 'further finding')} {'was' if unread == 1 else 'were'} not read in the work." if unread else ""
    texts = [source for source, claim in claims_of(row["factor"]).items() if claim["kind"] != "not claimed"]
    return (
        f"The factor \u201c{row['name']}\u201d is named by {listed(texts, filled('none of the {texts} texts'))}, and our grade for the "
        f"evidence is \u201c{row['grade']}\u201d. {question(row['factor'])} The findings that we read show "
        f"{listed(counts, 'nothing')}.{rest}"
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
