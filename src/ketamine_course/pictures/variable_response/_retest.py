"""Regression to the mean: people picked by a high score, met again untreated."""

from __future__ import annotations

import numpy as np

from ketamine_course.models import trials
from ketamine_course.pictures._charts import NOTE, chart, label, note, number_at, signed, x_ticks
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

PEOPLE, DRAWN = 200_000, 70
TAKEN = {"0": "Everyone", "20": "20 points or more", "28": "28 points or more", "34": "34 points or more"}
STEADY = {"0.65": "0.65: two shaky tests", "0.75": "0.75", "0.9": "0.9: two steady tests"}


@explorable(
    title="Picked by a high score",
    narrow=True,
    story="lowest",
    sample={"lowest": "28"},
    lowest=Choice(TAKEN, label="Who is included"),
    r=Choice(STEADY, label="Correlation of two tests", default="0.75"),
)
def picked_by_score(lowest: str, r: str) -> Picture:
    """Untreated people scored twice: lines for some of them, and the means of those taken in."""
    given = trials.worked_inputs("fall_r_75")
    mean, sd = given["population mean"], given["population SD"]
    first, second = trials.retest(mean, sd, float(r), PEOPLE, np.random.default_rng(3))
    taken = first >= float(lowest)
    start, end = float(first[taken].mean()), float(second[taken].mean())
    fall = start - end
    title = (
        f"Nobody is treated, and scores fall by {signed(fall)} points"
        if round(fall, 1) > 0
        else "Nobody is treated, and no score falls on average"
    )
    figure, axes = chart(
        340,
        title,
        f"Included: {TAKEN[lowest].lower()}; MADRS points",
        left=44,
        right=132,
        bottom=62,
        narrow={"left": 34, "right": 74, "top": 96, "bottom": 76},
    )
    axes.set(xlim=(-0.3, 1.05), ylim=(0, 60))
    axes.set_label("score")
    axes.grid(visible=False, axis="x")
    x_ticks(axes, {0: "first test", 1: "second test"})
    touch(axes, y=("lowest", {points: float(points) for points in TAKEN}))
    both = np.array([first[:DRAWN], second[:DRAWN]])
    axes.plot([0, 1], both[:, ~taken[:DRAWN]], color=light("line"), linewidth=0.6)
    axes.plot([0, 1], both[:, taken[:DRAWN]], color=light("blue"), linewidth=1.0)
    axes.plot([0, 1], [start, end], color=light("magenta"), linewidth=4.5)
    if float(lowest) > 0:
        axes.plot([-0.3, 0.02], [float(lowest)] * 2, color=light("ink"), linewidth=1.6)
        label(axes, -0.3, float(lowest), f"entry: {lowest}", "ink", (4, 8), fontsize=NOTE)
    who = "mean of\nthose\nincluded:" if is_narrow() else "mean of those included:"
    label(axes, 1.05, end, who, "magenta", (4, 24 if is_narrow() else 7), fontsize=NOTE)
    number_at(axes, 1.05, end, f"{start:.1f},{chr(10) if is_narrow() else ' '}then {end:.1f}", "magenta", (4, -14 if is_narrow() else -7))
    note(figure, f"Thin lines: {DRAWN} people. Assumed: population mean {mean:g}, SD {sd:g}.")
    words = (
        f"{'Everyone is' if lowest == '0' else f'People with {TAKEN[lowest]} are'} included, the two tests have a correlation of {r}, and "
        f"nobody is treated. The mean of those included goes from {start:.1f} to {end:.1f}, a fall of {signed(start - end)} points, and "
        f"their SD is {first[taken].std():.1f} instead of {sd:g}. We assume a population mean of {mean:g} and an SD of {sd:g}."
    )
    expected = trials.expected_retest(mean, sd, float(lowest), float(r))
    return Picture(figure, words, "simulated", _table((start, end, start - end, float(first[taken].std())), expected))


def _table(drawn: tuple[float, float, float, float], expected: trials.Retest) -> Table:
    names = ("Mean at the first test", "Mean at the second test", "Fall", "SD at the first test")
    formula = (expected.first, expected.second, expected.fall, expected.sd)
    rows = tuple((name, signed(found), signed(wanted)) for name, found, wanted in zip(names, drawn, formula, strict=True))
    return Table("People included, in points", ("What", f"{PEOPLE} people drawn", "By formula"), rows)
