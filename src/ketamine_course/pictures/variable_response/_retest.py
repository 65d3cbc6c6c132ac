"""Regression to the mean: people picked by a high score, met again untreated."""

from __future__ import annotations

import numpy as np

from ketamine_course.models import trials
from ketamine_course.pictures._drawing import sheet, write
from ketamine_course.pictures.variable_response._common import linear
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

PEOPLE, DRAWN = 200_000, 70
TAKEN = {"0": "Everybody", "20": "20 points or more", "28": "28 points or more", "34": "34 points or more"}
STEADY = {"0.65": "0.65: two shaky tests", "0.75": "0.75", "0.9": "0.9: two steady tests"}


@explorable(
    title="Picked by a high score",
    sample={"lowest": "28"},
    lowest=Choice(TAKEN, label="Who is taken in"),
    r=Choice(STEADY, label="Correlation of two tests", default="0.75"),
)
def picked_by_score(lowest: str, r: str) -> Picture:
    """Untreated people scored twice: lines for some of them, and the means of those taken in."""
    given = trials.worked_inputs("fall_r_75")
    mean, sd = given["population mean"], given["population SD"]
    first, second = trials.retest(mean, sd, float(r), PEOPLE, np.random.default_rng(3))
    taken = first >= float(lowest)
    start, end = float(first[taken].mean()), float(second[taken].mean())
    figure, axes = sheet(344)
    write(axes, 14, 18, f"Nobody is treated. Taken in: {TAKEN[lowest].lower()}", 10.5, fontweight="bold")
    to_y, left, right = linear(0, 60, 270, 44), 110.0, 330.0
    for colour, chosen, width in (("line", ~taken, 0.6), ("blue", taken, 1.0)):
        lines = [(a, b) for a, b, keep in zip(first[:DRAWN], second[:DRAWN], chosen[:DRAWN], strict=True) if keep]
        xs = [x for _ in lines for x in (left, right, np.nan)]
        ys = [y for a, b in lines for y in (to_y(a), to_y(b), np.nan)]
        axes.plot(xs, ys, color=light(colour), linewidth=width)
    axes.plot([left, right], [to_y(start), to_y(end)], color=light("magenta"), linewidth=4.5)
    for score in (0, 10, 20, 30, 40, 50, 60):
        write(axes, 96, to_y(score), str(score), 8.4, "quiet", ha="right")
    write(axes, 40, to_y(34), "MADRS", 8.6, "quiet", ha="center")
    write(axes, left, 284, "first test", 9, ha="center")
    write(axes, right, 284, "second test", 9, ha="center")
    write(axes, 340, to_y(end), "mean of those", 8.6, "magenta")
    write(axes, 340, to_y(end) + 13, f"taken in: {end:.1f}", 8.6, "magenta", fontweight="bold")
    write(
        axes,
        14,
        304,
        f"Mean of those taken in (thick): {start:.1f}, then {end:.1f}. Fall: {start - end:.1f} points.",
        9.6,
        fontweight="bold",
    )
    write(axes, 14, 322, f"Assumed: population mean {mean:g}, SD {sd:g}.", 8.2, "quiet")
    words = (
        f"Taken in: {TAKEN[lowest].lower()}; correlation of the two tests {r}; nobody is treated. The mean of those taken in goes from "
        f"{start:.1f} to {end:.1f}, a fall of {start - end:.1f} points; their SD is {first[taken].std():.1f} instead of {sd:g}. "
        f"Assumed: population mean {mean:g}, SD {sd:g}."
    )
    expected = trials.expected_retest(mean, sd, float(lowest), float(r))
    return Picture(figure, words, "simulated", _table((start, end, start - end, float(first[taken].std())), expected))


def _table(drawn: tuple[float, float, float, float], expected: trials.Retest) -> Table:
    names = ("Mean at the first test", "Mean at the second test", "Fall", "SD at the first test")
    formula = (expected.first, expected.second, expected.fall, expected.sd)
    rows = tuple((name, f"{found:.1f}", f"{wanted:.1f}") for name, found, wanted in zip(names, drawn, formula, strict=True))
    return Table("People taken in, in points", ("What", f"{PEOPLE} people drawn", "By formula"), rows)
