"""Doses: the direction in which rats' prefrontal glutamate moved."""

from __future__ import annotations

import math

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import sheet, symbol, write
from ketamine_course.pictures._facts import rows_of
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

CHANGES = {"rises": ("triangle", "blue", 62.0), "no change": ("open", "ink", 112.0), "falls": ("down", "orange", 162.0)}


def doses() -> list[int]:
    """Return the doses of the experiment, in mg/kg."""
    return [int(row["dose_mg_per_kg"]) for row in rows_of("glutamate_doses")]


@explorable(
    title="Glutamate in rats, dose by dose",
    sample={"upto": "200"},
    upto=Slider(lambda: {"none": "no dose yet", **{str(dose): f"{dose} mg/kg" for dose in doses()}}, label="Doses shown up to"),
)
def glutamate_by_dose(upto: str) -> Picture:
    """The direction in which rats' prefrontal glutamate moved, dose by dose."""
    shown = [] if upto == "none" else [row for row in rows_of("glutamate_doses") if row["dose_mg_per_kg"] <= int(upto)]
    figure, axes = sheet(262)
    write(axes, 14, 18, "Prefrontal glutamate outflow after ketamine, awake rats", 10, fontweight="bold")
    for change, (_, colour, y) in CHANGES.items():
        write(axes, 14, y, change, 9.5, colour)
        axes.plot(
            [76, 446],
            [y, y],
            color=light("line" if change == "no change" else "faint"),
            linewidth=1.0,
            linestyle="solid" if change == "no change" else "dotted",
            zorder=0,
        )
    for row in rows_of("glutamate_doses"):
        x = _dose_x(int(row["dose_mg_per_kg"]))
        write(axes, x, 196, str(row["dose_mg_per_kg"]), 9.5, ha="center")
        if row in shown:
            kind, colour, y = CHANGES[row["change"]]
            symbol(axes, x, y, kind, colour, 12)
    write(axes, 261, 214, "Dose in this experiment, mg/kg (rat doses do not translate to people)", 8.5, "quiet", ha="center")
    write(axes, 14, 236, f"Directions only, no sizes. {_basis()}.", 8.5, "quiet")
    found = [f"{row['dose_mg_per_kg']} mg/kg: {row['change']}" for row in shown]
    description = (
        f"Direction of prefrontal glutamate in awake rats. {'; '.join(found)}."
        if found
        else f"{in_words(len(doses())).capitalize()} rat doses from {min(doses())} to {max(doses())} mg/kg "
        "wait on an empty chart of prefrontal glutamate."
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


def _dose_x(dose: int) -> float:
    return 100 + 320 * math.log10(dose / 10) / math.log10(20)
