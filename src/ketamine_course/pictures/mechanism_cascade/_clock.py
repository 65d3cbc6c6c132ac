"""The clock: what had changed, or had been looked for and not found, by a time after the dose."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from ketamine_course.pictures._charts import NOTE, chart, heading, key, label, rows_of_labels, x_ticks
from ketamine_course.pictures._drawing import counted, listed, lowered
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

MOMENTS = {"0.17": "10 minutes", "0.67": "40 minutes", "4": "4 hours", "24": "1 day", "72": "3 days", "288": "12 days", "504": "3 weeks"}
TICKS = {1 / 6: "10 min", 1: "1 h", 6: "6 h", 24: "1 day", 168: "1 week"}
PHONE_TICKS = (1, 24)
MOOD_WORDS_FIT = 24.0
"""Hours from which on the effect on mood lasts long enough for its name."""
HEIGHT = 340
PHONE = {"height": 510, "left": 156, "right": 16, "top": 120, "bottom": 44}
FIRST, LAST = 0.12, 800.0
GROUPS = {"people": "people", "animals": "animals"}
HEADS = {"people": "In people", "animals": "In animals"}
HALVED, MOOD = "Half of the drug gone", "Mood against placebo"
"""Rows beside which the share of the drug that is left is drawn, and the span of the effect on mood through all rows in people."""


@explorable(
    title="What happens when",
    narrow=True,
    sample={"until": "504"},
    until=Slider(MOMENTS, label="Time since the dose", plays=True),
    group=Choice({"both": "People and animals", "people": "People", "animals": "Animals"}, label="Studied in"),
)
def clock(until: str, group: str) -> Picture:
    """Changes on a logarithmic clock: found, or looked for and not found, up to a chosen time."""
    now = float(until)
    groups = list(GROUPS) if group == "both" else [group]
    rows = [row for name in groups for row in rows_of("timings") if row["group"] == name]
    lines = _lines(rows, groups)
    found = sum(row["observed"] for row in rows if row["from_h"] <= now)
    title = f"{MOMENTS[until].capitalize()} on: {counted(found, 'change')} found"
    figure, axes = chart(
        HEIGHT, title, "Time since the dose, logarithmic. A wedge thins as the drug leaves.", left=216, top=78, bottom=40, narrow=PHONE
    )
    key(
        figure,
        55,
        [
            ("read", "quiet", "found"),
            ("reported", "quiet", "as reported by others"),
            ("same", "ink", "looked for, no change"),
            ("read", "faint", "still to come"),
        ],
    )
    rows_of_labels(axes, ["" if line[1] in HEADS.values() else line[1] for line in lines], most=60, end=0.8, size=NOTE)
    axes.set(xscale="log", xlim=(FIRST, LAST), ylim=_ends(axes, len(lines)))
    axes.grid(visible=False, axis="y")
    told = [y for y, (name, words) in enumerate(lines) if words != HEADS[name]]
    axes.plot(
        [FIRST, LAST, LAST] * len(told), [at for y in told for at in (y, y, math.nan)], color=light("faint"), linewidth=0.8, zorder=0.5
    )
    axes.set_label("time")
    x_ticks(axes, {hours: words for hours, words in TICKS.items() if not is_narrow() or hours in PHONE_TICKS})
    for y, (name, words) in enumerate(lines):
        if words == HEADS[name]:
            heading(axes, y, words, color=light(GROUPS[name]))
        for row in (each for each in rows if (each["group"], each["label"]) == (name, words)):
            if words == HALVED:
                _drug_left(axes, y, row)
            _timing(axes, y, row, now)
    _mood(axes, lines, rows, now)
    _cursor(axes, now, MOMENTS[until])
    return Picture(figure, _words(rows, until, groups), "redrawn from reported numbers", _table(rows, now))


def _ends(axes: Axes, rows: int) -> tuple[float, float]:
    """Return limits between which rows stand a whole number of units apart: pages are lighter for it."""
    high = axes.bbox.height
    span = high / (high // (rows + 0.2))
    return (rows - 1 + span) / 2, (rows - 1 - span) / 2


def _lines(rows: Sequence[Row], groups: Sequence[str]) -> list[tuple[str, str]]:
    """Return the rows of the picture: for each group its heading, and what was looked at in it."""
    lines: list[tuple[str, str]] = []
    for name in groups:
        lines += [(name, HEADS[name]), *dict.fromkeys((name, str(row["label"])) for row in rows if row["group"] == name)]
    return lines


def _cursor(axes: Axes, now: float, words: str) -> None:
    """Draw the chosen time as a line with its name on a grip; what lies behind it is past."""
    touch(axes, x=("until", {value: float(value) for value in MOMENTS}))
    axes.axvline(now, color=light("violet"), linewidth=1.8)
    grip = {"boxstyle": "square,pad=0.25", "facecolor": light("violet"), "edgecolor": "none"}
    low, high = axes.get_ylim()
    side = "right" if now > 100 else "left" if now < 0.3 else "center"
    label(axes, now, min(low, high), words, "paper", (0, 4), ha=side, fontsize=NOTE, fontweight="bold", bbox=grip, zorder=6)


def _drug_left(axes: Axes, y: float, row: Row) -> None:
    """Draw the share of the drug that is left as a wedge that thins, from its half-life; it is the same at any time."""
    hours = FIRST * 2.0 ** np.arange(12)
    half = 0.42 * 0.5 ** (hours / row["from_h"])
    ends = np.concatenate([hours, hours[::-1]]), y + np.concatenate([half, -half[::-1]])
    axes.add_patch(Polygon(np.column_stack(ends), facecolor=light(GROUPS[row["group"]]), edgecolor="none", alpha=0.3, zorder=1))


def _mood(axes: Axes, lines: Sequence[tuple[str, str]], rows: Sequence[Row], now: float) -> None:
    """Let the time in which mood is ahead of placebo show behind everything that was looked at in people."""
    at = [y for y, (name, _) in enumerate(lines) if name == "people"]
    for row in rows:
        if at and row["label"] == MOOD and row["observed"] and row["from_h"] < now:
            last = min(row["to_h"], now)
            place = (row["from_h"], at[0] - 0.5), last - row["from_h"], len(at)
            axes.add_patch(Rectangle(*place, facecolor=light("blue_ground"), edgecolor="none", zorder=0))
            x, side = (last, "right") if is_narrow() else ((row["from_h"] * last) ** 0.5, "center")
            if last >= MOOD_WORDS_FIT:
                label(axes, x, at[0], "mood is better", "blue", ha=side, fontsize=NOTE, fontweight="bold")


def _timing(axes: Axes, y: float, row: Row, now: float) -> None:
    """Draw when something was found or looked for; what is still to come stands as a ghost."""
    if row["from_h"] > now:
        mark(axes, row["from_h"], y, "read", "faint", 5)
        return
    colour = GROUPS[row["group"]] if row["observed"] else "ink"
    last = min(row["to_h"], now)
    if last > row["from_h"]:
        axes.plot([row["from_h"], last], [y, y], color=light(colour), linewidth=3 if row["observed"] else 1.2)
    mark(axes, row["from_h"], y, BASIS[row["mark"]] if row["observed"] else "same", colour, 6.5 if row["observed"] else 9)


def _words(rows: list[Row], until: str, groups: list[str]) -> str:
    moments = list(MOMENTS)
    before = float(moments[moments.index(until) - 1]) if until != moments[0] else 0.0
    changes = [sum(row["observed"] for row in rows if row["group"] == name and row["from_h"] <= float(until)) for name in groups]
    so_far = listed([f"{counted(number, 'change')} in {name}" for number, name in zip(changes, groups, strict=True)])
    parts = [f"By {MOMENTS[until]} after the dose, studies had found {so_far}."]
    for name in groups:
        new = [row for row in rows if row["group"] == name and before < row["from_h"] <= float(until)]
        for observed, lead in ((True, f"New in {name}"), (False, f"Looked for in {name} by now, but not found")):
            labels = [lowered(row["label"]) + status_note(row["mark"]) for row in new if row["observed"] == observed]
            parts += [f"{lead}: {listed(labels)}."] if labels else []
    return " ".join(parts)


def _table(rows: list[Row], now: float) -> Table:
    past = [row for row in rows if row["from_h"] <= now]
    cells = tuple((row["label"], row["group"], _hours(row), row["finding"], work(row["ref"]).short, MARKS[row["mark"]]) for row in past)
    return Table(
        "What was looked for up to this time", ("Looked at", "In", "Hours after the dose", "What was found", "Work", "Status"), cells
    )


def _hours(row: Row) -> str:
    return f"{row['from_h']:g}" if row["from_h"] == row["to_h"] else f"{row['from_h']:g} to {row['to_h']:g}"
