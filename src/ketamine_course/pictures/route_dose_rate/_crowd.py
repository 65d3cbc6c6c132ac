"""A crowd: one amount in a thousand simulated people."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import MARGIN, NOTE, chart, key, label, note, x_ticks, y_ticks
from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._marks import mark
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

COUNT, DRAWN = 1000, 16
TIMES_H = np.concatenate([np.linspace(0, 1, 13), [1.25, 1.5], np.linspace(2, 6, 9)])  # close around the end of the standard infusion
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
SPREADS = {"1": "as reported by others", "1.5": "half as much again", "2": "twice as much"}
SPREAD_WITH = {
    "1": "with the spread that others report",
    "1.5": "with a spread half as large again as reported",
    "2": "with a spread twice as large as reported",
}
SPREAD_SAID = {"1": "is as reported by others", "1.5": "is half as large again as reported", "2": "is twice as large as reported"}
"""How far people differ, as the end of a clause."""

EXPOSED = np.geomspace(0.1, 10, 41)
"""Edges of the bars in which people are counted by their whole exposure."""
EXPOSURE_TICKS = {0.25: "25%", 0.5: "50%", 1: "100%", 2: "200%", 4: "400%", 8: "800%"}
WIDE: dict[str, Any] = {"ncols": 2, "right": 48, "top": 84, "bottom": 58, "wspace": 0.3, "width_ratios": (1.7, 1)}
PHONE: dict[str, Any] = {"rows": 2, "ncols": 1, "height": 424, "left": 44, "right": 16, "top": 122, "bottom": 78}
PHONE |= {"hspace": 0.26, "height_ratios": (1.6, 1), "width_ratios": None}


def ways() -> dict[str, str]:
    """Return the ways whose spread between people has a published source."""
    return {"vein": f"Intravenously, over {pk.standard_minutes()} minutes", "mouth": "By mouth", "under_tongue": "Under the tongue"}


def _dose(way: str, count: int, seed: int, spread: float) -> pk.Dose:
    standard = pk.standard_infusion()
    if way == "vein":
        return standard
    return pk.Dose(standard.amount_mg, absorption=pk.absorption_of_crowd(way, count, seed, spread))


@cache
def levels(way: str, spread: float) -> np.ndarray:
    """Return the levels of the crowd, shape (people, times), the highest point of the median curve set to 1."""
    found = pk.levels_ng_per_ml(pk.crowd(COUNT, 1, spread), [_dose(way, COUNT, 1, spread)], TIMES_H)
    return np.asarray(found / np.median(found, axis=0).max())


@cache
def exposures(way: str, spread: float, seed: int = 1) -> np.ndarray:
    """Return the whole exposure of each person, shape (people,), the median set to 1."""
    areas = pk.areas_ng_h_per_ml(pk.crowd(COUNT, seed, spread), [_dose(way, COUNT, seed, spread)])
    return np.asarray(areas / np.median(areas))


@cache
def top_of(way: str) -> float:
    """Return the highest level drawn for a way, so that nothing of what is drawn lies above: people differ less by vein."""
    found = [levels(way, float(spread)) for spread in SPREADS]
    highest = max(max(each[:DRAWN].max(), np.quantile(each, QUANTILES[-1], axis=0).max()) for each in found)
    return float(np.ceil(2 * highest) / 2)


def span(way: str, spread: float) -> tuple[float, float]:
    """Return the 5th and the 95th percentile of exposure, the median set to 1."""
    low, high = np.quantile(exposures(way, spread), [0.05, 0.95])
    return float(low), float(high)


@explorable(
    title="One amount, a thousand people",
    narrow=True,
    story="way",
    page_budget=62_000,  # 16 curves each, in two layouts
    way=Choice(ways, label="Route"),
    show=Choice({"fan": f"All {COUNT:,} as a fan", "some": f"The first {DRAWN}, one by one"}, label="Show"),
    spread=Slider(SPREADS, label="People differ"),
)
def crowd(way: str, show: str, spread: str) -> Picture:
    """Levels over time in simulated people who got one amount in one way."""
    wide = float(spread)
    found, (low, high) = levels(way, wide), span(way, wide)
    title = f"Nine in ten reach {100 * low:.0f}\u2013{percent(high)} of the middle exposure"
    said = f"{ways()[way]}, the same amount; 100% is the middle person"
    figure, (axes, beside) = chart(330, title, said, 1, **WIDE, narrow=PHONE)
    _over_time(axes, found, top_of(way), show)
    _exposure(beside, exposures(way, wide), show)
    note(figure, spread_note(wide))
    drawn = "their levels are drawn as a fan" if show == "fan" else f"the levels of the first {DRAWN} are drawn one by one"
    description = (
        f"{COUNT:,} simulated people, {SPREAD_WITH[spread]}, get the same amount "
        f"{lowered(ways()[way])}; {drawn}. For nine in ten "
        f"of them, total exposure is {percent(low)} to {percent(high)} of the middle person's, so the ends of this range differ by "
        f"a factor of {high / low:.1f}. "
        "Each level is shown as a percentage of the middle person's peak for this route."
    )
    return Picture(figure, description, "simulated", _fan_table(found))


def spread_note(wide: float) -> str:
    """Say how far the spread between people is known; both of its sources are known as reported by others."""
    widened = ", then widened by us" if wide > 1 else ""
    return f"Spread between people: {MARKS['second_hand']}{widened}. Model: assumed."


def _over_time(axes: Axes, found: np.ndarray, top: float, show: str) -> None:
    """Draw the levels of all people as a fan, or those of the first ones, with a key over them."""
    axes.set(xlim=(0, 6), ylim=(0, top))
    axes.set_label("level")
    _headed(axes, "100% = peak level")
    x_ticks(axes, {0: "0", **{hour: f"{hour} h" for hour in range(2, 7, 2)}})
    y_ticks(axes, {tick: percent(tick) for tick in (0, 0.5, 1, 1.5, 2, 3, 4, 5) if tick <= top and (top <= 2 or tick == int(tick))})
    middle, half = ("middle", "half") if is_narrow() else ("middle person", "half of all")
    tenth = top / axes.bbox.height / 10
    found = np.round(found / tenth) * tenth  # tenths of a unit of the SVG: half as much to store, and nobody sees it
    looks = [(middle, 2.4, "blue", 1.0), (half, 8, "blue", 0.5), ("nine in ten", 8, "blue_ground", 1.0)]
    if show == "fan":
        _fan(axes, found)
    else:
        axes.plot(TIMES_H, found[:DRAWN].T, color=light("blue"), linewidth=0.9)
        looks[0] = ("one person" if is_narrow() else f"each line: one of {COUNT:,}", 0.9, "blue", 1.0)
    lines = [Line2D([], [], color=light(ink), linewidth=wide, alpha=alpha, label=words) for words, wide, ink, alpha in looks]
    key(axes.get_figure(), 59, lines, x=MARGIN, gap=8 if is_narrow() else 14)  # type: ignore[arg-type]


def _fan(axes: Axes, found: np.ndarray) -> None:
    lowest, low, middle, high, highest = np.quantile(found, QUANTILES, axis=0)
    for bottom, top, colour, alpha in ((lowest, highest, "blue_ground", 1.0), (low, high, "blue", 0.35)):
        axes.fill_between(TIMES_H, bottom, top, facecolor=light(colour), edgecolor=light("line"), linewidth=0.7, alpha=alpha)
    axes.plot(TIMES_H, middle, color=light("blue"), linewidth=2.4)


def _exposure(axes: Axes, found: np.ndarray, show: str) -> None:
    """Count people by their whole exposure in bars: sideways beside the curves or, on a phone, upright under them."""
    upright = is_narrow()
    counts = np.histogram(found, EXPOSED)[0].astype(float)
    most = counts.max()
    axes.grid(visible=False)
    if upright:
        axes.set(xscale="log", xlim=(EXPOSED[0], EXPOSED[-1]), ylim=(-0.12 * most, 1.3 * most), yticks=[])
        x_ticks(axes, {at: words for at, words in EXPOSURE_TICKS.items() if at in (0.25, 1, 4)}, "total exposure")
    else:
        axes.set(yscale="log", ylim=(EXPOSED[0], EXPOSED[-1]), xlim=(-0.12 * most, 1.1 * most), xticks=[])
        axes.yaxis.set_minor_locator(NullLocator())
        y_ticks(axes, EXPOSURE_TICKS)
        axes.set_xlabel("total exposure")
    lowest, low, high, highest = np.quantile(found, [q for q in QUANTILES if q != 0.5])
    _headed(axes, "100% = total exposure")
    way = "vertical" if upright else "horizontal"
    for start, end, colour, alpha in ((lowest, highest, "blue_ground", 1.0), (low, high, "blue", 0.35)):
        edges = np.unique(np.clip(EXPOSED, start, end))
        heights = counts[np.searchsorted(EXPOSED, (edges[:-1] * edges[1:]) ** 0.5) - 1]
        axes.stairs(heights, edges, fill=True, facecolor=light(colour), edgecolor="none", alpha=alpha, orientation=way)  # type: ignore[arg-type]
    axes.stairs(counts, EXPOSED, color=light("line"), linewidth=0.9, orientation=way)  # type: ignore[arg-type]
    middle = ([1, 1], [0, most]) if upright else ([0, most], [1, 1])
    axes.plot(*middle, color=light("blue"), linewidth=2.4)
    _ends(axes, float(lowest), float(highest), most)
    if show == "some":
        rug = np.full(DRAWN, -0.06 * most)
        x, y = (found[:DRAWN], rug) if upright else (rug, found[:DRAWN])
        mark(axes, x, y, "model", "blue", 4)


def _headed(axes: Axes, words: str) -> None:
    """Write over a panel, in the lower one of a phone within it, what all of it is a share of."""
    within = is_narrow() and axes.get_subplotspec().rowspan.start > 0  # type: ignore[union-attr]
    label(axes, axes.get_xlim()[0], axes.get_ylim()[1], words, "ink", (0, -5 if within else 8), fontsize=NOTE)


def _ends(axes: Axes, low: float, high: float, most: float) -> None:
    """Write at both ends of nine in ten where they lie."""
    for at, side in ((low, -1), (high, 1)):
        if is_narrow():
            axes.plot([at, at], [0, 0.55 * most], color=light("blue"), linewidth=1.2)
            label(axes, at, 0.55 * most, percent(at), "blue", (0, 8), ha="right" if side < 0 else "left", fontweight="bold")
        else:
            axes.plot([0, 1.1 * most], [at, at], color=light("blue"), linewidth=1.2)
            label(axes, 1.1 * most, at, percent(at), "blue", (5, 0), fontweight="bold")


def _fan_table(found: np.ndarray) -> Table:
    hours = (0.5, 1.0, 2.0, 4.0, 6.0)
    places = [int(np.abs(TIMES_H - hour).argmin()) for hour in hours]
    cells = tuple((f"{hour:g} h", *map(percent, np.quantile(found[:, at], QUANTILES))) for hour, at in zip(hours, places, strict=True))
    columns = ("Time", *(f"{percent(q)} of people are below" for q in QUANTILES))
    return Table("Levels as shares of the middle curve's peak", columns, cells)
