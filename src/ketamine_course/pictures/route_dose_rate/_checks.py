"""Check points: what the teaching model gives beside published values, misses included."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.pictures._charts import NOTE, chart, key, label, rows_of_labels, x_ticks
from ketamine_course.pictures._drawing import listed, lowered
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.pictures.route_dose_rate._common import present
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

SHORT = {
    "dissociation_band": "Levels with dissociation",
    "under_tongue_25mg": "Peak after 25 mg under the tongue",
    "mouth_25mg": "Peak after 25 mg by mouth",
    "nose_50mg": "Peak after 50 mg by nose",
    "vein_bolus_10mg": "2 minutes after a quick 10 mg",
}
"""Names of check points that are too long for one line."""
COLOURS = {"meets": "ink", "low": "orange"}
"""How an outcome is coloured; every other one is a miss."""
NAMES = {"meets": "matches"}
"""What readers see of an outcome, where it is another word than in the table."""
RULE = (
    "How we classify the outcomes",
    (
        "The model matches a value if it lies within the published range or, where there is none, within a tenth of the value; an SD "
        "does not count as a range. If it falls short of that but is above half of the published value, we call the model low."
    ),
)
TENTH = 0.1
"""How far off the model may be where a single value is published, as a share of it."""
TICKS = {0.25: "1/4", 0.5: "1/2", 1.0: "1", 2.0: "2"}


def _peak(route: str, amount_mg: float) -> float:
    dose = pk.Dose(amount_mg, absorption=pk.absorption(route))
    return float(pk.levels_ng_per_ml(pk.typical(), [dose], np.linspace(0, 4, 2401)).max())


def _end_of_standard(people: pk.People) -> np.ndarray:
    standard = pk.standard_infusion()
    return np.asarray(pk.levels_ng_per_ml(people, [standard], [standard.infusion_h])[:, 0])


def _crowd_band() -> list[float]:
    return [float(level) for level in np.quantile(_end_of_standard(pk.crowd(10_000)), [0.05, 0.95])]


MODEL: dict[str, Callable[[], list[float]]] = {
    "standard_infusion": lambda: [float(_end_of_standard(pk.typical())[0])],
    "dissociation_band": _crowd_band,
    "terminal_half_life": lambda: [float(pk.half_lives_h(pk.typical())[1][0])],
    "distribution_half_life": lambda: [float(pk.half_lives_h(pk.typical())[0][0]) * 60],
    "under_tongue_25mg": lambda: [_peak("under_tongue", 25)],
    "mouth_25mg": lambda: [_peak("mouth", 25)],
    "mouth_half_mg_per_kg": lambda: [_peak("mouth", pk.standard_infusion().amount_mg)],
    "nose_50mg": lambda: [_peak("nose_low", 50), _peak("nose_high", 50)],
    "vein_bolus_10mg": lambda: [float(pk.levels_ng_per_ml(pk.typical(), [pk.Dose(10)], [2 / 60])[0, 0])],
}
"""What the teaching model says to each check point, in the unit of the table; two values where there are two cases or two ends."""


@cache
def model_values(check: str) -> tuple[float, ...]:
    """Return what the model gives for a check point, worked out afresh."""
    return tuple(MODEL[check]())


def target(row: Row) -> tuple[float, float, float]:
    """Return the published value (the middle of a range), and its lowest and highest: range or spread, equal where there is none."""
    if not present(row["target"]):
        return math.sqrt(row["target_low"] * row["target_high"]), row["target_low"], row["target_high"]
    value, spread = row["target"], row["target_spread"]
    if not present(spread):
        return value, value, value
    # A geometric SD is a factor, an ordinary one a distance.
    if "geometric" in row["mark_note"]:
        return value, value / spread, value * spread
    return value, value - spread, value + spread


def accepted(row: Row) -> tuple[float, float]:
    """Return between which shares of the published value the model meets it: the published range or, where there is none, a tenth off."""
    middle, low, high = target(row)
    return (1 - TENTH, 1 + TENTH) if present(row["target"]) else (low / middle, high / middle)


def outcome(row: Row) -> str:
    """Return how the model does at a check point, by the rule that stands above the picture.

    ``meets``: within the published range, or within a tenth where there is none (a spread between people is no range).
    ``low``: below, by less than a factor of two. ``misses``: further off, or no single setting fits. A miss that was
    foreseen, as the table says, is called ``fails by design``.
    """
    values = model_values(row["check"])
    middle = target(row)[0]
    low, high = accepted(row)
    met = all(low <= each / middle <= high for each in values)
    if met:
        return "meets"
    if all(middle / 2 < each < middle for each in values):
        return "low"
    return "fails by design" if row["outcome"] == "fails by design" else "misses"


def compared() -> list[Row]:
    """Return the check points that the model can be held against."""
    return [row for row in rows_of("pk_check_points") if row["check"] in MODEL]


@explorable(
    title="Where the model hits and where it misses",
    narrow=True,
    basis=Choice({"all": "All check points", "seen": "Only those that we read in the cited work"}, label="Show", cases=True),
)
def check_points(basis: str) -> Picture:
    """The teaching model divided by the published value, check point by check point."""
    rows = [row for row in compared() if basis == "all" or row["mark"] == "seen"]
    hits = sum(outcome(row) == "meets" for row in rows)
    figure, axes = chart(
        340,
        f"The model matches {hits} of {len(rows)} published values",
        "The model's value as a share of the published one",
        left=206,
        right=96,
        top=70,
        bottom=58,
        narrow={"height": 492, "left": 12, "right": 90, "top": 118, "bottom": 48},
    )
    _keys(figure)
    names = [SHORT.get(row["check"], row["what"].split(", with a")[0]) for row in rows]
    rows_of_labels(axes, names, most=33, over=True)
    axes.set(xscale="log", xlim=(0.23, 2.3))
    axes.set_label("ratio")
    axes.grid(visible=False, axis="y")
    x_ticks(axes, TICKS, "model / published")
    _bands(axes, rows)
    for y, row in enumerate(rows):
        _check(axes, y, row)
    by_outcome = {
        name: [lowered(row["what"]) for row in rows if outcome(row) == name] for name in ("meets", "low", "misses", "fails by design")
    }
    said = {"meets": "matches", "low": "is too low for", "misses": "misses", "fails by design": "fails by design for"}
    parts = [
        f"{said[name]} {len(which)}" + (f" ({'; '.join(which)})" if name != "meets" else "") for name, which in by_outcome.items() if which
    ]
    which = "all statuses" if basis == "all" else "published values that we read in the cited works"
    others = parts[1:] if by_outcome["meets"] else parts
    words = f"The teaching model matches {hits or 'none'} of {len(rows)} check points ({which})."
    words += f" It {listed(others)}." if others else ""
    return Picture(figure, words, "simulated", _table(rows), (RULE, *_recalled(rows)))


def _recalled(rows: list[Row]) -> list[tuple[str, str]]:
    """Return a note on what is known only from memory of values that were otherwise read."""
    partly = (row for row in rows if row["mark"] == "seen" and row["recalled_parts"])
    parts = [f"{lowered(row['what'])} ({lowered(row['recalled_parts'])})" for row in partly]
    words = "; ".join(parts)
    return [("Cited only from memory", f"{words[0].upper()}{words[1:]}.")] if parts else []


def _keys(figure: Figure) -> None:
    """Write what the marks mean, and what the pale band is."""
    band = Line2D([], [], color=light("blue_ground"), linewidth=9, label="a match")
    read, reported = ("read", "blue", "published, read"), ("reported", "blue", MARKS["second_hand"])
    key(figure, 55, [("model", "ink", "model"), read, reported, band], gap=13)


def _bands(axes: Axes, rows: list[Row]) -> None:
    """Draw the line of the published values and, as a pale band, between which shares of each the model meets it."""
    half = 0.2 if is_narrow() else 0.5  # on a phone each name stands between two bands
    places = np.arange(len(rows))
    low, high = np.array([accepted(row) for row in rows]).T
    axes.barh(places, high - low, 2 * half, low, color=light("blue_ground"), zorder=0.5)
    axes.vlines([1.0] * len(rows), places - half, places + half, color=light("ink"), linewidth=1.4, zorder=0.9)


def _check(axes: Axes, y: float, row: Row) -> None:
    """Draw a line from what is published to what the model gives, in the colour of the outcome, and the outcome."""
    value = target(row)[0]
    found_out = outcome(row)
    colour = COLOURS.get(found_out, "magenta")
    ours = [found / value for found in model_values(row["check"])]
    reach = [*ours, 1.0] if present(row["target"]) else ours
    axes.plot([min(reach), max(reach)], [y, y], color=light(colour), linewidth=3)
    mark(axes, ours, [y] * len(ours), "model", colour, 7.0 if is_narrow() else 8.5)
    if present(row["target"]):  # small and with an edge of its own, so that a model that meets it does not hide it
        mark(axes, 1.0, y, BASIS[row["mark"]], "blue", 5.5, zorder=3.2)
    why = _why(found_out, ours)
    # On a phone, level with the bar, where the long names over the rows above and below leave room.
    end, up, apart = axes.get_xlim()[1], (1.5 if is_narrow() else 5.5) if why else 0.0, 10 if is_narrow() else 11
    label(axes, end, y, NAMES.get(found_out, found_out), colour, (6, up), fontweight="bold")
    if why:
        label(axes, end, y, why, colour, (6, up - apart), fontsize=NOTE)


def _why(found_out: str, ours: Sequence[float]) -> str:
    """Return why the model does not match a value: how far it lies from it, as a share of it."""
    if found_out == "meets":
        return ""
    if found_out == "low":
        return "more than half"
    if max(ours) < 0.5:
        return "less than half"
    return "low and high" if min(ours) < 1 < max(ours) else "too far off"


def _table(rows: list[Row]) -> Table:
    cells = []
    for row in rows:
        # Shares only: levels side by side for one amount by two routes would hand over a factor between them.
        middle = target(row)[0]
        ours = " and ".join(f"{found / middle:.2f}" for found in model_values(row["check"]))
        basis = f"{cited(row['refs'])} ({MARKS[row['mark']]})"
        basis += f"; from memory: {lowered(row['recalled_parts'])}" if row["mark"] == "seen" and row["recalled_parts"] else ""
        _, low, high = target(row)
        kind = "published range" if not present(row["target"]) else "geometric SD" if "geometric" in row["mark_note"] else "SD"
        around = f"{low / middle:.2f} to {high / middle:.2f} ({kind})" if high > low else "not noted"
        cells.append((row["what"], ours, NAMES.get(outcome(row), outcome(row)), around, row["lesson"], basis))
    columns = ("What", "Model / published (middle of a range)", "Outcome", "Range, or SD either side, as a share", "Lesson", "Work")
    return Table("Check points of the teaching model", columns, tuple(cells))
