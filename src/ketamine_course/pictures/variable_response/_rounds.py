"""What repetition would show: simulated crossovers, in which everybody meets both treatments once or several times."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ketamine_course.models import trials
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import NOTE, chart, label, number_at, rows_of_labels, signed, span, x_ticks
from ketamine_course.pictures._marks import discs, mark
from ketamine_course.pictures.variable_response._common import STUDIES
from ketamine_course.pictures.variable_response._crowd import FOLLOWED, bins, followed, levels, piled
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

ROUNDS = {"1": "once each", "2": "twice each", "4": "four times each"}
OWN = {"0": "0 points: the same for all", "4": "4 points", "8": "8 points"}
CROSSOVER_PEOPLE = 60
SMALL, SMALLER = 9, 8
"""Diameter of a person, in units, and on a phone: here the pile only stands beside what it shows."""


@explorable(
    title="What repetition would show",
    narrow=True,
    story="rounds",
    sample={"rounds": "4", "sd_effect": "8"},
    sd_effect=Choice(OWN, label="True SD of individual effects"),
    rounds=Slider(ROUNDS, label="Drug and control, each person"),
)
def repeated_rounds(sd_effect: str, rounds: str) -> Picture:
    """The sixty in a crossover: what it says about the spread of their own effects, and what many such crossovers would say."""
    once = rounds == "1"
    differences = trials.sixty_differences(_setting(sd_effect), int(rounds))
    found = _found_sd(differences[None])[0]
    median, low, high = _of_many(sd_effect, rounds)
    title = "Once each: effects and noise stay mixed" if once else f"{ROUNDS[rounds].capitalize()}: noise can be told from effects"
    figure, (spreads, pile) = chart(
        310,
        title,
        f"How far individual effects differ: SD of 60 people, drug and control {ROUNDS[rounds]}",
        2,
        left=112,
        right=20,
        top=52,
        bottom=54,
        hspace=0.55,
        height_ratios=(1, 1.9),
        narrow={"height": 410, "left": 46, "right": 18, "top": 98, "bottom": 56, "hspace": 0.5, "height_ratios": (1, 1.6)},
    )
    means = differences.mean(axis=1)
    discs_sd, disc = float(means.std(ddof=1)), SMALLER if is_narrow() else SMALL
    _spreads(spreads, float(sd_effect), found, (low, high))
    edges = bins(pile, -26, 38, 0, disc)
    levels(pile, disc)
    pile.grid(visible=False)
    pile.set_label("difference")
    x_ticks(pile, {value: signed(value, 0) for value in (-20, 0, 20)}, "better with the drug, points")
    pile.axvline(0, color=light("line"), linewidth=1)
    top = _people(pile, means, edges, disc)
    _bracket(pile, top + 14 / disc, float(means.mean()), discs_sd, disc)
    stays = (
        f"{percent(trials.default('retest_r_two_weeks'))} of the variance in untreated scores is due to stable differences between people"
    )
    mixed = "the SD of their differences mixes individual effects with noise"
    taken = f"the noise within a person can be estimated and taken out of the SD of their mean differences ({discs_sd:.1f} points)"
    mine = means[FOLLOWED - 1]
    words = (
        f"The true SD of individual effects is {sd_effect} points. When the sixty people get the drug and the control {ROUNDS[rounds]}, "
        f"{mixed if once else taken}. "
        f"The SD found in them is {found:.1f} points, and person {FOLLOWED} is {abs(mine):.0f} points {'better' if mine > 0 else 'worse'} "
        f"with the drug. In {STUDIES} simulated crossovers the SD found has a median of {median:.1f} and lies between "
        f"{low:.1f} and {high:.1f} in 95% of them. We assume that {stays} and that no effect carries over to the next period."
    )
    return Picture(figure, words, "simulated", _table(sd_effect, found, median, low, high))


def _people(axes: Axes, means: NDArray[np.float64], edges: NDArray[np.floating[Any]], disc: float) -> float:
    """Pile up a disc for each person, name the one that is followed, and return how high the pile is."""
    x, y = piled(means, edges)
    discs(axes, x, y, "blue", disc - 1)
    at = FOLLOWED - 1
    followed(axes, x, y, disc)
    label(axes, x[at], y[at], str(FOLLOWED), "paper", ha="center", fontsize=NOTE, fontweight="bold", zorder=5)
    return float(y.max())


def _table(sd_effect: str, found: float, median: float, low: float, high: float) -> Table:
    rows = (
        ("True SD of individual effects", f"{sd_effect} points"),
        ("SD found in the sixty", f"{found:.1f}"),
        ("SD found, median", f"{median:.1f}"),
        ("SD found, middle 95%", f"{low:.1f} to {high:.1f}"),
    )
    caption = f"The sixty, and {STUDIES} simulated crossovers with {CROSSOVER_PEOPLE} people each"
    return Table(caption, ("What", "Value"), rows)


def _setting(sd_effect: str) -> trials.Setting:
    return trials.Setting.usual(sd_effect=float(sd_effect), mean_effect=_mean())


def _mean() -> float:
    return trials.default("own_effect_mean")


def _found_sd(differences: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the SD of individual effects that crossovers find: of the differences after one round, without the noise after several."""
    once = differences.shape[-1] == 1
    variances = differences[:, :, 0].var(axis=1, ddof=1) if once else trials.effect_variance(differences)
    return np.sqrt(np.clip(variances, 0, None))


@cache
def _many(sd_effect: str, rounds: str) -> NDArray[np.float64]:
    """Return the SD that each of many crossovers finds."""
    return _found_sd(trials.crossover(_setting(sd_effect), CROSSOVER_PEOPLE, int(rounds), np.random.default_rng(6), STUDIES))


def _of_many(sd_effect: str, rounds: str) -> tuple[float, float, float]:
    """Return the median of many crossovers, and between what the middle 95% of them lie."""
    low, median, high = np.quantile(_many(sd_effect, rounds), [0.025, 0.5, 0.975])
    return float(median), float(low), float(high)


def _bracket(axes: Axes, y: float, mean: float, sd: float, disc: float) -> None:
    """Draw over the discs how far they spread: a bracket from one SD below their mean to one above it."""
    foot = 5 / disc
    ends = [mean - sd, mean - sd, mean + sd, mean + sd]
    axes.plot(ends, [y - foot, y, y, y - foot], color=light("ink"), linewidth=1.4, clip_on=False)
    number_at(
        axes,
        mean + sd,
        y,
        f"SD of the discs {sd:.1f}",
        "ink",
        (5, -1) if not is_narrow() else (0, 9),
        ha="right" if is_narrow() else "left",
    )


def _spreads(axes: Axes, true: float, found: float, many: tuple[float, float]) -> None:
    """Draw on one scale of SDs what is true and what is found, with its range in many crossovers."""
    rows_of_labels(axes, ["true", "found"] if is_narrow() else ["true, as chosen", "found"])
    axes.set(xlim=(-1, 21))
    axes.set_label("SD")
    x_ticks(axes, {at: str(at) for at in (0, 5, 10, 15, 20)}, "SD, points")
    axes.axvline(true, color=light("violet"), linewidth=1.4, zorder=0.9)
    axes.plot(many, [1, 1], color=light("blue_ground"), linewidth=13, zorder=0.8)
    span(axes, 1, *many, "blue", width=1.4)
    mark(axes, true, 0, "model", "violet", 10, clip_on=False)
    mark(axes, found, 1, "ours", "blue", 9, clip_on=False)
    ground = {"facecolor": light("paper"), "edgecolor": "none", "pad": 1.2}  # the line of what is true passes behind the words
    number_at(axes, true, 0, f"{true:g}", "violet", (10, 0))
    right = many[1] < 11
    at, way = (many[1], 8) if right else (many[0], -8)
    number_at(axes, at, 1, f"{found:.1f}", "blue", (way, 0), ha="left" if right else "right", bbox=ground)
    if not is_narrow():
        label(axes, at, 1, f"95% of {STUDIES} trials", "blue", (way * 4.6, 0), fontsize=NOTE, ha="left" if right else "right", bbox=ground)
    else:
        label(axes, 21, 1, f"95% of {STUDIES} trials", "blue", (0, 15), fontsize=NOTE, ha="right")
    touch(axes, x=("sd_effect", {each: float(each) for each in OWN}), down=(0.5, -0.5))
