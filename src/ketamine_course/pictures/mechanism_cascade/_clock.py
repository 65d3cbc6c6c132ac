"""The clock: what had changed, or had been looked for and not found, by a time after the dose."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from ketamine_course.pictures._charts import NOTE, chart, heading, key, label, rows_of_labels, x_ticks
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._icons import icons, over
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.pictures.mechanism_cascade._clock_words import HALVED, MOMENTS, description
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.scales import name_row
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

TICKS = {1 / 6: "10 min", 1: "1 h", 6: "6 h", 24: "1 day", 168: "1 week"}
DRUG_MATTERS = 24.0
"""Hours up to which the title says that half of the drug is gone; later hardly any is left."""
MOOD_WORDS_FIT = 24.0
"""Hours from which on the effect on mood lasts long enough for its name."""
PHONE = {"height": 510, "left": 116, "right": 16, "top": 98, "bottom": 40}
FEW_TICKS = {1 / 6: "10 min", 2: "2 h", 24: "1 day", 504: "3 weeks"}
BESIDE = {"left": 98, "wspace": 0.87, "ncols": 2}
"""Room for people and animals side by side, each with their names: rows then stand far enough apart."""
FEW = 12
"""Rows up to which a phone has room for names of two lines."""
SHORT = {
    "Glutamate, front of brain (scan)": "Glutamate, front",
    "Glutamate, back of cingulate (scan)": "Glutamate, back",
    "BDNF in blood, whole group": "BDNF, whole group",
    "BDNF in blood, responders": "BDNF, responders",
    "Half of the drug eliminated": "Half eliminated",
    "Mood compared with placebo": "Mood vs placebo",
    "Glutamate receptors (scan)": "Receptors (scan)",
    "Synapse density (scan)": "Synapses (scan)",
    "Resting network (scan)": "Resting network",
    "Adenosine, front of brain and hippocampus": "Adenosine",
    "Mature young neurons": "Young neurons",
    "Ease of strengthening synapses": "Strengthening",
    "Behaviour after stress": "After stress",
    "Return of some lost spines": "Spines return",
    "Spine formation, sensory cortex": "Spines, sensory",
    "Block of habenula receptors": "Habenula block",
}
FIRST, LAST = 0.1, 800.0
GROUPS = {"people": "people", "animals": "animals"}
HEADS = {name: f"In {name}" for name in GROUPS}
MOOD = "Mood compared with placebo"
BEHAVIOUR, SPINES = "Behaviour", "spine"
"""Rows that titles name; beside the first stands the share of the drug that is left, the second spans all rows in people."""


@explorable(
    title="What happens when",
    narrow=True,
    sample={"until": "504"},
    until=Slider(MOMENTS, label="Time since the dose", default="0.67", plays=True),
    group=Choice({"both": "People and animals", "people": "People", "animals": "Animals"}, label="Studied in"),
)
def clock(until: str, group: str) -> Picture:
    """Changes on a logarithmic clock: found, or looked for and not found, up to a chosen time."""
    now = float(until)
    groups = list(GROUPS) if group == "both" else [group]
    rows = [row for name in groups for row in rows_of("timings") if row["group"] == name]
    title = f"{MOMENTS[until].capitalize()} on: {_finding(rows, now)}"
    subtitle = "Time since the dose, logarithmic" + ("" if is_narrow() else ". A wedge narrows as the drug leaves.")
    parted = len(groups) > 1 and not is_narrow()
    figure, drawn = chart(340, title, subtitle, top=84, bottom=40, narrow=PHONE, **(BESIDE if parted else {"left": 216}))
    meanings = ("found", "reported" if is_narrow() else "as reported", "no change", "to come")
    looks = (("read", "ink"), ("reported", "ink"), ("same", "ink"), ("read", "line"))
    entries = [(*look, words) for look, words in zip(looks, meanings, strict=True)]
    lasts = Line2D([], [], color=light("ink"), linewidth=3, label="how long" if is_narrow() else "time span")
    to_come = any(row["from_h"] > now for row in rows)
    key(figure, 55, [*entries[: 3 + to_come], lasts], gap=11.5 if is_narrow() else 14)
    deep = max(len(_lines(rows, [name])) for name in groups)
    lists = [[name] for name in groups] if parted else [groups]
    for axes, of in zip(drawn if parted else [drawn], lists, strict=True):
        _panel(axes, of, rows, until, deep if parted else 0)
    return Picture(figure, description(rows, until, groups), "redrawn from reported numbers", _table(rows, now))


def _panel(axes: Axes, groups: Sequence[str], rows: Sequence[Row], until: str, least: int) -> None:
    """Draw one list of rows on its own axes, with room for as many as the longest list beside it has (`least`)."""
    now, lines = float(until), _lines(rows, groups)
    brief = SHORT if least or (is_narrow() and len(lines) > FEW) else {}
    names = ["" if words in HEADS.values() else brief.get(words, words) for _, words in lines]
    rows_of_labels(axes, names, most=60, end=0.8, size=NOTE)
    axes.set(xscale="log", xlim=(FIRST, LAST), ylim=_ends(axes, max(least, len(lines))))
    axes.grid(visible=False, axis="y")
    told = [y for y, (name, words) in enumerate(lines) if words != HEADS[name]]
    past = {(row["group"], row["label"]) for row in rows if row["from_h"] <= now}
    for line, tick in zip(lines, axes.get_yticklabels(), strict=True):
        tick.set_color(light("ink" if line in past else "quiet"))
    axes.plot(
        [FIRST, LAST, LAST] * len(told), [at for y in told for at in (y, y, math.nan)], color=light("faint"), linewidth=0.8, zorder=0.5
    )
    axes.set_label("time in animals" if least and groups[0] == "animals" else "time")
    x_ticks(axes, FEW_TICKS if least or is_narrow() else TICKS)
    for y, (name, words) in enumerate(lines):
        if words == HEADS[name]:
            _head(axes, y, name, drawn=least > 0)
            _to_come(axes, y, [row for row in rows if row["group"] == name], now)
        for row in (each for each in rows if (each["group"], each["label"]) == (name, words)):
            if words == HALVED:
                _drug_left(axes, y, row)
            _timing(axes, y, row, now)
            name_row(axes, row["timing"], y)
    _mood(axes, lines, rows, now)
    _cursor(axes, now, MOMENTS[until])


def _head(axes: Axes, y: float, name: str, *, drawn: bool) -> None:
    """Write over the names of rows in whom they were studied, beside a drawing of them where there is room."""
    if not drawn:
        heading(axes, y, HEADS[name], color=light(GROUPS[name]))
        return
    label(axes, FIRST, y, HEADS[name], GROUPS[name], (-5, 0), ha="right", fontweight="bold")
    figure: Any = axes.get_figure()
    right, foot = axes.transData.transform((FIRST, y))
    icons(over(figure), right - 78, 72 * figure.get_figheight() - foot - 2, name)


def _finding(rows: Sequence[Row], now: float) -> str:
    """Return what had begun or ended by a time: of mood in people or, where only animals are shown, of behaviour and spines."""
    past = [row for row in rows if row["from_h"] <= now]
    seen = {row["label"] for row in past if row["observed"]}
    if any(row["group"] == "people" for row in rows):
        if MOOD not in seen:
            return "nothing found in people yet"
        if any(row["label"] == MOOD and not row["observed"] for row in past):
            return "mood no longer better than on placebo"
        if any(row["group"] == "people" and row["label"] == HALVED for row in past) and now < DRUG_MATTERS:
            return "half the drug cleared, mood still better"
        return "mood better than on placebo"
    return _in_animals(past, seen)


def _in_animals(past: Sequence[Row], seen: set[str]) -> str:
    if BEHAVIOUR not in seen:
        return "behaviour not yet looked at"
    if any(SPINES in words.lower() for words in seen):
        return "behaviour first, spines hours later"
    return f"behaviour changed{', spines did not' * any(SPINES in row['label'].lower() for row in past)}"


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
    """Draw the chosen time as a line with its name on a grip: what lies behind it is past."""
    touch(axes, x=("until", {value: float(value) for value in MOMENTS}))
    axes.axvline(now, color=light("violet"), linewidth=1.8)
    grip = {"boxstyle": "square,pad=0.25", "facecolor": light("violet"), "edgecolor": "none"}
    low, high = axes.get_ylim()
    side = "right" if now > 100 else "left" if now < 0.3 else "center"
    label(axes, now, min(low, high), words, "paper", (0, 4), ha=side, fontsize=NOTE, fontweight="bold", bbox=grip, zorder=6)


def _to_come(axes: Axes, y: float, rows: Sequence[Row], now: float) -> None:
    """Say beside the cursor, as long as there is room for it, how many results of a group are still to come."""
    left = sum(row["from_h"] > now for row in rows)
    if left and now < MOOD_WORDS_FIT:
        words = f"all {left} to come" if left == len(rows) else f"{left}{'' if is_narrow() else f' of {len(rows)}'} to come"
        label(axes, now, y, words, "quiet", (5, -1 if is_narrow() else -3), fontsize=NOTE)


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
            if last >= MOOD_WORDS_FIT:
                label(axes, (row["from_h"] * last) ** 0.5, at[0], "mood is better", "blue", ha="center", fontsize=NOTE, fontweight="bold")


def _timing(axes: Axes, y: float, row: Row, now: float) -> None:
    """Draw when something was found or looked for; what is still to come stands as a ghost."""
    if row["from_h"] > now:
        mark(axes, row["from_h"], y, "read", "line", 4.5)
        return
    colour = GROUPS[row["group"]] if row["observed"] else "ink"
    last = min(row["to_h"], now)
    if last > row["from_h"]:
        axes.plot([row["from_h"], last], [y, y], color=light(colour), linewidth=3 if row["observed"] else 1.2)
    kind, size = (BASIS[row["mark"]], 6.5) if row["observed"] else ("same", 7 if is_narrow() else 9)
    mark(axes, row["from_h"], y, kind, colour, size)


def _table(rows: list[Row], now: float) -> Table:
    past = [row for row in rows if row["from_h"] <= now]
    cells = tuple((row["label"], row["group"], _hours(row), row["finding"], work(row["ref"]).short, MARKS[row["mark"]]) for row in past)
    return Table(
        "What was looked for up to this time", ("Looked at", "In", "Hours after the dose", "What was found", "Work", "Status"), cells
    )


def _hours(row: Row) -> str:
    return f"{row['from_h']:g}" if row["from_h"] == row["to_h"] else f"{row['from_h']:g} to {row['to_h']:g}"
