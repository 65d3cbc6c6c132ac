"""What repetition would show: simulated crossovers, in which everybody meets both treatments once or several times."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ketamine_course.models import trials
from ketamine_course.pictures._charts import LABEL, chart, label, note, signed, span, x_ticks
from ketamine_course.pictures.variable_response._common import STUDIES
from ketamine_course.pictures.variable_response._crowd import DISC, FOLLOWED, SIDES, SIDES_ON_A_PHONE, bins, crowd, levels, piled
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

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
    """The sixty in a crossover: what it says about the spread of their own effects, and what many such crossovers would say."""
    once = rounds == "1"
    differences = trials.sixty_differences(_setting(sd_effect), int(rounds))
    found = _found_sd(differences[None])[0]
    median, low, high = _of_many(sd_effect, rounds)
    title = "Once each: effects and noise stay mixed" if once else f"{ROUNDS[rounds].capitalize()}: noise can be told from effects"
    figure, axes = chart(
        340,
        title,
        f"Sixty people, drug and control {ROUNDS[rounds]}; bars: mean \u00b1 SD",
        **SIDES,
        top=52,
        bottom=78,
        narrow={**SIDES_ON_A_PHONE, "height": 510, "top": 84, "bottom": 104},
    )
    edges = bins(axes, -26, 38, 0)
    levels(axes)
    axes.grid(visible=False)
    axes.set_label("difference")
    x_ticks(axes, {value: signed(value, 0) for value in (-20, -10, 0, 10, 20, 30)}, "Better with the drug, points")
    axes.axvline(0, 0, 0.62, color=light("line"), linewidth=1)
    crowd(axes, *piled(differences.mean(axis=1), edges), "blue", numbers=False)
    discs = float(differences.mean(axis=1).std(ddof=1))
    top = 102.0 if is_narrow() else 56.0
    middle = float(differences.mean())
    _spread(axes, top, middle, float(sd_effect), f"true SD of effects: {sd_effect} points", "violet")
    _spread(axes, top + 30, middle, found, _found_words(found, discs, once=once), "blue", (low, high))
    stays = f"{trials.default('retest_r_two_weeks'):.0%} of the untreated variance stays with a person"
    mixed = "the SD of their differences mixes individual effects with noise"
    taken = f"the noise within a person can be estimated and taken out of the SD of the discs ({discs:.1f} points)"
    above = note(figure, f"Assumed: {stays}; nothing carries over.")
    note(figure, f"Grey: the middle 95% of {STUDIES} such crossovers, {low:.1f} to {high:.1f}.", "ink", size=LABEL, above=above)
    mine = differences.mean(axis=1)[FOLLOWED - 1]
    words = (
        f"The true SD of individual effects is {sd_effect} points. When the sixty people get drug and control {ROUNDS[rounds]}, "
        f"{mixed if once else taken}. "
        f"The SD found in them is {found:.1f} points, and person {FOLLOWED} is {abs(mine):.0f} points {'better' if mine > 0 else 'worse'} "
        f"with the drug. In {STUDIES} simulated crossovers the SD found is {median:.1f} in the middle and {low:.1f} to {high:.1f} in 95% "
        f"of them. We assume that {stays} and that nothing carries over."
    )
    return Picture(figure, words, "simulated", _table(sd_effect, found, median, low, high))


def _table(sd_effect: str, found: float, median: float, low: float, high: float) -> Table:
    rows = (
        ("True SD of individual effects", f"{sd_effect} points"),
        ("SD found in the sixty", f"{found:.1f}"),
        ("SD found, median", f"{median:.1f}"),
        ("SD found, middle 95%", f"{low:.1f} to {high:.1f}"),
    )
    caption = f"The sixty, and {STUDIES} simulated crossovers with {CROSSOVER_PEOPLE} people each"
    return Table(caption, ("What", "Value"), rows)


def _found_words(found: float, discs: float, *, once: bool) -> str:
    """Name the SD of effects that the sixty show and, where noise was taken out of it, that of the discs as they lie."""
    with_noise = "" if once else f" (discs{'' if is_narrow() else ', with noise'}: {discs:.1f})"
    return f"found in these sixty: {found:.1f}{with_noise}"


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


def _spread(axes: Axes, top: float, middle: float, sd: float, words: str, colour: str, many: tuple[float, float] | None = None) -> None:
    """Draw an SD on the scale of the discs, to both sides of their mean; grey where its ends lie in `many` crossovers."""
    _, above = axes.get_ylim()
    head = 72 * axes.get_figure().get_figheight() * (1 - axes.get_position().y1)  # type: ignore[union-attr]
    y, line = above - (top + 8 - head) / DISC, above - (top + 21 - head) / DISC
    label(axes, middle, y, words, colour, ha="center", fontweight="bold")
    for side in (-1, 1) if many else ():
        axes.plot([middle + side * end for end in many or ()], [line] * 2, color=light("line"), linewidth=7, alpha=0.45)
    span(axes, line, middle - sd, middle + sd, colour, width=2.4)
    if not is_narrow() and not many:
        touch(axes, x=("sd_effect", {each: middle + float(each) for each in OWN}), down=(line - 1, line + 1))
