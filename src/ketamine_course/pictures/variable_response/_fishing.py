"""Fishing for subgroups: many tests, nothing to find."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models import trials
from ketamine_course.pictures._charts import chart, key, x_ticks, y_ticks
from ketamine_course.pictures._drawing import counted
from ketamine_course.pictures._marks import mark
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

SPLIT_AGAIN = "su2017"
"""A trial whose people were split again in several papers; the simulated studies have as many."""
TESTS = {"1": "1 test", "12": "12 tests", "33": "33 tests", "41": "41 tests"}
STUDIES = {"1": "Study A", "2": "Study B", "3": "Study C", "4": "Study D", "5": "Study E"}
ERROR_RATE = 0.05
PHONE = {"height": 330, "left": 52, "right": 14, "top": 114, "bottom": 66}


@explorable(
    title="Fishing for subgroups",
    narrow=True,
    story="tests",
    sample={"tests": "33"},
    tests=Slider(TESTS, label="Traits tested"),
    study=Choice(STUDIES, label="Simulated study"),
)
def fishing(tests: str, study: str) -> Picture:
    """P-values of subgroup tests with no true predictor, and the same traits in new people."""
    count, people = int(tests), trials.people_in(SPLIT_AGAIN)
    found = trials.fish(41, people, np.random.default_rng(int(study)))
    first, again = found.first[0, :count], found.again[0, :count]
    hits = first < ERROR_RATE
    kept = int((again[hits] < ERROR_RATE).sum())
    figure, (at_first, new) = chart(
        310,
        _title(int(hits.sum()), kept),
        f"{STUDIES[study]}: {people} people, {counted(count, 'trait')}, none of which matters",
        2,
        left=76,
        top=74,
        bottom=54,
        hspace=0.1,
        sharex=True,
        narrow=PHONE,
    )
    key(figure, 56, [("person", "magenta", "below 0.05 in the first people"), ("person", "line", "not")])
    heights = np.linspace(1, 0, count) if count > 1 else np.full(1, 0.5)
    for axes, values, name in ((at_first, first, "first\npeople"), (new, again, "new\npeople")):
        axes.set(xscale="log", xlim=(0.0009, 1.12), ylim=(-0.15, 1.15))
        axes.set_label(name.replace("\n", " "))
        y_ticks(axes, {0.5: name})
        axes.grid(visible=False, axis="y")
        axes.axvspan(0.0009, ERROR_RATE, facecolor=light("magenta_ground"), zorder=0)
        shown = np.maximum(values, 0.001)
        mark(axes, shown[~hits], heights[~hits], "person", "line", 4.5)
        mark(axes, shown[hits], heights[hits], "person", "magenta", 7)
    _without_foot(at_first)
    x_ticks(new, {0.001: "0.001", 0.01: "0.01", 0.05: "0.05", 0.2: "0.2", 1: "1"}, "p-value of each test (logarithmic)")
    chance = trials.chance_of_any(count)
    words = (
        f"{STUDIES[study]} tests {counted(count, 'trait')} in {people} people, although no trait matters. The number of p-values "
        f"below 0.05 is {hits.sum()}, and {kept} of these fall below it again in new people. By chance alone we expect "
        f"{count * ERROR_RATE:.2f}, and the chance of one or more is {chance:.0%} if the tests are independent."
    )
    rows = tuple(
        (f"Trait {at + 1}", f"{p:.3f}", f"{q:.3f}", "yes" if p < ERROR_RATE else "no")
        for at, (p, q) in enumerate(zip(first, again, strict=True))
    )
    return Picture(
        figure, words, "simulated", Table("Subgroup tests", ("Trait", "p, first people", "p, new people", "Below 0.05 at first"), rows)
    )


def _without_foot(axes: Axes) -> None:
    """Leave out the x axis, which stands under the axes below."""
    axes.tick_params(labelbottom=False)
    axes.spines["bottom"].set_visible(False)


def _title(hits: int, kept: int) -> str:
    if not hits:
        return "No \u201cdiscovery\u201d this time"
    found = "1 \u201cdiscovery\u201d" if hits == 1 else f"{hits} \u201cdiscoveries\u201d"
    return f"{found}, {kept} found again in new people"
