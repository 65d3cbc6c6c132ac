"""Partners of the drug: what was found beside it, in how many people, and whether that was randomised."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_course.absences import told
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import BOLD, CHARACTER, LABEL, NOTE, chart, heading, key, number_at, rows_of_labels, x_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures._marks import handle, mark
from ketamine_course.pictures.variable_response._common import named
from ketamine_course.pictures.variable_response._factors import was_read
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

PARTNERS = {
    "cbt_training": "CBT and computer training",
    "mindfulness": "Mindfulness",
    "setting_music": "Setting and music",
    "kap": "Psychotherapy around the sessions",
}
LANES = {"less": "orange_ground", "no clear difference": "panel", "more": "blue_ground", "mixed": "panel", "cannot tell": "panel"}
"""The ground of each direction of a finding; the last two have no direction."""
HEADS = {"no clear difference": "no clear\ndifference", "cannot tell": "cannot\ntell"}
GAP = 3.0
"""Between two lanes."""
ROOMY = 25
"""Discs from this diameter on, in units, have their number in them."""


def _studies(partner: str) -> list[Row]:
    return [row for row in rows_of("factor_evidence") if row["factor"] == partner]


def _read(partner: str) -> list[Row]:
    """Return the findings that count: those read in the work. What only the register of a trial says is drawn and not counted."""
    return [row for row in _studies(partner) if was_read(row)]


def _randomised(row: Row) -> bool:
    return bool(row["design_kind"] == "randomised")


def _uncounted(rows: Iterable[Row]) -> str:
    """Say which works are drawn and not counted; nothing where there are none."""
    left = list(dict.fromkeys(work(row["ref"]).short for row in rows if not was_read(row)))
    are, them = ("is", "it") if len(left) == 1 else ("are", "them")
    return f" {listed(left)} {are} drawn but not counted, because we know {them} only from a trial register." if left else ""


@explorable(
    title="What do partners add?",
    narrow=True,
    partner=Choice({"all": f"All {in_words(len(PARTNERS))}", **PARTNERS}, label="Beside the drug"),
)
def partners(partner: str) -> Picture:
    """Studies of therapy, training, mindfulness, music and setting beside ketamine: design, people, finding."""
    return _all_partners() if partner == "all" else _one_partner(partner)


def _lanes(title: str, names: list[str]) -> tuple[Figure, Axes]:
    """Return a figure with a row for each name, and a lane for each direction of a finding."""
    phone = {"height": 430, "left": 12, "top": 146, "bottom": 20}
    words = "Benefit with the partner. Area: people; a line joins the same people"
    figure, axes = chart(300, title, words, left=172, right=12, top=100, bottom=24, narrow=phone)
    other = handle("read", "line")
    other.set(markerfacecolor=light("faint"), label="not randomised")
    key(figure, 56, [("read", "blue", "randomised"), other, ("reported", "blue", "register: not counted")])
    if is_narrow():
        _named_over(axes, names)
    else:
        rows_of_labels(axes, names, most=28, end=0.6)
    axes.set(xlim=(0, axes.bbox.width))
    axes.xaxis.tick_top()
    axes.spines["bottom"].set_visible(False)
    axes.grid(visible=False)
    bands = _bands(axes)
    x_ticks(axes, {sum(ends) / 2: HEADS.get(name, name) for name, ends in bands.items()})
    for name, ends in bands.items():
        if not is_narrow():
            axes.axvspan(*ends, facecolor=light(LANES[name]), edgecolor="none", zorder=0)
        for y in range(len(names)) if is_narrow() else ():
            corner, high = (ends[0], y - 0.18), 0.62
            axes.add_patch(Rectangle(corner, ends[1] - ends[0], high, facecolor=light(LANES[name]), edgecolor="none", zorder=0))
    return figure, axes


def _named_over(axes: Axes, names: list[str]) -> None:
    """Write each name over its row, on a phone: the grounds of the lanes begin under it."""
    axes.set(ylim=(len(names) - 0.5, -0.6), yticks=[])
    for y, name in enumerate(names):
        lines = wrapped(name, int(axes.bbox.width / (LABEL * BOLD)))
        heading(axes, y - 0.2, "\n".join(lines), va="bottom", linespacing=1.05)


def _bands(axes: Axes) -> dict[str, tuple[float, float]]:
    """Return where the lane of each direction begins and ends: as wide as its words and the discs of its fullest row."""
    wide = {name: (max(map(len, HEADS.get(name, name).split("\n"))) + 1) * NOTE * CHARACTER for name in LANES}
    for partner in PARTNERS:
        for name, needed in wide.items():
            wide[name] = max(needed, sum(_room(row) for row in _studies(partner) if row["direction"] == name) + 2)
    spare = (axes.bbox.width - sum(wide.values())) / len(wide)
    bands, begin = {}, 0.0
    for name, needed in wide.items():
        bands[name] = begin, begin + needed + spare - GAP
        begin += needed + spare
    return bands


def _room(row: Row) -> float:
    """Return how much room a disc and its number take."""
    people, words = _people(row)
    return max(math.sqrt(people), len(words) * LABEL * BOLD) + 6


def _people(row: Row) -> tuple[float, str]:
    """Return how many people a study had, as a number and in words; of one that is planned, how many it shall have."""
    if row["people"] > 0:
        return row["people"], f"{row['people']:,.0f}"
    found = re.search(r"\d+", row["n_as_printed"])
    return (float(found[0]), found[0]) if found else (math.nan, "?")


def _findings(axes: Axes, y: float, rows: list[Row]) -> dict[str, tuple[float, float]]:
    """Draw the findings of a row side by side in their lanes, as discs as large as their numbers of people; return where each work is."""
    places = {}
    for direction, ends in _bands(axes).items():
        here = sorted((row for row in rows if row["direction"] == direction), key=_randomised, reverse=True)
        x = (sum(ends) - sum(map(_room, here))) / 2
        for row in here:
            places[row["ref"]] = x + _room(row) / 2, _disc(axes, x + _room(row) / 2, y, row)
            x += _room(row)
    return places


def _joined(axes: Axes, rows: Sequence[Mapping[str, tuple[float, float]]], twice: Sequence[str]) -> None:
    """Draw a line between discs that are the same people, in two rows."""
    for ref in twice:
        (x, y), *others = (row[ref] for row in rows if ref in row)
        for end, low in others:
            way = {"arrowstyle": "-", "color": light("line"), "linewidth": 1.2, "connectionstyle": "arc3,rad=-0.3"}
            axes.annotate("", (end, low), (x, y), arrowprops=way, zorder=0.6)


def _disc(axes: Axes, x: float, y: float, row: Row) -> float:
    """Draw one finding: a disc with its number of people in it, over it or, on a phone, under it; return its height."""
    (people, words), (kind, colour) = _people(row), _sign(row)
    size = math.sqrt(people)
    if is_narrow():
        y += 0.12 if size > ROOMY else 0.04
    mark(axes, x, y, kind, colour, size, **({"markerfacecolor": light("faint")} if colour == "line" else {}))
    away = 0 if size > ROOMY else size / 2 + 8
    ink = {"line": "ink" if size > ROOMY else "quiet"}.get(colour, colour)
    number_at(axes, x, y, words, ink, (0, -away if is_narrow() else away), ha="center", fontsize=NOTE if size > ROOMY else LABEL)
    return y


def _sign(row: Row) -> tuple[str, str]:
    """Return mark and colour of a study: randomised or not, and whether it was read."""
    if not was_read(row):
        return "reported", "blue"
    return "read", "blue" if _randomised(row) else "line"


def _all_partners() -> Picture:
    drawn = [row for partner in PARTNERS for row in _studies(partner)]
    found = [row for row in drawn if was_read(row)]
    better = [row for row in found if row["direction"] == "more"]
    figure, axes = _lanes(f"{in_words(len(better)).capitalize()} of {len(found)} findings read favours a partner", list(PARTNERS.values()))
    cells, places = [], []
    for y, (partner, name) in enumerate(PARTNERS.items()):
        rows, info = _read(partner), next(row for row in rows_of("factors") if row["factor"] == partner)
        places.append(_findings(axes, y, _studies(partner)))
        cells.append((name, f"{sum(map(_randomised, rows))} of {len(rows)}", info["grade"], named(info["short_answer"])))
    _joined(axes, places, [ref for (ref, _), many in _times(found).items() if many > 1])
    touch(axes, y=("partner", {partner: y for y, partner in enumerate(PARTNERS)}))
    counts = "; ".join(f"{name}: {share}" for name, share, *_ in cells)
    words = (
        f"Of {len(found)} findings on {in_words(len(PARTNERS))} partner treatments that we read in the works, {in_words(len(better))} "
        f"favours the partner: computer training after a single infusion ({listed([work(row['ref']).short for row in better])}). Some of "
        f"the findings come from randomised studies, whatever was randomised ({counts}).{_uncounted(drawn)} A randomised comparison of "
        f"ketamine with and without psychotherapy in depression: {told('psychotherapy')}."
    )
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table("Partners (answers are our judgement)", ("Partner", "Randomised, of those read", "Grade", "In short"), tuple(cells)),
        (*_twice(drawn), *((name, answer) for name, _, _, answer in cells)),
    )


def _twice(found: list[Row]) -> list[tuple[str, str]]:
    """Name the works whose people are drawn in more than one row."""
    many_times = _times(found).items()
    return [(work(ref).short, f"The same people are drawn in {in_words(many)} rows.") for (ref, _), many in many_times if many > 1]


def _times(found: list[Row]) -> Counter[tuple[str, str]]:
    """Return how many rows the people of each work are drawn in."""
    return Counter((row["ref"], row["people"]) for row in found)


def _one_partner(partner: str) -> Picture:
    rows = _studies(partner)
    read = _read(partner)
    lots = [f"{work(row['ref']).short} ({row['population']})" for row in read if _randomised(row)]
    better = sum(row["direction"] == "more" for row in read)
    title = f"{PARTNERS[partner].partition(' around')[0]}: {in_words(better) if better else 'none'} of {len(read)} favours it"
    figure, axes = _lanes(title, [f"{work(row['ref']).short}: {row['population']}" for row in rows])
    for y, row in enumerate(rows):
        _findings(axes, y, [row])
    info = next(row for row in rows_of("factors") if row["factor"] == partner)
    found = f"the randomised studies on our list are {listed(lots)}" if lots else "no finished study in this row is randomised"
    words = f"{PARTNERS[partner]}: {found}.{_uncounted(rows)} {info['short_answer']}"
    cells = tuple(_cells(row) for row in rows)
    columns = ("Work", "Design", "Whom", "People", "Size as printed", "Finding", "Status")
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table(f"Studies: {PARTNERS[partner]}", columns, cells),
        tuple((f"{work(row['ref']).short}: {row['design']}", named(row["finding"]) + status_note(row["mark"])) for row in rows),
    )


def _cells(row: Row) -> tuple[str, ...]:
    people, size = (row[name] or "not noted" for name in ("n_as_printed", "size_as_printed"))
    return work(row["ref"]).short, row["design"], row["population"], people, size, row["finding"], MARKS[row["mark"]]
