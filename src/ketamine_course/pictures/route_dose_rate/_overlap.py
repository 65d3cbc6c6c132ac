"""Two crowds, one with more drug than the other: how often somebody with less has the greater exposure."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.models.counts import in_words
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import chart, label, note, outline, shares, x_ticks
from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.route_dose_rate._crowd import COUNT, QUANTILES, SPREAD_SAID, SPREADS, exposures, spread_note, ways
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

RATIOS = {"1": "the same", "1.5": "one and a half times", "2": "twice", "3": "three times"}
BINS = np.geomspace(0.1, 16, 51)
PAIRS, BELOW = 20, 1.25
"""Random pairs that are drawn, and the room for them under the groups, as a share of these."""
CAPTION = 24.0
"""From the groups down to the first pair, in units of the SVG: the words stand there."""


@explorable(
    title="Who overlaps whom?",
    narrow=True,
    story="ratio",
    page_budget=50_000,
    sample={"way": "mouth"},
    way=Choice(ways, label="Route", cases=True),
    ratio=Slider(RATIOS, label="The second group gets", default="2"),
    spread=Slider(SPREADS, label="People differ"),
)
def overlap(way: str, ratio: str, spread: str) -> Picture:
    """Two groups, one with more drug than the other: how often does somebody with less end up with the greater exposure."""
    wide = float(spread)
    first, second = exposures(way, wide), exposures(way, wide, seed=2) * float(ratio)
    more = RATIOS[ratio] + (" amount" if ratio == "1" else " as much")
    turned = float((first[:, np.newaxis] > second).mean())
    often = "in no pair" if turned == 0 else f"in {percent(turned)} of pairs" if turned >= 0.005 else "in fewer than 1 pair in 200"
    figure, axes = chart(
        340,
        _overlap_title(turned, ratio),
        f"{ways()[way]}: total exposure in two groups of {COUNT:,}",
        left=16,
        top=66,
        bottom=70,
        narrow={"height": 412, "left": 12, "right": 12, "top": 86, "bottom": 100},
    )
    axes.set(xscale="log", xlim=(BINS[0], BINS[-1]), yticks=[])
    axes.set_label("exposure")
    x_ticks(axes, {0.1: "0.1", 0.25: "0.25", 0.5: "0.5", 1: "1", 2: "2", 4: "4", 8: "8"}, "Exposure (middle person of the first group = 1)")
    touch(axes, x=("ratio", {times: float(times) for times in RATIOS}))
    outside = _groups(axes, first, second, more)
    reversed_pairs = _pairs(axes, first, second)
    note(figure, spread_note(wide) + outside)
    pairs = (
        f"A pair is one person from each group; the person from the first group has the greater exposure {often}. "
        "This proportion is not the same as the area in which the two groups overlap."
    )
    description = (
        f"Both groups, in which the spread between people {SPREAD_SAID[spread]}, get the drug {lowered(ways()[way])}, "
        f"and the second group gets {more}. "
        f"If one person is taken from each group, the one from the first group has the greater exposure {often}, and "
        f"in {in_words(reversed_pairs) if reversed_pairs else 'none'} of the {in_words(PAIRS)} random pairs that are drawn."
    )
    return Picture(figure, description, "simulated", _overlap_table(first, second), (("Pairs", pairs),))


def _overlap_title(turned: float, ratio: str) -> str:
    """Return how often the person with less drug, or of the first group, has the greater exposure."""
    happens = "the first group has more" if ratio == "1" else "less drug, more exposure"
    if 0 < turned < 0.005:
        return f"In under 1 pair in 200: {happens}"
    return f"In {percent(turned)} of pairs: {happens}" if turned else f"In no pair: {happens}"


def _groups(axes: Axes, first: np.ndarray, second: np.ndarray, more: str) -> str:
    """Draw both groups as histograms, and return how many people lie beyond the axis, if any do."""
    room = 1 / (1 - 28 * (1 + BELOW) / axes.bbox.height)  # for the names of the groups
    top = room * max(shares(values, BINS).max() for values in (first, second))
    axes.set(ylim=(-BELOW * top, top))
    outline(axes, shares(first, BINS), BINS, "blue", fill="blue_ground")
    outline(axes, shares(second, BINS), BINS, "ink", dashed=True)
    style: dict[str, Any] = {"fontweight": "bold", "linespacing": 1.1}
    label(axes, 1, top, "first group", "blue", (0, -5), ha="right", **style)
    beside: dict[str, Any] = {"x": BINS[-1], "shift": (0, -10), "ha": "right"}
    if not is_narrow():
        beside = {"x": float(np.median(second)), "shift": (12, -10)}
    words = more.replace("one and a half", "1.5") if is_narrow() else more
    label(axes, y=top, text=f"second (dashed):\n{words}", colour="ink", **beside, **style)
    beyond = int(sum(((values < BINS[0]) | (values > BINS[-1])).sum() for values in (first, second)))
    return f" {beyond} of {2 * COUNT:,} exposures lie beyond this axis." if beyond else ""


def _pairs(axes: Axes, first: np.ndarray, second: np.ndarray) -> int:
    """Draw random pairs, each in a line of its own, reversed ones on top; return in how many the one of the first group has more."""
    drawn = np.random.default_rng(5)
    pairs = np.array([drawn.choice(first, PAIRS, replace=False), drawn.choice(second, PAIRS, replace=False)])
    pairs = pairs[:, np.argsort(pairs[1] / pairs[0])]
    count = int((pairs[0] > pairs[1]).sum())
    pairs = np.clip(pairs, BINS[0], BINS[-1])
    low, top = axes.get_ylim()
    unit = (top - low) / axes.bbox.height
    heights = np.linspace(-CAPTION * unit, low + 4 * unit, PAIRS)
    axes.axhline(0, color=light("line"), linewidth=1)
    for rows, colour, wide in ((slice(count, None), "line", 1.0), (slice(count), "violet", 2.4)):
        ends = np.stack([pairs[:, rows].T, np.stack([heights[rows]] * 2, axis=1)], axis=-1)
        if len(ends):
            path = Path(ends.reshape(-1, 2), [Path.MOVETO, Path.LINETO] * len(ends))
            axes.add_patch(PathPatch(path, fill=False, edgecolor=light(colour), linewidth=wide, clip_on=False))
    for values, colour in zip(pairs, ("blue", "ink"), strict=True):
        mark(axes, values, heights, "model", colour, 4, clip_on=False)
    often = f"first has more: {count}" if is_narrow() else f"the first has more in {count}"
    label(axes, BINS[0], -9 * unit, f"{PAIRS} random pairs; {often}", "violet" if count else "quiet", fontweight="bold")
    return count


def _overlap_table(first: np.ndarray, second: np.ndarray) -> Table:
    cells = tuple((percent(q), f"{np.quantile(first, q):.2f}", f"{np.quantile(second, q):.2f}") for q in QUANTILES)
    return Table("Exposure, the middle person of the first group set to 1", ("People below", "First group", "Second group"), cells)
