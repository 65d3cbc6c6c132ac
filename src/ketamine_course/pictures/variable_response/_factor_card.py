"""One factor, opened like a card: findings by direction and size, what is mixed up with it, and how one is misled."""

from __future__ import annotations

from collections.abc import Sequence

from ketamine_course.models.counts import filled, in_words
from ketamine_course.pictures._charts import key, note, pushed, title_lines
from ketamine_course.pictures._drawing import counted, listed, lowered, sheet
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._marks import BASIS
from ketamine_course.pictures.variable_response._bubbles import Band, Bubble, area_words, cited, draw_bands, unsized
from ketamine_course.pictures.variable_response._common import named
from ketamine_course.pictures.variable_response._factor_questions import question
from ketamine_course.pictures.variable_response._factor_rows import SHORT
from ketamine_course.pictures.variable_response._factors import DIRECTIONS, SIGNS, claims_of, findings_of, is_controlled, was_read
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

FOUND = {
    "more": "more benefit",
    "no clear difference": "no clear difference",
    "less": "less benefit",
    "mixed": "mixed results",
    "cannot tell": "a result that leaves the question open",
}
"""What findings of each direction show, for a sentence."""
ANSWERS = {"more": "yes, more", "less": "no, less"}
"""Lanes that answer the question about a factor; the others keep their names."""
GROUNDS = {"more": "blue_ground", "less": "orange_ground"}
"""Grounds of the bands, as on the map of factors; those that lean to no side have a plain one."""
UNCLEAR = "mixed", "cannot tell"
"""Directions that answer the question neither way, and stand in one band."""
SMALL = 100
"""A controlled test of no more people is called small: a title does not generalise from it."""
LONGEST = 52
"""How many letters of a title have room."""
RINGS = {"reported": "reported by others", "memory": "from memory"}
"""Marks of findings that are not counted, and what they mean."""
UNREAD = {"reported": "reported by others", "memory": "for which at least the direction is given from memory"}
"""The same in a sentence."""
AGREED = "consistent"
"""The grade of a factor whose findings agree on one thing."""


@explorable(
    title="One factor, opened",
    narrow=True,
    page_budget=60_000,
    sample={"factor": "past_trauma"},
    factor=Choice(lambda: {row["factor"]: row["name"] for row in rows_of("factors")}, label="Factor", cases=True),
)
def factor_card(factor: str) -> Picture:
    """One factor: what is claimed, what was found by size and direction, what is mixed up with it, how one is misled."""
    row = next(each for each in rows_of("factors") if each["factor"] == factor)
    findings = findings_of(factor)
    high, under = (452.0, 46.0) if is_narrow() else (330.0, 34.0)  # under the bands: the note and the status
    figure, axes = sheet(high)
    lower = title_lines(figure, _title(row, findings), f"{question(factor)} Our grade: {row['grade']}")
    key(figure, 56, _signs(findings))
    top = 70 + max(lower + 14 * is_narrow(), pushed(figure))
    note(figure, area_words(draw_bands(axes, top, high - under, _bands(findings))))
    said = [f"{source} {lowered(claim['claim'])}" for source, claim in claims_of(factor).items()]
    notes = [
        ("The texts", " ".join(said) or filled("None of the {texts} names it.")),
        ("In short", row["short_answer"]),
        *([("What the findings agree on", row["grade_note"])] if _is_agreed(row, findings) else []),
        ("Possible confounders", row["confounding"]),
        ("How readers are misled", row["how_misled"]),
    ]
    said_in_words = tuple((heading, named(text)) for heading, text in notes if text)
    return Picture(figure, _card_words(row, findings), "redrawn from reported numbers", _card_table(row, findings), said_in_words)


def _signs(findings: Sequence[Row]) -> list[tuple[str, str, str]]:
    """Return the entries of the key: colours tell the design, and rings, of whatever colour, what was not read or has no size."""
    rings = [(kind, "quiet", words) for kind, words in RINGS.items() if any(_basis(each) == kind for each in findings)]
    rings += unsized([_bubble(each) for each in findings])
    other = "other" if is_narrow() or len(rings) > 1 else "no such test, or a review"
    return [("read", "blue", "controlled test"), ("read", "quiet", other), *rings]


def _title(row: Row, findings: list[Row]) -> str:
    """Return on what findings agree or, where they do not, what controlled tests found; few people are called few."""
    name = str(SHORT.get(row["factor"], row["label"]))
    read = [each for each in findings if was_read(each)]
    controlled = [each for each in read if is_controlled(each)]
    tested = _tested(findings)
    others = [each["direction"] for each in read if not is_controlled(each) and each["direction"] in SIGNS]
    if not tested:
        return f"{name}: we have read no controlled test"
    if _is_agreed(row, findings):
        agreed = f"{name.partition(',')[0]}: {row['direction_summary']}"
        return agreed if len(agreed) <= LONGEST else agreed.partition(": ")[2].capitalize()
    if tested == {"no clear difference"} and others.count("more") > len(others) / 2:
        return f"{name}: more benefit only without controls"
    if len(tested) > 1:  # a mixed result contradicts no other
        return f"{name}: controlled tests {'disagree' if len(tested & set(SIGNS)) > 1 else 'leave it open'}"
    if all(0 < _people(each) <= SMALL for each in controlled):
        return f"{name}: only {in_words(len(controlled))} small controlled {'test' if len(controlled) == 1 else 'tests'}"
    return f"{name}: {FOUND[tested.pop()]} {'in one controlled test' if len(controlled) == 1 else 'with controls'}"


def _tested(findings: Sequence[Row]) -> set[str]:
    """Return in which directions controlled tests point."""
    return {each["direction"] for each in findings if was_read(each) and is_controlled(each)}


def _is_agreed(row: Row, findings: Sequence[Row]) -> bool:
    """Whether findings agree on one thing that is no single direction of the controlled tests, so that it must be named."""
    tested = _tested(findings)
    return bool(row["grade"] == AGREED and tested and (len(tested) > 1 or not tested <= set(SIGNS)))


def _bands(findings: Sequence[Row]) -> list[Band]:
    """Return a band for each direction, those that answer the question first, and one for all that leans to no side."""
    found: dict[str, list[Row]] = {each: [] for each in DIRECTIONS}
    for row in sorted(findings, key=lambda each: (not was_read(each), not is_controlled(each), -_people(each))):
        found[row["direction"]].append(row)
    unclear = {name: found.pop(name) for name in UNCLEAR}
    apart = " or ".join(name for name, own in unclear.items() if own)
    shown = [(ANSWERS.get(name, name), GROUNDS.get(name, "panel"), own) for name, own in found.items() if own or name != "less"]
    shown += [(apart, "panel", [row for own in unclear.values() for row in own])] if apart else []
    return [Band(name, ground, [_bubble(row) for row in own]) for name, ground, own in shown]


def _bubble(row: Row) -> Bubble:
    return Bubble(cited(row["ref"]), _people(row), "blue" if is_controlled(row) else "quiet", _basis(row))


def _basis(row: Row) -> str:
    """Return the mark of a finding: that of the finding itself or, where it was read, that of its direction, which places it."""
    return BASIS[row["direction_mark"] if row["mark"] == "seen" else row["mark"]]


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
            counts.append(f"{FOUND[direction]} in {len(rows)}{cases} ({strong or 'none'} controlled)")
    texts = [source for source, claim in claims_of(row["factor"]).items() if claim["kind"] != "not claimed"]
    return (
        f"The factor \u201c{row['name']}\u201d is named by {listed(texts, filled('none of the {texts} texts'))}, and our grade for the "
        f"evidence is \u201c{row['grade']}\u201d. {question(row['factor'])} The findings that we read show "
        f"{listed(counts, 'nothing')}.{_not_counted(findings)}"
    )


def _not_counted(findings: Sequence[Row]) -> str:
    """Say how many findings are drawn and not counted, and why; nothing where there are none."""
    bases = [_basis(each) for each in findings if not was_read(each)]
    told = [f"{counted(bases.count(kind), 'finding')} {words}" for kind, words in UNREAD.items() if kind in bases]
    return f" The figure also shows, without counting {'it' if len(bases) == 1 else 'them'}, {listed(told)}." if told else ""


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
