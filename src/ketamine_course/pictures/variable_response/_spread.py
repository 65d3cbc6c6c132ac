"""Individual effects and the spread of the arms: what sixty people's effects do to what a trial sees, and how many people it takes."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import NullLocator

from ketamine_course.models import trials
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import LABEL, MARGIN, chart, label, number_at, signed, x_ticks, y_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures._marks import discs, mark
from ketamine_course.pictures._planes import Plane
from ketamine_course.pictures.variable_response._common import TRIALS
from ketamine_course.pictures.variable_response._power import control_sd
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

CORRELATIONS = {
    "-0.6": "\u22120.6: those who would improve anyway gain much less",
    "-0.3": "\u22120.3",
    "0": "0: unrelated",
    "0.3": "0.3",
    "0.6": "0.6: those who would improve anyway gain much more",
    "hides": "the one that hides the spread",
}
NEEDED = "With this many people, 80% of trials would show the spread (80% power)."


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
    figure, (cloud, bells) = chart(
        306,
        _title(need),
        f"Assumed: individual effects with an SD of {sd_effect} points; correlation {signed(rho, 2)}",
        1,
        ncols=2,
        left=38,
        top=76,
        bottom=124,
        wspace=0.12,
        width_ratios=(1, 1.25),
        narrow={"rows": 2, "ncols": 1, "height": 480, "left": 34, "right": 14, "top": 108, "bottom": 132, "hspace": 0.72}
        | {"width_ratios": None},
    )
    _cloud(cloud, spread, rho)
    _bells(bells, ratio)
    _needed(figure, need)
    mean = trials.default("own_effect_mean")
    assumed = f"The control SD is {control_sd():g} points and the mean effect {mean:g} points; the scale has no limits."
    trials_drawn = f"The numbers are the people randomised in {listed(sorted(work(ref).short for ref in _sizes()))}."
    notes = ("Assumed", assumed), ("Needed", NEEDED), ("Trials drawn", trials_drawn)
    side = "larger than" if ratio > 1.0005 else "smaller than" if ratio < 0.9995 else "exactly as large as"
    words = (
        f"Individual effects have an SD of {sd_effect} points and a correlation of {signed(rho, 2)} with the improvement that people would "
        f"have had anyway. The spread of the drug group is {side} that of the control group, with a variance ratio of "
        f"{ratio:.3f}, {words_need}."
    )
    return Picture(figure, words, "simulated", _hiding_table(spread), notes)


def _rounded(number: float) -> int:
    """Return a number of people to two figures."""
    digits = max(0, int(math.log10(number)) - 1)
    return int(round(number / 10**digits) * 10**digits)


def _title(need: float) -> str:
    """Return how many people it would take: a number that is computed, not one of people who were studied."""
    if math.isinf(need):
        return "No number of people would reveal this spread"
    return f"Seeing this would take about {_rounded(need):,} people per arm"


def _cloud(axes: Axes, spread: float, rho: float) -> None:
    """Draw the individual effects of the sixty over their untreated improvement."""
    z, effects = own_effects(spread, rho)
    axes.set(xlim=(-2.8, 2.8), ylim=(-22, 30))
    axes.set_label("individual effect")
    axes.grid(visible=False, axis="x")
    axes.axhline(0, color=light("line"), linewidth=1)
    y_ticks(axes, {-20: signed(-20, 0), 0: "0", 20: "20"})
    x_ticks(axes, {-2: "less", 2: "more"}, "improvement without the drug")
    _heading(axes, "Gain of each of 60, in points")
    grid = np.array([5.6 / axes.bbox.width, 52 / axes.bbox.height])  # whole units of the picture: shorter numbers
    x, y = (np.round(np.column_stack([z, effects]) / grid) * grid).T
    discs(axes, x, y, "blue", 4.6)


def _heading(axes: Axes, words: str) -> None:
    axes.annotate(words, (0, 1), (0, 8), "axes fraction", textcoords="offset points", fontsize=LABEL, color=light("ink"), fontweight="bold")


def own_effects(spread: float, rho: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the untreated courses of the sixty and individual effects whose SD and correlation with them are exactly those named."""
    people = trials.sixty()
    return people.course, trials.default("own_effect_mean") + spread * (rho * people.course + math.sqrt(1 - rho**2) * people.effect)


def _bells(axes: Axes, ratio: float) -> None:
    """Draw the outcomes of the two arms over each other, and under them their SDs as bars on the same scale."""
    xs = np.linspace(-45, 45, 25)
    axes.set(xlim=(-45, 45), ylim=(-0.62, 1.02), yticks=[])
    axes.set_label("improvement")
    axes.grid(visible=False)
    x_ticks(axes, {-30: signed(-30, 0), 0: "mean", 30: "30"}, "improvement, points")
    _heading(axes, "What the trial sees: two arms")
    arms = ("drug", control_sd() * ratio, "blue"), ("control", control_sd(), "orange")
    for at, (name, sd, colour) in enumerate(arms):
        heights = 0.95 * control_sd() / sd * np.exp(-((xs / sd) ** 2) / 2)
        if name == "drug":
            corners = np.column_stack([[-45, *xs, 45], [0, *heights, 0]])
            look = {"facecolor": light("blue_ground"), "edgecolor": light(colour), "linewidth": 1.5}
            axes.add_patch(PathPatch(Path(corners), **look))
        else:
            axes.plot(xs, heights, color=light(colour), linewidth=1.5, linestyle=(0, (4, 2)))
        y = -0.2 - 0.24 * at
        axes.plot([-sd, sd], [y, y], color=light(colour), linewidth=7, solid_capstyle="butt")
        label(axes, -45, y, name, colour, (2, 0), fontweight="bold")
        number_at(axes, 45, y, f"SD {sd:.1f}", colour, (-2, 0), ha="right")


def _sizes() -> dict[str, float]:
    """Return how many people were randomised in trials of this notebook, by work."""
    rows = (row for row in rows_of("trial_counts") if row["trial"] in TRIALS and row["stage"] == "randomised")
    return {row["ref"]: float(row["n"]) for row in rows if row["main"] and row["mark"] == "seen" and row["n"] > 0}


def _needed(figure: Figure, need: float) -> None:
    """Draw the number of people that it takes on one scale with those of trials that there are."""
    high, low = 72 * figure.get_figheight(), 56.0
    place = (MARGIN + 8) / width(), low / high, 1 - (2 * MARGIN + 16) / width(), 24 / high
    axes = figure.add_axes(place, axes_class=Plane)
    axes.set(xscale="log", xlim=(20, 40_000), ylim=(0, 1), yticks=[])
    axes.grid(visible=False)
    axes.yaxis.set_minor_locator(NullLocator())
    x_ticks(axes, {at: f"{at:,}" for at in (100, 1000, 10_000)}, "people in the whole trial")
    sizes = np.array(sorted(_sizes().values()))
    mark(axes, sizes, np.full(len(sizes), 0.5), "read", "blue", 6 if is_narrow() else 8)
    label(axes, 20, 1, f"{in_words(len(sizes))} trials listed", "blue", (0, 7))
    if math.isinf(need):
        label(axes, 40_000, 1, "none is enough", "ink", (0, 7), ha="right", fontweight="bold")
        axes.annotate("", (40_000, 0.5), (12_000, 0.5), arrowprops={"arrowstyle": "-|>", "color": light("ink"), "linewidth": 2})
        return
    both = min(2 * _rounded(need), 36_000)
    mark(axes, both, 0.5, "ours", "ink", 10)
    label(axes, 40_000, 1, f"needed: 2 \u00d7 {_rounded(need):,}", "ink", (0, 7), ha="right", fontweight="bold")


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
