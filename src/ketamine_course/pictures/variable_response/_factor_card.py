"""One factor, opened like a card: findings by direction and size, what is mixed up with it, and how one is misled."""

from __future__ import annotations

from collections.abc import Sequence

from ketamine_course.models.counts import filled
from ketamine_course.pictures._charts import MARGIN, NOTE, key, say, title_lines
from ketamine_course.pictures._drawing import counted, listed, sheet
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.variable_response._bubbles import Band, Bubble, cited, draw_bands
from ketamine_course.pictures.variable_response._common import named
from ketamine_course.pictures.variable_response._factor_questions import question
from ketamine_course.pictures.variable_response._factor_rows import SHORT
from ketamine_course.pictures.variable_response._factors import DIRECTIONS, SIGNS, claims_of, findings_of, is_controlled, was_read
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

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
"""Grounds of the bands, as on the map of factors; those that lean to no side have a plain one."""
UNCLEAR = "mixed", "cannot tell"
"""Directions that answer the question neither way, and stand in one band."""


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
    high = 430.0 if is_narrow() else 320.0
    figure, axes = sheet(high)
    lower = title_lines(figure, _title(row, findings), f"{question(factor)} Our grade: {row['grade']}")
    other = "other" if is_narrow() else "no such test, or a review"
    signs = [("read", "blue", "controlled test"), ("read", "quiet", other), ("reported", "blue", "reported by others")]
    key(figure, 56, signs)
    say(figure, width() - MARGIN, 56 + lower + 13.5 * is_narrow(), "area: people", NOTE, "quiet", ha="right")
    draw_bands(axes, 70 + lower + 14 * is_narrow(), high - 24, _bands(findings))
    said = [f"{source}: {claim['claim']}" for source, claim in claims_of(factor).items()]
    notes = [
        ("The texts", " ".join(said) or filled("None of the {texts} names it.")),
        ("In short", row["short_answer"]),
        ("Possible confounders", row["confounding"]),
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


def _bands(findings: Sequence[Row]) -> list[Band]:
    """Return a band for each direction, those that answer the question first, and one for all that leans to no side."""
    found: dict[str, list[Row]] = {each: [] for each in DIRECTIONS}
    for row in sorted(findings, key=lambda each: (_kind(each)[0], not is_controlled(each), -_people(each))):
        found[row["direction"]].append(row)
    unclear = {name: found.pop(name) for name in UNCLEAR}
    apart = " or ".join(name for name, own in unclear.items() if own)
    shown = [(ANSWERS.get(name, name), GROUNDS.get(name, "panel"), own) for name, own in found.items() if own or name != "less"]
    shown += [(apart, "panel", [row for own in unclear.values() for row in own])] if apart else []
    return [Band(name, ground, [_bubble(row) for row in own]) for name, ground, own in shown]


def _bubble(row: Row) -> Bubble:
    hollow, colour = _kind(row)
    return Bubble(cited(row["ref"]), _people(row), colour, hollow)


def _kind(row: Row) -> tuple[bool, str]:
    """Return whether a finding is drawn hollow, and in which colour."""
    if not was_read(row):
        return True, "blue"
    return False, "blue" if is_controlled(row) else "quiet"


def _people(row: Row) -> float:
    """Return the number of people of a study; 0 where none is given."""
    return max(0.0, float(row["people"])) if row["people"] > 0 else 0.0


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
