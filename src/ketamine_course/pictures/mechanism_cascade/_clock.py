"""The clock: what had changed, or had been looked for and not found, by a time after the dose."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from ketamine_course.controls import Choice, Slider
from ketamine_course.explorable import explorable
from ketamine_course.palette import light
from ketamine_course.picture import Picture, Table
from ketamine_course.pictures._drawing import band, legend, listed, lowered, mark, sheet, write
from ketamine_course.pictures.mechanism_cascade._common import Row, rows_of, status_note
from ketamine_course.references import MARKS, work

MOMENTS = {"0.2": "10 minutes", "0.7": "40 minutes", "4": "4 hours", "24": "1 day", "72": "3 days", "300": "12 days", "600": "3 to 4 weeks"}
TICKS = {1 / 6: "10 min", 1: "1 h", 6: "6 h", 24: "1 day", 168: "1 wk", 672: "4 wk"}
LEFT, RIGHT = 196.0, 448.0


def _time_x(hours: float) -> float:
    low, high = math.log10(0.12), math.log10(800)
    return LEFT + (RIGHT - LEFT) * (math.log10(hours) - low) / (high - low)


@explorable(
    title="What happens when",
    until=Slider(MOMENTS, label="Time since the dose"),
    group=Choice({"both": "People and animals", "people": "People", "animals": "Animals"}, label="Studied in"),
)
def clock(until: str, group: str) -> Picture:
    """Changes on a logarithmic clock: found, or looked for and not found, up to a chosen time."""
    now = float(until)
    groups = ["people", "animals"] if group == "both" else [group]
    rows = [row for name in groups for row in rows_of("timings") if row["group"] == name]
    figure, axes = sheet(40 + len(rows) * 14.5 + 16 * len(groups) + 74)
    bottom = 40 + len(rows) * 14.5 + 16 * len(groups)
    _clock_axis(axes, now, bottom)
    y = 40.0
    for name in groups:
        write(axes, 12, y, name.capitalize(), 9, "quiet", fontweight="bold")
        y += 16
        for row in rows:
            if row["group"] == name:
                _timing_row(axes, y, row, row["from_h"] <= now)
                y += 14.5
    legend(
        axes,
        bottom + 34,
        [("full", "blue", "found in people"), ("full", "green", "found in animals"), ("open_cross", "magenta", "looked for, not found")],
    )
    legend(axes, bottom + 49, [("diamond", "quiet", "as reported by others")])
    return Picture(figure, _clock_words(rows, until, groups), "redrawn from reported numbers", _clock_table(rows, now))


def _clock_axis(axes: Axes, now: float, bottom: float) -> None:
    band(axes, LEFT - 6, 24, _time_x(now) - LEFT + 6, bottom - 24, "violet_ground")
    for hours, words in TICKS.items():
        x = _time_x(hours)
        axes.plot([x, x], [28, bottom], color=light("faint"), linewidth=0.8, zorder=0.5)
        write(axes, x, bottom + 11, words, 8.2, "quiet", ha="center")
    x = _time_x(now)
    axes.plot([x, x], [24, bottom], color=light("violet"), linewidth=1.8)
    write(axes, min(max(x, LEFT + 40), RIGHT - 44), 14, MOMENTS[f"{now:g}"], 9, "violet", fontweight="bold", ha="center")


def _timing_row(axes: Axes, y: float, row: Row, past: bool) -> None:
    write(axes, 12, y, row["label"], 8.2, "ink" if past else "quiet")
    if not past:
        return
    colour = "magenta" if not row["observed"] else "blue" if row["group"] == "people" else "green"
    first, last = _time_x(row["from_h"]), _time_x(row["to_h"])
    if last > first:
        axes.plot([first, last], [y, y], color=light(colour), linewidth=2, linestyle="solid" if row["observed"] else "dotted")
    kind = "diamond" if row["mark"] != "seen" else "full" if row["observed"] else "open_cross"
    mark(axes, first, y, kind, colour, 6.5)


def _clock_words(rows: list[Row], until: str, groups: list[str]) -> str:
    moments = list(MOMENTS)
    before = float(moments[moments.index(until) - 1]) if until != moments[0] else 0.0
    parts = [f"By {MOMENTS[until]} after the dose."]
    for name in groups:
        past = [row for row in rows if row["group"] == name and row["from_h"] <= float(until)]
        found = sum(row["observed"] for row in past)
        new = [lowered(row["label"]) + status_note(row["mark"]) for row in past if row["from_h"] > before]
        parts.append(f"In {name}: {found} found, {len(past) - found} looked for and not found. New at this time: {listed(new, 'nothing')}.")
    return " ".join(parts)


def _clock_table(rows: list[Row], now: float) -> Table:
    cells = tuple(
        (row["label"], row["group"], _hours(row), row["finding"], work(row["ref"]).short, MARKS[row["mark"]])
        for row in rows
        if row["from_h"] <= now
    )
    return Table("What was looked for up to this time", ("Change", "In", "Hours after the dose", "What was found", "Work", "Status"), cells)


def _hours(row: Row) -> str:
    return f"{row['from_h']:g}" if row["from_h"] == row["to_h"] else f"{row['from_h']:g} to {row['to_h']:g}"
