"""Can you see it? How many people a variance ratio takes, and what hides a real spread."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.models import trials
from ketamine_course.pictures._charts import LABEL, NOTE, chart, label, note, number_at, outline, percent, shares, signed, x_ticks, y_ticks
from ketamine_course.pictures._marks import discs
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
BIN = 0.6
"""Width of a bin in standard errors of the ratio's logarithm, so that its shape is as smooth with few people as with many."""
SIZES = {"20": "20", "100": "100", "400": "400", "1100": "1,100", "5100": "5,100"}
CORRELATIONS = {
    "-0.6": "\u22120.6: those who would improve anyway gain much less",
    "-0.3": "\u22120.3",
    "0": "0: unrelated",
    "0.3": "0.3",
    "0.6": "0.6: those who would improve anyway gain much more",
    "hides": "the one that hides the spread",
}


@cache
def control_sd() -> float:
    """Return the SD of the control arm that all three pictures assume, in points."""
    return trials.worked_inputs("people_per_arm_sd_4")["control SD"]


@cache
def _ratios(sd_effect: float, people: int) -> trials.Estimate:
    """Return the variance ratios of many simulated trials, in which the ends of the scale play no part."""
    setting = trials.Setting.usual(course_sd=control_sd(), sd_effect=sd_effect)
    drug, control = trials.arm_spreads(setting, people, np.random.default_rng([11, people]), STUDIES)
    return trials.variance_ratio(drug, people, control, people)


@explorable(
    title="Can you see it?",
    narrow=True,
    story="people",
    sample={"sd_effect": "4", "people": "400"},
    sd_effect=Choice(SPREADS, label="How much individual effects differ (SD)", default="4"),
    people=Slider(SIZES, label="People per arm"),
)
def can_you_see_it(sd_effect: str, people: str) -> Picture:
    """Variance ratios of many simulated trials, and how often their interval lies above 1."""
    found = _ratios(float(sd_effect), int(people))
    values = np.asarray(found.value)
    above_1 = np.asarray(found.low) > 1
    seen = float(above_1.mean())
    low, high = np.quantile(values, [0.025, 0.975])
    true = trials.spread_ratio(float(sd_effect), control_sd())
    figure, axes = chart(
        300,
        f"The interval lies above 1 in {seen:.0%} of trials",
        f"{STUDIES} simulated trials, {SIZES[people]} per arm. Strong colour: interval above 1",
        left=16,
        top=72,
        bottom=64,
        narrow={"height": 340, "top": 112, "bottom": 84},
    )
    axes.set(xscale="log", xlim=ENDS, yticks=[])
    axes.set_label("ratio")
    x_ticks(axes, {at: f"{at:g}" for at in (0.5, 0.75, 1, 1.25, 1.5, 2)}, "ratio of SDs found: drug / control")
    edges = _edges(true, int(people))
    heights = shares(values, edges)
    axes.set(ylim=(0, (1.05 + 25 / axes.bbox.height) * heights.max()))
    touch(axes, x=("sd_effect", {sd: trials.spread_ratio(float(sd), control_sd()) for sd in SPREADS}))
    outline(axes, *_without_ends(heights, edges), "blue", fill="blue_ground")
    strong = _without_ends(shares(values[above_1], edges) * seen, edges)
    axes.stairs(*strong, fill=True, facecolor=light("blue"), edgecolor="none", zorder=0.95)
    _references(axes, true, moves=sd_effect != "0")
    for end, beyond, side in ((ENDS[0], values < ENDS[0], "left"), (ENDS[1], values > ENDS[1], "right")):
        if beyond.any():
            coloured = f"\n{percent(float((beyond & above_1).mean()))} strong" if (beyond & above_1).any() else ""
            words = f"{percent(float(beyond.mean()))} beyond{coloured}"
            label(axes, end, axes.get_ylim()[1], words, "blue", (0, -2), ha=side, va="top", fontsize=NOTE)
    note(figure, f"Middle 95% of the ratios: {low:.2f} to {high:.2f}.", "ink", size=LABEL)
    assumed = f"The control SD is {control_sd():g} points, and individual effects are unrelated to the untreated course."
    words = (
        f"Individual effects differ by an SD of {SPREADS[sd_effect].split(':')[0]}. In {STUDIES} simulated trials with {SIZES[people]} "
        f"people per arm, the middle 95% of the variance ratios lie between {low:.2f} and {high:.2f}, while the true ratio is {true:.3f}. "
        f"The interval lies above 1 in {seen:.0%} of the trials."
    )
    return Picture(figure, words, "simulated", _seen_table(float(sd_effect)), (("Assumed", assumed),))


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
        rows.append((words, f"{low:.2f} to {high:.2f}", f"{np.mean(np.asarray(found.low) > 1):.0%}"))
    columns = ("People per arm", "Middle 95% of the ratios", "Interval above 1")
    return Table(f"Simulated trials, SD of individual effects {sd_effect:g} points", columns, tuple(rows))


@explorable(
    title="Individual effects and the spread of the groups",
    narrow=True,
    sample={"correlation": "hides"},
    sd_effect=Choice({"4": "4 points", "8": "8 points"}, label="SD of individual effects"),
    correlation=Choice(CORRELATIONS, label="Correlation of individual effect and untreated improvement", default="0"),
)
def spread_of_arms(sd_effect: str, correlation: str) -> Picture:
    """Some people with their own effects, and what the spread of the two arms shows of it."""
    spread = float(sd_effect)
    rho = trials.hiding_correlation(spread, control_sd()) if correlation == "hides" else float(correlation)
    ratio = trials.spread_ratio(spread, control_sd(), rho)
    need = trials.people_per_arm(spread, control_sd(), rho)
    words_need = (
        "so no number of people would show it"
        if math.isinf(need)
        else f"and it takes about {_rounded(need):,} people per arm to see this (80% power)"
    )
    title = "No number of people shows this spread" if math.isinf(need) else f"About {_rounded(need):,} people per arm show this spread"
    figure, (bells, cloud) = chart(
        290,
        title,
        f"Effects differ by an SD of {sd_effect} points; correlation {signed(rho, 2)}",
        1,
        ncols=2,
        left=16,
        top=62,
        bottom=66,
        wspace=0.3,
        width_ratios=(2.2, 1),
        narrow={"rows": 2, "ncols": 1, "height": 440, "left": 34, "right": 14, "top": 98, "bottom": 66, "hspace": 0.62}
        | {"width_ratios": None, "height_ratios": (1.75, 1)},
    )
    _bells(bells, ratio)
    _cloud(cloud, spread, rho)
    mean = trials.default("own_effect_mean")
    assumed = f"The control SD is {control_sd():g} points and the mean effect {mean:g} points; the scale has no ends."
    notes = ("Assumed", assumed), ("People per arm", "As many as show the spread in 80% of trials (80% power).")
    side = "wider than" if ratio > 1.0005 else "narrower than" if ratio < 0.9995 else "exactly as wide as"
    words = (
        f"Individual effects have an SD of {sd_effect} points and a correlation of {signed(rho, 2)} with the improvement that people would "
        f"have had anyway. The drug group spreads {side} the control group, with a variance ratio of {ratio:.3f}, {words_need}."
    )
    return Picture(figure, words, "simulated", _hiding_table(spread), notes)


def _rounded(number: float) -> int:
    """Return a number of people to two figures."""
    digits = max(0, int(math.log10(number)) - 1)
    return int(round(number / 10**digits) * 10**digits)


def _cloud(axes: Axes, spread: float, rho: float) -> None:
    """Draw the individual effects of the sixty over their untreated improvement, small beside what the arms show."""
    z, effects = own_effects(spread, rho)
    axes.set(xlim=(-2.8, 2.8), ylim=(-24, 34))
    axes.set_label("individual effect")
    axes.grid(visible=False, axis="x")
    axes.axhline(0, color=light("line"), linewidth=1)
    y_ticks(axes, {-20: signed(-20, 0), 0: "0", 20: "20"})
    x_ticks(axes, {-2: "less", 2: "more"}, "untreated improvement")
    label(axes, -2.8, 34, "effects of 60 people", "ink", (-4, 4))
    discs(axes, z, effects, "blue", 3.5)


def own_effects(spread: float, rho: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the untreated courses of the sixty and individual effects whose SD and correlation with them are exactly those named."""
    people = trials.sixty()
    return people.course, trials.default("own_effect_mean") + spread * (rho * people.course + math.sqrt(1 - rho**2) * people.effect)


def _bells(axes: Axes, ratio: float) -> None:
    """Draw the two arms under each other, each with its SD as a bar; two lines carry the bar of the control group down."""
    xs = np.linspace(-45, 45, 31)
    axes.set(xlim=(-45, 45), ylim=(-0.5, 2.75), yticks=[])
    axes.set_label("improvement")
    axes.grid(visible=False)
    x_ticks(axes, {-30: signed(-30, 0), 0: "mean", 30: "30"}, "improvement, points")
    axes.vlines([-control_sd(), control_sd()], -0.5, 1.5, color=light("orange"), linewidth=1.2, linestyle=(0, (3, 2)), zorder=0.95)
    for name, sd, colour, floor in (("control", control_sd(), "orange", 1.7), ("drug", control_sd() * ratio, "blue", 0.0)):
        heights = 0.9 * control_sd() / sd * np.exp(-((xs / sd) ** 2) / 2)
        corners = np.column_stack([[-45, *xs, 45], [floor, *(floor + heights), floor]])
        axes.add_patch(PathPatch(Path(corners), facecolor=light(f"{colour}_ground"), edgecolor=light(colour), linewidth=1.2))
        axes.plot([-sd, sd], [floor - 0.2] * 2, color=light(colour), linewidth=7)
        label(axes, -45, floor, name, colour, (2, 34), fontweight="bold")
        number_at(axes, 45, floor - 0.2, f"SD {sd:.1f}", colour, (0, 0), ha="right")


def _hiding_table(spread: float) -> Table:
    rows = []
    for name in CORRELATIONS:
        rho = trials.hiding_correlation(spread, control_sd()) if name == "hides" else float(name)
        need = trials.people_per_arm(spread, control_sd(), rho)
        ratio = f"{trials.spread_ratio(spread, control_sd(), rho):.3f}"
        rows.append((signed(rho, 2), ratio, "never" if math.isinf(need) else f"{_rounded(need):,}"))
    return Table(
        f"SD of individual effects {spread:g} points", ("Correlation", "Variance ratio", "People per arm for 80% power"), tuple(rows)
    )
