"""A crowd: one amount in a thousand simulated people."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.pictures._charts import MARGIN, chart, key, label, note, number_at, percent, x_ticks, y_ticks
from ketamine_course.pictures._drawing import lowered
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

COUNT, DRAWN = 1000, 16
TOPS = {"vein": 1.6, "mouth": 3.2, "under_tongue": 3.2}
"""The highest level drawn for each way, as a share of the middle curve's peak: people differ less by vein."""
TIMES_H = np.concatenate([np.linspace(0, 1, 13), [1.25, 1.5], np.linspace(2, 6, 9)])  # close around the end of the standard infusion
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
SPREADS = {"1": "as reported by others", "1.5": "half as much again", "2": "twice as much"}

PHONE: dict[str, Any] = {"height": 380, "left": 44, "right": 16, "top": 122, "bottom": 78, "hspace": 0.4, "height_ratios": (7, 1)}


def ways() -> dict[str, str]:
    """Return the ways whose spread between people has a published source."""
    return {"vein": f"Into a vein, over {pk.standard_minutes()} minutes", "mouth": "By mouth", "under_tongue": "Under the tongue"}


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
    found, top = levels(way, wide), TOPS[way]
    low, high = span(way, wide)
    title = f"Nine in ten reach {100 * low:.0f}\u2013{percent(high)} of the middle exposure"
    said = f"{ways()[way]}, the same amount; 100%: the middle person's peak"
    figure, (axes, strip) = chart(320, title, said, 2, right=104, bottom=58, hspace=0.32, height_ratios=(10, 1), narrow=PHONE)
    axes.set(xlim=(0, 6), ylim=(0, top))
    axes.set_label("level")
    step = 2 if is_narrow() else 1
    x_ticks(axes, {0: "0", **{hour: f"{hour} h" for hour in range(step, 7, step)}})
    y_ticks(axes, {tick: percent(tick) for tick in (0, 0.5, 1, 1.5, 2, 3) if tick < top and (top < 2 or tick == int(tick))})
    cut = (np.quantile(found, 0.95, axis=0) if show == "fan" else found[:DRAWN]).max() > top
    if show == "fan":
        _fan(axes, found)
    else:
        axes.plot(TIMES_H, found[:DRAWN].T, color=light("blue"), linewidth=0.9)
        if is_narrow():
            label(axes, 0, top, f"each line: one of {COUNT:,}", "blue", (-32, 8))
        else:
            label(axes, 6, found[0, -1], f"each line:\none of {COUNT:,}", "blue", (6, 8))
    if cut:
        label(axes, 6, top, f"cut off at {percent(top)}", "quiet", (0, -8), ha="right", fontsize=8.5)
    _exposure(strip, low, high)
    note(figure, spread_note(wide))
    drawn = "are drawn as a fan" if show == "fan" else f"the first {DRAWN} are drawn one by one"
    description = (
        f"{COUNT:,} simulated people (spread between them: {SPREADS[spread]}) get the same amount "
        f"{lowered(ways()[way])}, and {drawn}. For nine in ten "
        f"of them, total exposure is {percent(low)} to {percent(high)} of the middle person's, a {high / low:.1f}-fold range. "
        "Heights are shares of the middle curve's peak for this way of giving it."
    )
    return Picture(figure, description, "simulated", _fan_table(found))


def spread_note(wide: float) -> str:
    """Say how far the spread between people is known; both of its sources are known as reported by others."""
    widened = ", then widened by us" if wide > 1 else ""
    return f"Spread between people: {MARKS['second_hand']}{widened}. Model: assumed."


def _fan(axes: Axes, found: np.ndarray) -> None:
    lowest, low, middle, high, highest = np.quantile(found, QUANTILES, axis=0)
    for bottom, top, colour, alpha in ((lowest, highest, "blue_ground", 1.0), (low, high, "blue", 0.35)):
        axes.fill_between(TIMES_H, bottom, top, facecolor=light(colour), edgecolor=light("line"), linewidth=0.7, alpha=alpha)
    axes.plot(TIMES_H, middle, color=light("blue"), linewidth=2.4)
    figure: Any = axes.get_figure()
    if is_narrow():
        looks = (("middle", 2.4, "blue", 1.0), ("half", 8, "blue", 0.5), ("nine in ten", 8, "blue_ground", 1.0))
        lines = [Line2D([], [], color=light(ink), linewidth=wide, alpha=alpha, label=words) for words, wide, ink, alpha in looks]
        key(figure, 59, lines, x=MARGIN, gap=8)
        return
    unit = 72 * figure.get_figheight() * axes.get_position().height / axes.get_ylim()[1]
    for share, words, lift in (
        (middle, "middle person", -2.0),
        ((middle + high) / 2, "half of all", 13.0),
        ((high + highest) / 2, "nine in ten", 28.0),
    ):
        shift = (14.0, float(middle[-1] - share[-1]) * unit + lift)
        at, line = (6, float(share[-1])), {"arrowstyle": "-", "color": light("blue"), "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", at, (shift[0] - 1, shift[1]), textcoords="offset points", arrowprops=line, annotation_clip=False)
        label(axes, *at, words, "blue", shift, fontweight="bold" if share is middle else "normal")


def _exposure(axes: Axes, low: float, high: float) -> None:
    """Draw between what shares of the middle person's the whole exposure of nine in ten lies."""
    axes.set(xscale="log", xlim=(0.12, 8), ylim=(0, 1), yticks=[])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    x_ticks(axes, {1: "100%: the middle person's exposure"})
    axes.plot([low, high], [0.5, 0.5], color=light("blue_ground"), linewidth=10)
    axes.plot([1, 1], [0, 1], color=light("blue"), linewidth=2.4)
    number_at(axes, low, 0.5, percent(low), "blue", (-6, 0), ha="right")
    number_at(axes, high, 0.5, percent(high), "blue", (6, 0))


def _fan_table(found: np.ndarray) -> Table:
    hours = (0.5, 1.0, 2.0, 4.0, 6.0)
    places = [int(np.abs(TIMES_H - hour).argmin()) for hour in hours]
    cells = tuple((f"{hour:g} h", *map(percent, np.quantile(found[:, at], QUANTILES))) for hour, at in zip(hours, places, strict=True))
    columns = ("Time", *(f"{q:.0%} of people are below" for q in QUANTILES))
    return Table("Levels as shares of the middle curve's peak", columns, cells)
