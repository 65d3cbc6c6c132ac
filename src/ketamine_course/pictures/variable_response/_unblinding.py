"""What believing could add: mixes of a drug effect and an effect of believing, held against two published effects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from ketamine_course.models import trials
from ketamine_course.pictures._charts import LABEL, MARGIN, NOTE, chart, label, note, x_ticks, y_ticks
from ketamine_course.pictures._drawing import plane_over, write
from ketamine_course.pictures._marks import discs, mark
from ketamine_course.pictures.variable_response._control import CONTROLS
from ketamine_course.pictures.variable_response._control import published as published_effect
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

DRUG = ("0", "0.2", "0.4", "0.6", "0.8")
PARTS = "blue", "orange"
"""Colours of what comes from the drug, and from believing."""
GAUGE, HIGHEST = 104.0, 3.1
"""How wide the scale beside the plane of mixes is, in units of the SVG, and the largest effect on it."""
NAMED_AT = {"saline": 1.44, "midazolam": 0.4}
"""At which effect of believing the name of a band stands."""
HOPE = ("0", "0.4", "0.8", "1.2", "1.6", "2", "2.4")


@cache
def gaps() -> dict[str, float]:
    """Return by how much belief in having got the drug is assumed to differ between the arms, for each control."""
    given = trials.worked_inputs("expectation_only_midazolam")
    return {"saline": given["gap in belief, saline trials"], "midazolam": given["gap in belief, midazolam trials"]}


def _seen(drug: float, hope: float, control: str) -> float:
    """Return the observed effect (d): row `observed_effect` of the table `measures`."""
    return drug + hope * gaps()[control]


def _fitting(drug: float, hope: float) -> int:
    """Return how many of the published effects a mix fits."""
    return sum(_inside(control, _seen(drug, hope, control)) for control in CONTROLS)


def _inside(control: str, value: float) -> bool:
    """Say whether an effect lies within a published interval."""
    return bool(published_effect(control)["low"] - 1e-9 <= value <= published_effect(control)["high"] + 1e-9)


@explorable(
    title="What belief could add",
    narrow=True,
    story="hope",
    sample={"drug": "0.2", "hope": "1.6"},
    drug=Slider({value: f"d = {value}" for value in DRUG}, label="Effect of the drug itself", default="0.4"),
    hope=Slider({value: f"d = {value}" for value in HOPE}, label="Effect of believing that one got it", default="0.8"),
)
def unblinding(drug: str, hope: str) -> Picture:
    """A mix of drug effect and effect of believing, held against two published effects."""
    pair = float(drug), float(hope)
    figure, axes = chart(
        338,
        f"Drug {drug}, belief {hope}: {_fits(pair)}",
        "Faint: fits one published effect; full colour: fits both",
        left=44,
        right=144,
        top=72,
        bottom=66,
        narrow={"height": 414, "left": 40, "right": 14, "top": 98, "bottom": 146},
    )
    _mixes(axes, pair)
    over, high = plane_over(figure), 72 * figure.get_figheight()
    places = [(MARGIN, high - 96), (width() / 2 + 6, high - 96)] if is_narrow() else [(width() - GAUGE - MARGIN, y) for y in (84.0, 172.0)]
    rows = [_held_against(over, place, control, pair) for place, control in zip(places, CONTROLS, strict=True)]
    note(figure, "Gaps in belief between arms are assumed.")
    words = (
        f"With a drug effect of {drug} and a belief effect of {hope}, the predicted d is {rows[0][2]} against saline, where "
        f"{rows[0][3]} was published, and {rows[1][2]} against midazolam, where {rows[1][3]} was published. This combination "
        f"{_fits(pair).replace('effect', 'published effect')}. We assume that belief differs between the groups by "
        f"{gaps()['saline']:g} with saline and by {gaps()['midazolam']:g} with midazolam."
    )
    columns = ("Control", "Gap in belief (assumed)", "d predicted", "d published", "Verdict")
    return Picture(figure, words, "simulated", Table("One mix against two published effects", columns, tuple(rows)))


def _fits(pair: tuple[float, float]) -> str:
    return ("fits neither effect", "fits one of two effects", "fits both effects")[_fitting(*pair)]


def _held_against(axes: Axes, place: tuple[float, float], control: str, pair: tuple[float, float]) -> tuple[str, ...]:
    """Draw on a sheet a published interval and, on it, the two parts of what a mix predicts; return them in words."""
    row, value = published_effect(control), _seen(*pair, control)
    inside = _inside(control, value)
    verdict, colour = ("fits", "blue") if inside else ("too low" if value < row["value"] else "too high", "magenta")
    (x, y), unit = place, GAUGE / HIGHEST
    write(axes, x, y, f"Against {control}", LABEL, fontweight="bold")
    write(axes, x, y + 14, verdict, LABEL, colour, fontweight="bold")
    write(axes, x + GAUGE, y + 14, f"d = {value:.2f}", LABEL, ha="right")
    tall, middle = 16.0, y + 34
    look: dict[str, Any] = {"facecolor": light("blue_ground"), "edgecolor": light("blue"), "linewidth": 0.9}
    axes.add_patch(Rectangle((x + unit * row["low"], middle - tall / 2), unit * (row["high"] - row["low"]), tall, **look))
    axes.plot([x + unit * row["value"]] * 2, [middle - tall / 2, middle + tall / 2], color=light("blue"), linewidth=1.4)
    axes.plot([x, x], [middle - 10, middle + 10], color=light("line"), linewidth=1)
    begin = 0.0
    for end, part in zip((pair[0], value), PARTS, strict=True):
        if end > begin:
            axes.add_patch(Rectangle((x + unit * begin, middle - 3), unit * (end - begin), 6, facecolor=light(part), edgecolor="none"))
        begin = end
    mark(axes, x + unit * value, middle, "model" if inside else "against", colour, 8)
    write(axes, x, y + 53, f"published {row['low']:g} to {row['high']:g}", NOTE, "quiet")
    printed = f"{row['value']:g} ({row['low']:g} to {row['high']:g})"
    return CONTROLS[control][0], f"{gaps()[control]:g}", f"{value:.2f}", printed, verdict


def _mixes(axes: Axes, pair: tuple[float, float]) -> None:
    """Draw the plane of all mixes with the bands that fit one published effect, where both overlap, and the chosen mix."""
    hopes, drugs = [float(hope) for hope in HOPE], [float(drug) for drug in DRUG]
    axes.set(xlim=(-0.15, hopes[-1] + 0.15), ylim=(-0.07, drugs[-1] + 0.07))
    axes.set_label("mix")
    axes.grid(visible=False)
    axes.set_facecolor(light("panel"))
    x_ticks(axes, {float(hope): hope for hope in HOPE}, "effect of believing (d)")
    y_ticks(axes, {float(drug): drug for drug in DRUG})
    axes.xaxis.label.set_color(light(PARTS[1]))
    label(axes, -0.15, drugs[-1] + 0.07, "effect of the drug (d)", PARTS[0], (-28, 11))
    for style, control in zip(("solid", "dashed"), CONTROLS, strict=True):
        region = _region(axes, [control])
        axes.add_patch(Polygon(region, facecolor=light("blue_ground"), edgecolor="none", zorder=0.5))
        axes.add_patch(Polygon(region, fill=False, edgecolor=light("blue"), linewidth=1, linestyle=style, zorder=0.8))
    axes.add_patch(Polygon(_region(axes, list(CONTROLS)), facecolor=light("blue"), edgecolor="none", zorder=0.9))
    every = np.array([(hope, drug) for drug in drugs for hope in hopes])
    good = np.array([_fitting(drug, hope) == len(CONTROLS) for hope, drug in every])
    for (x, y), colour, size in ((every[~good].T, "line", 3), (every[good].T, "paper", 4)):
        discs(axes, x, y, colour, size)
    at = pair[1], pair[0]
    mark(axes, *at, "model", "paper", 17, zorder=4.5)
    mark(axes, *at, "model", "violet", 12, zorder=4.6)
    touch(axes, x=("hope", {hope: float(hope) for hope in HOPE}), y=("drug", {drug: float(drug) for drug in DRUG}))
    for control, hope in NAMED_AT.items():
        foot, top = (float(end) for end in _ends(control, np.array(hope)))
        label(axes, hope, (foot + top) / 2, f"fits {control}", "blue", fontsize=NOTE, ha="center", fontweight="bold", zorder=4)
    label(axes, *BOTH_AT, "both", "paper", fontsize=NOTE, ha="center", fontweight="bold", zorder=4)


BOTH_AT = 1.86, 0.07
"""Where the region that fits both is named: the mix there."""


def _ends(control: str, hope: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return from which to which drug effect a mix fits a published effect, for each effect of believing."""
    row = published_effect(control)
    return row["low"] - gaps()[control] * hope, row["high"] - gaps()[control] * hope


def _region(axes: Axes, controls: Sequence[str]) -> np.ndarray:
    """Return the corners of the region whose mixes fit the published effects against some controls."""
    low, high = axes.get_xlim()
    turns = [low, high]
    for one, other in combinations(controls, 2):
        between = gaps()[one] - gaps()[other]
        turns += [(published_effect(one)[a] - published_effect(other)[b]) / between for a in ("low", "high") for b in ("low", "high")]
    hope = np.array(sorted(turn for turn in turns if low <= turn <= high))
    foot = np.max([_ends(control, hope)[0] for control in controls], axis=0)
    top = np.min([_ends(control, hope)[1] for control in controls], axis=0)
    kept = foot <= top + 1e-9
    return np.concatenate([np.column_stack([hope, foot])[kept], np.column_stack([hope, top])[kept][::-1]])
