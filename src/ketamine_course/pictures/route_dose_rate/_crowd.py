"""A crowd: one amount in a thousand simulated people, and how often people with different amounts overlap."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.pictures._drawing import sheet, write, write_lines
from ketamine_course.pictures.route_dose_rate._common import Plot, percent
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

COUNT, DRAWN = 1000, 16
TOPS = {"vein": 1.6, "mouth": 3.2, "under_tongue": 3.2}
"""The highest level drawn for each way, as a share of the middle curve's peak: people differ less by vein."""
TIMES_H = np.concatenate([np.linspace(0, 1, 13), [1.25, 1.5], np.linspace(2, 6, 9)])  # close around the end of the standard infusion
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
SPREADS = {"1": "as reported by others", "1.5": "half as wide again", "2": "twice as wide"}


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
    way=Choice(ways, label="Given"),
    show=Choice({"fan": f"All {COUNT:,} as a fan", "some": f"The first {DRAWN}, one by one"}, label="Show"),
    spread=Slider(SPREADS, label="People differ"),
)
def crowd(way: str, show: str, spread: str) -> Picture:
    """Levels over time in simulated people who got one amount in one way."""
    wide = float(spread)
    found, top = levels(way, wide), TOPS[way]
    figure, axes = sheet(284)
    plot = Plot(58, 440, 36, 196, (0, 6), (0, top))
    write(axes, 14, 16, f"{ways()[way]}: everybody gets the same amount", 10, fontweight="bold")
    plot.x_ticks(axes, {0: "0", 1: "1 h", 2: "2 h", 3: "3 h", 4: "4 h", 5: "5 h", 6: "6 h"})
    plot.y_ticks(axes, {tick: percent(tick) for tick in (0, 0.5, 1, 1.5, 2, 3) if tick < top and (top < 2 or tick == int(tick))})
    if show == "fan":
        _fan(axes, plot, found)
        words = ["line: middle person", "inner ground: half of all", "outer: nine in ten"]
    else:
        for person in found[:DRAWN]:
            plot.curve(axes, TIMES_H, np.minimum(person, top), "blue", linewidth=0.9)
        words = ["each line: one person", f"the first {DRAWN} of {COUNT:,}"]
    if (np.quantile(found, 0.95, axis=0) if show == "fan" else found[:DRAWN]).max() > top:
        words.append(f"cut off at {percent(top)}")
    write(axes, 14, 222, f"{'; '.join(words).capitalize()}.", 8.6, "quiet")
    low, high = span(way, wide)
    text = f"Total exposure, nine in ten: {percent(low)} to {percent(high)} of the middle person, {high / low:.1f}-fold."
    write_lines(axes, 14, 242, text, 430, 9.4, fontweight="bold")
    _spread_note(axes, 260, wide)
    description = (
        f"{ways()[way]}, {COUNT:,} simulated people who differ {SPREADS[spread]}, "
        f"{'drawn as a fan' if show == 'fan' else f'the first {DRAWN} drawn one by one'}. {text} "
        "Heights are shares of the middle curve's peak for this way of giving it."
    )
    return Picture(figure, description, "simulated", _fan_table(found))


def _spread_note(axes: Axes, y: float, wide: float) -> None:
    """Say how far the spread between people is known; both of its sources are known as reported by others."""
    widened = ", then widened by us" if wide > 1 else ""
    write(axes, 14, y, f"Spread between people: {MARKS['second_hand']}{widened}. Model: assumed.", 8.6, "quiet")


def _fan(axes: Axes, plot: Plot, found: np.ndarray) -> None:
    lowest, low, middle, high, highest = np.quantile(found, QUANTILES, axis=0)
    x = plot.x(TIMES_H)
    limit = plot.y_range[1]
    for bottom, top, colour, alpha in ((lowest, highest, "blue_ground", 1.0), (low, high, "blue", 0.35)):
        axes.fill_between(
            x,
            plot.y(bottom),
            plot.y(np.minimum(top, limit)),
            facecolor=light(colour),
            edgecolor=light("line"),
            linewidth=0.7,
            alpha=alpha,
        )
    plot.curve(axes, TIMES_H, middle, "blue", linewidth=2.4)


def _fan_table(found: np.ndarray) -> Table:
    hours = (0.5, 1.0, 2.0, 4.0, 6.0)
    places = [int(np.abs(TIMES_H - hour).argmin()) for hour in hours]
    cells = tuple((f"{hour:g} h", *map(percent, np.quantile(found[:, at], QUANTILES))) for hour, at in zip(hours, places, strict=True))
    columns = ("Time", *(f"{q:.0%} of people are below" for q in QUANTILES))
    return Table("Levels as shares of the middle curve's peak", columns, cells)


RATIOS = {"1": "the same", "1.5": "one and a half times", "2": "twice", "3": "three times"}
BINS = np.geomspace(0.1, 12, 49)


@explorable(
    title="Who overlaps whom?",
    sample={"way": "mouth"},
    way=Choice(ways, label="Given"),
    ratio=Slider(RATIOS, label="The second group gets", default="2"),
    spread=Slider(SPREADS, label="People differ"),
)
def overlap(way: str, ratio: str, spread: str) -> Picture:
    """Two groups, one with more drug than the other: how often does somebody with less end up with the greater exposure."""
    wide = float(spread)
    first, second = exposures(way, wide), exposures(way, wide, seed=2) * float(ratio)
    more = RATIOS[ratio] + (" amount" if ratio == "1" else " as much")
    turned = float((first[:, np.newaxis] > second).mean())
    figure, axes = sheet(296)
    write(axes, 14, 16, f"{ways()[way]}: total exposure in two groups of {COUNT:,}", 10, fontweight="bold")
    counts = [np.histogram(np.clip(values, 0.1, 12), BINS)[0] for values in (first, second)]
    plot = Plot(58, 440, 34, 180, (0.1, 12), (0, 1.1 * max(each.max() for each in counts)), log_x=True)
    plot.x_ticks(axes, {0.1: "0.1", 0.25: "0.25", 0.5: "0.5", 1: "1", 2: "2", 4: "4", 8: "8"})
    for heights, colour, style in zip(counts, ("blue", "orange"), ("solid", "dashed"), strict=True):
        axes.stairs(plot.y(heights), plot.x(BINS), baseline=plot.bottom, color=light(colour), linewidth=1.8, linestyle=style)
    write(axes, 249, 204, "Exposure, the middle person of the first group set to 1", 8.5, "quiet", ha="center")
    write(axes, 66, 222, "solid: first group", 9, "blue")
    write(axes, 186, 222, f"dashed: second group, {more}", 9, "orange")
    often = "never in these pairs" if turned == 0 else f"in {turned:.0%} of pairs" if turned >= 0.005 else "in fewer than 1 pair in 200"
    text = f"One person from each group: the one of the first group has the greater exposure {often}."
    y = write_lines(axes, 14, 244, text, 430, 9.4, fontweight="bold")
    _spread_note(axes, y + 3, wide)
    description = f"{ways()[way]}; people differ {SPREADS[spread]}. The second group gets {more}. {text}"
    return Picture(figure, description, "simulated", _overlap_table(first, second))


def _overlap_table(first: np.ndarray, second: np.ndarray) -> Table:
    cells = tuple((f"{q:.0%}", f"{np.quantile(first, q):.2f}", f"{np.quantile(second, q):.2f}") for q in QUANTILES)
    return Table("Exposure, the middle person of the first group set to 1", ("People below", "First group", "Second group"), cells)
