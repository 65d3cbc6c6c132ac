"""What repetition would show: simulated crossovers, in which everybody meets both treatments once or several times."""

from __future__ import annotations

import numpy as np

from ketamine_course.models import trials
from ketamine_course.pictures._charts import LABEL, chart, label, note, outline, shares, x_ticks
from ketamine_course.pictures.variable_response._common import STUDIES
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch

ROUNDS = {"1": "once each", "2": "twice each", "4": "four times each"}
OWN = {"0": "0 points: the same for all", "4": "4 points", "8": "8 points"}
CROSSOVER_PEOPLE = 60


@explorable(
    title="What repetition would show",
    narrow=True,
    story="rounds",
    sample={"rounds": "4", "sd_effect": "8"},
    sd_effect=Choice(OWN, label="True SD of individual effects"),
    rounds=Slider(ROUNDS, label="Drug and control, each person"),
)
def repeated_rounds(sd_effect: str, rounds: str) -> Picture:
    """Simulated crossovers: what each of them would say about the spread of own effects."""
    differences = trials.crossover(
        trials.Setting.usual(sd_effect=float(sd_effect)), CROSSOVER_PEOPLE, int(rounds), np.random.default_rng(6), STUDIES
    )
    once = rounds == "1"
    variances = differences[:, :, 0].var(axis=1, ddof=1) if once else trials.effect_variance(differences)
    found = np.sqrt(np.clip(variances, 0, None))
    low, middle, high = np.quantile(found, [0.025, 0.5, 0.975])
    title = "Once each: effects and noise stay mixed" if once else f"{ROUNDS[rounds].capitalize()}: the noise is taken out"
    figure, axes = chart(
        320,
        title,
        f"{STUDIES} simulated crossovers, {CROSSOVER_PEOPLE} people, drug and control {ROUNDS[rounds]}",
        left=16,
        top=72,
        bottom=84,
        narrow={"height": 330, "top": 110, "bottom": 120},
    )
    edges = np.arange(0, 18.5, 0.5)
    heights = shares(found, edges)
    axes.set(xlim=(0, 18), ylim=(0, 1.05 * heights.max()), yticks=[])
    axes.set_label("spread")
    x_ticks(axes, {value: f"{value}" for value in (0, 4, 8, 12, 16)}, "SD of individual effects found, points")
    touch(axes, x=("sd_effect", {sd: float(sd) for sd in OWN}))
    outline(axes, heights, edges, "blue", fill="blue_ground")
    axes.axvline(float(sd_effect), color=light("orange"), linewidth=1.8, linestyle="dashed")
    label(axes, float(sd_effect), axes.get_ylim()[1], f"truth: {sd_effect}", "orange", (4, 8), fontweight="bold")
    stays = f"{trials.default('retest_r_two_weeks'):.0%} of the untreated variance stays with a person"
    what = "the SD of their differences mixes individual effects with noise" if once else "the noise within a person is taken out"
    above = note(figure, f"Assumed: {stays}; nothing carries over.")
    note(figure, f"Middle 95% of the crossovers: {low:.1f} to {high:.1f} points.", "ink", size=LABEL, above=above)
    words = (
        f"The true SD of individual effects is {sd_effect} points. When {CROSSOVER_PEOPLE} people get drug and control {ROUNDS[rounds]}, "
        f"{what}. The SD found is {middle:.1f} points in the middle of {STUDIES} simulated crossovers and {low:.1f} to {high:.1f} in 95% "
        f"of them. We assume that {stays} and that nothing carries over."
    )
    rows = (
        ("True SD of individual effects", f"{sd_effect} points"),
        ("SD found, median", f"{middle:.1f}"),
        ("SD found, middle 95%", f"{low:.1f} to {high:.1f}"),
    )
    return Picture(figure, words, "simulated", Table("Simulated crossovers", ("What", "Value"), rows))
