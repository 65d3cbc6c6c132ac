"""One factor, opened like a card: findings by direction and size, what is mixed up with it, and how one is misled."""

from __future__ import annotations

import math
import re

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models.counts import filled
from ketamine_course.pictures._charts import CHARACTER, LABEL, NOTE, chart, key, label, rows_of_labels, x_ticks
from ketamine_course.pictures._drawing import counted, listed
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.variable_response._common import named
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
    "cannot tell": "nothing that could tell",
}
"""What findings of each direction show, for a sentence."""
ANSWERS = {"more": "yes, more", "less": "no, less"}
"""Lanes that answer the question about a factor; the others keep their names."""
GROUNDS = {"more": "blue_ground", "less": "orange_ground"}
"""Grounds of the lanes, as on the map of factors; those that lean to no side have a plain one."""
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
        262,
        _title(row, findings),
        f"{question(factor)} Our grade: {row['grade']}",
        left=126,
        right=26,
        top=76,
        bottom=58,
        narrow={"height": 380, "left": 66, "right": 16, "top": 132, "bottom": 58},
    )
    other = "other" if is_narrow() else "no such test, or a review"
    signs = [("read", "blue", "controlled test"), ("read_small", "quiet", other), ("reported", "blue", "reported by others")]
    key(figure, 55, signs)
    _lanes(axes)
    _findings(axes, findings)
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


def _lanes(axes: Axes) -> None:
    """Lay out a lane for each direction over the number of people; those without a number stand apart at the left."""
    rows_of_labels(axes, [ANSWERS.get(each, each) for each in DIRECTIONS], end=0.5, size=NOTE if is_narrow() else LABEL)
    axes.grid(visible=False, axis="y")
    axes.set(xscale="log", xlim=(NO_NUMBER / 1.7, 9000))
    axes.set_label("people")
    x_ticks(
        axes,
        {NO_NUMBER: "?", 5: "5", 50: "50", 500: "500", 5000: "5000"},
        "people (?: not given)" if is_narrow() else "people in the study (?: not given)",
    )
    for at, direction in enumerate(DIRECTIONS):
        axes.axhspan(at - 0.44, at + 0.44, facecolor=light(GROUNDS.get(direction, "panel")), edgecolor="none", zorder=0)


def _findings(axes: Axes, findings: list[Row]) -> None:
    """Draw the findings, each in the lane of its direction: side by side where they would lie on each other."""
    lanes = list(DIRECTIONS)
    low, high = np.log10(axes.get_xlim())
    apart = (11.5 if is_narrow() else 10.5) * (high - low) / axes.bbox.width
    ends = dict.fromkeys(DIRECTIONS, -9.0)
    marks: dict[tuple[str, str], list[tuple[float, float]]] = {}
    placed: list[tuple[Row, float]] = []
    for row in sorted(findings, key=lambda each: _people(each["people"])):
        at = ends[row["direction"]] = max(math.log10(_people(row["people"])), ends[row["direction"]] + apart)
        placed.append((row, at))
        marks.setdefault(_kind(row), []).append((10**at, lanes.index(row["direction"])))
    for (kind, colour), found in marks.items():
        mark(axes, [x for x, _ in found], [y for _, y in found], kind, colour, 9 if is_narrow() else 8, clip_on=False)
    (_names_around if is_narrow() else _names)(axes, placed)


def _names_around(axes: Axes, placed: list[tuple[Row, float]]) -> None:
    """Write the works over and under their marks, on a phone, where no other name is in the way."""
    low, high = np.log10(axes.get_xlim())
    unit = axes.bbox.width / float(high - low)
    taken: dict[tuple[str, int], float] = {}
    for row, at in placed:
        said, lane = _cited(row["ref"]), row["direction"]
        half = len(said) * NOTE * CHARACTER / 2
        middle = min(max((at - low) * unit, half + 2), axes.bbox.width - half + 8)
        side = next((side for side in (1, -1) if taken.get((lane, side), -99.0) < middle - half), 0)
        if side and 2 * half < axes.bbox.width:
            taken[lane, side] = middle + half + 5
            colour = "blue" if _kind(row) == ("read", "blue") else "quiet"
            place = 10 ** (low + middle / unit), list(DIRECTIONS).index(lane)
            label(axes, *place, said, colour, (0, 11 * side), fontsize=NOTE, ha="center")


def _names(axes: Axes, placed: list[tuple[Row, float]]) -> None:
    """Write the work beside each mark, where there is room before the next one."""
    unit = axes.bbox.width / float(np.diff(np.log10(axes.get_xlim()))[0])
    ends: dict[str, float] = {}
    for row, at in placed:
        said = _cited(row["ref"])
        long = 11 + len(said) * NOTE * CHARACTER * 1.1
        others = [other for each, other in placed if each["direction"] == row["direction"] and other != at]
        right = min([math.log10(axes.get_xlim()[1]), *(other - 6 / unit for other in others if other > at)])
        left = max([math.log10(axes.get_xlim()[0]), ends.get(row["direction"], 0.0), *(other + 6 / unit for other in others if other < at)])
        colour = "blue" if _kind(row) == ("read", "blue") else "quiet"
        if (right - at) * unit > long:
            ends[row["direction"]] = at + long / unit
            label(axes, 10**at, list(DIRECTIONS).index(row["direction"]), said, colour, (7, 0), fontsize=NOTE)
        elif (at - left) * unit > long:
            ends[row["direction"]] = at
            label(axes, 10**at, list(DIRECTIONS).index(row["direction"]), said, colour, (-7, 0), fontsize=NOTE, ha="right")


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
    counts = []
    for direction in DIRECTIONS:
        rows = [each for each in findings if each["direction"] == direction and was_read(each)]
        strong = sum(is_controlled(each) for each in rows)
        if rows:
            counts.append(f"{FOUND[direction]} in {len(rows)} ({strong} controlled)")
    unread = sum(not was_read(each) for each in findings)
    rest = f" {counted(unread, 'further finding')} {'was' if unread == 1 else 'were'} not read in the work." if unread else ""
    texts = [source for source, claim in claims_of(row["factor"]).items() if claim["kind"] != "not claimed"]
    return (
        f"{row['name']}: this factor is named by {listed(texts, filled('none of the {texts} texts'))}, and our grade for the evidence is "
        f"\u201c{row['grade']}\u201d. {question(row['factor'])} The findings that we read show {listed(counts, 'nothing')}.{rest}"
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
