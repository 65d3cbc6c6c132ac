"""The word micro: each use of it on one scale of amounts by vein, or in a box of those that have no place on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullLocator

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import LABEL, LINE, MARGIN, NOTE, chart, key, say, x_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures._planes import Sheet
from ketamine_course.pictures._who_is_who import who_is_who
from ketamine_course.pictures.route_dose_rate._common import present
from ketamine_course.references import work
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

TICKS = {0.02: "1/50", 0.1: "1/10", 0.2: "1/5", 0.4: "2/5", 1.0: "1", 2.0: "2"}
SIZE, LANE, LEAST = 17.0, 22.0, 0.008
"""How large a numbered mark is and how high its lane, in units; and where the scale begins."""
NOT_STATED, OTHER = "no amount given", "another product"
OTHER_RELATION = "other route or product"


def uses() -> tuple[Row, ...]:
    """Return the uses of the word, in order."""
    return rows_of("microdose_uses")


def _placed() -> list[Row]:
    """Return the uses that have a place on the scale."""
    return [row for row in uses() if present(row["relative_low"]) or row["relation"] == "below"]


def _who(row: Row) -> str:
    return row["source"] or re.sub(r" \(.*\)", "", work(row["ref"]).short)


@explorable(
    title="What does micro mean?",
    narrow=True,
    sample=lambda: {"step": str(len(uses()))},
    step=Slider(
        lambda: {str(row["position"]): f"{row['position']} of {len(uses())}: {_who(row)}" for row in uses()},
        label="Use of the word",
        plays=True,
    ),
)
def what_micro_means(step: str) -> Picture:
    """Each use of the words micro and low, placed beside the standard trial infusion, up to a chosen one."""
    shown = uses()[: int(step)]
    now = shown[-1]
    lanes = _lanes()
    tall = LANE * (len(lanes) + 1)
    figure, axes = chart(
        286,
        _title(shown),
        "Intravenous amount that each use means; standard infusion = 1",
        left=18,
        right=178,
        top=102,
        bottom=184 - tall,
        narrow={"height": 460, "left": 16, "right": 16, "top": 152, "bottom": 308 - tall},
    )
    key(figure, 54, [("ours", "ink", "our reading"), ("read", "ink", "read in the work")])
    _quoted(figure, now)
    _scale(axes, len(lanes))
    _uses(axes, lanes, shown)
    _box(figure, axes, shown)
    description = (
        f"Use {step} of {len(uses())} comes from {_who(now)}. {now['says']} The amount meant is {now['dose_meant']}; on the scale where "
        f"the standard infusion is 1, its place is {_place(now)}. {now['what_happened']}"
    )
    tested = "Intravenous amounts that randomised groups were given", f"{listed(list(_trial_names().values()))}."
    return Picture(figure, description, "our counts and judgement", _table(shown), (tested, who_is_who()))


def _title(shown: tuple[Row, ...]) -> str:
    without, of = sum(row not in _placed() for row in shown), len(shown)
    if of == len(uses()):
        return f"{in_words(without).capitalize()} of {in_words(of)} uses have no place on the scale"
    if of == 1:
        return "The first use has a place on the scale"
    if not without:
        return f"All of the first {in_words(of)} uses have a place"
    return f"Of the first {in_words(of)} uses, {in_words(without)} {'has' if without == 1 else 'have'} no place"


def _quoted(figure: Figure, row: Row) -> None:
    """Write the chosen use with its number: what it says, in a line or two; on a phone in up to four."""
    said = f"\u201c{row['key_phrase']}\u201d" if row["key_phrase"] else row["says"]
    lines = wrapped(f"{row['position']}  {_who(row)}: {said}", 37 if is_narrow() else 74)
    for number, line in enumerate(lines):
        y = (103 if is_narrow() else 73) + number * LABEL * LINE
        say(figure, MARGIN, y, line, LABEL, "violet", fontweight="bold")


def _scale(axes: Axes, lanes: int) -> None:
    """Lay out the scale of amounts with a lane for each row of uses, and one under them for what trials gave."""
    axes.set(xscale="log", xlim=(LEAST, 2.7), ylim=(lanes + 0.5, -0.5), yticks=[])
    axes.set_label("amount")
    axes.yaxis.set_minor_locator(NullLocator())
    x_ticks(axes, TICKS)
    axes.axvline(1, color=light("ink"), linewidth=1.4, zorder=0.9)
    axes.axhspan(lanes - 0.5, lanes + 0.5, facecolor=light("blue_ground"), edgecolor="none", zorder=0)
    amounts = sorted({amount for row in _trials() for amount in [_relative(row)]})
    mark(axes, amounts, [lanes] * len(amounts), "read", "blue", 6)
    style: dict[str, Any] = {"va": "center_baseline", "fontsize": NOTE, "color": light("blue")}
    axes.annotate("in controlled trials", (0, lanes), (4, 0), ("axes fraction", "data"), "offset points", **style)


def _lanes() -> list[list[Row]]:
    """Return the uses with a place in lanes: those at one place over each other, others beside them, and long ranges under them."""
    points = [row for row in _placed() if row["relative_low"] == row["relative_high"]]
    long = [row for row in _placed() if row not in points and row["relative_high"] == 1]
    beside = [row for row in _placed() if row not in points and row not in long]
    lanes = [[*beside[at : at + 1], row] for at, row in enumerate(points)]
    return lanes + [[row] for row in sorted(long, key=lambda row: -row["relative_low"])]


def _uses(axes: Axes, lanes: list[list[Row]], shown: tuple[Row, ...]) -> None:
    """Draw where each use lies: as a mark, as a range with its mark on it, or as an arrow to what is less."""
    places = {row["position"]: (_middle(row), y) for y, lane in enumerate(lanes) for row in lane}
    for row in _placed():
        y = places[row["position"]][1]
        colour = "violet" if row is shown[-1] else "ink" if row in shown else "faint"
        if not present(row["relative_low"]):
            head = {"arrowstyle": "-|>", "color": light(colour), "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", (LEAST, y), (places[row["position"]][0], y), arrowprops=head)
        elif row["relative_high"] > row["relative_low"]:
            axes.plot([row["relative_low"], row["relative_high"]], [y, y], color=light(colour), linewidth=6)
    _numbered(axes, {row["position"]: places[row["position"]] for lane in lanes for row in lane}, shown)
    for y, lane in enumerate(lanes):
        at = {str(row["position"]): places[row["position"]][0] for row in lane}
        touch(axes, x=("step", at), down=(y + 0.5, y - 0.5))


def _middle(row: Row) -> float:
    """Return where the number of a use stands on the scale."""
    if not present(row["relative_low"]):
        return 1.8 * LEAST
    return float((row["relative_low"] * row["relative_high"]) ** 0.5)


def _numbered(axes: Axes, places: Mapping[int, tuple[float, float]], shown: tuple[Row, ...]) -> None:
    """Draw uses as numbered marks: a square by our reading, a disc as read in the work; those to come are ghosts."""
    groups: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in (row for row in uses() if row["position"] in places):
        colour = "violet" if row is shown[-1] else "ink" if row in shown else "faint"
        groups.setdefault(("read" if row["mark"] == "seen" else "ours", colour), []).append(places[row["position"]])
        ink = light("quiet" if colour == "faint" else "paper")
        style: dict[str, Any] = {"fontsize": NOTE, "color": ink, "ha": "center", "va": "center_baseline", "zorder": 4}
        axes.text(*places[row["position"]], str(row["position"]), **style)
    for (kind, colour), found in groups.items():
        mark(axes, [x for x, _ in found], [y for _, y in found], kind, colour, SIZE if kind == "read" else SIZE - 1.5)


def _box(figure: Figure, beside: Axes, shown: tuple[Row, ...]) -> None:
    """Draw the uses without a place on the scale in a box beside it or, on a phone, under it."""
    high, place = 72 * figure.get_figheight(), beside.get_position()
    tall, wide = (98.0, width() - 2 * MARGIN) if is_narrow() else (place.height * high, 154.0)
    below = 36.0 if is_narrow() else place.y0 * high
    axes = figure.add_axes(((width() - MARGIN - wide) / width(), below / high, wide / width(), tall / high), axes_class=Sheet)
    axes.set(xlim=(0, wide), ylim=(tall, 0), xticks=[], yticks=[])
    axes.axis("off")
    axes.add_patch(Rectangle((0, 0), wide, tall, facecolor=light("panel"), edgecolor="none", zorder=0))
    away = [row for row in uses() if row not in _placed()]
    some = {
        words: [row for row in away if (row["relation"] == OTHER_RELATION) == other]
        for other, words in ((False, NOT_STATED), (True, OTHER))
    }
    y, places = 14.0, {}
    for words, rows in some.items():
        axes.text(8, y, words, fontsize=LABEL, color=light("ink"), fontweight="bold", va="center_baseline")
        across = 6 if is_narrow() else 3
        for at, row in enumerate(rows):
            places[row["position"]] = 20 + (at % across) * (34.0 if is_narrow() else 46.0), y + 21 + at // across * 26
        y = max(places[row["position"]][1] for row in rows) + 26
    _numbered(axes, places, shown)
    for level in sorted({y for _, y in places.values()}):
        touch(axes, x=("step", {str(at): x for at, (x, y) in places.items() if y == level}), down=(level + 13, level - 13))


def _place(row: Row) -> str:
    if present(row["relative_low"]):
        low, high = row["relative_low"], row["relative_high"]
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return {"below": "somewhere below, without a number", OTHER_RELATION: "not on it, because the route or product differs"}.get(
        row["relation"], "nowhere, because no amount is given"
    )


def _trials() -> list[Row]:
    """Return the controlled arms with one amount by vein."""
    return [
        row for row in rows_of("low_dose_evidence") if row["route"] == "vein" and present(row["dose_mg_per_kg"]) and row["mark"] == "seen"
    ]


def _relative(row: Row) -> float:
    """Return the amount of an arm, that of the standard infusion being 1."""
    standard = next(row for row in rows_of("pk_outputs") if row["output"] == "dose_0_5")["dose_mg_per_kg"]
    return float(row["dose_mg_per_kg"] / standard)


def _trial_names() -> dict[str, str]:
    """Return the trials whose amounts stand under the scale, by work."""
    other = {row["ref"] for row in _trials() if "PTSD" in row["population"]}
    return {name: work(name).short + (" (PTSD)" if name in other else "") for name in dict.fromkeys(row["ref"] for row in _trials())}


def _label(row: Row) -> str:
    return f"{row['position']} {_who(row)}"


def _table(shown: tuple[Row, ...]) -> Table:
    cells = tuple(
        (_label(row), row["says"], row["dose_meant"], _place(row), row["what_happened"], cited(row["refs"]) or "our reading")
        for row in shown
    )
    return Table(
        "Uses of the word so far",
        ("Where", "What is said", "Amount meant", "Standard infusion = 1", "What became of the word", "Works"),
        cells,
    )


def trial_refs() -> set[str]:
    """Return the trials whose groups stand under the scale."""
    return {row["ref"] for row in _trials()}
