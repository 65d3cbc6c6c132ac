"""Factors said to change the response: a map of all, sorted by where their findings lean."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from ketamine_course.models.counts import filled, in_words
from ketamine_course.pictures._drawing import counted, listed, lowered
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.variable_response._factor_rows import ASKED_LATER, LANES, Finding, Lanes, cards_that_wait, drawn_rows, untold
from ketamine_course.pictures.variable_response._factor_swarm import drawn_swarm
from ketamine_course.widgets.controls import Choice, Opens
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table

GROUPS = {"delivery": "How it is given", "person": "Who gets it", "context": "What surrounds it", "measurement": "How it is measured"}
DIRECTIONS = {"more": "more", "no clear difference": "same", "less": "less", "mixed": "mixed", "cannot tell": "unclear"}
SIGNS = {"less": -1, "no clear difference": 0, "more": 1}
"""Signs of the directions; what is mixed or cannot tell has one of its own, apart."""
GRADES = {"consistent": "consistent", "mixed": "mixed", "hardly tested": "hardly tested", "no comparison found": "none found"}
GRADED = {
    "mixed": "mixed for {}",
    "hardly tested": "scant for {} (hardly tested)",
    "no comparison found": "missing for {} (no comparison found)",
}
"""Grades in a sentence, with room for the number of factors."""
AGREED = (
    "A factor is consistent, in our judgement, if its findings agree on one thing{}. For the factors that concern measurement, most "
    "marks are rings, which mean unclear, because these studies do not test whether people benefit more."
)
VOTES = ("Counting is not weighing", "Each mark is one finding, whether it comes from a dozen people or from thousands.")
CONTROLLED = ("randomised", "within trials", "pooled trials")
CLAIMING = ("influence", "direction")
TOLD, ON_CARD = "told", "see the figure \u201cOne factor, opened\u201d"
SHOWN = {
    "all": "All factors",
    "claimed": "Those that a text says matter",
    "controlled": "Those with a controlled finding",
}


def claims_of(factor: str) -> dict[str, Row]:
    return {row["source"]: row for row in rows_of("factor_claims") if row["factor"] == factor}


def findings_of(factor: str) -> list[Row]:
    return [row for row in rows_of("factor_evidence") if row["factor"] == factor]


def was_read(row: Row) -> bool:
    """Tell whether both the finding and its direction were read in the work."""
    return bool(row["mark"] == "seen" and row["direction_mark"] == "seen")


def is_controlled(row: Row) -> bool:
    """Tell whether a finding tests the factor by a controlled comparison: what cannot tell does not test it."""
    return row["design_kind"] in CONTROLLED and row["direction"] != "cannot tell"


def _fits(factor: Row, show: str) -> bool:
    if show == "claimed":
        return any(claim["kind"] in CLAIMING for claim in claims_of(factor["factor"]).values())
    return show == "all" or any(was_read(row) and is_controlled(row) for row in findings_of(factor["factor"]))


@explorable(
    title="The map of factors",
    page_budget=50_000,
    narrow=True,
    group=Choice({"all": f"All {in_words(len(GROUPS))} groups", **GROUPS}, label="Group", cases=True),
    show=Choice(SHOWN, label="Show"),
    asked=Opens({"left_out": "Left out", TOLD: "Filled in"}, label="What is asked later"),
)
def factor_map(group: str, show: str, asked: str) -> Picture:
    """All factors: which text claims what, findings by direction, and a grade for the evidence; some wait for a prediction."""
    closed = frozenset() if asked == TOLD else untold()
    chosen = [row for row in rows_of("factors") if group in ("all", row["group"]) and _fits(row, show)]
    chosen.sort(key=lambda row: (list(GRADES).index(row["grade"]), -_balance(row)))
    agree = sum(row["grade"] == "consistent" for row in chosen)
    title = f"We grade {agree or 'none'} of {counted(len(chosen), 'factor')} as consistent"
    if len(chosen) == 1:
        title = f"The only factor shown is {'' if agree else 'not '}graded consistent"
    found: Lanes = {row["factor"]: {lane: [] for lane in LANES} if row["factor"] in closed else by_lane(row["factor"]) for row in chosen}
    figure = drawn_swarm(found) if group == "all" else drawn_rows(title, chosen, found, closed)
    agreed = [f"{lowered(row['label'])}: {_in_short(row, closed)}" for row in chosen if row["grade"] == "consistent"]
    notes = ("What is agreed", AGREED.format(f" ({'; '.join(agreed)})" if agreed else "")), VOTES
    words = _map_words(chosen, group, show, closed) + (_swarm_words(found) if group == "all" else "")
    return Picture(figure, words, "our counts and judgement", _map_table(chosen, closed), notes)


@cache
def by_lane(factor: str) -> dict[int, list[Finding]]:
    """Return the findings of a factor that the map shows, lane by lane, those that are controlled first."""
    read = [each for each in findings_of(factor) if was_read(each)]
    lanes: dict[int, list[Finding]] = {lane: [] for lane in LANES}
    for each in read:
        lanes[SIGNS.get(each["direction"], 2)].append(Finding(is_controlled(each), each["people"]))
    return {lane: sorted(found, reverse=True) for lane, found in lanes.items()}


def _balance(row: Row) -> float:
    """Return how far the findings read lean towards more benefit, from -1 to 1: the order of the rows."""
    signs = [SIGNS[each["direction"]] for each in findings_of(row["factor"]) if was_read(each) and each["direction"] in SIGNS]
    return sum(signs) / len(signs) if signs else 0.0


def _map_words(chosen: list[Row], group: str, show: str, shut: Collection[str]) -> str:
    there = [row for row in rows_of("factors") if group in ("all", row["group"])]
    where = f"The {in_words(len(GROUPS))} groups contain" if group == "all" else f"The group \u201c{lowered(GROUPS[group])}\u201d contains"
    these = lowered(SHOWN[show])
    if len(chosen) == 1:
        these = these.replace("those", "the one").replace("matter", "matters")
    some = "" if show == "all" else f", of which the figure shows {len(chosen) or 'none'} ({these})"
    text = f"{where} {counted(len(there), 'factor')}{some}."
    if not chosen:
        return text
    steady = [lowered(row["label"]) for row in chosen if row["grade"] == "consistent"]
    kinds = {**GRADED, "consistent": f"consistent for {{}} ({'; '.join(steady)})"}
    grades = [kinds[grade].format(count) for grade in GRADES if (count := sum(row["grade"] == grade for row in chosen))]
    text += f" We grade the evidence as {listed(grades)}."
    if silent := sum(all(claim["kind"] == "not claimed" for claim in claims_of(row["factor"]).values()) for row in chosen):
        text += f" Of these factors, {silent} {'is' if silent == 1 else 'are'} named in {filled('none of the {texts} texts')}."
    closed = [lowered(row["label"]) for row in chosen if row["factor"] in shut]
    return text + (f" The findings on some of them ({'; '.join(closed)}) stay hidden until you have predicted them." if closed else "")


def _swarm_words(found: Lanes) -> str:
    more, same = (sum(each.controlled for lanes in found.values() for each in lanes[lane]) for lane in (1, 0))
    return f" Of the findings that the figure counts as controlled, {more} show more benefit and {same} no clear difference."


def _in_short(row: Row, shut: Collection[str]) -> str:
    if row["factor"] in shut:
        return ASKED_LATER
    return ON_CARD if row["factor"] in cards_that_wait() else str(row["direction_summary"])


def _map_table(chosen: list[Row], shut: Collection[str]) -> Table:
    cells = []
    for row in chosen:
        counts = [(name, sum(was_read(e) and e["direction"] == name for e in findings_of(row["factor"]))) for name in DIRECTIONS]
        claims = [f"{source} ({claim['kind']})" for source, claim in claims_of(row["factor"]).items()]
        found = ASKED_LATER if row["factor"] in shut else "; ".join(f"{name}: {count}" for name, count in counts if count)
        cells.append((row["label"], listed(claims), found, row["grade"], _in_short(row, shut)))
    columns = ("Factor", "Texts", "Findings read, by direction", "Grade (our judgement)", "In short (our judgement)")
    return Table("Factors said to change the response", columns, tuple(cells))
