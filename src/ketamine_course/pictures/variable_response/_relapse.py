"""Relapse: what happens when the drug stops and when it goes on."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import chart, key, label, note, number_at, rows_of_labels, x_ticks
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.references import work
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow


def _two_shares(axes: Axes, y: int, row: Row) -> None:
    """Draw the shares that relapsed with the drug and with placebo, named in the first row or, on a phone, over all."""
    axes.plot([row["arm_value"], row["comparator_value"]], [y, y], color=light("line"), linewidth=2.4)
    for side, name, colour, towards in (
        ("arm_value", "drug continued", "blue", "right"),
        ("comparator_value", "placebo", "orange", "left"),
    ):
        mark(axes, row[side], y, BASIS[row["mark"]], colour)
        number_at(axes, row[side], y, f"{row[side]:g}%", colour, (-9 if towards == "right" else 9, 0), ha=towards)
        if not y and not is_narrow():
            label(axes, row[side], y, name, colour, (0, 14), ha=towards)


def relapse(height: float, phone: Mapping[str, float]) -> Picture:
    """Draw who relapsed with the drug continued and with placebo, trial by trial."""
    names = {
        "daly2019_relapse_remitters": "Remitters",
        "daly2019_relapse_responders": "Responders",
        "glue2024_relapse": "Early responders on a 180 mg tablet",
    }
    rows = [row for row in rows_of("trial_results") if row["result"] in names]
    figure, axes = chart(
        height,
        "Fewer relapse while the drug is continued",
        "Share that relapsed, of people who had done well on the drug",
        left=150,
        right=60,
        bottom=66,
        narrow={**phone, "left": 20, "right": 46, "top": 106, "bottom": 92},
    )
    if is_narrow():
        key(figure, 56, [("read", "blue", "drug continued"), ("read", "orange", "placebo")])
    rows_of_labels(axes, [f"{names[row['result']]} ({work(row['ref']).short})" for row in rows], most=22, over=True)
    axes.set(xlim=(0, 80))
    axes.set_label("relapsed")
    x_ticks(axes, {0: "0%", 20: "20%", 40: "40%", 60: "60%", 80: "80%"})
    cells, parts = [], []
    for y, row in enumerate(rows):
        _two_shares(axes, y, row)
        source = work(row["ref"]).short + status_note(row["mark"])
        cells.append((names[row["result"]], f"{row['arm_value']:g}%", f"{row['comparator_value']:g}%", source))
        parts.append(f"{names[row['result']].lower()} {row['arm_value']:g}% against {row['comparator_value']:g}%")
    note(figure, "Only people who had done well on the drug were randomised. They may notice the switch.")
    words = (
        f"Fewer people relapsed when the drug was continued than after a switch to placebo: {'; '.join(parts)}. However, only people who "
        "had done well on the drug were randomised, and they may notice when the drug stops."
    )
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table("Relapse in withdrawal trials", ("Who", "Drug continued", "Placebo", "Work"), tuple(cells)),
    )
