"""Signs: a chain of arrows as told, and what it says once its signs are multiplied."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models import cascade
from ketamine_course.pictures._drawing import SHEET_WIDTH, SIGNS, arrow, box, listed, sheet, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.mechanism_cascade._common import inline
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table

EFFECT = {"raises": ("more", "\u25b2", "blue"), "lowers": ("less", "\u25bc", "orange"), "unknown": ("not known", "?", "quiet")}


def chains() -> dict[str, str]:
    """Return the chains by name."""
    return {row["chain"]: row["label"] for row in rows_of("told_chains")}


@explorable(
    title="Multiply the signs",
    sample={"chain": "s4", "show": "product"},
    chain=Choice(chains, label="Chain"),
    show=Choice({"signs": "Signs only", "product": "Multiplied out"}, label="Show"),
)
def signs(chain: str, show: str) -> Picture:
    """A chain of arrows with their signs, and what the drug does to each step once they are multiplied."""
    rows = [row for row in rows_of("told_chains") if row["chain"] == chain]
    arrow_signs = [row["sign"] for row in rows[1:]]
    effects = cascade.running_effects(arrow_signs)
    figure, axes = sheet(246)
    write(axes, 14, 18, chains()[chain], 10.5, fontweight="bold")
    step = (SHEET_WIDTH - 20) / len(rows)
    width = min(74.0, step - 20)
    for number, row in enumerate(rows):
        centre = 10 + step * (number + 0.5)
        _chain_box(axes, centre, width, row["node"])
        if number:
            arrow(axes, (centre - step + width / 2 + 2, 74), (centre - width / 2 - 2, 74), row["sign"])
            write(axes, centre - step / 2, 60, SIGNS[row["sign"]], 13, fontweight="bold", ha="center")
        if number and show == "product":
            words, symbol, colour = EFFECT[effects[number - 1]]
            write(axes, centre, 128, symbol, 15, colour, ha="center")
            write(axes, centre, 146, words, 10, colour, fontweight="bold", ha="center")
    return _signs_picture(figure, axes, rows, arrow_signs, effects, show)


def _chain_box(axes: Axes, centre: float, width: float, node: str) -> None:
    box(axes, centre - width / 2, 40, width, 68)
    known = {
        "nmdar_interneuron": "NMDA receptors on inhibitory cells",
        "gaba_interneuron": "Firing of inhibitory cells",
        "pyramidal": "Firing of excitatory cells",
        "glutamate_pfc": "Glutamate release",
        "nmdar": "NMDA receptors",
        "ketamine": "Ketamine",
    }
    short = known.get(node, cascade.graph().nodes[node]["short_label"])
    lines = -(-len(short) // 13)
    write_lines(axes, centre, 74.5 - 5.6 * (lines - 1), short, width - 4, 8.6, ha="center")


def _signs_picture(figure: Figure, axes: Axes, rows: list[Row], arrow_signs: list[str], effects: list[str], show: str) -> Picture:
    symbols = " ".join(SIGNS[sign] for sign in arrow_signs)
    told = rows[0]["told_end"]
    multiplied = {"raises": "rises", "lowers": "falls", "unknown": "may go either way"}[effects[-1]]
    write(axes, 14, 172, f"Told: glutamate {told}.", 10)
    spoken = listed([{"raises": "plus", "lowers": "minus", "unknown": "unknown"}[sign] for sign in arrow_signs])
    chain = ", then ".join(inline(row["node"]) for row in rows)
    description = f"{rows[0]['label']}: {chain}. The signs are {spoken}; the chain is told as ending in more glutamate."
    if show == "product":
        agrees = "The signs agree with that" if multiplied == told else "The signs do not agree with that"
        write(axes, 14, 190, f"Multiplied, {symbols}: glutamate {multiplied}.", 10, fontweight="bold")
        write(axes, 14, 208, f"{agrees}. {rows[0]['comment']}", 9, "quiet")
        description += f" Multiplied, glutamate {multiplied}. {agrees}. {rows[0]['comment']}"
    else:
        write(axes, 14, 190, "Multiply before you look: is the product plus or minus?", 10)
    names = [cascade.label(row["node"]) for row in rows]
    cells = tuple(
        (names[i], names[i + 1], sign, EFFECT[effects[i]][0] if show == "product" else "multiply first")
        for i, sign in enumerate(arrow_signs)
    )
    return Picture(figure, description, "conceptual", Table("Arrows of the chain", ("From", "To", "The arrow", "So the drug gives"), cells))
