"""Factors said to change the response: a map of all, sorted by where their findings lean."""

from __future__ import annotations

from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import LABEL, MARGIN, NOTE, chart, heading, key, rows_of_labels, say, title_lines, x_ticks
from ketamine_course.pictures._drawing import counted, listed, lowered
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.texts import MINUS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

GROUPS = {"delivery": "How it is given", "person": "Who gets it", "context": "What surrounds it", "measurement": "How it is measured"}
DIRECTIONS = {"more": "more", "no clear difference": "same", "less": "less", "mixed": "mixed", "cannot tell": "unclear"}
SIGNS = {"less": -1, "no clear difference": 0, "more": 1}
"""Lanes of the directions; what is mixed or cannot tell has one of its own, apart."""
HEIGHT, ROWS = 340, 18
LANES = {
    -1: (MINUS, "orange", "orange_ground", "less"),
    0: ("=", "ink", "panel", "the same"),
    1: ("+", "blue", "blue_ground", "more"),
    2: ("?", "quiet", "panel", "unclear"),
}
"""Sign, colour and ground of each lane, and its words where there is room."""
LARGEST = 7.0
"""Diameter of a controlled finding where there is room."""
GAP, LEAST = 0.7, 3
"""Between two lanes, and how wide one is at least, in places of a finding."""
PHONE, PHONE_ROWS = {"height": 510, "left": 140, "right": 10, "top": 136, "bottom": 22}, 34
"""On a phone all groups stand in one column."""
SHORT = {
    "family_history_alcohol": "Alcohol in the family",
    "own_alcohol_history": "Own alcohol problems",
    "lamotrigine_others": "Lamotrigine, others",
    "blinding_control": "Blinding, control group",
}
GRADES = {"consistent": "consistent", "mixed": "mixed", "single small study": "one small", "no comparison found": "none found"}
CONTROLLED = ("randomised", "within trials", "pooled trials")
CLAIMING = ("influence", "direction")
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
    group=Choice({"all": f"All {in_words(len(GROUPS))} groups", **GROUPS}, label="Group"),
    show=Choice(SHOWN, label="Show"),
)
def factor_map(group: str, show: str) -> Picture:
    """All factors: which text claims what, findings by direction, and a grade for the evidence."""
    chosen = [row for row in rows_of("factors") if group in ("all", row["group"]) and _fits(row, show)]
    figure, columns = _lists(chosen, group)
    agree = sum(row["grade"] == "consistent" for row in chosen)
    _head(figure, f"Evidence is consistent for {agree or 'none'} of {counted(len(chosen), 'factor')}", chosen)
    for axes, rows in columns:
        _lanes(axes, rows, alone=group != "all")
    return Picture(figure, _map_words(chosen, group, show), "conceptual", _map_table(chosen))


def _head(figure: Figure, title: str, chosen: list[Row]) -> None:
    """Write the finding, and how to read the map: in lines as long as the screen allows."""
    controlled = sum(any(map(any, _by_lane(row["factor"]).values())) for row in chosen)
    lines = title_lines(figure, title, "Each dot is a finding read in the work: benefit with more of the factor")
    key(figure, 55, [("read", "ink", f"controlled (for {controlled})"), ("read_small", "ink", "not")])
    signs = f"{MINUS} less, = no {'' if is_narrow() else 'clear '}difference, + more, ? {'unclear' if is_narrow() else 'mixed or unclear'}"
    caution = f"{'' if is_narrow() else 'Votes are not weights. '}Bold names: consistent (our grade)."
    for words, place, narrow in ((signs, (170, 55), 69), (caution, (MARGIN, 69), 81)):
        x, y = (MARGIN, narrow + lines) if is_narrow() else place
        say(figure, x, y, words, NOTE, "quiet")


def _lists(chosen: list[Row], group: str) -> tuple[Figure, list[tuple[Axes, list[Row | str]]]]:
    """Return the figure, and its axes with the rows of each; of all groups, the largest has a column of its own."""
    groups: dict[str, list[Row | str]] = {}
    for group_name, title in GROUPS.items():
        members = sorted((row for row in chosen if row["group"] == group_name), key=_balance, reverse=True)
        groups[group_name] = [title, *members] if members else []
    if group != "all":
        figure, axes = chart(HEIGHT, "", left=200, top=92, bottom=24, narrow=PHONE | {"left": MARGIN})
        return figure, [(axes, groups[group])]
    if is_narrow():
        figure, axes = chart(HEIGHT, "", narrow=PHONE)
        return figure, [(axes, [row for rows in groups.values() for row in rows])]
    figure, (left, right) = chart(HEIGHT, "", ncols=2, left=136, right=8, top=92, bottom=24, wspace=1.5)
    largest = max(groups, key=lambda name: len(groups[name]))
    rest = [row for rows in groups.values() if rows is not groups[largest] for row in rows]
    return figure, [(left, groups[largest]), (right, rest)]


def _balance(row: Row) -> float:
    """Return how far the findings read lean towards more benefit, from -1 to 1: the order of the rows."""
    signs = [SIGNS[each["direction"]] for each in findings_of(row["factor"]) if was_read(each) and each["direction"] in SIGNS]
    return sum(signs) / len(signs) if signs else 0.0


@cache
def _places() -> dict[int, tuple[float, float]]:
    """Return where each lane begins and ends, in places of a finding: the fullest row of all factors has room in one line."""
    most = dict.fromkeys(LANES, LEAST)
    for row in rows_of("factors"):
        for lane, found in _by_lane(row["factor"]).items():
            most[lane] = max(most[lane], len(found))
    ends = [GAP]
    for lane in LANES:
        ends.append(ends[-1] + most[lane] + GAP)
    return {lane: (start, end - GAP) for lane, start, end in zip(LANES, ends, ends[1:], strict=False)}


@cache
def _by_lane(factor: str) -> dict[int, list[bool]]:
    """Return the findings of a factor that were read, lane by lane: true is a controlled one, and these come first."""
    found = [each for each in findings_of(factor) if was_read(each)]
    return {
        lane: sorted((is_controlled(each) for each in found if SIGNS.get(each["direction"], 2) == lane), reverse=True) for lane in LANES
    }


def _lanes(axes: Axes, rows: list[Row | str], *, alone: bool) -> None:
    """Draw the findings of each row in one line: less, the same or more benefit, and apart from these what has no direction.

    A group `alone` fills the height with larger discs.
    """
    most = max(len(rows), 5) if alone else PHONE_ROWS if is_narrow() else ROWS
    places = _places()
    end = max(last for _, last in places.values())
    axes.set(xlim=(GAP / 2, end + GAP / 2), yticks=[])
    size = min(LARGEST, axes.bbox.width / (end + GAP) - 0.5)
    axes.xaxis.tick_top()
    axes.spines["bottom"].set_visible(False)
    axes.grid(visible=False, axis="x")
    said = {lane: (words.split()[-1] if is_narrow() else words) if alone else sign for lane, (sign, *_, words) in LANES.items()}
    x_ticks(axes, {sum(places[lane]) / 2: words for lane, words in said.items()})
    for (lane, (_, colour, ground, _)), sign in zip(LANES.items(), axes.get_xticklabels(), strict=True):
        sign.set(color=light(colour), fontweight="bold", fontsize=LABEL)
        axes.axvspan(*places[lane], facecolor=light(ground), edgecolor="none", zorder=0)
    _names(axes, rows, most, alone=alone)
    _touched(axes, rows)
    for y, row in enumerate(rows):
        for lane, found in () if isinstance(row, str) else _by_lane(row["factor"]).items():
            _dots(axes, lane, y, found, size)


def _names(axes: Axes, rows: list[Row | str], most: int, *, alone: bool) -> None:
    """Write the names of groups and factors, those whose findings agree in bold: beside the rows or, of one group on a phone, over them."""
    names = [row if isinstance(row, str) else SHORT.get(row["factor"]) or str(row["label"]) for row in rows]
    over = alone and is_narrow()
    rows_of_labels(axes, [""] * len(names) if over else names or [""], most=60, end=0.7, size=LABEL if alone else NOTE)
    if len(rows) < most:
        axes.set_ylim(most - 0.3, -0.7)
    up = 11.5 * abs(axes.get_ylim()[0] - axes.get_ylim()[1]) / axes.bbox.height
    if over:  # the lanes leave room for the names
        places = [y - (0 if isinstance(row, str) else up) for y, row in enumerate(rows)]
        axes.barh(places, axes.get_xlim()[1], 1.1 * up, color=light("paper"), zorder=0.5)
    for y, (row, name, tick) in enumerate(zip(rows, names, axes.get_yticklabels(), strict=False)):
        look: dict[str, Any] = {"color": light("quiet"), "fontstyle": "italic"} if isinstance(row, str) else {"fontweight": "normal"}
        if not isinstance(row, str) and row["grade"] == "consistent":
            look = {"fontweight": "bold"}
        if over:
            heading(axes, y - (0 if isinstance(row, str) else up), name, **({"fontweight": "normal"} | look))
        else:
            tick.set(**look)


def _touched(axes: Axes, rows: list[Row | str]) -> None:
    """Let the titles of groups be touched."""
    titles = {name: rows.index(title) for name, title in GROUPS.items() if title in rows}
    if titles:
        place = axes.get_position()
        left = 0.0 if is_narrow() else width() * (place.x0 - 0.28)
        touch(axes, y=("group", titles), across=(left, width() * place.x1))


def _dots(axes: Axes, lane: int, y: float, findings: list[bool], size: float) -> None:
    """Draw the findings of one lane side by side: less from the right, more from the left, no difference in the middle."""
    first, last = _places()[lane]
    starts = {-1: last - len(findings), 0: (first + last - len(findings)) / 2}
    colour = LANES[lane][1]
    at = [starts.get(lane, first) + 0.5 + number for number in range(len(findings))]
    for controlled, kind in ((True, "read"), (False, "read_small")):
        where = [x for x, each in zip(at[::-1] if lane < 0 else at, findings, strict=True) if each == controlled]
        if where:
            mark(axes, where, [y] * len(where), kind, colour, size)


def _map_words(chosen: list[Row], group: str, show: str) -> str:
    where = f"in all {in_words(len(GROUPS))} groups" if group == "all" else f"in the group \u201c{lowered(GROUPS[group])}\u201d"
    text = f"{SHOWN[show]} {where} make {counted(len(chosen), 'factor')}."
    if not chosen:
        return text
    grades = [f"{GRADES[grade]} for {count}" for grade in GRADES if (count := sum(row["grade"] == grade for row in chosen))]
    text += f" Our grade for the evidence is {listed(grades)}."
    steady = [lowered(row["label"]) for row in chosen if row["grade"] == "consistent"]
    text += f" It is consistent for {listed(steady)}." if steady else " It is consistent for none of them."
    silent = sum(all(claim["kind"] == "not claimed" for claim in claims_of(row["factor"]).values()) for row in chosen)
    return text + f" The number of factors that no text names is {silent}."


def _map_table(chosen: list[Row]) -> Table:
    cells = []
    for row in chosen:
        counts = [(name, sum(was_read(e) and e["direction"] == name for e in findings_of(row["factor"]))) for name in DIRECTIONS]
        claims = [f"{source} ({claim['kind']})" for source, claim in claims_of(row["factor"]).items()]
        found = listed([f"{name} {count}" for name, count in counts if count])
        cells.append((row["label"], listed(claims), found, row["grade"], row["direction_summary"]))
    columns = ("Factor", "Texts", "Findings read, by direction", "Grade (our judgement)", "In short (our judgement)")
    return Table("Factors said to change the response", columns, tuple(cells))
