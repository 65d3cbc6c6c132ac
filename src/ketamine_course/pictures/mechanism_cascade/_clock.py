"""The clock: what had changed, or had been looked for and not found, by a time after the dose."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import NOTE, chart, key, rows_of_labels, x_ticks
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
TICKS = {1 / 6: "10 min", 1: "1 h", 6: "6 h", 24: "1 day", 168: "1 week", 672: "4 weeks"}
PHONE_TICKS = (1, 24)
HEIGHT = 340
PHONE = {"height": 510, "left": 146, "right": 14, "top": 134, "bottom": 44}
GROUPS = {"people": "blue", "animals": "green"}


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
    names = [(row["group"], row["label"]) for row in rows]
    lines = list(dict.fromkeys(names))
    found = sum(row["observed"] for row in rows if row["from_h"] <= now)
    title = f"{MOMENTS[until].capitalize()} on: {counted(found, 'change')} found"
    figure, axes = chart(HEIGHT, title, "Time since the dose, logarithmic", left=216, top=78, bottom=40, narrow=PHONE)
    key(
        figure,
        55,
        [("read", "blue", "found in people"), ("read", "green", "found in animals"), ("reported", "quiet", "as reported by others")],
    )
    key(figure, 69, [("against", "magenta", "looked for, not found"), ("read", "faint", "still to come")])
    places = [at + 0.6 * (len(groups) > 1 and name == "animals") for at, (name, _) in enumerate(lines)]
    rows_of_labels(axes, [words for _, words in lines], places, most=60, end=0.8, size=NOTE)
    axes.set(xscale="log", xlim=(0.12, 800))
    axes.set_label("time")
    x_ticks(axes, {hours: words for hours, words in TICKS.items() if not is_narrow() or hours in PHONE_TICKS})
    axes.axvspan(0.12, now, facecolor=light("violet_ground"), zorder=0)
    touch(axes, x=("until", {value: float(value) for value in MOMENTS}))
    axes.axvline(now, color=light("violet"), linewidth=1.8)
    for y, line in zip(places, lines, strict=True):
        for row in (each for each in rows if (each["group"], each["label"]) == line):
            _timing(axes, y, row, now)
    return Picture(figure, _words(rows, until, groups), "redrawn from reported numbers", _table(rows, now))


def _timing(axes: Axes, y: float, row: Row, now: float) -> None:
    """Draw when something was found or looked for; what is still to come stands as a ghost."""
    if row["from_h"] > now:
        mark(axes, row["from_h"], y, "read", "faint", 4)
        return
    colour = GROUPS[row["group"]] if row["observed"] else "magenta"
    last = min(row["to_h"], now)
    if last > row["from_h"]:
        axes.plot([row["from_h"], last], [y, y], color=light(colour), linewidth=2, linestyle="solid" if row["observed"] else "dotted")
    mark(axes, row["from_h"], y, BASIS[row["mark"]] if row["observed"] else "against", colour, 6)


def _words(rows: list[Row], until: str, groups: list[str]) -> str:
    moments = list(MOMENTS)
    before = float(moments[moments.index(until) - 1]) if until != moments[0] else 0.0
    changes = [sum(row["observed"] for row in rows if row["group"] == name and row["from_h"] <= float(until)) for name in groups]
    so_far = listed([f"{counted(number, 'change')} in {name}" for number, name in zip(changes, groups, strict=True)])
    parts = [f"By {MOMENTS[until]} after the dose, studies had found {so_far}."]
    for name in groups:
        new = [row for row in rows if row["group"] == name and before < row["from_h"] <= float(until)]
        for observed, heading in ((True, f"New in {name}"), (False, f"Looked for in {name} by now, but not found")):
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
