"""Can you see it? How many people a ratio of SDs takes, and what hides a real spread."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models import trials
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import BOLD, LABEL, NOTE, chart, label, note, outline, shares, x_ticks
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.variable_response._common import STUDIES
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

SPREADS = {"0": "0 points: the same for all", "4": "4 points", "6": "6 points", "8": "8 points"}
ENDS = 0.5, 2.0
"""Ends of the scale of ratios, the same for all numbers of people, wide enough for the middle 95%; what lies beyond is said."""
BIN = 0.45
"""Width of a bin in standard errors of the ratio's logarithm, so that its shape is as smooth with few people as with many."""
SIZES = {"20": "20", "100": "100", "400": "400", "1100": "1,100", "5100": "5,100"}


@cache
def control_sd() -> float:
    """Return the SD of the control arm that all three pictures assume, in points."""
    return trials.worked_inputs("people_per_arm_sd_4")["control SD"]


@cache
def _ratios(sd_effect: float, people: int) -> trials.Estimate:
    """Return the ratios of SDs of many simulated trials, in which the ends of the scale play no part."""
    setting = trials.Setting.usual(course_sd=control_sd(), sd_effect=sd_effect)
    drug, control = trials.arm_spreads(setting, people, np.random.default_rng([11, people]), STUDIES)
    return trials.variability_ratio(drug, people, control, people)


@explorable(
    title="Can you see it?",
    narrow=True,
    story="people",
    sample={"sd_effect": "4", "people": "400"},
    sd_effect=Choice(SPREADS, label="How much individual effects differ (SD)", default="4"),
    people=Slider(SIZES, label="People per arm"),
)
def can_you_see_it(sd_effect: str, people: str) -> Picture:
    """Ratios of SDs of many simulated trials, and how often their interval lies above 1."""
    found = _ratios(float(sd_effect), int(people))
    values = np.asarray(found.value)
    above_1 = np.asarray(found.low) > 1
    seen = float(above_1.mean())
    low, high = np.quantile(values, [0.025, 0.975])
    true = trials.spread_ratio(float(sd_effect), control_sd())
    figure, axes = chart(
        324,
        f"The interval lies above 1 in {percent(seen)} of trials",
        f"{STUDIES} simulated trials, {SIZES[people]} per arm. Strong colour: interval above 1",
        left=16,
        top=72,
        bottom=64,
        narrow={"height": 380, "top": 112, "bottom": 84},
    )
    axes.set(xscale="log", xlim=ENDS, yticks=[])
    axes.set_label("ratio")
    x_ticks(axes, {at: f"{at:g}" for at in (0.5, 0.75, 1, 1.25, 1.5, 2)}, "ratio of SDs found: drug / control")
    edges = _edges(true, int(people))
    heights = shares(values, edges)
    axes.set(ylim=(0, (1.05 + 66 / axes.bbox.height) * heights.max()))
    touch(axes, x=("sd_effect", {sd: trials.spread_ratio(float(sd), control_sd()) for sd in SPREADS}))
    outline(axes, *_without_ends(heights, edges), "blue", fill="blue_ground")
    strong = _without_ends(shares(values[above_1], edges) * seen, edges)
    axes.stairs(*strong, fill=True, facecolor=light("blue"), edgecolor="none", zorder=0.95)
    _examples(axes, found, above_1)
    _references(axes, true, moves=sd_effect != "0")
    beyond = float(((values < ENDS[0]) | (values > ENDS[1])).mean())
    off = f" {percent(beyond)} lie off the scale." if beyond else ""
    note(figure, f"Middle 95% of the ratios: {low:.2f} to {high:.2f}.{off}", "ink", size=LABEL)
    assumed = f"The control SD is {control_sd():g} points, and individual effects are unrelated to how people would do untreated."
    words = (
        f"Individual effects have an SD of {SPREADS[sd_effect].split(':')[0]}. In {STUDIES} simulated trials with {SIZES[people]} "
        f"people per arm, the middle 95% of the ratios of SDs lie between {low:.2f} and {high:.2f}, while the true ratio is {true:.3f}. "
        f"The interval lies above 1 in {percent(seen)} of the trials."
    )
    return Picture(figure, words, "simulated", _seen_table(float(sd_effect)), (("Assumed", assumed),))


def _examples(axes: Axes, found: trials.Estimate, above_1: np.ndarray) -> None:
    """Draw the interval of one trial of each sort, the middle one: one that lies above 1, where there is one, and one that does not."""
    value, low, high = (np.asarray(each) for each in (found.value, found.low, found.high))
    top, unit = axes.get_ylim()[1], axes.get_ylim()[1] / axes.bbox.height
    for which, down, colour, told in ((above_1, 24, "blue", "above 1"), (~above_1, 48, "quiet", "includes 1")):
        words, y = f"one trial: {told}", top - down * unit
        own = np.flatnonzero(which)
        if not own.size:
            continue
        one = own[np.argsort(value[own])[own.size // 2]]
        left, right = max(low[one], ENDS[0]), min(high[one], ENDS[1])
        axes.plot([left, right], [y, y], color=light(colour), linewidth=2.2, zorder=2.5)
        for beyond, end, sign in ((low[one] < left, left, "<"), (high[one] > right, right, ">")):  # the interval goes on
            if beyond:
                axes.plot(end, y, marker=sign, markersize=6, color=light(colour), clip_on=False, zorder=2.5)
        mark(axes, value[one], y, "model", colour, 6)
        ground = {"facecolor": light("paper"), "edgecolor": "none", "pad": 0.6}  # the lines pass behind the words
        beside = axes.bbox.width * math.log(ENDS[1] / right) / math.log(ENDS[1] / ENDS[0]) > len(words) * NOTE * BOLD + 8
        place: dict[str, Any] = {"shift": (5, 0)} if beside else {"shift": (0, 9), "ha": "right"}
        label(axes, right, y, words, colour, fontsize=NOTE, fontweight="bold", bbox=ground, zorder=2.4, **place)


def _edges(true: float, people: int) -> np.ndarray:
    """Return the edges of bins around the true ratio, from one end of the scale to the other."""
    step = BIN / math.sqrt(people)
    below, above = (math.floor(abs(math.log(end / true)) / step - 0.5) for end in ENDS)
    inner = true * np.exp(step * (np.arange(-below, above + 2) - 0.5))
    return np.unique(np.clip([ENDS[0], *inner, ENDS[1]], *ENDS))


def _without_ends(heights: np.ndarray, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return bins without the empty ones at both ends, which would weigh twice as much as the rest."""
    filled = np.flatnonzero(heights)
    first, last = (filled[0], filled[-1]) if filled.size else (0, 0)
    return heights[first : last + 1], edges[first : last + 2]


def _references(axes: Axes, true: float, *, moves: bool) -> None:
    """Draw where the spreads are equal and, where the effects differ, the true ratio; on a phone their names take two lines."""
    between, lift = ("\n", 12) if is_narrow() else (" ", 8)
    top = axes.get_ylim()[1]
    axes.axvline(1, color=light("ink"), linewidth=1.4)
    label(axes, 1, top, f"equal{between}spread", "ink", (-4, lift), ha="right")
    if moves:
        axes.axvline(true, color=light("ink"), linewidth=1.8, linestyle="dashed")
        label(axes, true, top, f"true ratio{between}{true:.3f}", "ink", (4, lift), fontweight="bold")


def _seen_table(sd_effect: float) -> Table:
    rows = []
    for size, words in SIZES.items():
        found = _ratios(sd_effect, int(size))
        low, high = np.quantile(np.asarray(found.value), [0.025, 0.975])
        rows.append((words, f"{low:.2f} to {high:.2f}", percent(float(np.mean(np.asarray(found.low) > 1)))))
    columns = ("People per arm", "Middle 95% of the ratios", "Interval above 1")
    return Table(f"Simulated trials, SD of individual effects {sd_effect:g} points", columns, tuple(rows))
