"""The clock: what had changed, or had been looked for and not found, by a time after the dose."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import band, legend, listed, lowered, sheet, symbol, write
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

MOMENTS = {"0.17": "10 minutes", "0.67": "40 minutes", "4": "4 hours", "24": "1 day", "72": "3 days", "288": "12 days", "504": "3 weeks"}
TICKS = {1 / 6: "10 min", 1: "1 h", 6: "6 h", 24: "1 day", 168: "1 week", 672: "4 weeks"}
LEFT, RIGHT, ROW = 176.0, 408.0, 15.5
GROUPS = {"people": "blue", "animals": "green"}


def _time_x(hours: float) -> float:
    low, high = math.log10(0.12), math.log10(800)
    return LEFT + (RIGHT - LEFT) * (math.log10(hours) - low) / (high - low)


@explorable(
    title="What happens when",
    sample={"until": "504"},
    until=Slider(MOMENTS, label="Time since the dose"),
    group=Choice({"both": "People and animals", "people": "People", "animals": "Animals"}, label="Studied in"),
)
def clock(until: str, group: str) -> Picture:
    """Changes on a logarithmic clock: found, or looked for and not found, up to a chosen time."""
    now = float(until)
    groups = list(GROUPS) if group == "both" else [group]
    rows = [row for name in groups for row in rows_of("timings") if row["group"] == name]
    labels = {name: list(dict.fromkeys(row["label"] for row in rows if row["group"] == name)) for name in groups}
    bottom = 40 + ROW * sum(len(each) + 1 for each in labels.values())
    figure, axes = sheet(bottom + 70, 424)
    _clock_axis(axes, until, bottom)
    y = 40.0
    for name in groups:
        write(axes, 12, y, name.capitalize(), 9.2, "quiet", fontweight="bold")
        for label in labels[name]:
            y += ROW
            write(axes, 12, y, label, 8.6)
            for row in rows:
                if (row["group"], row["label"]) == (name, label) and row["from_h"] <= now:
                    _timing(axes, y, row, now)
        y += ROW
    legend(axes, bottom + 30, [("full", "blue", "found in people"), ("full", "green", "found in animals")])
    legend(axes, bottom + 45, [("open_cross", "magenta", "looked for, not found"), ("diamond", "ink", "as reported by others")])
    return Picture(figure, _words(rows, until, groups), "redrawn from reported numbers", _table(rows, now))


def _clock_axis(axes: Axes, until: str, bottom: float) -> None:
    x = _time_x(float(until))
    band(axes, LEFT - 4, 26, x - LEFT + 4, bottom - 32, "violet_ground")
    for hours, words in TICKS.items():
        tick = _time_x(hours)
        axes.plot([tick, tick], [30, bottom - 6], color=light("faint"), linewidth=0.8, zorder=0.5)
        write(axes, tick, bottom + 5, words, 8.2, "quiet", ha="center")
    axes.plot([x, x], [26, bottom - 6], color=light("violet"), linewidth=1.8)
    write(axes, min(max(x, LEFT + 30), RIGHT - 24), 15, MOMENTS[until], 9.5, "violet", fontweight="bold", ha="center")


def _timing(axes: Axes, y: float, row: Row, now: float) -> None:
    colour = GROUPS[row["group"]] if row["observed"] else "magenta"
    first, last = _time_x(row["from_h"]), _time_x(min(row["to_h"], now))
    if last > first:
        axes.plot([first, last], [y, y], color=light(colour), linewidth=2, linestyle="solid" if row["observed"] else "dotted")
    symbol(axes, first, y, "diamond" if row["mark"] != "seen" else "full" if row["observed"] else "open_cross", colour, 6.5)


def _words(rows: list[Row], until: str, groups: list[str]) -> str:
    moments = list(MOMENTS)
    before = float(moments[moments.index(until) - 1]) if until != moments[0] else 0.0
    parts = [f"By {MOMENTS[until]} after the dose."]
    for name in groups:
        past = [row for row in rows if row["group"] == name and row["from_h"] <= float(until)]
        new = [row for row in past if row["from_h"] > before]
        parts.append(f"In {name}, {sum(row['observed'] for row in past)} changes found so far.")
        for observed, heading in ((True, "Found now"), (False, "Looked for now and not found")):
            labels = [lowered(row["label"]) + status_note(row["mark"]) for row in new if row["observed"] == observed]
            parts += [f"{heading}: {listed(labels)}."] if labels else []
    return " ".join(parts)


def _table(rows: list[Row], now: float) -> Table:
    past = [row for row in rows if row["from_h"] <= now]
    cells = tuple((row["label"], row["group"], _hours(row), row["finding"], work(row["ref"]).short, MARKS[row["mark"]]) for row in past)
    return Table(
        "What was looked for up to this time", ("Looked at", "In", "Hours after the dose", "What was found", "Work", "Status"), cells
    )


def _hours(row: Row) -> str:
    return f"{row['from_h']:g}" if row["from_h"] == row["to_h"] else f"{row['from_h']:g} to {row['to_h']:g}"
