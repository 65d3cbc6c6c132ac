"""What opens the notebook: one amount, many routes into the blood, and what lies on each of them."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import band, box, end_at, listed, lowered, sheet, symbol, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

LETTER, PAD, CHIP = 4.3, 5.0, 15.0
"""Mean width of a letter on a chip, room beside its words, and its height."""


@explorable(title="One amount, many routes", narrow=True)
def many_routes() -> Picture:
    """The same amount given by every route, and what the drug has to pass on each."""
    rows = rows_of("route_descriptions")
    figure, axes = sheet(300)
    lower = titled(axes, f"One amount, {in_words(len(rows))} routes: how much reaches the blood?", 10 if is_narrow() else 11)
    top, start, end = 46 + lower, 22.0 if is_narrow() else 196.0, width() - 26
    high = 37.0 if is_narrow() else 25.0
    first = top + (35 if is_narrow() else 24)
    last = first + high * (len(rows) - 1)
    band(axes, end - 14, top - 9, 28, last - top + 24, "magenta_ground")
    write(axes, start, top, "given", 8.5, "quiet", ha="left" if is_narrow() else "center")
    write(axes, end, top, "blood", 8.5, "quiet", ha="center")
    for number, row in enumerate(rows):
        _route(axes, first + high * number, row, start, end)
    note = "Not to scale. What lies on a route says nothing yet about how much is lost there."
    y = write_lines(axes, 14, last + 30, note, width() - 28, 8.5, "quiet")
    end_at(figure, axes, y + 4)
    return Picture(figure, _words(rows), "conceptual", _table(rows))


def _route(axes: Axes, y: float, row: Row, start: float, end: float) -> None:
    """Draw one route: the amount, what it passes, and the open question at its end."""
    write(axes, 14, y - (17 if is_narrow() else 0), row["label"], 9)
    axes.plot([start, end - 9], [y, y], color=light("line"), linewidth=1, zorder=0)
    symbol(axes, start, y, "person", "blue", 11)
    x = start + 11
    for name in row["passes"]:
        wide = LETTER * len(name) + 2 * PAD
        box(axes, x, y - CHIP / 2, wide, CHIP)
        write(axes, x + wide / 2, y, name, 8.5, ha="center")
        x += wide + 4
    symbol(axes, end, y, "memory", "blue", 15)
    write(axes, end, y, "?", 9.5, fontweight="bold", ha="center")


def _passed(row: Row) -> str:
    return listed(row["passes"], "nothing: it is put straight into the blood")


def _words(rows: Sequence[Row]) -> str:
    free = listed([row["label"].lower() for row in rows if not row["passes"]])
    others = ", ".join(f"{lowered(row['label'])} ({'; '.join(row['passes'])})" for row in rows if row["passes"])
    return (
        f"Each of {in_words(len(rows))} routes begins with the same amount of drug and ends in the blood. Nothing lies in "
        f"between only when it is given {free}. The others, with what the drug has to pass: {others}. There is a question mark where the "
        "amount that arrives would be, because this figure does not show it."
    )


def _table(rows: Sequence[Row]) -> Table:
    lines = [(row["label"], row["drug"], _passed(row)) for row in rows]
    return Table("What the drug passes on its way into the blood", ("Route", "Drug that was studied", "Passes"), tuple(lines))
