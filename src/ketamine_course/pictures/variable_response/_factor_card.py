"""One factor, opened like a card: findings by direction and size, what is mixed up with it, and how one is misled."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import counted, end_at, legend, listed, sheet, symbol, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.variable_response._common import named
from ketamine_course.pictures.variable_response._factors import DIRECTIONS, GROUPS, claims_of, findings_of, is_controlled, was_read
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

FOUND = {
    "more": "more benefit",
    "no clear difference": "no clear difference",
    "less": "less benefit",
    "mixed": "mixed results",
    "cannot tell": "nothing that could tell",
}
"""What findings of each direction show, for a sentence."""


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
    figure, axes = sheet(200)
    y = 34 + titled(axes, row["name"], 11)
    y = write_lines(axes, 14, y, f"{GROUPS[row['group']]}. Evidence: {row['grade']} (our grade).", width() - 28, 8.8, "quiet")
    end_at(figure, axes, _chart(axes, y + 14, findings))
    said = [f"{source}: {claim['claim']}" for source, claim in claims_of(factor).items()]
    notes = [
        ("The texts", " ".join(said) or filled("None of the {texts} names it.")),
        ("In short", row["short_answer"]),
        ("Mixed up with it", row["confounding"]),
        ("How readers are misled", row["how_misled"]),
    ]
    said_in_words = tuple((heading, named(text)) for heading, text in notes if text)
    return Picture(figure, _card_words(row, findings), "redrawn from reported numbers", _card_table(row, findings), said_in_words)


def _chart(axes: Axes, top: float, findings: list[Row]) -> float:
    """Draw the findings by number of people and direction; return where the picture ends."""
    write(axes, 14, top - 10, "Findings: benefit with more of the factor", 8.4, "quiet")
    places = {direction: top + 6 + 17 * at for at, direction in enumerate(DIRECTIONS)}
    for direction, y in places.items():
        write(axes, 14, y, direction, 8.6)
        axes.plot([_start() - 12, width() - 14], [y, y], color=light("faint"), linewidth=0.8, zorder=0)
    bottom = top + 6 + 17 * len(DIRECTIONS)
    for people, words in {5: "5", 50: "50", 500: "500", 5000: "5000" if is_narrow() else "5000 people"}.items():
        write(axes, _people_x(people), bottom, words, 8, "quiet", ha="center")
    write(axes, _start(), bottom, "not given" if is_narrow() else "no number", 8, "quiet", ha="center")
    ends = dict.fromkeys(DIRECTIONS, 0.0)  # symbols of one line stand side by side, never on each other
    for row in sorted(findings, key=lambda each: _people_x(each["people"])):
        x = ends[row["direction"]] = max(_people_x(row["people"]), ends[row["direction"]] + 10)
        kind, colour = _kind(row)
        symbol(axes, x, places[row["direction"]], kind, colour, 11 if kind == "read_small" else 6.5)
    if is_narrow():
        bottom += 13
        write(axes, (_start() + width() - 14) / 2, bottom, "people in the study", 8, "quiet", ha="center")
    keys = [("read", "blue", "controlled test"), ("read_small", "quiet", "no such test, or a review")]
    return legend(axes, bottom + 16, [*keys, ("reported", "blue", "finding or direction not read there")], gap=8) + 26


def _start() -> float:
    """Return where findings without a number of people stand."""
    return 112.0 if is_narrow() else 116.0


def _kind(row: Row) -> tuple[str, str]:
    if not was_read(row):
        return "reported", "blue"
    return ("read", "blue") if is_controlled(row) else ("read_small", "quiet")


def _people_x(people: float) -> float:
    if not people > 0:  # no number, or none known
        return _start()
    first, across = (138, 78) if is_narrow() else (150, 250)
    return first + across * math.log10(max(people, 5) / 5) / 3


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
        f"\u201c{row['grade']}\u201d. With more of the factor, the findings that we read show {listed(counts, 'nothing')}.{rest}"
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
