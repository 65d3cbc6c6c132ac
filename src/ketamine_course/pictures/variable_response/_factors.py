"""Factors said to change the response: a map of all, sorted by where their findings lean."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import LABEL, MARGIN, MINUS, NOTE, chart, key, rows_of_labels, say, title_lines, x_ticks
from ketamine_course.pictures._drawing import counted, listed, lowered
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._marks import mark
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
    -1: (MINUS, "orange", "orange_ground"),
    0: ("=", "quiet", "panel"),
    1: ("+", "blue", "blue_ground"),
    2: ("?", "quiet", "panel"),
}
"""Sign, colour and ground of each lane."""
SWARM = 4.0
"""Diameter of a controlled finding."""
PHONE, PHONE_ROWS = {"height": 510, "left": 156, "right": 12, "top": 142, "bottom": 24}, 34
"""On a phone all groups stand in one column."""
SHORT = {
    "family_history_alcohol": "Alcohol in the family",
    "own_alcohol_history": "Own alcohol problems",
    "lamotrigine_others": "Lamotrigine, others",
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
    controlled = sum(any(was_read(each) and is_controlled(each) for each in findings_of(row["factor"])) for row in chosen)
    _head(figure, f"{controlled} of {counted(len(chosen), 'factor')} have a controlled finding")
    for axes, rows in columns:
        _lanes(axes, rows, alone=group != "all")
    return Picture(figure, _map_words(chosen, group, show), "conceptual", _map_table(chosen))


def _head(figure: Figure, title: str) -> None:
    """Write the finding, and how to read the map: in lines as long as the screen allows."""
    words = "Each dot is a finding read in the work: benefit with more of the factor"
    signs, caution = (
        f"\u2212 less, = no {'' if is_narrow() else 'clear '}difference, + more, ? {'unclear' if is_narrow() else 'mixed or unclear'}",
        "Votes are not weights. Bold names: findings agree (our grade).",
    )
    lines = title_lines(figure, title, words)
    key(figure, 55, [("read", "blue", "controlled"), ("read_small", "quiet", "not")])
    x, y = (MARGIN, 69 + lines) if is_narrow() else (150, 55)
    say(figure, x, y, signs, NOTE, "quiet")
    say(
        figure,
        MARGIN,
        (83 if is_narrow() else 69) + lines,
        caution if not is_narrow() else "Bold names: findings agree (our grade).",
        NOTE,
        "quiet",
    )


def _lists(chosen: list[Row], group: str) -> tuple[Figure, list[tuple[Axes, list[Row | str]]]]:
    """Return the figure, and its axes with the rows of each; of all groups, the largest has a column of its own."""
    groups: dict[str, list[Row | str]] = {}
    for group_name, title in GROUPS.items():
        members = sorted((row for row in chosen if row["group"] == group_name), key=_balance, reverse=True)
        groups[group_name] = [title, *members] if members else []
    if group != "all":
        figure, axes = chart(HEIGHT, "", left=200, top=92, bottom=24, narrow=PHONE)
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


def _lanes(axes: Axes, rows: list[Row | str], *, alone: bool) -> None:
    """Draw a swarm of findings in each row: less, the same or more benefit, and apart from these what has no direction.

    A group `alone` fills the height with larger discs.
    """
    most = max(len(rows), 5) if alone else PHONE_ROWS if is_narrow() else ROWS
    size = SWARM * (min(1.7, ROWS / most) if alone and not is_narrow() else 1.15 if alone else 1.0)
    axes.set(xlim=(-1.5, 2.5))
    axes.set_yticks([])
    axes.xaxis.tick_top()
    axes.spines["bottom"].set_visible(False)
    axes.grid(visible=False, axis="x")
    x_ticks(axes, {lane: sign for lane, (sign, *_) in LANES.items()})
    for (lane, (_, colour, ground)), sign in zip(LANES.items(), axes.get_xticklabels(), strict=True):
        sign.set(color=light(colour), fontweight="bold", fontsize=LABEL)
        axes.axvspan(lane - 0.48, lane + 0.48, facecolor=light(ground), edgecolor="none", zorder=0)
    names = [row if isinstance(row, str) else SHORT.get(row["factor"]) or str(row["label"]) for row in rows]
    rows_of_labels(axes, names or [""], most=60, end=0.7, size=LABEL if alone and not is_narrow() else NOTE)
    if len(rows) < most:
        axes.set_ylim(most - 0.3, -0.7)
    titles = {name: rows.index(title) for name, title in GROUPS.items() if title in rows}
    if titles:
        place = axes.get_position()
        left = 0.0 if is_narrow() else width() * (place.x0 - 0.28)
        touch(axes, y=("group", titles), across=(left, width() * place.x1))
    for y, (row, name) in enumerate(zip(rows, axes.get_yticklabels(), strict=False)):
        if isinstance(row, str):
            name.set(color=light("quiet"), fontstyle="italic")
            continue
        if row["grade"] == "consistent":
            name.set_fontweight("bold")
        found = [each for each in findings_of(row["factor"]) if was_read(each)]
        for lane in LANES:
            here = sorted((is_controlled(each) for each in found if SIGNS.get(each["direction"], 2) == lane), reverse=True)
            _swarm(axes, lane, y, here, size)


def _swarm(axes: Axes, lane: int, y: float, findings: list[bool], size: float) -> None:
    """Draw the findings of one lane side by side, in as many lines as they need; true is a controlled one."""
    step = (size + 0.6) * 4 / axes.bbox.width
    most = max(1, int(0.96 / step))
    lines = -(-len(findings) // most)
    apart = (size + 0.9) * abs(np.diff(axes.get_ylim())[0]) / axes.bbox.height
    for controlled, kind, colour in ((True, "read", "blue"), (False, "read_small", "quiet")):
        places = []
        for at in (at for at, each in enumerate(findings) if each == controlled):
            wide = min(most, len(findings) - most * (at // most))
            places.append((lane + step * (at % most - (wide - 1) / 2), y + apart * (at // most - (lines - 1) / 2)))
        if places:
            mark(axes, [x for x, _ in places], [height for _, height in places], kind, colour, size if controlled else 0.95 * size)


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
