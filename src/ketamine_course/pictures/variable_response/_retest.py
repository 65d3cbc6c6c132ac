"""Regression to the mean: people picked by a high score, met again untreated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from ketamine_course.models import trials
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import NOTE, chart, label, number_at, signed, x_ticks
from ketamine_course.pictures._marks import discs, mark
from ketamine_course.pictures.variable_response._crowd import FOLLOWED, Places, bins, crowd, levels, named, piled
from ketamine_course.texts import MINUS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch

PEOPLE = 200_000
SMALL = 13
"""Diameter of a person here: piles stay below the names of their tests."""
SHORT = 22.0
"""From the beginning of the arrow to the second mean at least, in units."""
LINES = 5
"""How many people have a line from one test to the other: those who fall most."""
TAKEN = {"0": "Everyone", "28": "28 points or more", "34": "34 points or more"}
STEADY = {"0.65": "0.65: two unreliable tests", "0.75": "0.75", "0.9": "0.9: two reliable tests"}


class _Met(NamedTuple):
    """The sixty at both tests, who of them was taken in, and what the same choice finds in many people."""

    first: NDArray[np.float64]
    second: NDArray[np.float64]
    taken: NDArray[np.bool_]
    many: tuple[float, float, float]

    @property
    def means(self) -> tuple[float, float]:
        return float(self.first[self.taken].mean()), float(self.second[self.taken].mean())

    @property
    def furthest(self) -> NDArray[np.intp]:
        """Those of the people taken in who fall most."""
        falls = np.where(self.taken, self.first - self.second, -np.inf)
        return np.argsort(-falls)[: min(LINES, int(self.taken.sum()))]

    @property
    def fall(self) -> float:
        """The fall of the mean as a reader reckons it from the means that are shown, in points."""
        return round(self.means[0], 1) - round(self.means[1], 1)


def _met(lowest: str, r: str) -> _Met:
    given = trials.worked_inputs("fall_r_75")
    once, again = trials.two_tests(given["population mean"], given["population SD"], float(r))
    return _Met(once, again, once >= float(lowest), _of_many(r)[lowest])


@cache
def _of_many(r: str) -> dict[str, tuple[float, float, float]]:
    """Return, for each choice of whom to take in, two means of many people and their SD at the first test."""
    given = trials.worked_inputs("fall_r_75")
    first, second = trials.retest(given["population mean"], given["population SD"], float(r), PEOPLE, np.random.default_rng(3))
    chosen = {lowest: first >= float(lowest) for lowest in TAKEN}
    return {
        lowest: (float(first[taken].mean()), float(second[taken].mean()), float(first[taken].std())) for lowest, taken in chosen.items()
    }


@explorable(
    title="Chosen for a high score",
    narrow=True,
    story="lowest",
    sample={"lowest": "28"},
    r=Choice(STEADY, label="Correlation of two tests", default="0.75"),
    lowest=Choice(TAKEN, label="Who is included", default="28"),
)
def picked_by_score(r: str, lowest: str) -> Picture:
    """The sixty, untreated, scored twice: where those who were taken in stand at the second test."""
    met = _met(lowest, r)
    falls = round(met.fall, 1) > 0
    fall, many = signed(met.fall), signed(met.many[0] - met.many[1])
    figure, (first, second) = chart(
        340,
        f"Nobody is treated, and scores fall by {fall} points" if falls else "Nobody is treated, and the mean score does not fall",
        f"MADRS points. Filled: included ({met.taken.sum()} of 60)" + (f". Mean fall in {PEOPLE:,}: {many}" if falls else ""),
        2,
        left=34,
        right=34,
        top=46,
        bottom=40,
        hspace=16 / 119,
        sharex=True,
        narrow={"height": 510, "left": 22, "right": 22, "top": 92, "bottom": 42, "hspace": 20 / 178},
    )
    edges = bins(first, 4, 46, float(lowest) or 28, SMALL)
    for axes, scores, mean, name in zip((first, second), (met.first, met.second), met.means, ("First test", "Second test"), strict=True):
        levels(axes, SMALL)
        axes.set_label(name.lower())
        axes.grid(visible=False)
        crowd(axes, *piled(scores, edges), "blue", filled=met.taken, numbers=False, disc=SMALL)
        label(axes, edges[0], axes.get_ylim()[1], name, "ink", (-12, -10), fontweight="bold")
        number_at(axes, edges[0], axes.get_ylim()[1], f"mean {mean:.1f}", "ink", (-12, -23))
        mark(axes, mean, -0.5, "up", "ink", 7, clip_on=False, zorder=6)
        if float(lowest):
            axes.axvline(float(lowest), color=light("ink"), linewidth=1.4)
    if float(lowest):
        lines = f"lines: the {in_words(len(met.furthest))}\nlargest falls"
        label(second, edges[0], second.get_ylim()[1], lines, "quiet", (-12, -31), fontsize=NOTE, va="top", linespacing=1.1)
        _paths((first, second), [piled(scores, edges) for scores in (met.first, met.second)], met.furthest)
    if falls:
        _fall(second, met.means, fall)
    first.spines["bottom"].set_visible(False)
    first.tick_params(labelbottom=False)
    x_ticks(second, {points: str(points) for points in (10, 16, 22, 28, 34, 40)})
    second.tick_params(axis="x", pad=13)
    touch(first, x=("lowest", {points: float(points) for points in TAKEN}))
    return Picture(figure, _words(lowest, r, met), "simulated", _table(lowest, r, met))


def _paths(sides: tuple[Axes, Axes], places: Sequence[tuple[Places, Places]], who: NDArray[np.intp]) -> None:
    """Draw a line from each of those who fall most, of the people taken in at the first test, to the same person at the second.

    The lines are drawn on the first axes, behind the discs of both; rings on the second tell where they begin and end.
    """
    upper = sides[0]
    back = upper.transData.inverted()
    ends = [back.transform(axes.transData.transform(np.column_stack(place)[who])) for axes, place in zip(sides, places, strict=True)]
    path = Path(np.stack(ends, axis=1).reshape(-1, 2), [Path.MOVETO, Path.LINETO] * len(ends[0]))
    look: dict[str, Any] = {"edgecolor": light("line"), "linewidth": 0.8, "zorder": 0.9, "clip_on": False}
    upper.add_patch(PathPatch(path, fill=False, **look))
    x, y = np.round(sides[1].transData.inverted().transform(upper.transData.transform(np.concatenate(ends))), 3).T
    for colour, size in (("ink", SMALL), ("blue", SMALL - 3.6)):
        discs(sides[1], x, y, colour, size)


def _fall(axes: Axes, means: tuple[float, float], words: str) -> None:
    """Draw an arrow under the second test, where nothing else is: from the mean of the first to its own, after the number of points."""
    unit = axes.bbox.width / (axes.get_xlim()[1] - axes.get_xlim()[0])
    start = max(means[0], means[1] + SHORT / unit)
    look = {"arrowstyle": "-|>", "color": light("ink"), "linewidth": 1.6, "shrinkA": 0, "shrinkB": 6}
    axes.annotate("", (means[1], -0.5), (start, -0.5), arrowprops=look, annotation_clip=False, zorder=6)
    number_at(axes, start, -0.5, f"{MINUS}{words}", "ink", (4, 0), zorder=6)


def _moved(before: float, after: float) -> str:
    """Say from where to where a mean goes, or that it stays."""
    first, second = f"{before:.1f}", f"{after:.1f}"
    return f"stays at {first}" if first == second else f"goes from {first} to {second}"


def _by(met: _Met) -> str:
    """Say by how much the mean of the sixty falls or rises; nothing where it stays."""
    if f"{met.means[0]:.1f}" == f"{met.means[1]:.1f}":
        return ""
    return f", a {'fall' if met.fall > 0 else 'rise'} of {signed(abs(met.fall))} points"


def _words(lowest: str, r: str, met: _Met) -> str:
    given = trials.worked_inputs("fall_r_75")
    mean, sd = given["population mean"], given["population SD"]
    count = int((met.second[met.taken] < met.first[met.taken]).sum())
    mine = met.first[FOLLOWED - 1], met.second[FOLLOWED - 1]
    is_now = f"stays at {sd:g}" if f"{met.many[2]:.1f}" == f"{sd:.1f}" else f"is {met.many[2]:.1f} instead of {sd:g}"
    return (
        f"{'Everyone is' if lowest == '0' else f'People with {TAKEN[lowest]} are'} included ({met.taken.sum()} of the sixty), the two "
        f"tests have a correlation of {r}, and nobody is treated. The mean of those included {_moved(*met.means)}"
        f"{_by(met)}: {count} of them score lower, and the others as high or higher. Person "
        f"{FOLLOWED} goes from {mine[0]:.0f} to {mine[1]:.0f}. Among {PEOPLE:,} such people, the mean {_moved(*met.many[:2])} "
        f"in those included, and their SD {is_now}. We assume a population mean of "
        f"{mean:g} and an SD of {sd:g}."
    )


def _table(lowest: str, r: str, met: _Met) -> Table:
    given = trials.worked_inputs("fall_r_75")
    expected = trials.expected_retest(given["population mean"], given["population SD"], float(lowest), float(r))
    rows = (
        ("Included", f"{met.taken.sum()}: {named(met.taken)}", "", ""),
        ("Mean at the first test", *_three(met.means[0], met.many[0], expected.first)),
        ("Mean at the second test", *_three(met.means[1], met.many[1], expected.second)),
        ("Fall", *_three(met.fall, met.many[0] - met.many[1], expected.fall)),
        ("SD at the first test", *_three(float(met.first[met.taken].std()), met.many[2], expected.sd)),
    )
    return Table("Scores of the people included, in points", ("What", "The sixty", f"{PEOPLE:,} people drawn", "By formula"), rows)


def _three(*values: float) -> tuple[str, ...]:
    return tuple(signed(value) for value in values)
