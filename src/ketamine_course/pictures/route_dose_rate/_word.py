"""The word micro: each use of it on one scale of amounts by vein, the standard trial infusion set to 1."""

from __future__ import annotations

import re

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import band, box, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures.route_dose_rate._common import Plot, line, present
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

TICKS = {0.02: "1/50", 0.1: "1/10", 0.2: "1/5", 0.4: "2/5", 1.0: "1", 2.0: "2"}
ROW = 15.0


def uses() -> tuple[Row, ...]:
    """Return the uses of the word, in order."""
    return rows_of("microdose_uses")


def _who(row: Row) -> str:
    return row["source"] or re.sub(r" \(.*\)", "", work(row["ref"]).short)


def _label(row: Row) -> str:
    return f"{row['position']} {_who(row)}"


@explorable(
    title="What does micro mean?",
    sample=lambda: {"step": str(len(uses()))},
    step=Slider(
        lambda: {str(row["position"]): f"{row['position']} of {len(uses())}: {_who(row)}" for row in uses()}, label="Use of the word"
    ),
)
def what_micro_means(step: str) -> Picture:
    """Each use of the words micro and low, placed beside the standard trial infusion, up to a chosen one."""
    shown = uses()[: int(step)]
    now = shown[-1]
    figure, axes = sheet(158 + ROW * len(uses()) + 96)
    plot = Plot(128, 330, 30, 40 + ROW * len(uses()), (0.008, 2.6), log_x=True)
    _frame(axes, plot)
    for number, row in enumerate(shown):
        _use(axes, plot, 44 + ROW * number, row, row is now)
    y = _tested(axes, plot, plot.bottom + 26)
    box(axes, 12, y + 6, 436, 116, "panel", "faint", zorder=0)
    heading = f"{_label(now)}: \u201c{now['key_phrase']}\u201d" if now["key_phrase"] else _label(now)
    y = write_lines(axes, 22, y + 22, heading, 416, 9.8, fontweight="bold") + 2
    y = write_lines(axes, 22, y, now["says"], 416, 9.2) + 2
    y = (
        write_lines(
            axes,
            22,
            y,
            f"Amount meant: {now['dose_meant']} ({MARKS[now['mark']] if now['mark'] != 'assumption' else 'our reading'}).",
            416,
            9.2,
        )
        + 2
    )
    write_lines(axes, 22, y, now["what_happened"], 416, 9.2)
    description = (
        f"Use {step} of {len(uses())}, {_who(now)}. {now['says']} Amount meant: {now['dose_meant']}. "
        f"On the scale where the standard infusion is 1: {_place(now)}. {now['what_happened']}"
    )
    return Picture(figure, description, "conceptual", _table(shown))


def _frame(axes: Axes, plot: Plot) -> None:
    write(axes, 14, 15, "Amount by vein, the standard trial infusion set to 1", 10, fontweight="bold")
    write(axes, 446, 15, "open, dashed: our reading", 8.4, "quiet", ha="right")
    plot.x_ticks(axes, TICKS)
    axes.plot([plot.x(1)] * 2, [plot.top, plot.bottom], color=light("ink"), linewidth=1.6, zorder=0.5)
    band(axes, plot.right + 8, plot.top, 112, plot.bottom - plot.top, "panel")
    write(axes, plot.right + 64, plot.bottom + 9, "not on this scale", 8.4, "quiet", ha="center")


def _use(axes: Axes, plot: Plot, y: float, row: Row, chosen: bool) -> None:
    colour = "violet" if chosen else "quiet"
    write(axes, 14, y, _label(row), 8.2, colour, fontweight="bold" if chosen else "normal")
    ours = row["mark"] == "assumption"
    if present(row["relative_low"]):
        low, high = row["relative_low"], row["relative_high"]
        if high > low:
            style = {"linestyle": (0, (1.2, 0.6))} if ours else {}
            line(axes, plot.x(low), plot.x(high), y, colour, linewidth=5 if chosen else 3.5, **style)
        else:
            symbol(axes, plot.x(low), y, "open" if ours else "full", colour, 8)
    elif row["relation"] == "below":
        axes.annotate(
            "",
            (plot.left - 4, y),
            (plot.x(0.06), y),
            arrowprops={"arrowstyle": "-|>", "color": light(colour), "linewidth": 2, "linestyle": "dashed"},
        )
    else:
        words = "another product" if row["relation"] == "other route or product" else "no amount given"
        write(axes, plot.right + 64, y, words, 8.2, colour, ha="center")


def _place(row: Row) -> str:
    if present(row["relative_low"]):
        low, high = row["relative_low"], row["relative_high"]
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return {"below": "somewhere below, no number", "other route or product": "not on it, another route or product"}.get(
        row["relation"], "nowhere, no amount is given"
    )


def _trials() -> list[Row]:
    """Return the controlled arms with one amount by vein."""
    return [
        row for row in rows_of("low_dose_evidence") if row["route"] == "vein" and present(row["dose_mg_per_kg"]) and row["mark"] == "seen"
    ]


def _tested(axes: Axes, plot: Plot, y: float) -> float:
    """Draw the amounts that randomised groups got by vein; return where the next thing may stand."""
    standard = next(row for row in rows_of("pk_outputs") if row["output"] == "dose_0_5")["dose_mg_per_kg"]
    names = list(dict.fromkeys(row["ref"] for row in _trials()))
    write(axes, 14, y, "Groups in controlled trials, by vein", 8.6, "quiet", fontweight="bold")
    for number, name in enumerate(names):
        place = y + 14 * (number + 1)
        rows = [row for row in _trials() if row["ref"] == name]
        other = " (PTSD)" if any("PTSD" in row["population"] for row in rows) else ""
        write(axes, 14, place, work(name).short + other, 8.2, "quiet")
        for row in rows:
            symbol(axes, plot.x(row["dose_mg_per_kg"] / standard), place, "full", "blue", 6.5)
    return y + 14 * len(names) + 6


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
