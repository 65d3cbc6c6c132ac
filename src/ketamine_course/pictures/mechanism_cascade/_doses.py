"""Doses: the direction in which rats' prefrontal glutamate moved."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import LABEL, chart, label, note, x_ticks, y_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._icons import icons, over
from ketamine_course.pictures._marks import mark
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch

CHANGED = {"no change": "does not change"}
"""Changes that are put in other words in a sentence."""
CHANGES = {"rises": ("up", "animals", 1.0), "no change": ("same", "ink", 0.0), "falls": ("down", "lowered", -1.0)}
GHOST = {"boxstyle": "circle,pad=0.25", "facecolor": light("paper"), "edgecolor": light("line"), "linestyle": (0, (2, 1.5))}
HEIGHT = 280
WAITS = -1.42
"""Where doses stand whose result is to come: over their numbers, at no direction."""


def doses() -> list[int]:
    """Return the doses of the experiment, in mg/kg."""
    return [int(row["dose_mg_per_kg"]) for row in rows_of("glutamate_doses")]


@explorable(
    title="Glutamate in rats, dose by dose",
    sample={"upto": "200"},
    narrow=True,
    upto=Slider(
        lambda: {"none": "no dose yet", **{str(dose): f"{dose} mg/kg" for dose in doses()}},
        label="Doses shown up to",
        default=lambda: str(min(doses())),
        plays=True,
    ),
)
def glutamate_by_dose(upto: str) -> Picture:
    """The direction in which rats' prefrontal glutamate moved, dose by dose."""
    shown = [] if upto == "none" else [row for row in rows_of("glutamate_doses") if row["dose_mg_per_kg"] <= int(upto)]
    figure, axes = chart(
        HEIGHT,
        _title(shown),
        "Prefrontal glutamate outflow after ketamine, awake rats, by dose",
        left=84,
        bottom=76,
        narrow={"height": 310, "left": 72, "right": 12, "top": 84, "bottom": 108},
    )
    axes.set(xscale="log", xlim=(8.5, 240), ylim=(-1.75, 1.5))
    axes.set_label("dose")
    y_ticks(axes, {height: change for change, (_, _, height) in CHANGES.items()})
    axes.tick_params(axis="y", labelsize=LABEL)
    x_ticks(axes, {dose: f"{dose}" for dose in doses()}, "dose in this experiment, mg/kg (rat doses do not translate to people)")
    touch(axes, x=("upto", {f"{dose}": dose for dose in doses()}))
    axes.axhline(0, color=light("line"), linewidth=1)
    for row in rows_of("glutamate_doses"):
        kind, colour, height = CHANGES[row["change"]]
        if row in shown:
            axes.plot([row["dose_mg_per_kg"]] * 2, [0, height], color=light(colour), linewidth=5, solid_capstyle="butt", zorder=2)
            mark(axes, row["dose_mg_per_kg"], height, kind, colour, 14)
        else:  # what is to come: a place for the reader's guess
            label(axes, row["dose_mg_per_kg"], WAITS, "?", "quiet", ha="center", fontweight="bold", fontsize=LABEL, bbox=GHOST)
    left, foot = axes.bbox.x0, axes.bbox.y0
    icons(over(figure), left - 34, 72 * figure.get_figheight() - foot + 22, "rats")
    note(figure, f"Directions only, no sizes. {_basis()}.")
    found = [
        f"{CHANGED.get(change, change)} at {listed([str(row['dose_mg_per_kg']) for row in alike])} mg/kg"
        for change, alike in groupby(shown, key=itemgetter("change"))
    ]
    description = (
        f"In awake rats, prefrontal glutamate {listed(found)}."
        if found
        else f"The chart of prefrontal glutamate is still empty, with places for {in_words(len(doses()))} rat doses from {min(doses())} "
        f"to {max(doses())} mg/kg."
    )
    cells = tuple((str(row["dose_mg_per_kg"]), row["finding"], work(row["ref"]).short) for row in shown)
    return Picture(
        figure,
        description,
        "redrawn from reported numbers",
        Table("Direction of change by dose", ("Dose, mg/kg", "What was found", "Work"), cells),
    )


def _basis() -> str:
    """Return the work that the directions come from, and how far it was read."""
    row = rows_of("glutamate_doses")[0]
    return f"{work(row['ref']).short}, {MARKS[row['mark']]}"


def _title(shown: list[Row]) -> str:
    """Return how far the direction is known by now."""
    turns = list(dict.fromkeys(row["change"] for row in shown))
    if not turns:
        return "Which way will glutamate go?"
    last = turns[-1].replace("no change", "is unchanged")
    return f"As doses go up, glutamate {turns[0]}, then {last}" if len(turns) > 1 else f"Glutamate {turns[0]} so far"
